"""How does a cluster come to be? Placed in its account's reach, created once, given roles and a database.

* The data folder is the place; when the server's account can't go through it (it lies below a private home),
  the cluster goes below `/var/lib/camket` and the record points there. Nobody's parent folders are changed.
* Creating happens beside the final name and is renamed: a killed first start leaves nothing half made.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from pathlib import Path

import psycopg
from psycopg import sql

from camket.embedded.account import can_enter, give, run_as
from camket.embedded.binaries import MAJOR
from camket.embedded.data import DATABASE, Account, Role, Server
from camket.embedded.errors import ClusterTooOld, InitFailed
from camket.embedded.process import Cluster

SHARED = Path("/var/lib/camket")


def choose_place(folder: Path, account: Account | None) -> str:
    """Where a new cluster goes, as the record writes it: relative inside the folder, absolute elsewhere."""
    if can_enter(account, folder):
        return "postgres"
    # A part of its own by chance: a folder made anew must not meet the cluster of the one that was deleted.
    own = SHARED / f"{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}-{secrets.token_hex(4)}"
    own.mkdir(mode=0o711, parents=True, exist_ok=True)
    return str(own / "postgres")


def create(cluster: Cluster, *, password: str) -> None:
    """Run initdb unless the cluster exists. Raises `InitFailed`, `ClusterTooOld`."""
    found = cluster.data / "PG_VERSION"
    if found.exists():
        if (written := found.read_text("utf-8").strip()) != MAJOR:
            raise ClusterTooOld(data=str(cluster.data), found=written, wanted=MAJOR)
        return
    half = cluster.data.with_name("postgres.new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    give(cluster.account, half)
    word = cluster.data.with_name("postgres.word")
    try:
        _write_word(word, password, cluster.account)
        done = run_as(cluster.account, [cluster.program("initdb"), *_options(half, word)])
    finally:
        word.unlink(missing_ok=True)
    if done.returncode != 0:
        shutil.rmtree(half, ignore_errors=True)
        raise InitFailed(data=str(cluster.data), output="\n".join(done.stdout.splitlines()[-12:]))
    half.rename(cluster.data)


def prepare(server: Server) -> None:
    """Create the two roles and the database. May be run again after a crash at any point."""
    with psycopg.connect(autocommit=True, **server.kwargs(Role.ROOT, dbname="postgres")) as root:  # type: ignore[arg-type]
        for role, rights in ((Role.OWNER, "CREATEDB"), (Role.APP, "NOCREATEDB")):
            _create_role(root, role, server.passwords[role], rights)
        known = root.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if known is None:
            root.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(
                    sql.Identifier(DATABASE), sql.Identifier(Role.OWNER)
                )
            )
        root.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE)))
        root.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(DATABASE), sql.Identifier(Role.APP)
            )
        )


def _options(data: Path, word: Path) -> list[str]:
    return [
        "--no-instructions",
        f"--pgdata={data}",
        f"--username={Role.ROOT}",
        f"--pwfile={word}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        # PostgreSQL's own rules: an upgrade of the system's C library can't spoil an index.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
    ]


def _write_word(file: Path, password: str, account: Account | None) -> None:
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(password)
    give(account, file)


def _create_role(root: psycopg.Connection, role: Role, password: str, rights: str) -> None:
    known = root.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER ROLE") if known else sql.SQL("CREATE ROLE")
    # The verifier is made here, so the password itself is never part of a statement.
    verifier = root.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    root.execute(
        sql.SQL("{} {} LOGIN NOSUPERUSER NOCREATEROLE {} PASSWORD {}").format(
            verb, sql.Identifier(role), sql.SQL(rights), sql.Literal(verifier)
        )
    )
