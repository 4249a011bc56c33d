"""Who gets in? Only with a password, only through the private socket, and the application changes no table."""

from __future__ import annotations

import stat
from pathlib import Path

import psycopg
import pytest

from camket.embedded import api
from camket.embedded.data import Role, Server


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("password", ["wrong", None])
def test_a_wrong_password_is_refused(server: Server, role: Role, password: str | None) -> None:
    given = server.kwargs(role) | {"password": password}
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(**given)  # type: ignore[arg-type]


def test_nothing_listens_on_tcp_beside_the_socket(server: Server) -> None:
    with psycopg.connect(server.url(Role.ROOT)) as root:
        assert root.execute("SHOW listen_addresses").fetchone() == ("",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(**(server.kwargs(Role.ROOT) | {"host": "127.0.0.1"}))  # type: ignore[arg-type]


def test_loopback_asks_for_the_password_too(folder: Path) -> None:
    server = api.start(folder=folder, loopback=True)
    assert server.host == "127.0.0.1"
    with psycopg.connect(server.url(Role.APP)) as app:
        assert app.execute("SELECT current_user").fetchone() == ("camket_app",)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(**(server.kwargs(Role.ROOT) | {"password": "wrong"}))  # type: ignore[arg-type]


def test_passwords_socket_and_data_are_private(server: Server) -> None:
    assert _mode(server.folder / "postgres.json") == 0o600
    assert _mode(server.folder / "postgres.log") == 0o600
    assert _mode(Path(server.host)) == 0o700
    assert _mode(server.data) == 0o700
    assert not list(server.data.parent.glob("*.word"))
    assert not any(password in repr(server) for password in server.passwords.values())


def test_every_login_of_the_record_differs(server: Server) -> None:
    assert len(set(server.passwords.values())) == len(Role)
    assert min(map(len, server.passwords.values())) >= 40


def test_a_folder_too_deep_for_a_socket_name_has_it_elsewhere(folder: Path) -> None:
    deep = folder.joinpath(*["a-rather-long-folder-name"] * 5)
    with api.running(folder=deep) as server:
        assert not Path(server.host).is_relative_to(deep)
        assert _mode(Path(server.host)) == 0o700
        with psycopg.connect(server.url(Role.APP)) as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
    with api.running(folder=deep) as again:
        assert again.host == server.host
    Path(server.host).rmdir()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (n int)",
        "CREATE TEMP TABLE mine (n int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "SET ROLE camket_owner",
        "ALTER TABLE rows ADD COLUMN more int",
        "DROP TABLE rows",
        "TRUNCATE rows",
        "ALTER ROLE camket_app CREATEDB",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_changes_no_table(server: Server, statement: str) -> None:
    with psycopg.connect(server.url(Role.OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS rows (n int)")
        owner.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON rows TO camket_app")
    with psycopg.connect(server.url(Role.APP), autocommit=True) as app:
        app.execute("INSERT INTO rows VALUES (1)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement)


def test_the_owner_is_no_superuser(server: Server) -> None:
    with psycopg.connect(server.url(Role.OWNER)) as owner:
        rights = "SELECT rolsuper, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = current_user"
        assert owner.execute(rights).fetchone() == (False, False, False)


def test_the_log_holds_no_values(server: Server) -> None:
    with psycopg.connect(server.url(Role.OWNER), autocommit=True) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS once (phone text PRIMARY KEY)")
        owner.execute("INSERT INTO once VALUES ('0900000001')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            owner.execute("INSERT INTO once VALUES ('0900000001')")
    log = (server.folder / "postgres.log").read_text()
    assert "duplicate key" in log
    assert "0900000001" not in log
