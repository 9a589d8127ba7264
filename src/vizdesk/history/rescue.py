"""What can be read of a damaged history, copied into a new one, where it can be searched again."""

from __future__ import annotations

import json
import sqlite3

from vizdesk.common.rescued_database import copy_rows
from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.serialization import from_record
from vizdesk.history.entries import words_of


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
        "SELECT record FROM answers WHERE comparison = ? ORDER BY place", (number,)
    ).fetchall()
    try:
        record = json.loads(head)
        record["answers"] = [json.loads(answer) for (answer,) in answers]
        return words_of(from_record(record))
    except (ValueError, TypeError, KeyError, RecursionError):
        return f"{path}\n{task}"
