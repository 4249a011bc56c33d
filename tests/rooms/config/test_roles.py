"""May the application's role do what it needs and nothing else, and is a role that may do more refused?"""

from __future__ import annotations

import subprocess
import sys

import psycopg
import pytest
from django.apps import apps

from camket.config import grants
from tests.kit.database import FreshDatabase

_MIGRATE = """
import django; django.setup()
from camket.config import database
from camket.config.errors import ConfigError
try:
    print("one role" if database.migrate().one_role else "two roles")
except ConfigError as refused:
    print(refused.code, refused.params.get("reason"))
"""


def _migrate(fresh: FreshDatabase, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = fresh.environment | changes
    return subprocess.run(
        [sys.executable, "-c", _MIGRATE], env=environment, capture_output=True, text=True, check=True
    )


def _held(fresh: FreshDatabase, table: str) -> set[str]:
    asked = "SELECT p FROM unnest(%s::text[]) p WHERE has_table_privilege(%s, p)"
    every = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    with psycopg.connect(fresh.app_url) as app:
        return {name for (name,) in app.execute(asked, [every, table]).fetchall()}


def test_every_table_has_exactly_its_privileges(fresh_database: FreshDatabase) -> None:
    wanted = grants.privileges()
    assert "django_session" in wanted
    for table, rights in wanted.items():
        assert _held(fresh_database, table) == set(rights.split(", ")), table


def test_append_only_tables_are_never_updated(fresh_database: FreshDatabase) -> None:
    tables = [m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False)]
    if not tables:
        pytest.skip("no model is append-only yet")
    with psycopg.connect(fresh_database.app_url, autocommit=True) as app:
        for table in tables:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(f'DELETE FROM "{table}"')


def test_a_table_of_no_model_is_read_only(fresh_database: FreshDatabase) -> None:
    assert _held(fresh_database, "django_migrations") == {"SELECT"}


def test_migrating_again_takes_back_what_was_added_by_hand(fresh_database: FreshDatabase) -> None:
    with psycopg.connect(fresh_database.owner_url) as owner:
        owner.execute("GRANT ALL ON django_migrations TO camket_app")
    assert _migrate(fresh_database).stdout == "two roles\n"
    assert _held(fresh_database, "django_migrations") == {"SELECT"}


def test_the_owner_as_application_is_refused(fresh_database: FreshDatabase) -> None:
    done = _migrate(fresh_database, CAMKET_DATABASE_URL=fresh_database.owner_url)
    assert done.stdout == "config.one_role same\n"


def test_a_superuser_as_application_is_refused(fresh_database: FreshDatabase) -> None:
    done = _migrate(fresh_database, CAMKET_DATABASE_URL=fresh_database.root_url)
    assert done.stdout == "config.one_role superuser\n"


def test_a_member_of_the_owner_as_application_is_refused(fresh_database: FreshDatabase) -> None:
    name = f"member_{fresh_database.name}"
    with psycopg.connect(fresh_database.root_url, autocommit=True) as root:
        root.execute(f"CREATE ROLE {name} LOGIN PASSWORD 'made-up' IN ROLE camket_owner")
        url = fresh_database.app_url.split("@", 1)[1]
        done = _migrate(fresh_database, CAMKET_DATABASE_URL=f"postgresql://{name}:made-up@{url}")
        root.execute(f"DROP ROLE {name}")
    assert done.stdout == "config.one_role member\n"


def test_one_role_when_allowed_is_said_aloud(fresh_database: FreshDatabase) -> None:
    owner = fresh_database.owner_url
    done = _migrate(fresh_database, CAMKET_DATABASE_URL=owner, CAMKET_ALLOW_ONE_ROLE="1")
    assert done.stdout == "one role\n"
    assert "CAMKET_ALLOW_ONE_ROLE" in done.stderr


def test_no_database_is_a_clear_refusal(fresh_database: FreshDatabase) -> None:
    done = _migrate(fresh_database, CAMKET_DATABASE_URL="", CAMKET_OWNER_DATABASE_URL="")
    assert done.stdout == "config.database_missing None\n"
