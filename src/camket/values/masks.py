"""What is shown of a value before it is opened? Enough to recognise, too little to use.

Takes the plain value, so only `access` may call it. Every mask is lossy: the hidden part has a fixed width.
"""

from __future__ import annotations

import re

from camket.policy.data import FieldType

HIDDEN = "•••"
_HAS_DIGIT = re.compile(r"\d")


def _initials(name: str) -> str:
    """ "Nguyễn Thị Đào" -> "N. T. Đ." """
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalnum()) or HIDDEN


def _email(address: str) -> str:
    local, _, domain = address.partition("@")
    return f"{local[:1]}{HIDDEN}@{domain}" if domain else HIDDEN


def _address(address: str) -> str:
    """The last part (the province), unless it could be the house itself."""
    head, _, last = address.rpartition(",")
    return f"{HIDDEN}, {last.strip()}" if head and last.strip() and not _HAS_DIGIT.search(last) else HIDDEN


def mask(*, type: FieldType, value: str) -> str:  # noqa: A002 - the contract
    """The masked form of a stored value: phone "••• ••• 567", email "l•••@shop.example", name "N. T. Đ."."""
    match type:
        case FieldType.PHONE:
            return f"{HIDDEN} {HIDDEN} {value[-3:]}"
        case FieldType.EMAIL:
            return _email(value)
        case FieldType.PERSON_NAME | FieldType.ORGANISATION_NAME:
            return _initials(value)
        case FieldType.DATE:
            return "••/••/••••"
        case FieldType.ADDRESS:
            return _address(value)
        case FieldType.TAX_CODE:
            return f"{HIDDEN} {value[-3:]}"
        case _:
            return HIDDEN
