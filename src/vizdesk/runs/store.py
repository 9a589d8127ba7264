"""Eval runs on this disk: begun, answered, resumed, listed, read again, deleted."""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import vizdesk
from vizdesk.common.messages import Message, message, pack, plural, unpack
from vizdesk.common.rescued_database import RescuedDatabase, copy_rows, moment, rescued
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.serialization import answer_from_record
from vizdesk.comparison.types import AnswerState
from vizdesk.evals.verdicts import JudgeVerdict, PersonVerdict
from vizdesk.runs.plan import PlanCell, RunPlan
from vizdesk.runs.records import EvalRecord, RunState
from vizdesk.runs.report.model_names import distinct_names
from vizdesk.runs.schema import RunsError, open_runs
from vizdesk.runs.serialization import (
    UNREADABLE,
    eval_record_from_json,
    eval_record_to_json,
    judge_record,
    person_record,
    plan_from,
    plan_record,
)

ANSWERS_OF = (
    "SELECT a.model, a.item, a.repeat, a.began, a.record, a.verdict, a.judge, a.person "
    "FROM answers a JOIN runs r ON r.number = a.run WHERE r.id = ? ORDER BY a.rowid"
)
"""The rows of a run's answers, in the order they came; see `record_of_row`."""
ASKED_BY = "asked_by"
"""Beside an answer's own record: the version of vizdesk that asked."""


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


class RunStore(RescuedDatabase):
    """The file at `path`. Every method blocks on the disk and may be called from any thread.

    An answer is on the disk before the next question is asked, so that a kill loses at most the
    questions that were being answered.
    """

    # --- A file that is damaged ---------------------------------------------------------------
    def _open(self, path: Path) -> sqlite3.Connection:
        return open_runs(path)

    def _copy_rows(self, damaged: sqlite3.Connection, new: sqlite3.Connection) -> int:
        for table in ("runs", "answers"):
            copy_rows(damaged, new, table)
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

    # --- Keeping ------------------------------------------------------------------------------
    @rescued
    def begin(self, plan: RunPlan) -> str:
        """Keep a new run, and return its id."""
        with self._lock:
            return self._begin(plan)

    @rescued
    def begin_or_go_on(self, plan: RunPlan) -> tuple[str, bool]:
        """The run to work on and whether it is an unfinished one; of two callers, one begins it."""
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
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
            to_json(plan_record(plan)),
        )
        self._db.execute(
            "INSERT INTO runs (id, created, fingerprint, state, title, total, version, record) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        return key

    @rescued
    def keep(self, run: str, record: EvalRecord) -> None:
        """Keep an answer. One that was answered before stays as it is; a failure is replaced."""
        with self._lock:
            self._keep(run, record)

    def _keep(self, run: str, record: EvalRecord) -> None:
        table = eval_record_to_json(record)
        verdicts = [_text(table[name]) for name in ("verdict", "judge", "person")]
        self._db.execute(
            "INSERT INTO answers (run, model, item, repeat, began, state, record, verdict, "
            "judge, person) VALUES ((SELECT number FROM runs WHERE id = ?), ?, ?, ?, ?, ?, ?, "
            "?, ?, ?) ON CONFLICT (run, model, item, repeat) DO UPDATE SET began = "
            "excluded.began, state = excluded.state, record = excluded.record, verdict = "
            "excluded.verdict WHERE answers.state = ?",
            (
                run,
                record.cell.model,
                record.cell.item,
                record.cell.repeat,
                table["began"],
                record.answer.state.value,
                to_json({**table["answer"], ASKED_BY: record.version}),
                *verdicts,
                AnswerState.FAILED.value,
            ),
        )

    def keep_all(self, run: str, records: Iterable[EvalRecord]) -> int:
        """Keep many answers at once, or none; returns how many are new. Raises what `records` do.

        One that was answered before stays as it is; a failure is replaced.
        """
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                before = self._count(run)
                for record in records:
                    self._keep(run, record)
                new = self._count(run) - before
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        return new

    def _count(self, run: str) -> int:
        statement = (
            "SELECT count(*) FROM answers WHERE run = (SELECT number FROM runs WHERE id = ?)"
        )
        return int(self._db.execute(statement, (run,)).fetchone()[0])

    @rescued
    def answered(self, run: str) -> int:
        """How many questions of a run have an answer, right or wrong."""
        with self._lock:
            (count,) = self._db.execute(
                "SELECT count(*) FROM answers WHERE state IN (?, ?) AND run = "
                "(SELECT number FROM runs WHERE id = ?)",
                (AnswerState.DONE.value, AnswerState.UNSUPPORTED.value, run),
            ).fetchone()
        return int(count)

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
        with self._lock:
            self._db.execute(
                "UPDATE answers SET judge = ?, person = ? WHERE run = "
                "(SELECT number FROM runs WHERE id = ?) AND model = ? AND item = ? AND repeat = ?",
                (
                    _text(judge_record(judge)),
                    _text(person_record(person)),
                    run,
                    cell.model,
                    cell.item,
                    cell.repeat,
                ),
            )

    @rescued
    def delete(self, run: str) -> None:
        """Forget a run and its answers."""
        with self._lock:
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
        with self._lock:
            row = self._db.execute("SELECT record FROM runs WHERE id = ?", (run,)).fetchone()
        if row is None:
            raise RunsError(
                message("There is no eval run {run}; see `vizdesk evals list`.", run=run[:8])
            )
        try:
            return plan_from(json.loads(row[0]))
        except UNREADABLE as error:
            raise RunsError(
                message("The eval run {run} is damaged and cannot be shown.", run=run[:8])
            ) from error

    @rescued
    def recorded(self, run: str) -> list[EvalRecord]:
        """Every answer of a run, in the order they came.

        One that is damaged counts as failed from now on: it is told, and asked again on resuming.
        """
        with self._lock:
            rows = self._db.execute(ANSWERS_OF, (run,)).fetchall()
        records: list[EvalRecord] = []
        damaged: list[tuple[str, str, int]] = []
        for row in rows:
            try:
                records.append(record_of_row(row))
            except UNREADABLE:
                damaged.append(row[:3])
        if damaged:
            self._ask_again(run, damaged)
        return records

    def _ask_again(self, run: str, cells: Sequence[tuple[str, str, int]]) -> None:
        """Count these answers (model, item, repeat) as failed; those that were not yet are told."""
        failed = AnswerState.FAILED.value
        with self._lock:
            changed = self._db.executemany(
                "UPDATE answers SET state = ? WHERE state <> ? AND run = (SELECT number FROM runs "
                "WHERE id = ?) AND model = ? AND item = ? AND repeat = ?",
                [(failed, failed, run, *cell) for cell in cells],
            ).rowcount
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
                "(SELECT count(*) FROM answers a WHERE a.run = number AND a.state <> 'failed') "
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


def record_of_row(row: tuple[Any, ...]) -> EvalRecord:
    """One answer again. Raises KeyError, TypeError, ValueError for what vizdesk did not write."""
    return eval_record_from_json(_table(row))


def _table(row: tuple[Any, ...]) -> dict[str, Any]:
    model, item, repeat, began, *texts = row
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
