"""How does a command come to a running Camket? Database, keys, log: made on first use, checked on every later one.

1. The embedded PostgreSQL, unless CAMKET_DATABASE_URL names another.
2. Django, with the data folder's settings; tables brought to this version.
3. The key ring and the log, created once.
4. The start-up checks of vault and ledger: what does not fit stops the start.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camket.embedded import api as embedded
from camket.embedded.data import Role
from camket.kernel.clock import read_clock


@contextmanager
def opened(home: Path, *, demo: bool = False) -> Iterator[None]:
    """Everything is up while the block runs; the embedded server is left at its end."""
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = "CAMKET_DATABASE_URL" not in os.environ
    if own:
        server = embedded.start(folder=home)
        os.environ["CAMKET_DATABASE_URL"] = server.url(Role.APP)
        os.environ["CAMKET_OWNER_DATABASE_URL"] = server.url(Role.OWNER)
    os.environ["CAMKET_HOME"] = str(home)
    os.environ["CAMKET_DEMO"] = "1" if demo else "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = "camket.config.settings"
    try:
        _bring_up()
        yield
    finally:
        _leave(home, own=own)


def _bring_up() -> None:
    import django
    from django.conf import settings

    django.setup()
    from camket.config.database import migrate
    from camket.ledger import api as ledger
    from camket.ledger.errors import LogMissing
    from camket.wiring import prepare_vault

    migrate()
    now = read_clock()
    deployment = prepare_vault(folder=settings.CAMKET_KEYS, now=now)
    try:
        ledger.check_start(keys=settings.CAMKET_KEYS)
    except LogMissing:
        ledger.open_log(keys=settings.CAMKET_KEYS, deployment=deployment, now=now)


def _leave(home: Path, *, own: bool) -> None:
    from django.db import connections

    connections.close_all()
    if own:
        del os.environ["CAMKET_DATABASE_URL"], os.environ["CAMKET_OWNER_DATABASE_URL"]
        embedded.stop(folder=home)
