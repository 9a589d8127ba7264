"""What can be read of a damaged history, copied into a new one, where it can be searched again."""

from __future__ import annotations

import sqlite3

from vizdesk.common.rescued_database import copy_rows
from vizdesk.common.surrogates import whole_text
from vizdesk.history.entries import words_of
from vizdesk.history.records import UNREADABLE, comparison_of


def copy_comparisons(damaged: sqlite3.Connection, new: sqlite3.Connection) -> int:
    """Copy what can be read; returns how many comparisons."""
    for table in ("comparisons", "answers"):
        copy_rows(damaged, new, table)
    numbers = new.execute("SELECT number FROM comparisons").fetchall()
    for (number,) in numbers:
        words = whole_text(_words(new, number))
        new.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (number, words))
    return len(numbers)


def _words(new: sqlite3.Connection, number: int) -> str:
    """What a search looks for in a comparison; of one that cannot be read, its file and task."""
    path, task, head = new.execute(
        "SELECT path, task, record FROM comparisons WHERE number = ?", (number,)
    ).fetchone()
    answers = new.execute(
        "SELECT name, record FROM answers WHERE comparison = ? ORDER BY place", (number,)
    ).fetchall()
    try:
        return words_of(comparison_of(head, answers)[0])
    except UNREADABLE:
        return f"{path}\n{task}"
