"""Who gives the ledger's waiting entries their place? A thread beside the web server; a fault ends the service."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

from django.db import connections

from camket.ledger import api as ledger
from camket.ledger.errors import LedgerError


def run_until(*, stop: threading.Event, keys: Path) -> None:
    """Sequence until `stop`. A damaged or rolled-back log stops the whole program: nothing may be shown unrecorded."""
    try:
        ledger.run_sequencer(stop=stop, keys=keys)
    except LedgerError:
        os.kill(os.getpid(), signal.SIGTERM)
        raise
    finally:
        connections.close_all()
