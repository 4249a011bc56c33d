"""In which ways can the embedded PostgreSQL fail its starter?"""

from __future__ import annotations

from typing import ClassVar

from camket.kernel.errors import CamketError


class EmbeddedError(CamketError):
    """The embedded server can't be used as asked."""

    code: ClassVar[str] = "embedded.error"


class BinariesMissing(EmbeddedError):
    """No PostgreSQL programs for this system in the installed packages."""

    code: ClassVar[str] = "embedded.binaries_missing"


class BinariesUnusable(EmbeddedError):
    """The programs are there and do not run for the account that must run them. Params: account, output."""

    code: ClassVar[str] = "embedded.binaries_unusable"


class FolderNotYours(EmbeddedError):
    """The data folder belongs to another account. Params: folder."""

    code: ClassVar[str] = "embedded.folder_not_yours"


class ClusterTooOld(EmbeddedError):
    """The data were written by another major version. Params: data, found, wanted."""

    code: ClassVar[str] = "embedded.other_version"


class InitFailed(EmbeddedError):
    """The cluster could not be created. Params: data, output (last lines)."""

    code: ClassVar[str] = "embedded.init_failed"


class StartFailed(EmbeddedError):
    """The server did not come up. Params: data, log (last lines)."""

    code: ClassVar[str] = "embedded.start_failed"


class StopFailed(EmbeddedError):
    """The server did not go down in time. Params: data, log (last lines)."""

    code: ClassVar[str] = "embedded.stop_failed"


class LeftoversRunning(EmbeddedError):
    """Processes of a server that died still hold the data. Params: data, pids."""

    code: ClassVar[str] = "embedded.leftovers_running"
