"""How many processor cores there are for computing: real ones, not their second threads."""

from __future__ import annotations

import ctypes
import os
import platform
from pathlib import Path

_CPUS = Path("/sys/devices/system/cpu")


def usable_cores() -> int:
    """The physical cores this process may run on; two threads on one core only slow each other.

    Where the system does not say, every processor counts as a core.
    """
    allowed = _allowed()
    match platform.system():
        case "Linux":
            return linux_cores(_CPUS, allowed)
        case "Darwin":
            return _apple_cores() or len(allowed)
        case "Windows":
            return _windows_cores() or len(allowed)
        case _:
            return len(allowed)


def _allowed() -> frozenset[int]:
    if hasattr(os, "sched_getaffinity"):
        return frozenset(os.sched_getaffinity(0))
    return frozenset(range(os.cpu_count() or 1))


def linux_cores(folder: Path, allowed: frozenset[int]) -> int:
    """Cores among the `allowed` processors: those that share one are named as siblings.

    https://docs.kernel.org/admin-guide/cputopology.html
    """
    groups: set[str] = set()
    for number in allowed:
        path = folder / f"cpu{number}" / "topology" / "thread_siblings_list"
        try:
            groups.add(path.read_text(encoding="ascii").strip())
        except OSError:
            groups.add(str(number))
    return max(1, len(groups))


def _apple_cores() -> int:
    """The performance cores: the slow ones hold the quick ones up at every barrier."""
    library = ctypes.CDLL(None)
    for name in (b"hw.perflevel0.physicalcpu", b"hw.physicalcpu"):
        value, size = ctypes.c_int32(), ctypes.c_size_t(4)
        if library.sysctlbyname(name, ctypes.byref(value), ctypes.byref(size), None, 0) == 0:
            return value.value
    return 0


def _windows_cores() -> int:
    """Entries of the kind RelationProcessorCore (0) of GetLogicalProcessorInformation."""
    ask = ctypes.WinDLL("kernel32").GetLogicalProcessorInformation  # type: ignore[attr-defined]
    size = ctypes.c_uint32()
    ask(None, ctypes.byref(size))
    buffer = (ctypes.c_byte * size.value)()
    if not ask(buffer, ctypes.byref(size)):
        return 0
    # SYSTEM_LOGICAL_PROCESSOR_INFORMATION: a mask as wide as a pointer, then the kind; 16 bytes of
    # a union end it.
    width = ctypes.sizeof(ctypes.c_void_p)
    entry = 2 * width + 16
    kinds = range(width, size.value, entry)
    data = bytes(buffer)
    return sum(data[at : at + 4] == b"\0\0\0\0" for at in kinds)
