"""How are keys kept out of core files? The process is made undumpable when it starts."""

from __future__ import annotations

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def forbid_core_dumps() -> bool:
    """No core file, no reading of memory by other processes of the user. Says whether the kernel agreed.

    * The core size limit goes to 0 everywhere; PR_SET_DUMPABLE 0 only exists on Linux (prctl(2)).
    * Python can't wipe keys from memory reliably, so swap should be off or encrypted too.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not sys.platform.startswith("linux"):
        return False
    return bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
