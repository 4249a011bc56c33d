"""How is Django set up for tests, and which database do they get?

* `@pytest.mark.django_db`: as the application's role, inside a transaction that is rolled back.
* `@pytest.mark.django_db(transaction=True)`: real commits; afterwards the database is as it was after migrating.
* `fresh_database`: a database and a data folder for tests that start processes of their own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import django.test
import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from camket.embedded.data import Server
from tests.kit import database as kit
from tests.kit.rewind import rewind, take_snapshot

_RUN = pytest.StashKey[kit.Run]()


def pytest_configure(config: pytest.Config) -> None:
    run = kit.Run()
    config.stash[_RUN] = run
    run.set_environment()
    os.environ["DJANGO_SETTINGS_MODULE"] = "camket.config.settings"
    django.setup()
    # Workers would read the settings before they have an environment of their own.
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure(config: pytest.Config) -> None:
    if _RUN in config.stash:
        config.stash[_RUN].close()


@pytest.fixture(scope="session")
def database_run(request: pytest.FixtureRequest) -> kit.Run:
    """This test run's folder."""
    return request.config.stash[_RUN]


@pytest.fixture(scope="session")
def database_server(database_run: kit.Run, django_db_blocker: DjangoDbBlocker) -> Iterator[Server]:
    """The run's embedded server; its template database is migrated."""
    with django_db_blocker.unblock(), kit.serving(database_run) as server:
        yield server


@pytest.fixture(scope="session")
def django_db_setup(
    database_run: kit.Run,
    database_server: Server,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Takes the place of pytest-django's: a copy of the template, and no tables made by tests."""
    name = f"camket_{database_run.worker}"
    kit.copy_template(database_server, name)
    with django_db_blocker.unblock():
        kit.use(database_server, name)

    with kit.root(database_server, name) as root, pytest.MonkeyPatch.context() as patch:
        snapshot = take_snapshot(root)

        def teardown(self: Any) -> None:
            connections.close_all()
            rewind(root, snapshot)

        # Django would TRUNCATE as the application, which rightly may not.
        patch.setattr(django.test.TransactionTestCase, "_fixture_teardown", teardown)
        yield
    with django_db_blocker.unblock():
        kit.use(database_server, name)  # closes every connection
        kit.drop(database_server, name)


@pytest.fixture
def fresh_database(database_run: kit.Run, database_server: Server) -> Iterator[kit.FreshDatabase]:
    """A migrated database with its URLs, CAMKET_HOME and environment for `subprocess`; gone afterwards."""
    name = f"camket_{uuid4().hex[:12]}"
    fresh = kit.make_fresh(database_server, database_run, name)
    yield fresh
    kit.drop(database_server, name)
    shutil.rmtree(fresh.home)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process remembers of an edition must not outlive the test that adopted it."""
    from camket.policy import api as policy

    policy.forget_current()


@pytest.fixture
def shop(db: None, settings: Any, tmp_path: Path) -> Any:
    """The supermarket of the examples, open for business (tests.kit.shop.Shop)."""
    from tests.kit.shop import open_shop

    settings.CAMKET_KEYS = tmp_path / "keys"
    return open_shop("mart", keys=settings.CAMKET_KEYS)
