"""One writer at a time for a file that several vizdesk read, change and write whole."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST_WAIT_S = 10.0
_PAUSE_S = 0.005
_BUSY = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextmanager
def only_writer(path: Path, longest_s: float = LONGEST_WAIT_S) -> Iterator[None]:
    """Hold the right to change the file at `path`, which need not exist, for the block's length.

    The lock goes with the process, however that ends. Its folder is made. Raises OSError, a
    TimeoutError after `longest_s` seconds (its holder may be suspended).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = _open(path)
    try:
        deadline = time.monotonic() + longest_s
        while not _lock(handle):
            if time.monotonic() > deadline:
                words = "another program is changing it"
                raise TimeoutError(errno.ETIMEDOUT, words, str(path))
            time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    """What is locked: the folder where a system can, so that no file is left, else one beside."""
    if sys.platform == "win32":
        return os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT)
    return os.open(path.parent, os.O_RDONLY)


def _lock(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Where the file system has no locks at all, it is written as it always was.
        return error.errno not in _BUSY
    return True
