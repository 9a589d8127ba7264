"""Eval runs on this disk: begun, answered, resumed, listed, read again, deleted."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import vizdesk
from vizdesk.common.database_files import only_read
from vizdesk.common.messages import Message, pack, unpack
from vizdesk.common.rescued_database import moment, rescued
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.serialization import answer_from_record
from vizdesk.comparison.types import AnswerState
from vizdesk.evals.verdicts import JudgeVerdict, PersonVerdict
from vizdesk.runs.figures import Figures
from vizdesk.runs.indexing import (
    FAILED_OF,
    SUMS_OF,
    ModelSums,
    RunNumbers,
    note_verdicts,
    put_figures,
    read_figures,
    read_states,
)
from vizdesk.runs.plan import CellStates, PlanCell, RunPlan
from vizdesk.runs.records import EvalRecord, RunState
from vizdesk.runs.report.model_names import distinct_names
from vizdesk.runs.run_tables import ASKED_BY, RunTables, damaged_run, record_of_row
from vizdesk.runs.serialization import (
    UNREADABLE,
    eval_record_to_json,
    judge_record,
    person_record,
    plan_from,
    plan_head,
)
from vizdesk.runs.stored_items import PAGE, StoredItems, insert_items

_ANSWER = "a.model, a.item, a.repeat, a.began, a.record, a.verdict, a.judge, a.person, a.rowid"
ANSWERS_OF = (
    f"SELECT {_ANSWER} FROM answers a WHERE a.run = (SELECT number FROM runs WHERE id = ?) "
    f"AND a.rowid > ? ORDER BY a.rowid LIMIT {PAGE}"
)
"""Rows of a run's answers behind one (0: the first), in the order they came; see
`record_of_row`."""


@dataclass(frozen=True, slots=True)
class RunEntry:
    """One run in a list; `done` of `total` questions are answered."""

    id: str
    created: datetime
    state: RunState
    title: str
    models: tuple[str, ...]
    done: int
    total: int


class RunStore(RunTables):
    """The file at `path`. Every method blocks on the disk and may be called from any thread.

    An answer is on the disk before the next question is asked, so that a kill loses at most the
    questions that were being answered.
    """

    # --- Keeping ------------------------------------------------------------------------------
    @rescued
    def begin(self, plan: RunPlan) -> str:
        """Keep a new run, and return its id."""
        with self._lock, self._transaction():
            return self._begin(plan)

    @rescued
    def begin_or_go_on(self, plan: RunPlan) -> tuple[str, bool]:
        """The run to work on and whether it is an unfinished one; of two callers, one begins it."""
        with self._lock, self._transaction():
            unfinished = self._unfinished(plan)
            return unfinished or self._begin(plan), unfinished is not None

    def _begin(self, plan: RunPlan) -> str:
        key = uuid.uuid4().hex
        values = (
            key,
            datetime.now(UTC).isoformat(),
            plan.fingerprint,
            RunState.RUNNING.value,
            plan.title,
            plan.total,
            vizdesk.__version__,
            to_json(plan_head(plan)),
            len(plan.suite.items),
        )
        number = self._db.execute(
            "INSERT INTO runs (id, created, fingerprint, state, title, total, version, record, "
            "size, summed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            values,
        ).lastrowid
        assert number is not None
        insert_items(self._db, number, plan.suite.items)
        return key

    @rescued
    def keep(self, run: str, record: EvalRecord) -> None:
        """Keep an answer. One that was answered before stays as it is; a failure is replaced."""
        with self._lock:
            numbers = self._numbers(run)
            with self._transaction():
                self._keep(numbers, record)

    def _keep(self, numbers: RunNumbers, record: EvalRecord) -> bool:
        """Keep an answer; whether anything changed by it."""
        table = eval_record_to_json(record)
        verdicts = [_text(table[name]) for name in ("verdict", "judge", "person")]
        kept = self._db.execute(
            "INSERT INTO answers (run, model, item, repeat, began, state, record, verdict, "
            "judge, person) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (run, model, item, repeat) DO UPDATE SET began = excluded.began, "
            "state = excluded.state, record = excluded.record, verdict = excluded.verdict, "
            "judge = excluded.judge, person = excluded.person WHERE answers.state = ?",
            (
                numbers.run,
                record.cell.model,
                record.cell.item,
                record.cell.repeat,
                table["began"],
                record.answer.state.value,
                to_json({**table["answer"], ASKED_BY: record.version}),
                *verdicts,
                AnswerState.FAILED.value,
            ),
        ).rowcount
        if kept:
            put_figures(self._db, numbers, record)
        return bool(kept)

    def keep_all(self, run: str, records: Iterable[EvalRecord]) -> int:
        """Keep many answers at once, or none; returns how many are new. Raises what `records` do.

        One that was answered before stays as it is; a failure is replaced.
        """
        with self._lock:
            numbers = self._numbers(run)
            with self._transaction():
                before = self._count(numbers)
                for record in records:
                    self._keep(numbers, record)
                return self._count(numbers) - before

    def _count(self, numbers: RunNumbers) -> int:
        statement = "SELECT count(*) FROM answers WHERE run = ?"
        return int(self._db.execute(statement, (numbers.run,)).fetchone()[0])

    @rescued
    def answered(self, run: str) -> int:
        """How many questions of a run have an answer, right or wrong."""
        with self._lock:
            numbers = self._numbers(run)
            row = self._db.execute(
                "SELECT answered FROM totals WHERE run = ?", (numbers.run,)
            ).fetchone()
        return 0 if row is None else int(row[0])

    def changes(self, run: str) -> tuple[int, int]:
        """How many answers a run has, and how often one came, changed or went."""
        query = "SELECT answered + failed, changes FROM totals WHERE run = ?"
        rows = self.rows(query, (self._numbers_of(run).run,))
        return (int(rows[0][0]), int(rows[0][1])) if rows else (0, 0)

    def snapshot(self, run: str, key: str) -> str | None:
        """The results that were kept under this key; None: none are."""
        query = "SELECT record FROM snapshots WHERE run = ? AND key = ?"
        rows = self.rows(query, (self._numbers_of(run).run, key))
        return str(rows[0][0]) if rows else None

    def keep_snapshot(self, run: str, key: str, record: str) -> None:
        """Keep results in the place of those there are; not in a file that can only be read."""
        if not only_read(self.path):
            query = "INSERT OR REPLACE INTO snapshots (run, key, record) VALUES (?, ?, ?)"
            self.rows(query, (self._numbers_of(run).run, key, record))

    def states(self, run: str, plan: RunPlan) -> CellStates:
        """How every question of a run stands, from its figures alone."""
        with self._lock:
            number = self._numbers_of(run).run
        states, models = CellStates(plan), [model.id for model in plan.models]
        for model, place, repeat, state in read_states(self.rows, number):
            states.note(models[model], place, repeat, state)
        return states

    def figures(self, run: str) -> Iterator[Figures]:
        """The figures of every answer of a run, by model, item and repeat."""
        return read_figures(self.rows, self._numbers_of(run).run)

    def sums(self, run: str) -> list[ModelSums]:
        """Sums over the answers of each model that has some."""
        return [ModelSums(*row) for row in self.rows(SUMS_OF, (self._numbers_of(run).run,))]

    @rescued
    def set_state(self, run: str, state: RunState) -> None:
        """Note how the run stands."""
        with self._lock:
            self._db.execute("UPDATE runs SET state = ? WHERE id = ?", (state.value, run))

    @rescued
    def set_stops(self, run: str, reasons: Sequence[Message]) -> None:
        """Note why servers and models of the run are asked no more; none: all are asked."""
        packed = to_json([pack(reason) for reason in reasons])
        with self._lock:
            self._db.execute(
                "UPDATE runs SET record = json_set(record, '$.stops', json(?)) WHERE id = ?",
                (packed, run),
            )

    @rescued
    def stops(self, run: str) -> tuple[Message, ...]:
        """Why servers and models were asked no more when the run was last worked on."""
        with self._lock:
            row = self._db.execute(
                "SELECT json_extract(record, '$.stops') FROM runs "
                "WHERE id = ? AND json_valid(record)",
                (run,),
            ).fetchone()
        return _stops_of(row[0]) if row and row[0] else ()

    @rescued
    def set_ceiling(self, run: str, usd: float | None) -> None:
        """Let a run cost so much from now on; all else of its plan stays."""
        with self._lock:
            self._db.execute(
                "UPDATE runs SET record = json_set(record, '$.ceiling_usd', ?) WHERE id = ?",
                (usd, run),
            )

    @rescued
    def set_verdict(
        self, run: str, cell: PlanCell, *, judge: JudgeVerdict | None, person: PersonVerdict | None
    ) -> None:
        """Keep what a judge model and a person say of an answer; None takes it back."""
        values = _text(judge_record(judge)), _text(person_record(person))
        with self._lock:
            numbers = self._numbers(run)
            with self._transaction():
                self._db.execute(
                    "UPDATE answers SET judge = ?, person = ? WHERE run = ? AND model = ? AND "
                    "item = ? AND repeat = ?",
                    (*values, numbers.run, cell.model, cell.item, cell.repeat),
                )
                note_verdicts(self._db, numbers, cell, judge, person)

    @rescued
    def delete(self, run: str) -> None:
        """Forget a run and its answers."""
        with self._lock:
            self._known.pop(run, None)
            self._db.execute("DELETE FROM runs WHERE id = ?", (run,))

    # --- Reading ------------------------------------------------------------------------------
    @rescued
    def unfinished(self, plan: RunPlan) -> str | None:
        """The newest run that asks just this and has not ended; None if there is none."""
        with self._lock:
            return self._unfinished(plan)

    def _unfinished(self, plan: RunPlan) -> str | None:
        row = self._db.execute(
            "SELECT id FROM runs WHERE fingerprint = ? AND state <> ? ORDER BY number DESC LIMIT 1",
            (plan.fingerprint, RunState.FINISHED.value),
        ).fetchone()
        return None if row is None else str(row[0])

    @rescued
    def plan(self, run: str) -> RunPlan:
        """What a run asks. Raises RunsError."""
        numbers = self._numbers_of(run)
        query = (
            "SELECT record, size, (SELECT count(*) FROM items WHERE run = number) FROM runs "
            "WHERE number = ?"
        )
        ((record, size, there),) = self.rows(query, (numbers.run,))
        try:
            if size != there:
                raise ValueError("items of its plan are missing")
            return plan_from(json.loads(record), StoredItems(self.rows, numbers.run, size))
        except UNREADABLE as error:
            raise damaged_run(run) from error

    def recorded(self, run: str) -> list[EvalRecord]:
        """Every answer of a run, in the order they came; see `records`."""
        return list(self.records(run))

    def records(self, run: str) -> Iterator[EvalRecord]:
        """Every answer of a run, in the order they came, a few of them in memory at a time.

        One that is damaged counts as failed from now on: it is told, and asked again on resuming.
        """
        damaged: list[tuple[str, str, int]] = []
        last = 0
        while rows := self.rows(ANSWERS_OF, (run, last)):
            for row in rows:
                try:
                    yield record_of_row(row)
                except UNREADABLE:
                    damaged.append(row[:3])
            last = rows[-1][-1]
        if damaged:
            self._ask_again(run, damaged)

    def failed(self, run: str) -> Iterator[EvalRecord]:
        """The answers of a run that did not come, in no order; damaged ones are left out."""
        numbers = self._numbers_of(run)
        models, last = list(numbers.models), (-1, -1, -1)
        while rows := self.rows(FAILED_OF, (numbers.run, *last)):
            last = rows[-1][-3:]
            for model, place, repeat in (row[-3:] for row in rows):
                query = (
                    f"SELECT {_ANSWER} FROM answers a WHERE a.run = ? AND a.model = ? AND "
                    "a.repeat = ? AND a.item = (SELECT id FROM items WHERE run = ? AND place = ?)"
                )
                values = (numbers.run, models[model], repeat, numbers.run, place)
                with suppress(*UNREADABLE):
                    yield from map(record_of_row, self.rows(query, values))

    def answers_to(self, run: str, item: str) -> list[EvalRecord]:
        """The answers to one item, by model and repeat; damaged ones are left out."""
        query = (
            f"SELECT {_ANSWER} FROM answers a WHERE a.run = ? AND a.model = ? AND a.item = ? "
            "ORDER BY a.repeat"
        )
        numbers = self._numbers_of(run)
        records = []
        for model in numbers.models:
            for row in self.rows(query, (numbers.run, model, item)):
                with suppress(*UNREADABLE):
                    records.append(record_of_row(row))
        return records

    @rescued
    def ids(self, start: str) -> list[str]:
        """The runs whose ids begin so."""
        with self._lock:
            rows = self._db.execute(
                "SELECT id FROM runs WHERE substr(id, 1, ?) = ?", (len(start), start)
            ).fetchall()
        return [key for (key,) in rows]

    @rescued
    def entries(self) -> list[RunEntry]:
        """All runs, the newest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT id, created, state, title, total, "
                "CASE WHEN json_valid(record) THEN json_extract(record, '$.models') END, "
                "CASE WHEN summed THEN coalesce((SELECT answered FROM totals t WHERE t.run = "
                "number), 0) ELSE (SELECT count(*) FROM answers a WHERE a.run = number AND "
                "a.state <> 'failed') END "
                "FROM runs ORDER BY number DESC"
            ).fetchall()
        return [_entry(*row) for row in rows]

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._let_go()


def _stops_of(text: object) -> tuple[Message, ...]:
    """The messages that were kept; what is damaged of them is left out."""
    try:
        return tuple(unpack(packed) for packed in json.loads(str(text)))
    except UNREADABLE:
        return ()


def _text(table: dict[str, Any] | None) -> str | None:
    return None if table is None else to_json(table)


def _entry(
    key: str, created: str, state: str, title: str, total: int, models: str | None, done: int
) -> RunEntry:
    """A run in the list; what is damaged of it is left out, and it can be deleted."""
    try:
        asked_models = [answer_from_record(load).model for load in json.loads(models or "[]")]
        names = tuple(name.name for name in distinct_names(asked_models))
    except UNREADABLE:
        names = ()
    run_state = next((each for each in RunState if each.value == state), RunState.STOPPED)
    return RunEntry(key, moment(created), run_state, title, names, done, total)
