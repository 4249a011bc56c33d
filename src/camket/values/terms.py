"""By which words can a stored value be searched? The words the blind indexes are keyed by."""

from __future__ import annotations

from camket.kernel.text import fold
from camket.policy.data import FieldType


def index_terms(*, type: FieldType, value: str) -> dict[str, str]:  # noqa: A002 - the contract
    """Index name -> term, for a stored (normalised) value; empty where the type is not searched.

    Names are folded: without diacritics, in lower case; `name_tail` is their last two syllables, as people
    are called ("Thị Đào").
    """
    match type:
        case FieldType.PHONE:
            return {"phone": value}
        case FieldType.EMAIL:
            return {"email": value.lower()}
        case FieldType.TAX_CODE:
            return {"tax_code": value}
        case FieldType.PERSON_NAME | FieldType.ORGANISATION_NAME:
            name = fold(value)
            return {"name": name, "name_tail": " ".join(name.split()[-2:])}
        case _:
            return {}
