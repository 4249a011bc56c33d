"""How is the server set up, and why? For a small machine that shares its cores with the shop's other work."""

from __future__ import annotations

from pathlib import Path

from camket.embedded.account import give
from camket.embedded.data import Account

# name, value, why
SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("fsync", "on", "a promise kept must survive a power cut"),
    ("synchronous_commit", "on", "an erasure is reported only when it is on disk"),
    ("full_page_writes", "on", "a torn page would be a lost customer record"),
    ("shared_buffers", "256MB", "holds the working set of a shop; little enough for a 2 GB machine"),
    ("effective_cache_size", "1GB", "tells the planner that the system caches files too"),
    ("work_mem", "8MB", "per sort; 100 connections must fit"),
    ("maintenance_work_mem", "64MB", "index builds of migrations"),
    ("max_connections", "100", "web threads, workers, backup and a person looking"),
    ("superuser_reserved_connections", "3", "a way in when all are taken"),
    ("max_wal_size", "512MB", "fewer checkpoints without filling a small disk"),
    ("min_wal_size", "64MB", "gives disk back when it is quiet"),
    ("wal_compression", "pglz", "less writing for a little processor time; the wheel is built without lz4"),
    ("wal_level", "replica", "pg_basebackup must work"),
    ("checkpoint_completion_target", "0.9", "spreads writing, so that pages do not wait for it"),
    ("random_page_cost", "1.1", "flash disks have no arm to move"),
    ("jit", "off", "compiling costs more than our short queries"),
    ("max_parallel_workers_per_gather", "0", "a report must not take the other core from the web server"),
    ("autovacuum_naptime", "30s", "small tables with many updates stay small"),
    ("autovacuum_max_workers", "2", "two cores"),
    ("idle_in_transaction_session_timeout", "5min", "a forgotten transaction would stop vacuum for ever"),
    ("password_encryption", "scram-sha-256", "no older scheme is ever stored"),
    ("log_min_error_statement", "panic", "statements carry values; the log must hold no personal data"),
    ("log_error_verbosity", "terse", "DETAIL lines quote key values; the log must hold no personal data"),
    ("log_parameter_max_length_on_error", "0", "same reason"),
    ("log_statement", "none", "same reason"),
    ("log_min_duration_statement", "-1", "same reason"),
    ("log_checkpoints", "off", "nothing a shop owner could act on"),
    ("log_line_prefix", "'%m [%p] '", "when, and which process"),
    ("log_timezone", "UTC", "one time line in all logs"),
    ("timezone", "UTC", "instants are UTC inside; faces translate"),
    ("update_process_title", "off", "statements have no place in the list of processes"),
)


def write_settings(data: Path, *, account: Account | None, socket: Path | None, port: int) -> None:
    """Write `postgresql.conf` and `pg_hba.conf`. `local.conf` beside them is read last; it is the shop's."""
    lines = [f"{name} = {_quoted(value)}  # {why}" for name, value, why in SETTINGS]
    lines += [f"port = {port}", "unix_socket_permissions = 0700"]
    if socket is None:
        lines += ["listen_addresses = '127.0.0.1'", "unix_socket_directories = ''"]
    else:
        lines += ["listen_addresses = ''", f"unix_socket_directories = {_quoted(str(socket))}"]
    lines.append("include 'local.conf'")
    _replace(
        data / "postgresql.conf", "# Written at every start; your own settings go into local.conf.\n", lines
    )
    doors = ["local all all scram-sha-256"] if socket else ["host all all 127.0.0.1/32 scram-sha-256"]
    _own_settings(data, account)
    _replace(data / "pg_hba.conf", "# A password at every door; nobody is trusted.\n", doors)


def _own_settings(data: Path, account: Account | None) -> None:
    own = data / "local.conf"
    if not own.exists():
        own.write_text("# Your own settings: they win over postgresql.conf and stay.\n", "utf-8")
        own.chmod(0o600)
        give(account, own)


def _quoted(value: str) -> str:
    return value if value.startswith("'") else "'" + value.replace("'", "''") + "'"


def _replace(file: Path, head: str, lines: list[str]) -> None:
    text = head + "\n".join(lines) + "\n"
    if file.read_text("utf-8") != text:
        file.write_text(text, "utf-8")
