"""The tables of the history, and how older files become newer ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vizdesk.common.database_files import connect
from vizdesk.common.messages import MessageError, message

# Each step brings a file from the version of its place (0: empty) to the next one. A step that was
# ever released is never changed; test_history.py makes a file of each.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE comparisons (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created TEXT NOT NULL,
        task TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        path TEXT NOT NULL,
        record TEXT NOT NULL,
        thumbnail BLOB,
        pinned INTEGER NOT NULL DEFAULT 0,
        deleted INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX by_time ON comparisons (created);
    CREATE TABLE answers (
        comparison INTEGER NOT NULL REFERENCES comparisons (number) ON DELETE CASCADE,
        model TEXT NOT NULL,
        place INTEGER NOT NULL,
        name TEXT NOT NULL,
        state TEXT NOT NULL,
        opening TEXT NOT NULL,
        record TEXT NOT NULL,
        PRIMARY KEY (comparison, model)
    );
    CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = "unicode61 remove_diacritics 2");
    """,
    # How it was looked at, in the window's own words.
    "ALTER TABLE comparisons ADD COLUMN view TEXT NOT NULL DEFAULT '';",
    # Of 10,000 comparisons those of one model are found in 27 ms instead of 148.
    "CREATE INDEX by_model ON answers (name, comparison);",
)
VERSION = len(MIGRATIONS)


class HistoryError(MessageError):
    """The history cannot be used; what happened, and what to do."""


def open_history(path: Path) -> sqlite3.Connection:
    """The database at `path`, made or brought up to date. Raises HistoryError, sqlite3.Error.

    WAL, so that reading does not wait for writing, and what was committed outlives the program
    however it ends (https://www.sqlite.org/wal.html).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = connect(path)
    try:
        if not path.exists() or not path.stat().st_size:  # it counts only before there are tables
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise HistoryError(
            message(
                "{path} was written by a newer vizdesk (version {version} of the "
                "history, this one knows {known}). Update vizdesk.",
                path=str(path),
                version=version,
                known=VERSION,
            )
        )
    for number in range(version, VERSION):
        # One transaction a step: a kill between two statements leaves the version before.
        script = (
            f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;"
        )
        connection.executescript(script)
