"""The history: comparisons begun, answered, listed, searched, reopened, deleted and put back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from vizdesk.common.database_files import only_read
from vizdesk.common.messages import EMPTY, Message, message, pack, plural, read_message
from vizdesk.common.rescued_database import RescuedDatabase, moment, rescued
from vizdesk.common.strict_json import to_json
from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.serialization import answer_record, to_record
from vizdesk.comparison.types import Answer, AnswerState, Comparison, ImageRef
from vizdesk.history.entries import (
    Entry,
    HistoryQuery,
    asked_of,
    image_name,
    inner_words,
    match_words,
    opening_of,
    words_of,
)
from vizdesk.history.image_copies import ImageCopies, is_still
from vizdesk.history.records import UNREADABLE, comparison_of
from vizdesk.history.rescue import copy_comparisons
from vizdesk.history.schema import SCHEMA, HistoryError

PAGE = 200


class History(RescuedDatabase):
    """The file at `path`. Every method blocks on the disk and may be called from any thread.

    `copies` are whole images, for those who keep them; those of comparisons that are gone go too.
    A damaged file is set aside, and what can be read of it is read into a new one: `tell` hears so.
    """

    schema = SCHEMA

    def __init__(self, path: Path, tell: Callable[[Message], None] = lambda _: None) -> None:
        super().__init__(path, tell)
        self.copies = ImageCopies(path.with_name("pictures"))

    # --- A file that is damaged ---------------------------------------------------------------
    def _copy_rows(self, damaged: sqlite3.Connection, new: sqlite3.Connection) -> int:
        return copy_comparisons(damaged, new)

    def _rescued_words(self, count: int, why: str, copy: str) -> Message:
        return plural(
            "The history was damaged ({why}). The one comparison that could be read is in "
            "a new one; the damaged file is kept as {copy}.",
            "The history was damaged ({why}). The {n} comparisons that could be read are "
            "in a new one; the damaged file is kept as {copy}.",
            count,
            why=why,
            copy=copy,
        )

    # --- Keeping ------------------------------------------------------------------------------
    @rescued
    def keep(
        self,
        comparison: Comparison,
        thumbnail: bytes | None = None,
        line_of: Callable[[Comparison], Message] | None = None,
    ) -> None:
        """Keep a comparison with all its answers, in place of an earlier state of it.

        `line_of` tells how far answers agree that have all ended; None: by the usual options.
        """
        head = to_record(replace(comparison, answers=()))  # they are kept by themselves, below
        if _is_compared(comparison) and (line := (line_of or _usual_line)(comparison)):
            head["agreement_line"] = pack(line)
        image = comparison.image
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute(
                "INSERT INTO comparisons (id, created, task, sha256, path, record, thumbnail) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET record = "
                "excluded.record, thumbnail = coalesce(excluded.thumbnail, thumbnail)",
                (
                    comparison.id,
                    head["created"],
                    comparison.task.kind.value,
                    image.sha256,
                    whole_text(image.path),
                    to_json(head),
                    thumbnail,
                ),
            )
            number = self._number(comparison.id)
            for place, answer in enumerate(comparison.answers):
                self._put(number, place, answer)
            self._db.execute("DELETE FROM search WHERE rowid = ?", (number,))
            self._db.execute(
                "INSERT INTO search (rowid, words) VALUES (?, ?)",
                (number, whole_text(words_of(comparison))),
            )

    @rescued
    def keep_answer(self, comparison_id: str, place: int, answer: Answer) -> None:
        """Keep one answer of a comparison that was kept, as far as it has come."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._put(self._number(comparison_id), place, answer)

    def _put(self, number: int, place: int, answer: Answer) -> None:
        record = to_json(answer_record(answer))
        self._db.execute(
            "INSERT INTO answers (comparison, model, place, name, state, opening, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (comparison, model) DO UPDATE SET "
            "state = excluded.state, opening = excluded.opening, record = excluded.record",
            (
                number,
                whole_text(answer.model.id),
                place,
                whole_text(answer.model.name),
                answer.state.value,
                whole_text(opening_of(answer)),
                record,
            ),
        )

    # --- Looking ------------------------------------------------------------------------------
    @rescued
    def entries(
        self,
        wanted: HistoryQuery = HistoryQuery(),  # noqa: B008 - frozen
        most: int = PAGE,
        skip: int = 0,
    ) -> list[Entry]:
        """The newest first, without the `skip` newest of them.

        Newest is what was made last, whatever the clock said: it may have been set back since.
        """
        where, values = _conditions(wanted)
        with self._lock:
            rows = self._db.execute(
                # The few first, then what is shown of them: sorting carries no images.
                "SELECT number, id, created, task, path, sha256, thumbnail, pinned, record "
                f"FROM comparisons WHERE number IN (SELECT number FROM comparisons WHERE {where} "
                "ORDER BY number DESC LIMIT ? OFFSET ?) "
                "ORDER BY number DESC",
                (*values, most, skip),
            ).fetchall()
            return [self._entry(row) for row in rows]

    def _entry(self, row: Sequence[object]) -> Entry:
        number, key, created, task, path, sha256, thumbnail, pinned, record = row
        answers = self._db.execute(
            "SELECT name, opening, state FROM answers WHERE comparison = ? ORDER BY place",
            (number,),
        ).fetchall()
        head = _table(record)
        done = AnswerState.DONE.value
        openings = [opening for _, opening, state in answers if opening and state == done]
        openings += [opening for _, opening, _ in answers if opening]
        return Entry(
            id=str(key),
            created=moment(created),
            task=str(task),
            path=str(path),
            sha256=str(sha256),
            models=tuple(name for name, _, _ in answers),
            opening=openings[0] if openings else "",
            thumbnail=thumbnail if isinstance(thumbnail, bytes) else None,
            pinned=bool(pinned),
            asked=asked_of(_inner(head, "task")),
            image=image_name(str(path), _inner(head, "picture")),
            agreement=_line(head),
        )

    @rescued
    def ids(self, start: str) -> list[str]:
        """The ids that begin so."""
        with self._lock:
            rows = self._db.execute(
                "SELECT id FROM comparisons WHERE NOT deleted AND substr(id, 1, ?) = ?",
                (len(start), start),
            ).fetchall()
        return [key for (key,) in rows]

    @rescued
    def count(self, wanted: HistoryQuery = HistoryQuery()) -> int:  # noqa: B008 - frozen
        """How many there are."""
        where, values = _conditions(wanted)
        query = f"SELECT count(*) FROM comparisons WHERE {where}"
        with self._lock:
            return int(self._db.execute(query, values).fetchone()[0])

    @rescued
    def models(self) -> list[str]:
        """The names of all models that have answered, for the filter."""
        with self._lock:
            rows = self._db.execute("SELECT DISTINCT name FROM answers ORDER BY name").fetchall()
        return [name for (name,) in rows]

    @rescued
    def load(self, comparison_id: str) -> Comparison:
        """The whole value; an answer that is damaged is left out, and `tell` hears so.

        Raises HistoryError when there is none of this id, or it is damaged.
        """
        with self._lock:
            number = self._number(comparison_id)
            (record,) = self._db.execute(
                "SELECT record FROM comparisons WHERE number = ?", (number,)
            ).fetchone()
            rows = self._db.execute(
                "SELECT name, record FROM answers WHERE comparison = ? ORDER BY place", (number,)
            ).fetchall()
        try:
            comparison, damaged = comparison_of(record, rows)
        except UNREADABLE as error:
            raise HistoryError(
                message(
                    "The comparison {id} in the history is damaged and cannot be shown.",
                    id=comparison_id[:8],
                )
            ) from error
        for name in damaged:
            self._tell(
                message(
                    "The answer of {model} to the comparison {id} in the history is damaged and "
                    "was left out.",
                    model=name,
                    id=comparison_id[:8],
                )
            )
        return comparison

    @rescued
    def view(self, comparison_id: str) -> str:
        """How a comparison was last looked at, as `keep_view` was told; empty if never."""
        with self._lock:
            row = self._db.execute(
                "SELECT view FROM comparisons WHERE id = ?", (comparison_id,)
            ).fetchone()
        return "" if row is None else str(row[0])

    @rescued
    def keep_view(self, comparison_id: str, view: str) -> None:
        """Note how a comparison is looked at; nothing happens when there is none of this id."""
        with self._lock:
            self._db.execute("UPDATE comparisons SET view = ? WHERE id = ?", (view, comparison_id))

    def image_file(self, image: ImageRef) -> Path:
        """Where the compared image is now: its own file, its copy where that is gone or changed.

        The own file's path when there is neither.
        """
        original = Path(image.path)
        kept = self.copies.find(image)
        return original if kept is None or is_still(original, image.sha256) else kept

    @rescued
    def moved(self, image: ImageRef, path: Path) -> None:
        """Note that a compared image is at `path` now, in every comparison of it."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute(
                "UPDATE comparisons SET path = ?1, record = CASE WHEN json_valid(record) THEN "
                "json_set(record, '$.picture.path', ?1) ELSE record END WHERE sha256 = ?2",
                (str(path), image.sha256),
            )

    @rescued
    def thumbnail(self, comparison_id: str) -> bytes | None:
        """The small image that is kept with a comparison, as JPEG."""
        with self._lock:
            row = self._db.execute(
                "SELECT thumbnail FROM comparisons WHERE id = ?", (comparison_id,)
            ).fetchone()
        return None if row is None else row[0]

    # --- Deleting -----------------------------------------------------------------------------
    def delete(self, comparison_id: str) -> None:
        """Take one out of the list; it can be put back until `empty_bin`."""
        self._mark("deleted", comparison_id, True)

    def put_back(self, comparison_id: str) -> None:
        """Undo `delete`."""
        self._mark("deleted", comparison_id, False)

    def pin(self, comparison_id: str, pinned: bool) -> None:
        """Keep one when the oldest go; see `shrink`."""
        self._mark("pinned", comparison_id, pinned)

    @rescued
    def _mark(self, column: str, comparison_id: str, value: bool) -> None:
        with self._lock:
            self._db.execute(
                f"UPDATE comparisons SET {column} = ? WHERE number = ?",
                (int(value), self._number(comparison_id)),
            )

    def empty_bin(self) -> None:
        """Delete for good what was deleted."""
        self._erase("SELECT number FROM comparisons WHERE deleted", ())

    def shrink(self, limit_bytes: int) -> int:
        """Delete what was made first, but for what is pinned, until the file fits.

        Returns how many went.
        """
        gone = 0
        while self.size() > limit_bytes:
            before = self.count()
            self._erase(
                "SELECT number FROM comparisons WHERE NOT pinned ORDER BY number LIMIT ?",
                (max(1, before // 20),),
            )
            if self.count() == before:
                break
            gone += before - self.count()
        return gone

    @rescued
    def _erase(self, which: str, values: tuple[int, ...]) -> None:
        with self._lock:
            with self._db:
                self._db.execute("BEGIN IMMEDIATE")
                numbers = self._db.execute(which, values).fetchall()
                self._db.executemany("DELETE FROM search WHERE rowid = ?", numbers)
                self._db.executemany("DELETE FROM comparisons WHERE number = ?", numbers)
            self._db.execute("PRAGMA incremental_vacuum").fetchall()
            if numbers:
                rows = self._db.execute("SELECT DISTINCT sha256 FROM comparisons").fetchall()
                self.copies.sweep({sha256 for (sha256,) in rows})

    @rescued
    def size(self) -> int:
        """Bytes in use, of what is in the list and in the bin, copies of images too."""
        with self._lock:
            (pages,) = self._db.execute("PRAGMA page_count").fetchone()
            (free,) = self._db.execute("PRAGMA freelist_count").fetchone()
            (size,) = self._db.execute("PRAGMA page_size").fetchone()
        return int(pages - free) * int(size) + self.copies.size()

    def close(self) -> None:
        """Empty the bin and let the file go, also where the bin cannot be emptied.

        Nothing is lost when this is never called.
        """
        with self._lock:
            try:
                if "_db" in self.__dict__ and not only_read(self.path):
                    self.empty_bin()
            except (HistoryError, sqlite3.Error, OSError) as error:
                self._tell(
                    message(
                        "What was deleted is still in the history's file: {why}",
                        why=str(error),
                    )
                )
            finally:
                self._let_go()

    def _number(self, comparison_id: str) -> int:
        row = self._db.execute(
            "SELECT number FROM comparisons WHERE id = ?", (comparison_id,)
        ).fetchone()
        if row is None:
            raise HistoryError(
                message("There is no comparison {id} in the history.", id=comparison_id)
            )
        return int(row[0])


def _table(record: object) -> dict[str, Any]:
    """A record of JSON; empty where it is damaged: the rest of its row is shown all the same."""
    try:
        table = json.loads(str(record))
    except (ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}


def _inner(table: dict[str, Any], key: str) -> dict[str, Any]:
    inner = table.get(key)
    return inner if isinstance(inner, dict) else {}


def _conditions(wanted: HistoryQuery) -> tuple[str, list[str]]:
    conditions, values = ["NOT deleted"], []
    if query := match_words(wanted.words):
        conditions.append("number IN (SELECT rowid FROM search WHERE words MATCH ?)")
        values.append(query)
    for pattern in inner_words(wanted.words):
        conditions.append("number IN (SELECT rowid FROM search WHERE words LIKE ? ESCAPE '!')")
        values.append(pattern)
    if wanted.task:
        conditions.append("task = ?")
        values.append(wanted.task)
    if wanted.model:
        conditions.append("number IN (SELECT comparison FROM answers WHERE name = ?)")
        values.append(wanted.model)
    if wanted.since:
        conditions.append("created >= ?")
        values.append(wanted.since)
    if wanted.until:
        # The whole of the last day: "2026-11-21T…" is behind "2026-11-21". Moments are exact.
        conditions.append("created < ?")
        values.append(wanted.until if "T" in wanted.until else f"{wanted.until}U")
    return " AND ".join(conditions), values


def _is_compared(comparison: Comparison) -> bool:
    """Whether there are several answers, and all have ended."""
    return len(comparison.answers) > 1 and all(each.state.final for each in comparison.answers)


def _usual_line(comparison: Comparison) -> Message:
    # numpy and the parsers come with it: nobody waits for them where one model answered.
    from vizdesk.analysis.agreement_words import line_of_answers

    return line_of_answers(comparison)


def _line(head: dict[str, Any]) -> Message:
    """How far the answers agree, as it was kept; empty where it was not."""
    packed = _inner(head, "agreement_line")
    sentence = packed.get("sentence")
    return read_message(sentence, packed.get("message")) if isinstance(sentence, str) else EMPTY
