"""How much memory this machine can still give: one figure for the model list and the engine."""

from __future__ import annotations

import os
from pathlib import Path

MEMINFO = Path("/proc/meminfo")


def available_bytes(meminfo: Path = MEMINFO) -> int | None:
    """Bytes that can be used without swapping; None where the system does not say.

    Linux: MemAvailable of `meminfo` (proc(5)). Where that cannot be read, half of the physical
    memory is taken for it: the rest is in use by the system and other programs.
    """
    try:
        for line in meminfo.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return None
