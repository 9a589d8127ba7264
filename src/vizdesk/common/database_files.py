"""SQLite files: opened for reading alone where nothing can be written, and why one is no use."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
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


@dataclass(frozen=True)
class Schema:
    """The tables of a file, and how older files become newer ones.

    Each of `migrations` brings a file from the version of its place (0: empty) to the next; one
    that was ever released is never changed. `error` makes the error of a file that a newer vizdesk
    wrote. `shrinks`: what is deleted can be given back to the disk, bit by bit.
    """

    migrations: tuple[str, ...]
    error: Callable[[Message], Exception]
    shrinks: bool = False

    @property
    def version(self) -> int:
        """The version of a file that is up to date."""
        return len(self.migrations)


def open_database(path: Path, schema: Schema) -> sqlite3.Connection:
    """The database at `path`, made or brought up to date; several programs may do so at once.

    WAL, so that reading does not wait for writing, and what was committed outlives the program
    however it ends (https://www.sqlite.org/wal.html).

    Raises `schema.error`, OSError, sqlite3.Error.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = connect(path)
    try:
        if schema.shrinks and (not path.exists() or not path.stat().st_size):
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # only before there are tables
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path, schema)
    except BaseException:
        connection.close()
        raise
    return connection


def check_tables(connection: sqlite3.Connection, schema: Schema) -> None:
    """Raises sqlite3.DatabaseError where a table, index or trigger is not as `schema` makes it.

    SQLite notices a damaged description only in a statement that needs it, in words that differ
    with what is damaged. What others added is left alone.
    """
    there = _descriptions(connection)
    for name, description in _made_by(schema).items():
        if there.get(name) != description:
            error = sqlite3.DatabaseError(f"“{name}” is not as vizdesk made it")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error


@lru_cache
def _made_by(schema: Schema) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        for script in schema.migrations:
            fresh.executescript(script)
        made = _descriptions(fresh)
    # The tables that a virtual table keeps for itself are SQLite's own.
    own = tuple(f"{name}_" for name, words in made.items() if words.startswith("create virtual"))
    return {name: words for name, words in made.items() if not name.startswith(own or "sqlite_")}


def _descriptions(connection: sqlite3.Connection) -> dict[str, str]:
    """Tables, indexes and triggers by their names; what SQLite makes by itself has no words."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {str(name): " ".join(str(sql).lower().split()) for name, sql in rows}


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to WAL, for which SQLite waits for nobody: others may be switching it themselves."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _migrate(connection: sqlite3.Connection, path: Path, schema: Schema) -> None:
    """One transaction a step: a kill between two statements leaves the version before."""
    while (version := _version(connection)) != schema.version:
        if version > schema.version:
            raise schema.error(_too_new(path, version, schema.version))
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) == version:  # else another program has done it meanwhile
                for statement in _statements(schema.migrations[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would end the transaction."""
    statement = ""
    for part in script.split(";")[:-1]:
        statement += f"{part};"
        if sqlite3.complete_statement(statement):  # not within a trigger or a text
            yield statement
            statement = ""


def _too_new(path: Path, version: int, known: int) -> Message:
    return message(
        "{path} was written by a newer vizdesk (version {version} of the file, this one knows "
        "{known}). Update vizdesk.",
        path=str(path),
        version=version,
        known=known,
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
