"""A lock that the operating system lets go when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class LockedError(Exception):
    """Somebody else holds the lock."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`, which stays behind, empty. Raises LockedError at once."""
    number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(number)
        yield
    finally:
        os.close(number)


def forget(path: Path) -> None:
    """Delete a lock file that is held. Windows keeps a file that is open; there it stays, empty."""
    with suppress(PermissionError):
        path.unlink(missing_ok=True)


def _lock(number: int) -> None:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise LockedError from None
