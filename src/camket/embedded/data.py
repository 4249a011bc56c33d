"""Where is the server, and who may enter as what?"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, urlencode

DATABASE = "camket"


class Role(StrEnum):
    """The three ways in; the value is the PostgreSQL role."""

    ROOT = "camket_root"  # superuser: creates roles and databases; the running program never enters so
    OWNER = "camket_owner"  # owns the database: migrations only
    APP = "camket_app"  # reads and writes rows, changes no table


@dataclass(frozen=True, slots=True)
class Server:
    """A running embedded server.

    * `host`: folder of the Unix socket, or 127.0.0.1 where the system has none.
    * `passwords`: never shown by repr.
    """

    folder: Path
    data: Path
    host: str
    port: int
    passwords: dict[Role, str] = field(repr=False)

    def kwargs(self, role: Role, *, dbname: str = DATABASE) -> dict[str, str | int]:
        """Keyword arguments for `psycopg.connect`."""
        return {
            "host": self.host,
            "port": self.port,
            "user": str(role),
            "password": self.passwords[role],
            "dbname": dbname,
        }

    def url(self, role: Role, *, dbname: str = DATABASE) -> str:
        """A libpq connection URI; the socket's folder goes into the query, as libpq wants it."""
        place = urlencode({"host": self.host, "port": self.port})
        return f"postgresql://{role}:{quote(self.passwords[role], safe='')}@/{quote(dbname)}?{place}"


@dataclass(frozen=True, slots=True)
class Status:
    """What `status` found: is a server of this folder alive, which process, how many bytes of log."""

    running: bool
    pid: int | None
    data: Path | None
    log: Path


@dataclass(frozen=True, slots=True)
class Account:
    """The account of the operating system that runs the server; None in its place means: ourselves."""

    name: str
    uid: int
    gid: int
