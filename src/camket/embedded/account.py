"""Which account of the operating system runs the server? PostgreSQL refuses to run as root, and rightly.

* An ordinary user runs it as itself.
* root runs it as the owner of the data when they exist, else as the system user `camket-postgres`
  (made once), else as `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from camket.embedded.data import Account

NAME = "camket-postgres"

# Nothing of the caller's environment reaches the server: PGHOST, LD_PRELOAD and locales change its behaviour.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def choose_account(*, data: Path | None) -> Account | None:
    """None for an ordinary user; otherwise the account to step down to."""
    if os.geteuid() != 0:
        return None
    if data is not None and data.exists() and data.stat().st_uid != 0:
        return _named(pwd.getpwuid(data.stat().st_uid))
    return _lookup(NAME) or _create() or _lookup("nobody")


def run_as(
    account: Account | None, command: list[str], *, log: int | None = None, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program as the account. Its output is captured, or goes to the file descriptor `log`."""
    where = subprocess.PIPE if log is None else log
    down: dict[str, object] = {}
    if account is not None:
        down = {"user": account.uid, "group": account.gid, "extra_groups": []}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command,
        stdin=subprocess.DEVNULL,
        stdout=where,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=timeout,
        cwd="/",
        env=ENVIRONMENT,
        umask=0o077,
        **down,
    )


def can_enter(account: Account | None, folder: Path) -> bool:
    """May the account go through the folder? The system itself is asked: modes are not the whole story."""
    if account is None:
        return os.access(folder, os.X_OK)
    return run_as(account, ["/bin/sh", "-c", 'test -x "$0"', str(folder)]).returncode == 0


def give(account: Account | None, path: Path) -> None:
    """Hand one file or folder of ours to the account."""
    if account is not None:
        os.chown(path, account.uid, account.gid)


def _named(entry: pwd.struct_passwd) -> Account:
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _lookup(name: str) -> Account | None:
    try:
        return _named(pwd.getpwnam(name))
    except KeyError:
        return None


def _create() -> Account | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if useradd is None:
        return None
    shell = shutil.which("nologin", path="/usr/sbin:/sbin") or "/bin/false"
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", shell]
    subprocess.run([useradd, *options, NAME], check=False, capture_output=True)
    return _lookup(NAME)
