"""How are customers' ids, staff and sign-in rows kept? The only queries of the room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from camket.people import models
from camket.people.data import ApiKey, Customer, CustomerKind, Staff


def copy_customers(customers: Sequence[Customer]) -> None:
    """Insert many rows with one COPY inside the caller's transaction."""
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY people_customer (id, ref, kind, created_at) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.set_types(["uuid", "uuid", "varchar", "timestamptz"])
        for customer in customers:
            copy.write_row((customer.id, customer.ref, customer.kind.value, customer.created_at))


def read_refs(customers: Sequence[UUID]) -> dict[UUID, UUID]:
    """Refs by customer id; unknown ids are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ref FROM people_customer WHERE id = ANY(%b)", [list(customers)])
        return dict(cursor.fetchall())


def read_customers(customers: Sequence[UUID]) -> list[Customer]:
    """The customers' rows, in no order."""
    rows = models.Customer.objects.filter(id__in=list(customers))
    return [Customer(row.id, row.ref, CustomerKind(row.kind), row.created_at) for row in rows]


def count_customers() -> int:
    """How many customers there are."""
    return models.Customer.objects.count()


def list_customer_ids(*, after: UUID | None, limit: int) -> list[UUID]:
    """Ids in order, `limit` at most, beginning behind `after`."""
    rows = models.Customer.objects.order_by("id")
    if after is not None:
        rows = rows.filter(id__gt=after)
    return list(rows.values_list("id", flat=True)[:limit])


def delete_customers(customers: Sequence[UUID]) -> int:
    """Remove rows and open codes; how many customers went."""
    ids = list(customers)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_sign_in_code WHERE customer = ANY(%s)", [ids])
        cursor.execute("DELETE FROM people_customer WHERE id = ANY(%s)", [ids])
        return cursor.rowcount


def insert_staff(staff: Staff, *, now: datetime) -> None:
    """Add a member of staff."""
    models.Staff.objects.create(
        id=staff.id, name=staff.name, roles=sorted(staff.roles), active=staff.active, created_at=now
    )


def read_staff(staff: UUID) -> Staff | None:
    """One active member of staff."""
    row = models.Staff.objects.filter(id=staff, active=True).first()
    return row and _to_staff(row)


def list_staff() -> list[Staff]:
    """Everybody, oldest first."""
    return [_to_staff(row) for row in models.Staff.objects.order_by("created_at", "id")]


def _to_staff(row: models.Staff) -> Staff:
    return Staff(id=row.id, name=row.name, roles=frozenset(row.roles), active=row.active)


def insert_link(*, token_hash: bytes, staff: UUID, expires_at: datetime) -> None:
    """Keep a link's hash."""
    models.StaffLink.objects.create(token_hash=token_hash, staff_id=staff, expires_at=expires_at)


def take_link(token_hash: bytes) -> models.StaffLink | None:
    """The link's row, locked until the transaction ends."""
    return models.StaffLink.objects.select_for_update().filter(token_hash=token_hash).first()


def insert_code(*, challenge: UUID, customer: UUID | None, code_hash: bytes, expires_at: datetime) -> None:
    """Keep a code's hash."""
    models.SignInCode.objects.create(
        id=challenge, customer=customer, code_hash=code_hash, expires_at=expires_at
    )


def take_code(challenge: UUID) -> models.SignInCode | None:
    """The code's row, locked until the transaction ends."""
    return models.SignInCode.objects.select_for_update().filter(id=challenge).first()


def delete_stale(*, before: datetime) -> int:
    """Remove links and codes that ran out."""
    links, _ = models.StaffLink.objects.filter(expires_at__lt=before).delete()
    codes, _ = models.SignInCode.objects.filter(expires_at__lt=before).delete()
    return links + codes


def insert_api_key(key: ApiKey, *, secret_hash: bytes, now: datetime) -> None:
    """Add a key."""
    models.ApiKey.objects.create(
        id=key.id, secret_hash=secret_hash, label=key.label, roles=sorted(key.roles), created_at=now
    )


def read_api_key(secret_hash: bytes) -> ApiKey | None:
    """The active key with this secret."""
    row = models.ApiKey.objects.filter(secret_hash=secret_hash, active=True).first()
    return row and ApiKey(row.id, row.label, frozenset(row.roles))


def close_api_key(key: UUID) -> int:
    """Let a key work no more."""
    return models.ApiKey.objects.filter(id=key, active=True).update(active=False)
