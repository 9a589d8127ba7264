"""Whether anybody opens a file: Linux tells (inotify)."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# https://man7.org/linux/man-pages/man7/inotify.7.html
_ACCESS, _MODIFY, _OPEN = 0x1, 0x2, 0x20
_EVENT = struct.Struct("iIII")


@dataclass(slots=True)
class Watch:
    """What was done to the watched files since the watch began."""

    _handle: int

    def events(self) -> int:
        """How many times one was opened, read or written."""
        count = 0
        while True:
            try:
                data = os.read(self._handle, 1 << 16)
            except BlockingIOError:
                return count
            at = 0
            while at < len(data):
                *_, length = _EVENT.unpack_from(data, at)
                at += _EVENT.size + length
                count += 1


@contextmanager
def watched(*files: Path) -> Iterator[Watch]:
    """Watch files for the length of the block."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    if handle < 0:
        raise OSError(ctypes.get_errno(), "inotify_init1")
    try:
        for file in files:
            if libc.inotify_add_watch(handle, os.fsencode(file), _ACCESS | _MODIFY | _OPEN) < 0:
                raise OSError(ctypes.get_errno(), "inotify_add_watch", str(file))
        yield Watch(handle)
    finally:
        os.close(handle)
