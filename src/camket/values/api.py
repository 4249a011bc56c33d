"""Is this a proper value of its type, and what is its one written form? No Django, no clock.

* `normalise` gives the stored form or raises `ValueRefused(why=...)`; a stored form normalises to itself.
* `index_terms` gives the words a stored value can be searched by; `mask` what is shown before it is opened.
* Sentences for every `why` stand in the catalogue under `values.why.<why>`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from camket.policy.data import FieldType

from .addresses import normalise_address
from .dates import normalise_date
from .emails import normalise_email
from .masks import mask
from .names import normalise_name
from .phones import normalise_phone, split_phones
from .reasons import WHY
from .tax_codes import normalise_tax_code
from .terms import index_terms
from .texts import normalise_choice, normalise_text, normalise_token

__all__ = ["WHY", "index_terms", "mask", "normalise", "split_phones"]

_BY_TYPE: dict[FieldType, Callable[[object], str]] = {
    FieldType.PHONE: normalise_phone,
    FieldType.PERSON_NAME: normalise_name,
    FieldType.ORGANISATION_NAME: normalise_name,
    FieldType.EMAIL: normalise_email,
    FieldType.ADDRESS: normalise_address,
    FieldType.TAX_CODE: normalise_tax_code,
    FieldType.TEXT: normalise_text,
    FieldType.CHOICE: normalise_choice,
    FieldType.TOKEN: normalise_token,
}


def normalise(*, type: FieldType, raw: object, today: date | None = None) -> str:  # noqa: A002 - the contract
    """The stored form of `raw`.

    * phone: E.164; email: domain in lower case; date: YYYY-MM-DD, or --MM-DD where the year is unknown;
      tax_code: 10 or 12 digits, or 10-3; everything else NFC with single spaces.
    * `today` is the business's own day: with it a date after today is refused (without it, only dates
      no living customer can have), and a two-digit year is read as the latest one not after it.

    Raises `ValueRefused` with `why` (one of `WHY`) and never the value itself.
    """
    if type is FieldType.DATE:
        return normalise_date(raw, today)
    return _BY_TYPE[type](raw)
