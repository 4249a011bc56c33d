"""Under which account does the server run? Never as root; and nobody's folders are changed for it."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from camket.embedded import account, api, binaries, cluster
from camket.embedded.data import Role, Server

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can step down to another account")


def _owner_of(pid: int | None) -> int:
    return Path(f"/proc/{pid}").stat().st_uid


def _works(server: Server) -> bool:
    with psycopg.connect(server.url(Role.APP)) as app:
        return app.execute("SELECT current_user").fetchone() == ("camket_app",)


def _as_ordinary_user(user: pwd.struct_passwd, work: Callable[[], None]) -> int:
    """Run in a child that gave up root for good: the interpreter itself may lie below root's home."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            work()
            code = 0
        except BaseException:  # noqa: BLE001  the child must not fall back into pytest
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_an_ordinary_user_runs_its_own_server(server: Server) -> None:
    assert _works(server)  # everything is imported now
    parent = Path(tempfile.mkdtemp(prefix="camket-user-"))
    folder = parent / "home"

    def work() -> None:
        with api.running(folder=folder) as own:
            assert _works(own)
            assert _owner_of(api.status(folder=folder).pid) == os.geteuid()
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert not api.status(folder=folder).running

    if os.geteuid() == 0:
        user = pwd.getpwnam("nobody")
        os.chown(parent, user.pw_uid, user.pw_gid)
        assert _as_ordinary_user(user, work) == 0
    else:
        work()
    shutil.rmtree(parent)


@as_root
def test_root_steps_down(server: Server) -> None:
    owner = _owner_of(api.status(folder=server.folder).pid)
    assert owner != 0
    assert pwd.getpwuid(owner).pw_name in {account.NAME, "nobody"}


@as_root
def test_a_private_home_is_left_as_it_is(folder: Path) -> None:
    folder.parent.chmod(0o700)
    with api.running(folder=folder) as server:
        assert _works(server)
        assert server.data.is_relative_to(cluster.SHARED)
        data = server.data
    assert stat.S_IMODE(folder.parent.stat().st_mode) == 0o700
    with api.running(folder=folder) as again:
        assert again.data == data
    shutil.rmtree(data.parent)


@as_root
def test_programs_out_of_reach_are_copied_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    down = account.choose_account(data=server.data)
    real = binaries.find_install(account=down, shared=folder)
    private = folder / "private"
    private.mkdir(mode=0o700, parents=True)
    (private / binaries.PACKAGE).symlink_to(real.parent)
    (private / f"{binaries.PACKAGE}.libs").symlink_to(real.parent.parent / f"{binaries.PACKAGE}.libs")
    monkeypatch.syspath_prepend(private)
    copy = binaries.find_install(account=down, shared=folder / "shared-programs")
    assert copy.is_relative_to(folder / "shared-programs")
    made = copy.stat().st_ino
    assert binaries.find_install(account=down, shared=folder / "shared-programs").stat().st_ino == made
    assert "18." in account.run_as(down, [str(copy / "bin" / "initdb"), "--version"]).stdout
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
