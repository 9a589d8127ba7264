"""The database of runs: opened, brought up to date, rescued; what a run is called in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Self

from vizdesk.common.messages import Message, message, plural
from vizdesk.common.rescued_database import RescuedDatabase, copy_rows, rescued
from vizdesk.runs.indexing import SHARES_OF, ModelShare, RunNumbers, index_run, note_failed
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.schema import SCHEMA, RunsError
from vizdesk.runs.serialization import UNREADABLE, eval_record_from_json

ASKED_BY = "asked_by"
"""Beside an answer's own record: the version of vizdesk that asked."""


class RunTables(RescuedDatabase):
    """The file of runs at its path; see `RunStore`."""

    schema = SCHEMA
    _frozen = False

    def _open(self, path: Path) -> sqlite3.Connection:
        self._known = dict[str, RunNumbers]()
        return super()._open(path)

    def _copy_rows(self, damaged: sqlite3.Connection, new: sqlite3.Connection) -> int:
        for table in ("runs", "answers", "items"):
            with suppress(sqlite3.OperationalError) if table == "items" else nullcontext():
                copy_rows(damaged, new, table)
        new.execute("UPDATE runs SET summed = 0")
        (count,) = new.execute("SELECT count(*) FROM runs").fetchone()
        return int(count)

    def _rescued_words(self, count: int, why: str, copy: str) -> Message:
        return plural(
            "The file of eval runs was damaged ({why}). The one run that could be read is in a "
            "new one; the damaged file is kept as {copy}.",
            "The file of eval runs was damaged ({why}). The {n} runs that could be read are in a "
            "new one; the damaged file is kept as {copy}.",
            count,
            why=why,
            copy=copy,
        )

    @contextmanager
    def at_this_moment(self) -> Iterator[Self]:
        """The store as it is now, by a connection of its own: later writes are not seen.

        For reading alone: what is damaged in it is told by whoever looks at the store itself.
        https://www.sqlite.org/isolation.html
        """
        frozen = type(self)(self.path)
        frozen._frozen = True
        try:
            frozen.rows("BEGIN", ())
            frozen.rows("SELECT count(*) FROM runs", ())  # only a read begins it
            yield frozen
        finally:
            frozen.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of the block is kept, or nothing."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _numbers(self, run: str) -> RunNumbers:
        """What a run is called in its tables, which are made first where it has none."""
        self._db  # noqa: B018 - opened here, so that it is known which runs it has
        if run in self._known:
            return self._known[run]
        row = self._db.execute(
            "SELECT number, summed, json_extract(record, '$.models') FROM runs WHERE id = ? AND "
            "json_valid(record)",
            (run,),
        ).fetchone()
        if row is None:
            raise self._unknown(run)
        number, summed, models = row
        try:
            named = [load["model"] for load in json.loads(models)]
            numbers = RunNumbers(number, {model: at for at, model in enumerate(named)})
            damaged = [] if summed else self._index(numbers)
        except UNREADABLE as error:
            raise damaged_run(run) from error
        self._known[run] = numbers
        if damaged:
            self._ask_again(run, damaged)
        return numbers

    def _index(self, numbers: RunNumbers) -> list[tuple[str, str, int]]:
        with self._transaction():
            return index_run(self._db, numbers, record_of_row)

    def _unknown(self, run: str) -> RunsError:
        there = self._db.execute("SELECT 1 FROM runs WHERE id = ?", (run,)).fetchone()
        if there:
            return damaged_run(run)
        return RunsError(
            message("There is no eval run {run}; see `vizdesk evals list`.", run=run[:8])
        )

    def shares(self, run: str) -> dict[int, ModelShare]:
        """What came and was right, of each model that has answers, by its place in the plan."""
        rows = self.rows(SHARES_OF, (self._numbers_of(run).run,))
        return {row[0]: ModelShare(*map(int, row)) for row in rows}

    @rescued
    def rows(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """The rows of a query of this room."""
        with self._lock:
            return self._db.execute(query, values).fetchall()

    @rescued
    def _numbers_of(self, run: str) -> RunNumbers:
        with self._lock:
            return self._numbers(run)

    @rescued
    def _ask_again(self, run: str, cells: Sequence[tuple[str, str, int]]) -> None:
        """Count these answers (model, item, repeat) as failed; those that were not yet are told.

        Of a run whose plan is damaged too nothing can be asked again: that is told instead.
        """
        if self._frozen:
            return
        with self._lock:
            try:
                numbers = self._numbers(run)
            except RunsError as error:
                self._tell(error.message)
                return
            with self._transaction():
                changed = note_failed(self._db, numbers, cells)
        if changed:
            self._tell(
                plural(
                    "An answer of the eval run {run} is damaged. Resuming the run asks it again.",
                    "{n} answers of the eval run {run} are damaged. "
                    "Resuming the run asks them again.",
                    changed,
                    run=run[:8],
                )
            )


def damaged_run(run: str) -> RunsError:
    return RunsError(message("The eval run {run} is damaged and cannot be shown.", run=run[:8]))


def record_of_row(row: tuple[Any, ...]) -> EvalRecord:
    """One answer again. Raises KeyError, TypeError, ValueError for what vizdesk did not write."""
    return eval_record_from_json(_table(row))


def _table(row: tuple[Any, ...]) -> dict[str, Any]:
    model, item, repeat, began, *texts = row[:8]
    names = ("answer", "verdict", "judge", "person")
    parsed = {
        name: None if text is None else json.loads(text)
        for name, text in zip(names, texts, strict=True)
    }
    version = (parsed["answer"] or {}).get(ASKED_BY, "")
    return {
        "model": model,
        "item": item,
        "repeat": repeat,
        "began": began,
        "version": version,
        **parsed,
    }
