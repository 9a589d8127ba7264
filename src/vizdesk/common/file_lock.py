"""Locks between several vizdesk: one writer of a file, one owner of a piece of work, marks of life.

The only module that locks files. The operating system lets a lock go with its process, however
that ends (flock(2); _locking on Windows). docs/dependencies.md says why it is not filelock.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from vizdesk.common.messages import Message, message

LONGEST_WAIT_S = 10.0
_PAUSE_S = 0.005
_SHORT_WAIT_S = 0.2
_FAR = 1 << 30  # Windows lets nobody read a byte that is locked: one behind all there is.
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


@contextmanager
def only_writer_or(refused: Callable[[Message], Exception], path: Path) -> Iterator[None]:
    """As `only_writer`; where the file cannot be changed, `refused` makes the error of its room."""
    try:
        with only_writer(path):
            yield
    except OSError as error:
        raise refused(
            message(
                "{path} cannot be written: {why}.",
                path=str(path),
                why=error.strerror or str(error),
            )
        ) from error


class LockedError(Exception):
    """Somebody else holds the lock."""


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`, which stays behind, empty, for the block's length.

    Its folder has to be there. Raises LockedError at once while another holds it, and OSError,
    also where the file system has no locks.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not lock_now(handle):
            raise LockedError(str(path))
        yield
    finally:
        os.close(handle)


def remove_lock_file(path: Path) -> None:
    """Delete a lock file that is held. Windows keeps a file that is open; there it stays, empty."""
    with suppress(PermissionError):
        path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that holds a lock: its number, and since when it does (UTC)."""

    pid: int
    since: datetime


class OwnedError(Exception):
    """Somebody else holds the lock; `owner` is None where the lock does not tell who."""

    def __init__(self, path: Path, owner: Owner | None) -> None:
        super().__init__(f"{path} is locked by {owner}")
        self.owner = owner


@contextmanager
def only_owner(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`, which says who does and since when, for the block's length.

    The system lets the lock go with its process, however that ends: a file that a killed process
    left is simply taken over. Its folder is made. Raises OwnedError, OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = _taken(path)
    try:
        owner = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat()}
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(owner).encode())
        yield
    finally:
        # While it is held, so that nobody is left with a lock on a file that is gone. Windows
        # keeps a file that is open.
        remove_lock_file(path)
        os.close(handle)


def _taken(path: Path) -> int:
    """The lock file, open and locked. One that another let go is looked for again."""
    deadline = time.monotonic() + _SHORT_WAIT_S
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        os.lseek(handle, _FAR, os.SEEK_SET)
        if _lock(handle) and _still(path, handle):
            return handle
        os.close(handle)
        if time.monotonic() > deadline:
            raise OwnedError(path, _owner(path))
        time.sleep(_PAUSE_S)


def _still(path: Path, handle: int) -> bool:
    """Whether `path` is the open file: its last owner removes it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _owner(path: Path) -> Owner | None:
    try:
        table = json.loads(path.read_bytes())
        return Owner(int(table["pid"]), datetime.fromisoformat(table["since"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None  # it has been taken this moment, or let go


def _open(path: Path) -> int:
    """What is locked: the folder where a system can, so that no file is left, else one beside."""
    if sys.platform == "win32":
        return os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT)
    return os.open(path.parent, os.O_RDONLY)


def _lock(handle: int) -> bool:
    """Whether the lock was had; where a file system has no locks at all, it counts as had."""
    try:
        return lock_now(handle)
    except OSError:
        return True


def lock_now(handle: int, *, wait: bool = False) -> bool:
    """Lock an open file until it is closed; False while another holds it.

    With `wait`, stay until it is free. Raises OSError where the file system has no locks.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True
