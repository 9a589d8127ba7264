"""SQLite files: opened for reading alone where nothing can be written, and why one is no use."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from vizdesk.common.messages import Message, MessageError, message

BUSY_S = 10
"""So long is waited for another program that writes, in seconds."""


class UnusableDatabaseError(MessageError, sqlite3.OperationalError):
    """The file cannot be used for what it is not to blame for; which file, why, what to do."""


def only_read(path: Path) -> bool:
    """Whether the file can be read and nothing beside it can be written, as on a read-only disk.

    WAL needs files of its own beside the database. There are none after a vizdesk was closed;
    where there are, they hold what the database lacks, and it cannot be read without them.
    https://www.sqlite.org/wal.html#read_only_databases
    """
    return path.exists() and not os.access(path.parent, os.W_OK) and not _log(path).exists()


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def connect(path: Path) -> sqlite3.Connection:
    """A connection for any thread, in which every statement commits. Raises sqlite3.Error.

    A file that can be read and not written is opened for reading alone.
    """
    immutable = only_read(path)
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?immutable=1" if immutable else path,
        uri=immutable,
        timeout=BUSY_S,
        isolation_level=None,
        check_same_thread=False,
    )


def unusable(path: Path, error: sqlite3.OperationalError) -> UnusableDatabaseError:
    """The error as a sentence that names the file. https://www.sqlite.org/rescode.html"""
    if isinstance(error, UnusableDatabaseError):
        return error
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    told = UnusableDatabaseError(_words(str(path), str(error), code & 0xFF))
    told.sqlite_errorcode = code
    return told


def _words(path: str, why: str, code: int) -> Message:
    if Path(path).is_dir():
        return message(
            "{path} is a folder, where a file of vizdesk belongs. Move it away, then try again.",
            path=path,
        )
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return message(
            "{path} cannot be written or read: the disk is full or fails ({why}). "
            "Make room on it, then try again.",
            path=path,
            why=why,
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return message(
            "{path} cannot be written: its folder or disk is read-only ({why}). "
            "Allow writing there, or name another folder in VIZDESK_DATA.",
            path=path,
            why=why,
        )
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return message(
            "{path} is in use by another program ({why}). Close it, then try again.",
            path=path,
            why=why,
        )
    return message("{path} cannot be used: {why}.", path=path, why=why)
