"""Who is this, by opaque id, and may they come in? The door of the people room.

* A customer here is an id, a ref for the ledger and a kind; names and numbers live in the vault.
* Sign-in rows hold hashes only; a link works once, a code ten minutes and five tries.
* An unknown address gets a challenge like any other, so nobody learns who is a customer.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from camket.kernel.ids import make_id, make_ref
from camket.people import store
from camket.people.core import tokens
from camket.people.data import ApiKey, Challenge, Customer, CustomerKind, Staff
from camket.people.errors import ApiKeyRefused, CustomerMissing, SignInRefused, StaffMissing
from camket.people.models import SignInCode


def register_customers(*, kinds: Sequence[CustomerKind], now: datetime) -> list[Customer]:
    """New customers, one for each kind given, in that order. Joins the caller's transaction."""
    customers = [Customer(id=make_id(), ref=make_ref(), kind=kind, created_at=now) for kind in kinds]
    with transaction.atomic():
        store.copy_customers(customers)
    return customers


def refs_of(*, customers: Sequence[UUID]) -> dict[UUID, UUID]:
    """The ledger's ref by customer id; who is unknown or erased is left out."""
    return store.read_refs(customers)


def find_customer(*, customer: UUID) -> Customer:
    """The customer's row. Raises CustomerMissing."""
    rows = store.read_customers([customer])
    if not rows:
        raise CustomerMissing
    return rows[0]


def list_by_id(*, customers: Sequence[UUID]) -> list[Customer]:
    """The rows of these customers; who is unknown or erased is left out."""
    return store.read_customers(customers)


def count_customers() -> int:
    """How many customers there are."""
    return store.count_customers()


def list_customers(*, after: UUID | None = None, limit: int = 1000) -> list[UUID]:
    """Customer ids in order, a page at a time."""
    return store.list_customer_ids(after=after, limit=limit)


def add_staff(*, name: str, roles: frozenset[str], now: datetime) -> Staff:
    """A new member of staff with the roles given."""
    staff = Staff(id=make_id(), name=name, roles=roles, active=True)
    store.insert_staff(staff, now=now)
    return staff


def find_staff(*, staff: UUID) -> Staff:
    """An active member of staff. Raises StaffMissing."""
    row = store.read_staff(staff)
    if row is None:
        raise StaffMissing
    return row


def list_staff() -> list[Staff]:
    """Everybody on the staff, oldest first."""
    return store.list_staff()


def issue_staff_link(*, staff: UUID, now: datetime) -> str:
    """A single-use token that signs this member of staff in within 30 minutes."""
    token = tokens.make_link_token()
    store.insert_link(
        token_hash=tokens.hash_link_token(token),
        staff=find_staff(staff=staff).id,
        expires_at=now + tokens.LINK_LIFETIME,
    )
    return token


def redeem_staff_link(*, token: str, now: datetime) -> Staff:
    """Who the link signs in; it never works again. Raises SignInRefused."""
    with transaction.atomic():
        row = store.take_link(tokens.hash_link_token(token))
        if row is None:
            raise SignInRefused(why="unknown")
        if row.used_at is not None:
            raise SignInRefused(why="used")
        if now >= row.expires_at:
            raise SignInRefused(why="expired")
        row.used_at = now
        row.save(update_fields=["used_at"])
        return find_staff(staff=row.staff.id)


def issue_code(*, customer: UUID | None, now: datetime) -> Challenge:
    """A one-time code; with `customer` None it looks the same and signs nobody in."""
    challenge, code = make_id(), tokens.make_code()
    expires_at = now + tokens.CODE_LIFETIME
    store.insert_code(
        challenge=challenge,
        customer=customer,
        code_hash=tokens.hash_code(challenge=challenge, code=code),
        expires_at=expires_at,
    )
    return Challenge(id=challenge, code=code, expires_at=expires_at)


def redeem_code(*, challenge: UUID, code: str, now: datetime) -> UUID:
    """The customer whom the code signs in. A wrong try counts even though it raises SignInRefused."""
    with transaction.atomic():
        row = store.take_code(challenge)
        why = _why_code_refused(row, challenge=challenge, code=code, now=now)
        if row is not None:
            row.attempts += 1
            row.used_at = None if why else now
            row.save(update_fields=["attempts", "used_at"])
    if why or row is None or row.customer is None:
        raise SignInRefused(why=why or "wrong")
    return UUID(str(row.customer))


def _why_code_refused(row: SignInCode | None, *, challenge: UUID, code: str, now: datetime) -> str:
    if row is None:
        return "unknown"
    if row.used_at is not None:
        return "used"
    if now >= row.expires_at:
        return "expired"
    if row.attempts >= tokens.CODE_ATTEMPTS:
        return "too_many"
    right = hmac.compare_digest(bytes(row.code_hash), tokens.hash_code(challenge=challenge, code=code))
    return "" if right and row.customer is not None else "wrong"


def add_api_key(*, label: str, roles: frozenset[str], now: datetime) -> tuple[ApiKey, str]:
    """A new key bound to these roles, and its secret, which is told this once and never again."""
    key, secret = ApiKey(make_id(), label, roles), tokens.make_link_token()
    store.insert_api_key(key, secret_hash=tokens.hash_api_secret(secret), now=now)
    return key, secret


def find_api_key(*, secret: str) -> ApiKey:
    """Whose key this is. Raises ApiKeyRefused."""
    key = store.read_api_key(tokens.hash_api_secret(secret))
    if key is None:
        raise ApiKeyRefused
    return key


def withdraw_api_key(*, key: UUID) -> None:
    """The key works no more. Raises ApiKeyRefused where there is none."""
    if not store.close_api_key(key):
        raise ApiKeyRefused


def clear_stale(*, now: datetime) -> int:
    """Remove links and codes that ran out; how many."""
    return store.delete_stale(before=now)
