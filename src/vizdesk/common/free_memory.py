"""How much memory this machine can still give: one figure for the model list and the engine."""

from __future__ import annotations

import os
from pathlib import Path

MEMINFO = Path("/proc/meminfo")
# https://docs.kernel.org/admin-guide/cgroup-v2.html, and version 1 of it.
CGROUP_LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


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


def physical_bytes(limits: tuple[Path, ...] = CGROUP_LIMITS) -> int | None:
    """Bytes this machine, or the container this runs in, has; None where the system does not say.

    `limits` are the files in which Linux says what a container may take.
    """
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None
    for path in limits:
        try:
            return min(whole, int(path.read_text(encoding="ascii")))
        except (OSError, ValueError):  # "max", or no such file
            continue
    return whole
