"""The tables of eval runs, and how older files become newer ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vizdesk.common.database_files import connect
from vizdesk.common.messages import MessageError, message

# As in the history: each step brings a file to the next version, and is never changed afterwards.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE runs (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        created TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        state TEXT NOT NULL,
        title TEXT NOT NULL,
        total INTEGER NOT NULL,
        version TEXT NOT NULL,
        record TEXT NOT NULL
    );
    CREATE INDEX by_fingerprint ON runs (fingerprint);
    CREATE TABLE answers (
        run INTEGER NOT NULL REFERENCES runs (number) ON DELETE CASCADE,
        model TEXT NOT NULL,
        item TEXT NOT NULL,
        repeat INTEGER NOT NULL,
        began TEXT NOT NULL,
        state TEXT NOT NULL,
        record TEXT NOT NULL,
        verdict TEXT,
        judge TEXT,
        person TEXT,
        PRIMARY KEY (run, model, item, repeat)
    );
    """,
)
VERSION = len(MIGRATIONS)


class RunsError(MessageError):
    """Eval runs cannot be kept or read; what happened, and what to do."""


def open_runs(path: Path) -> sqlite3.Connection:
    """The database at `path`, made or brought up to date. Raises RunsError, sqlite3.Error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise RunsError(
                message("{path} was written by a newer vizdesk. Update vizdesk.", path=str(path))
            )
        for number in range(version, VERSION):
            step = f"{MIGRATIONS[number]} PRAGMA user_version = {number + 1};"
            connection.executescript(f"BEGIN IMMEDIATE; {step} COMMIT;")
    except BaseException:
        connection.close()
        raise
    return connection
