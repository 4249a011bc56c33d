"""How does a process get the embedded PostgreSQL, and leave it?

* `start` creates, starts or joins; several processes share one server.
* `stop` leaves; the last to leave stops the server. A killed process has left without saying so.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from camket.embedded import address, binaries, cluster, lease, process, tuning
from camket.embedded.account import choose_account
from camket.embedded.data import Account, Role, Server, Status
from camket.embedded.errors import StartFailed
from camket.embedded.record import Record, new_record, read_record, write_record

_LOG = "postgres.log"
_ANSWER_SECONDS = 60


def start(*, folder: Path, loopback: bool = False) -> Server:
    """The running server of this data folder, created and started if need be.

    * `loopback`: listen on 127.0.0.1 instead of a Unix socket; passwords are asked for all the same.
    Calls nest within a process: as many `stop` as `start`. Raises `EmbeddedError`.
    """
    folder = _made(folder)
    with lease.guard(folder):
        record = read_record(folder)
        if record is None or process.live_pid(_data(folder, record)) is None:
            record = _bring_up(folder, record, loopback=loopback)
        server = _server(folder, record)
        _await_answer(server, folder / _LOG)
        lease.take_lease(folder)
    return server


def stop(*, folder: Path) -> bool:
    """Leave the server. True when it is down now because nobody else uses it. Raises `StopFailed`."""
    folder = folder.resolve()
    if not folder.is_dir():
        return False
    with lease.guard(folder):
        record = read_record(folder)
        if not lease.drop_lease(folder) or not lease.nobody_left(folder) or record is None:
            return False
        data = _data(folder, record)
        if process.live_pid(data) is None:
            return False
        process.shut_down(_cluster(folder, record, choose_account(data=data)))
        return True


def status(*, folder: Path) -> Status:
    """Is a server of this data folder alive? Changes nothing."""
    folder = folder.resolve()
    record = read_record(folder)
    data = _data(folder, record) if record else None
    pid = process.live_pid(data) if data else None
    return Status(running=pid is not None, pid=pid, data=data, log=folder / _LOG)


@contextmanager
def running(*, folder: Path) -> Iterator[Server]:
    """`start` and, at the end, `stop`."""
    server = start(folder=folder)
    try:
        yield server
    finally:
        stop(folder=folder)


def _made(folder: Path) -> Path:
    # Others may pass through, not look: root's server account must reach the cluster inside.
    folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    return folder.resolve()


def _bring_up(folder: Path, record: Record | None, *, loopback: bool) -> Record:
    account = choose_account(data=_data(folder, record) if record else None)
    if record is None:
        record = new_record(data=cluster.choose_place(folder, account))
        write_record(folder, record)
    data = _data(folder, record)
    record = _addressed(record, data, account, loopback=loopback)
    ours = _cluster(folder, record, account)
    cluster.create(ours, password=record.passwords[Role.ROOT])
    write_record(folder, record)
    tuning.write_settings(data, account=account, socket=ours.socket, port=record.port)
    process.launch(ours)
    if not record.prepared:
        cluster.prepare(_server(folder, record))
        record = replace(record, prepared=True)
        write_record(folder, record)
    return record


def _addressed(record: Record, data: Path, account: Account | None, *, loopback: bool) -> Record:
    socket = None
    if not loopback:
        socket = address.choose_socket(known=record.socket, beside=data.parent, account=account)
    if socket is None:
        return replace(record, socket=None, port=address.free_port())
    return replace(record, socket=str(socket), port=address.PORT)


def _cluster(folder: Path, record: Record, account: Account | None) -> process.Cluster:
    return process.Cluster(
        install=binaries.find_install(account=account, shared=cluster.SHARED),
        data=_data(folder, record),
        log=folder / _LOG,
        account=account,
        socket=Path(record.socket) if record.socket else None,
    )


def _data(folder: Path, record: Record) -> Path:
    return folder / record.data  # an absolute place wins over the folder


def _server(folder: Path, record: Record) -> Server:
    return Server(
        folder=folder,
        data=_data(folder, record),
        host=record.socket or "127.0.0.1",
        port=record.port,
        passwords=record.passwords,
    )


def _await_answer(server: Server, log: Path) -> None:
    """A live server may still be replaying its log after a backend's crash; wait for its answer."""
    deadline = time.monotonic() + _ANSWER_SECONDS
    while True:
        try:
            psycopg.connect(**server.kwargs(Role.APP)).close()  # type: ignore[arg-type]
        except psycopg.OperationalError as refused:
            if time.monotonic() > deadline or process.live_pid(server.data) is None:
                raise StartFailed(data=str(server.data), log=process.last_lines(log)) from refused
            time.sleep(0.05)
        else:
            return
