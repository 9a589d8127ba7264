"""How much memory a model takes, and how much the machine has left, in bytes."""

from __future__ import annotations

import os
from pathlib import Path

MEMINFO = Path("/proc/meminfo")
MOST_OVERHEAD = 1 << 30
FIXED_OVERHEAD = 64 << 20


def estimated_bytes(file_bytes: int) -> int:
    """Weights as they lie in the files, plus context and buffers: a fifth, at most 1 GB."""
    return file_bytes + min(file_bytes // 5 + FIXED_OVERHEAD, MOST_OVERHEAD)


def available_bytes() -> int | None:
    """What could be used without swapping; None where the system does not say.

    Linux counts it; elsewhere half of all memory is taken for it.
    """
    try:
        for line in MEMINFO.read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    names = getattr(os, "sysconf_names", {})
    if "SC_PHYS_PAGES" not in names:
        return None
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
