"""Files that others name are read only where they are files: a pipe or a device never ends."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path


class NoRegularFileError(OSError):
    """What is there is a folder, a pipe, a device or a socket."""


def open_regular(path: Path) -> io.BufferedReader:
    """The file at `path`, to be read. Raises OSError, NoRegularFileError.

    It is looked at once it is open, so that nothing can take its place in between.
    """
    # Opening a pipe waits for whoever writes to it, were it not for O_NONBLOCK, which means nothing
    # for a file. https://pubs.opengroup.org/onlinepubs/9799919799/functions/open.html
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise NoRegularFileError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    raise NoRegularFileError(errno.EINVAL, "It is no file", str(path))


def read_regular(path: Path) -> bytes:
    """All bytes of the file at `path`. Raises OSError, NoRegularFileError."""
    with open_regular(path) as file:
        return file.read()
