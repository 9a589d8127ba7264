"""Which processes a program has started, and whether they still run; Linux (elsewhere none)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def children(pid: int) -> set[int]:
    """The processes that any thread of `pid` has started and that are not gone."""
    found: set[int] = set()
    with suppress(OSError):  # it ended meanwhile
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                found |= {int(word) for word in (thread / "children").read_text().split()}
    return found


def descendants(pid: int) -> set[int]:
    """Every process below `pid`."""
    below = children(pid)
    return below.union(*(descendants(child) for child in below))


def alive(pid: int) -> bool:
    """Whether a process runs, and not as a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
