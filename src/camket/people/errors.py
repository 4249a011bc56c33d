"""How does the people room refuse?"""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class PeopleError(CamketError):
    """Something the people room would not or could not do."""

    code: ClassVar[str] = "people.error"


class SignInRefused(PeopleError):
    """The link or code does not sign anybody in. `why`: unknown, used, expired, wrong, too_many."""

    code: ClassVar[str] = "people.sign_in_refused"


class StaffMissing(PeopleError):
    """No active member of staff has this id."""

    code: ClassVar[str] = "people.staff_missing"


class CustomerMissing(PeopleError):
    """No customer has this id, or they were erased."""

    code: ClassVar[str] = "people.customer_missing"


class ApiKeyRefused(PeopleError):
    """No active key has this secret."""

    code: ClassVar[str] = "people.api_key_refused"
