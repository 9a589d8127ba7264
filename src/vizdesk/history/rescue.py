"""A damaged history: set aside, and read row by row into a new one as far as it can be read."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.serialization import from_record
from vizdesk.history.entries import words_of
from vizdesk.history.schema import open_history

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
MOST_BETWEEN = 100_000
"""So many rows between those read from both ends are looked for one by one, at most."""
MOST_BEYOND = 2_000
"""So many where nothing can be read from the far end, so that nobody knows how many there are."""
_FILES = ("-wal", "-shm", "")
_COMPARISON = ("id", "created", "task", "sha256", "path", "record", "thumbnail", "pinned")
_LATER = ("deleted", "view")
_ANSWER = ("comparison", "model", "place", "name", "state", "opening", "record")


class Rescuable(Protocol):
    """A history that can set its damaged file aside and go on with a new one."""

    def reopen_replaced(self) -> None:
        """Let a file go that is no longer the one at its path."""

    def rescue(self, error: sqlite3.DatabaseError) -> None:
        """Go on with a new file. Raises what hinders it."""


Store = TypeVar("Store", bound=Rescuable)


def rescued(
    method: Callable[Concatenate[Store, Parameters], Result],
) -> Callable[Concatenate[Store, Parameters], Result]:
    """A method that, where the file turns out damaged, is called again on what was rescued."""

    @wraps(method)
    def call(store: Store, /, *args: Parameters.args, **named: Parameters.kwargs) -> Result:
        store.reopen_replaced()
        try:
            return method(store, *args, **named)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
            store.rescue(error)
        return method(store, *args, **named)

    return call


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file itself is at fault, not its disk, its rights or somebody who has it open.

    https://www.sqlite.org/rescode.html
    """
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    lost = code == sqlite3.SQLITE_ERROR and str(error).startswith("no such table")
    return lost or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@dataclass(frozen=True, slots=True)
class Rescue:
    """Where the damaged file is now, and how many comparisons could be read of it."""

    copy: Path
    comparisons: int


def rescue(path: Path) -> Rescue:
    """Put a new file at `path` with all that can be read of the damaged one, which is set aside.

    The damaged file stays where it is until the new one is whole. Raises OSError, sqlite3.Error.
    """
    part = path.with_name(f".{path.name}.new")
    _remove(part)
    try:
        with closing(open_history(part)) as new:
            count = _copy(path, new)
        copy = _free_name(path)
        for ending in _FILES:
            with suppress(FileNotFoundError):
                os.replace(f"{path}{ending}", f"{copy}{ending}")
        os.replace(part, path)
    finally:
        _remove(part)
    return Rescue(copy, count)


def _remove(path: Path) -> None:
    for ending in _FILES:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _free_name(path: Path) -> Path:
    """A name beside `path` that says what the file is and since when."""
    when = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    number, copy = 1, path.with_name(f"{path.stem}-damaged-{when}{path.suffix}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}-damaged-{when}-{number}{path.suffix}")
    return copy


def _copy(path: Path, new: sqlite3.Connection) -> int:
    """Copy what can be read; returns how many comparisons."""
    with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as old:
        old.row_factory = sqlite3.Row
        old.text_factory = lambda octets: octets.decode("utf-8", "replace")
        new.execute("BEGIN IMMEDIATE")
        for row in _rows(old, "comparisons"):
            columns = (*_COMPARISON, *(name for name in _LATER if name in row.keys()))  # noqa: SIM118 - a Row
            _insert(new, "comparisons", {"number": row["row"], **_part_of(row, columns)})
        for row in _rows(old, "answers"):
            _insert(new, "answers", _part_of(row, _ANSWER))
    numbers = new.execute("SELECT number FROM comparisons").fetchall()
    for (number,) in numbers:
        words = whole_text(_words(new, number))
        new.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (number, words))
    new.execute("COMMIT")
    return len(numbers)


def _part_of(row: sqlite3.Row, names: tuple[str, ...]) -> dict[str, object]:
    there = row.keys()
    return {name: row[name] for name in names if name in there}


def _insert(new: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    """Insert a row, unless it lacks what every row has, or is there already."""
    names, places = ", ".join(values), ", ".join("?" * len(values))
    with suppress(sqlite3.IntegrityError):
        new.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(values.values()))


def _rows(old: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Every row that can be read: from the first on, from the last back, then those between."""
    read: dict[str, int] = {}
    for order in ("ASC", "DESC"):
        # An answer's row has no number of its own, so each is told by SQLite's rowid.
        query = f"SELECT rowid AS row, * FROM {table} NOT INDEXED ORDER BY rowid {order}"
        try:
            for row in old.execute(query):
                if order == "DESC" and row["row"] <= read.get("ASC", row["row"] - 1):
                    return
                read[order] = row["row"]
                yield row
        except sqlite3.DatabaseError:
            continue  # a page that cannot be read: what lies behind it is read from elsewhere
        return
    first = read.get("ASC", 0) + 1
    last = min(read["DESC"], first + MOST_BETWEEN) if "DESC" in read else first + MOST_BEYOND
    for number in range(first, last):
        with suppress(sqlite3.DatabaseError):
            query = f"SELECT rowid AS row, * FROM {table} NOT INDEXED WHERE rowid = ?"
            yield from old.execute(query, (number,)).fetchall()


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
