"""What does a table hold about people, and who removes it? A table that does not say stops the start-up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """The most telling thing a row of a table may contain."""

    NOTHING = "nothing"  # no row is about a person
    PSEUDONYM = "pseudonym"  # opaque ids, hashes, names of fields and purposes
    SEALED = "sealed"  # personal data, encrypted under the customer's own key
    STAFF = "staff"  # plain data about the business's own staff


@dataclass(frozen=True, slots=True)
class Holding:
    """What a table holds, the erasure step that removes a customer's rows, and until when rows stay.

    * `erased_by`: name of an `ErasureStep`, or None where erasing a customer rightly leaves the row.
    * `kept`: why rows stay or when they go, in a short phrase for the start-up report.
    """

    holds: Holds
    erased_by: str | None
    kept: str
