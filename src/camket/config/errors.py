"""What stops the program before it has begun?"""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class ConfigError(CamketError):
    """The program is not set up in a way that lets it keep its promises."""

    code: ClassVar[str] = "config.error"


class DatabaseMissing(ConfigError):
    """No database was named. Params: variable."""

    code: ClassVar[str] = "config.database_missing"


class DatabaseTooOld(ConfigError):
    """The server is older than we need. Params: found, wanted."""

    code: ClassVar[str] = "config.database_too_old"


class OneRole(ConfigError):
    """The application enters with the power to change tables; then the ledger could be rewritten.

    Params: role, reason ("same", "superuser" or "member"), variable.
    """

    code: ClassVar[str] = "config.one_role"


class TablesUndeclared(ConfigError):
    """Tables that do not say what they hold about people. Params: tables."""

    code: ClassVar[str] = "config.tables_undeclared"


class SecretUnsafe(ConfigError):
    """The key file can be read by others, or is too short. Params: file."""

    code: ClassVar[str] = "config.secret_unsafe"
