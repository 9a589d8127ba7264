"""Figures of a run's answers kept beside them, so that nothing is parsed to know what is done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from vizdesk.comparison.types import AnswerState
from vizdesk.evals.suite import EvalItem
from vizdesk.evals.verdicts import JudgeVerdict, PersonVerdict
from vizdesk.runs.figures import COLUMNS, PLACES, Figures, figures_of
from vizdesk.runs.plan import CellState, PlanCell
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.serialization import UNREADABLE, item_from
from vizdesk.runs.stored_items import PAGE, Read, insert_items

FIGURES_OF = (
    f"SELECT {', '.join(Figures._fields)} FROM figures WHERE run = ? AND (model, place, repeat) > "
    f"(?, ?, ?) ORDER BY model, place, repeat LIMIT {4 * PAGE}"
)


STATES_OF = (
    "SELECT model, place, repeat, state FROM figures WHERE run = ? AND (model, place, repeat) > "
    f"(?, ?, ?) ORDER BY model, place, repeat LIMIT {10 * PAGE}"
)
FAILED_OF = (
    "SELECT model, place, repeat FROM figures WHERE run = ? AND (model, place, repeat) > (?, ?, ?) "
    f"AND state = {int(CellState.FAILED)} ORDER BY model, place, repeat LIMIT {PAGE}"
)


@dataclass(frozen=True, slots=True)
class RunNumbers:
    """What a run is called in its tables: its number, and its models' places by their ids."""

    run: int
    models: Mapping[str, int]


class ModelSums(NamedTuple):
    """Sums over one model's answers: those that came, their seconds, and what all of them cost.

    `model` is its place in the plan. `told` answers told their cost; of those in `unknown` nobody
    did, though they may have cost something. `judged` verdicts of the judge model told theirs.
    """

    model: int
    answered: int
    seconds: float
    timed: int
    cost_usd: float
    told: int
    unknown: int
    judge_usd: float
    judged: int
    judged_untold: int


class ModelShare(NamedTuple):
    """One model's answers in a run: those that came, were checked, and were right.

    `model` is its place in the plan.
    """

    model: int
    answered: int
    judged: int
    right: int


SHARES_OF = (
    "SELECT model, sum(state = 1), count(CASE WHEN state = 1 THEN right END), "
    "total(CASE WHEN state = 1 THEN right END) FROM figures WHERE run = ? GROUP BY model"
)
SUMS_OF = (
    "SELECT model, sum(state = 1), total(CASE WHEN state = 1 THEN total_s END), "
    "count(CASE WHEN state = 1 THEN total_s END), total(cost_usd), count(cost_usd), sum(charged), "
    "total(judge_usd), count(judge_usd), sum(judges AND judge_usd IS NULL) "
    "FROM figures WHERE run = ? GROUP BY model ORDER BY model"
)


def read_figures(read: Read, run: int) -> Iterator[Figures]:
    """The figures of every answer of a run, by model, item and repeat."""
    last = (-1, -1, -1)
    while rows := read(FIGURES_OF, (run, *last)):
        yield from map(Figures._make, rows)
        last = rows[-1][:3]


def read_states(read: Read, run: int) -> Iterator[tuple[int, int, int, CellState]]:
    """How each question with an answer stands: model, item and repeat by number, and its state."""
    last, states = (-1, -1, -1), tuple(CellState)
    while rows := read(STATES_OF, (run, *last)):
        for model, place, repeat, state in rows:
            yield model, place, repeat, states[state]
        last = rows[-1][:3]


def put_figures(database: sqlite3.Connection, numbers: RunNumbers, record: EvalRecord) -> None:
    """Keep the figures of an answer in the place of those its question has."""
    cell = record.cell
    row = database.execute(
        "SELECT place FROM items WHERE run = ? AND id = ?", (numbers.run, cell.item)
    ).fetchone()
    if row is None or cell.model not in numbers.models:
        return
    figures = figures_of(record, numbers.models[cell.model], row[0])
    database.execute(
        "DELETE FROM figures WHERE run = ? AND model = ? AND place = ? AND repeat = ?",
        (numbers.run, *figures[:3]),
    )
    database.execute(
        f"INSERT INTO figures ({COLUMNS}) VALUES ({PLACES})", (numbers.run, *map(_fits, figures))
    )


