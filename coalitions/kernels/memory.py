"""Whether an array has room in the machine's memory, asked before it is made."""

from __future__ import annotations

import os


def machine_memory() -> int | None:
    """The bytes of memory of this machine, or None where the system does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # Windows, browsers
        return None
