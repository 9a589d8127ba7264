"""What a process holds: memory, files, threads and children, as Linux tells (/proc)."""

from __future__ import annotations

import ctypes
import gc
import os
from dataclasses import dataclass
from pathlib import Path

from tests.processes import children

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Held:
    """Resident memory in bytes, open files, threads, living children."""

    memory: int
    files: int
    threads: int
    children: int


def held(pid: int = 0) -> Held:
    """What the process holds now; 0: this one, after its garbage went."""
    if not pid:
        gc.collect()
        # glibc keeps what was freed, more or less of it by chance.
        ctypes.CDLL(None).malloc_trim(0)
    folder = Path(f"/proc/{pid or os.getpid()}")
    return Held(
        memory=int((folder / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"),
        files=len(list((folder / "fd").iterdir())),
        threads=len(list((folder / "task").iterdir())),
        children=len(children(pid or os.getpid())),
    )


def peak(pid: int) -> int:
    """The most memory that a process had resident, in bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise ValueError(f"/proc/{pid}/status tells no peak")
