"""Is the database ready for this version of the program? Migrated by its owner, with rows only for the application.

1. The server is new enough.
2. Every table says what it holds.
3. The application's role is not the owner, nor may it become the owner.
4. Migrations run as the owner, one process at a time.
5. The application's role gets its privileges anew.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from camket.config import grants
from camket.config.checks import refuse_undeclared
from camket.config.errors import DatabaseMissing, DatabaseTooOld, OneRole
from camket.words import say

OLDEST = 15
_LOCK = 0x63616D6B6574  # "camket"; any number that nobody else takes
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Migrated:
    """What `migrate` found: server version (major), the application's role, and whether that role does everything."""

    server: int
    role: str
    one_role: bool


def migrate() -> Migrated:
    """Bring the database to this version. Raises `ConfigError`; safe to run from several processes at once."""
    refuse_undeclared()
    version = _check_version()
    role = _who("default")
    reason = _why_one_role(role)
    if reason and not settings.CAMKET_ALLOW_ONE_ROLE:
        raise OneRole(role=role, reason=reason, variable="CAMKET_OWNER_DATABASE_URL")
    with _alone():
        call_command("migrate", database="owner", interactive=False, verbosity=0)
        if reason:
            _log.warning(say("config.one_role_allowed", "en"))
        else:
            grants.grant_all(role=role)
    return Migrated(server=version, role=role, one_role=bool(reason))


def _check_version() -> int:
    if settings.DATABASES["default"]["ENGINE"].endswith("dummy"):
        raise DatabaseMissing(variable="CAMKET_DATABASE_URL")
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        found = int(cursor.fetchone()[0]) // 10_000
    if found < OLDEST:
        raise DatabaseTooOld(found=found, wanted=OLDEST)
    return found


def _who(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def _why_one_role(role: str) -> str | None:
    """Why the application could change tables: it is the owner, may become it, or stands above all."""
    owner = _who("owner")
    if role == owner:
        return "same"
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, pg_has_role(rolname, %s, 'MEMBER') FROM pg_roles WHERE rolname = %s",
            [owner, role],
        )
        above, member = cursor.fetchone()
    return "superuser" if above else "member" if member else None


@contextmanager
def _alone() -> Iterator[None]:
    connection = connections["owner"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        # Closing gives the lock back even when the transaction is broken.
        connection.close()
