"""Where do tests get a database? One embedded server per run, one database per worker, a fresh one on demand.

* The first process to need it starts the server; xdist workers join it; the run's folder goes when the run ends.
* A template database is migrated once by the owner; every other database is a copy of it.
* Tests work as the application's role, as the program does.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from camket.config import database, dsn
from camket.embedded import api as embedded
from camket.embedded.data import Role, Server

RUN = "CAMKET_TEST_RUN"
TEMPLATE = "camket_template"
_PREFIX = "camket-tests-"
# Half the time of the other way for a template of a few megabytes.
_COPY = "CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY file_copy"
_NOWHERE = "postgresql://camket_app@/not_started?host=/nonexistent"


@dataclass(frozen=True, slots=True)
class FreshDatabase:
    """A migrated database of its own, for tests that start processes and kill them.

    * `environment`: a complete environment for `subprocess`, with the URLs, CAMKET_HOME and Django's settings module.
    """

    name: str
    app_url: str
    owner_url: str
    root_url: str
    home: Path
    environment: dict[str, str]


class Run:
    """One test run: its folder, and whether this process made it and must remove it."""

    def __init__(self) -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        self.worker = worker or "alone"
        self.owned = worker is None
        if self.owned:
            _sweep_abandoned()
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX)).resolve()
            # The server's own account must get through; what is inside has modes of its own.
            folder.chmod(0o711)
            os.environ[RUN] = str(folder)
        self.folder = Path(os.environ[RUN])
        self._lock = _lock(self.folder / "run.lock") if self.owned else None

    def set_environment(self) -> None:
        """What Django's settings read; the database is named later, when the first test needs it."""
        os.environ["CAMKET_HOME"] = str(self.folder / f"home-{self.worker}")
        os.environ["CAMKET_DATABASE_URL"] = _NOWHERE
        os.environ["CAMKET_OWNER_DATABASE_URL"] = _NOWHERE

    def close(self) -> None:
        """Stop the server and remove the folder, if they are ours."""
        if not self.owned:
            return
        embedded.stop(folder=self.folder / "server")
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)


@contextmanager
def serving(run: Run) -> Iterator[Server]:
    """The run's server with its migrated template."""
    with embedded.running(folder=run.folder / "server") as server:
        with _alone(run.folder / "template.lock"):
            done = run.folder / "template.done"
            if not done.exists():
                _make_template(server)
                done.touch()
        yield server


def copy_template(server: Server, name: str) -> None:
    """A new database like the template; an old one of that name goes, whoever is connected to it."""
    with root(server) as connection:
        connection.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
        connection.execute(_named(_COPY, name, TEMPLATE, Role.OWNER))
        _close_doors(connection, name)


def drop(server: Server, name: str) -> None:
    """Remove a database, whoever is connected to it."""
    with root(server) as connection:
        connection.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def use(server: Server, name: str) -> None:
    """Point Django's two aliases at a database."""
    connections.close_all()
    for alias, role in (("default", Role.APP), ("owner", Role.OWNER)):
        connections.settings[alias].update(dsn.to_django(server.url(role, dbname=name)))


def make_fresh(server: Server, run: Run, name: str) -> FreshDatabase:
    """A copy of the template with a data folder of its own."""
    copy_template(server, name)
    home = run.folder / "homes" / name
    home.mkdir(parents=True)
    urls = {role: server.url(role, dbname=name) for role in Role}
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "camket.config.settings",
        "CAMKET_HOME": str(home),
        "CAMKET_DATABASE_URL": urls[Role.APP],
        "CAMKET_OWNER_DATABASE_URL": urls[Role.OWNER],
    }
    return FreshDatabase(
        name=name,
        app_url=urls[Role.APP],
        owner_url=urls[Role.OWNER],
        root_url=urls[Role.ROOT],
        home=home,
        environment=environment,
    )


@contextmanager
def root(server: Server, dbname: str = "postgres") -> Iterator[psycopg.Connection]:
    """A superuser's connection, each statement on its own."""
    with psycopg.connect(server.url(Role.ROOT, dbname=dbname), autocommit=True) as connection:
        yield connection


def _make_template(server: Server) -> None:
    with root(server) as connection:
        # Tests kill processes, never the power; a run's data are thrown away.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET full_page_writes = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", TEMPLATE))
        connection.execute(_named("CREATE DATABASE {} OWNER {}", TEMPLATE, Role.OWNER))
        _close_doors(connection, TEMPLATE)
    use(server, TEMPLATE)
    database.migrate()
    connections.close_all()


def _close_doors(connection: psycopg.Connection, name: str) -> None:
    # A copy takes over the template's tables with their privileges, not the privileges of the database itself.
    connection.execute(_named("REVOKE ALL ON DATABASE {} FROM PUBLIC", name))
    connection.execute(_named("GRANT CONNECT ON DATABASE {} TO {}", name, Role.APP))


def _named(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*(sql.Identifier(name) for name in names))


def _sweep_abandoned() -> None:
    """Remove what a killed run of ours left; a living run holds its lock, its workers their lease."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if folder.stat().st_uid != os.geteuid() or not (folder / "run.lock").exists():
                continue
            lock = _lock(folder / "run.lock")
        except OSError:
            continue
        embedded.stop(folder=folder / "server")
        if not embedded.status(folder=folder / "server").running:
            shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _lock(file: Path) -> int:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
