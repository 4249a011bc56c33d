"""Which shapes do policy.yaml and cases.yaml share? Names, anchors, periods, texts in two languages."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
Anchor = Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$")]
Keeps = Annotated[
    list[Anchor], Field(min_length=1, description="Anchors of the clauses that this rule keeps.")
]
Period = Annotated[
    str,
    Field(pattern=r"^[1-9][0-9]{0,3} (minutes|hours|days|working days|months|years)$", examples=["24 hours"]),
]
Hours = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-4]):[0-5][0-9]$")]
Text = Annotated[str, Field(min_length=1, max_length=2000)]


class Strict(BaseModel):
    """Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelModel(Strict):
    """A text in Vietnamese and, if there is one, English."""

    vi: Text
    en: str = ""
