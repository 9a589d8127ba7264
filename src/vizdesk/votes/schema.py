"""The table of votes, and how older files become newer ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from vizdesk.common.database_files import connect
from vizdesk.common.messages import message
from vizdesk.votes.vote import VoteError

# As in the history: each step brings a file to the next version, and is never changed afterwards.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE votes (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        record TEXT NOT NULL
    );
    """,
)
VERSION = len(MIGRATIONS)


def open_votes(path: Path) -> sqlite3.Connection:
    """The database at `path`, made or brought up to date. Raises VoteError, sqlite3.Error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > VERSION:
            raise VoteError(
                message("{path} was written by a newer vizdesk. Update vizdesk.", path=str(path))
            )
        for number in range(version, VERSION):
            step = f"{MIGRATIONS[number]} PRAGMA user_version = {number + 1};"
            connection.executescript(f"BEGIN IMMEDIATE; {step} COMMIT;")
    except BaseException:
        connection.close()
        raise
    return connection