def _fits(value: object) -> object:
    """The value as SQLite takes it: whole numbers beyond 64 bits are no count of anything."""
    return None if isinstance(value, int) and value.bit_length() > 63 else value


def note_verdicts(
    database: sqlite3.Connection,
    numbers: RunNumbers,
    cell: PlanCell,
    judge: JudgeVerdict | None,
    person: PersonVerdict | None,
) -> None:
    """Keep what a judge model and a person say of an answer in its figures."""
    database.execute(
        "UPDATE figures SET right = coalesce(?, lenient), person = ?, judged = ?, judges = ?, "
        "judge_usd = ? WHERE run = ? AND model = ? AND repeat = ? AND place = "
        "(SELECT place FROM items WHERE run = ? AND id = ?)",
        (
            None if person is None else person.right,
            person is not None,
            None if judge is None else judge.right,
            judge is not None,
            None if judge is None else judge.cost_usd,
            numbers.run,
            numbers.models.get(cell.model, -1),
            cell.repeat,
            numbers.run,
            cell.item,
        ),
    )


def note_failed(
    database: sqlite3.Connection, numbers: RunNumbers, cells: Iterable[tuple[str, str, int]]
) -> int:
    """Count the answers to these questions (model, item, repeat) as failed; how many were not."""
    changed = 0
    for model, item, repeat in cells:
        changed += database.execute(
            "UPDATE answers SET state = ? WHERE state <> ? AND run = ? AND model = ? AND item = ? "
            "AND repeat = ?",
            (AnswerState.FAILED.value, AnswerState.FAILED.value, numbers.run, model, item, repeat),
        ).rowcount
        database.execute(
            "UPDATE figures SET state = ?, finished = 0, right = NULL, verdict = NULL WHERE "
            "run = ? AND model = ? AND repeat = ? AND place = "
            "(SELECT place FROM items WHERE run = ? AND id = ?)",
            (
                CellState.FAILED,
                numbers.run,
                numbers.models.get(model, -1),
                repeat,
                numbers.run,
                item,
            ),
        )
    return changed


def index_run(
    database: sqlite3.Connection,
    numbers: RunNumbers,
    record_of_row: Callable[[tuple[Any, ...]], EvalRecord],
) -> list[tuple[str, str, int]]:
    """Make items and figures of a run that was kept without them, or lost them in a rescue.

    Returns the questions whose answers are damaged. Raises what `UNREADABLE` names where its plan
    is. The caller holds a transaction.
    """
    size, text = database.execute(
        "SELECT size, record FROM runs WHERE number = ?", (numbers.run,)
    ).fetchone()
    if size is None:
        _move_items(database, numbers.run, json.loads(text))
    database.execute("DELETE FROM figures WHERE run = ?", (numbers.run,))
    damaged: list[tuple[str, str, int]] = []
    answers = database.execute(
        "SELECT model, item, repeat, began, record, verdict, judge, person FROM answers "
        "WHERE run = ?",
        (numbers.run,),
    )
    for row in answers:
        try:
            record = record_of_row(row)
        except UNREADABLE:
            damaged.append(row[:3])
        else:
            put_figures(database, numbers, record)
    database.execute("UPDATE runs SET summed = 1 WHERE number = ?", (numbers.run,))
    return damaged


def _move_items(database: sqlite3.Connection, run: int, plan: Mapping[str, Any]) -> None:
    items: list[EvalItem] = [item_from(entry) for entry in plan["suite"]["items"]]
    insert_items(database, run, items)
    database.execute(
        "UPDATE runs SET size = ?, record = json_set(record, '$.suite.items', json('[]')) "
        "WHERE number = ?",
        (len(items), run),
    )
