"""For which reasons can a value be refused? The closed list; each has its sentence in both languages."""

from __future__ import annotations

from typing import NoReturn

from camket.values.errors import ValueRefused

WHY = frozenset(
    {
        "empty",
        "not_text",
        "too_long",
        "control_character",
        "legacy_encoding",
        "letters_lost",
        "card_number",
        "name_no_letter",
        "address_no_letter",
        "phone_none",
        "phone_short",
        "phone_long",
        "phone_masked",
        "phone_letters",
        "phone_digits_lost",
        "phone_several",
        "phone_service",
        "phone_old_area",
        "phone_unknown",
        "email_none",
        "email_several",
        "email_space",
        "email_letters",
        "email_dots",
        "email_domain",
        "email_typo",
        "date_unreadable",
        "date_impossible",
        "date_order",
        "date_year_only",
        "date_too_early",
        "date_future",
        "tax_length",
        "tax_check_digit",
        "tax_branch",
        "tax_person",
        "token_signs",
    }
)


def refuse(why: str, **details: object) -> NoReturn:
    """Raise `ValueRefused`. Details are lengths, limits and public names, never the value."""
    raise ValueRefused(why=why, **details) from None
