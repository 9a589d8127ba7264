"""Shares of one run, each asked on a machine of its own, put together again.

A file is a JSON export (`vizdesk-eval/1`) or a database of runs (`evals.sqlite3`). It may be a
stranger's: whatever is wrong with it is one sentence, and nothing of it is kept then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from vizdesk.common.messages import message
from vizdesk.common.regular_files import open_regular
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.serialization import LARGEST_COST_USD
from vizdesk.runs.plan import CellStates, RunPlan
from vizdesk.runs.records import EvalRecord, RunState
from vizdesk.runs.run_tables import record_of_row
from vizdesk.runs.schema import SCHEMA, RunsError
from vizdesk.runs.serialization import FORMAT, UNREADABLE, eval_record_from_json, plan_from
from vizdesk.runs.store import RunStore
from vizdesk.runs.stored_items import StoredItems

LARGEST_JSON: Final = 512_000_000  # bytes; a database has no limit, since it is read row by row
_SQLITE: Final = b"SQLite format 3\x00"
_ANSWERS: Final = (
    "SELECT model, item, repeat, began, record, verdict, judge, person FROM answers "
    "WHERE run = ? ORDER BY rowid"
)


@dataclass(frozen=True, slots=True)
class RunShares:
    """The shares of one run in one file: their plans, which ask the same but for the share."""

    path: Path
    plans: tuple[RunPlan, ...]
    numbers: tuple[int, ...] = ()
    tables: tuple[Mapping[str, Any], ...] = ()
    database: sqlite3.Connection | None = None

    def records(self) -> Iterator[EvalRecord]:
        """Every answer of the shares. Raises RunsError, also for one the plan does not ask for."""
        plan = self.plans[0].whole
        asked = CellStates(plan)
        for record in self._read():
            if not asked.asks(record.cell) or record.answer.model.id != record.cell.model:
                what = message(
                    "{path} has an answer to a question that its run does not ask.",
                    path=str(self.path),
                )
                raise RunsError(what)
            yield record

    def _read(self) -> Iterator[EvalRecord]:
        try:
            if self.database is not None:
                for number in self.numbers:
                    yield from map(record_of_row, self.database.execute(_ANSWERS, (number,)))
            else:
                yield from map(eval_record_from_json, self.tables)
        except (sqlite3.Error, *UNREADABLE) as error:
            raise _unreadable(self.path, error) from error


def shares_in(path: Path, fingerprint: str | None, opened: ExitStack) -> RunShares:
    """The shares in a file of the run whose whole has this fingerprint; None: its newest run.

    A database stays open as long as `opened` does. Raises RunsError where it holds no such run.
    """
    try:
        with open_regular(path) as file:
            start = file.read(len(_SQLITE))
        if start == _SQLITE:
            database = opened.enter_context(closing(_open(path)))
            shares = _in_database(path, database, fingerprint)
        else:
            shares = _in_json(path)
    except OSError as error:
        why = error.strerror or str(error)
        what = message("{path} cannot be read: {why}.", path=str(path), why=why)
        raise RunsError(what) from error
    except (sqlite3.Error, *UNREADABLE) as error:
        raise _unreadable(path, error) from error
    if fingerprint is not None and shares.plans[0].whole.fingerprint != fingerprint:
        raise RunsError(
            message(
                "{path} is of another run: suite, models, settings or repeats differ.",
                path=str(path),
            )
        )
    return shares


def _in_json(path: Path) -> RunShares:
    if path.stat().st_size > LARGEST_JSON:
        raise RunsError(
            message(
                "{path} has more than {most} MB; merge the database of its run (evals.sqlite3).",
                path=str(path),
                most=LARGEST_JSON // 1_000_000,
            )
        )
    table = json.loads(path.read_bytes())
    if table["format"] != FORMAT:
        raise ValueError(table["format"])
    return RunShares(path, (_checked(plan_from(table)),), tables=tuple(table["answers"]))


def _in_database(path: Path, database: sqlite3.Connection, fingerprint: str | None) -> RunShares:
    plans: dict[int, RunPlan] = {}
    for number, plan in _plans_in(database):
        fingerprint = fingerprint or plan.whole.fingerprint
        if plan.whole.fingerprint == fingerprint:
            plans[number] = _checked(plan)
    if not plans:
        raise RunsError(message("{path} holds no share of this run.", path=str(path)))
    return RunShares(path, tuple(plans.values()), tuple(plans), database=database)


def _plans_in(database: sqlite3.Connection) -> Iterator[tuple[int, RunPlan]]:
    """The plans of a database of this version or an earlier one, the newest first, unchecked."""

    def read(query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return database.execute(query, values).fetchall()

    columns = [name for _, name, *_ in read("PRAGMA table_info(runs)", ())]
    size = "size" if "size" in columns else "NULL"
    for number, record, items in read(
        f"SELECT number, record, {size} FROM runs ORDER BY number DESC", ()
    ):
        table = json.loads(record)
        if items is None:
            yield number, plan_from(table)
            continue
        ((there,),) = read("SELECT count(*) FROM items WHERE run = ?", (number,))
        if there != items:
            raise ValueError("items of its plan are missing")
        yield number, plan_from(table, StoredItems(read, number, items))


def _checked(plan: RunPlan) -> RunPlan:
    """A plan whose figures and words are of the kinds they are declared as. Raises ValueError."""
    suite, whole = plan.suite, (plan.repeats, 1 if plan.limit is None else plan.limit)
    words = [suite.name, suite.title, suite.description, suite.digest, *suite.categories]
    for item in suite.items:
        words += [item.id, item.category, item.image, item.prompt, item.sha256, item.note]
    counts = all(type(count) is int and count > 0 for count in whole)
    if (
        not counts
        or not _is_ceiling(plan.ceiling_usd)
        or not all(isinstance(word, str) for word in words)
    ):
        raise ValueError("a figure or a word of its plan is of another kind")
    return plan


def _is_ceiling(usd: object) -> bool:
    """Whether this limits spending, or is None: NaN, infinity and True would limit nothing."""
    if usd is None:
        return True
    return type(usd) in (int, float) and 0 <= usd <= LARGEST_COST_USD  # type: ignore[operator]


def _open(path: Path) -> sqlite3.Connection:
    """The database, to be read alone: it may be another machine's, and at work."""
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA.version:
            raise RunsError(
                message("{path} was written by a newer vizdesk. Update vizdesk.", path=str(path))
            )
    except BaseException:
        database.close()
        raise
    return database


def _unreadable(path: Path, error: Exception) -> RunsError:
    why = f"{type(error).__name__}: {error}"[:200]
    return RunsError(
        message("{path} is no run that vizdesk wrote ({why}).", path=str(path), why=why)
    )


@dataclass(frozen=True, slots=True)
class MergedRun:
    """A run put together: its id, `answered` of `total` questions, how many were there twice."""

    run: str
    answered: int
    total: int
    dropped: int


def merge(store: RunStore, paths: Sequence[Path], key_at: Callable[[str], str | None]) -> MergedRun:
    """Put the shares of one run together, in a run of `store`. Raises RunsError.

    The first file says which run it is; the others must ask the same. Nothing is kept when one of
    them cannot be read. Of two answers to a question the first one stays. A run that was merged
    before and lacks answers goes on. `key_at` says which key belongs to a base URL here: another
    one that a file names is left out, so that no file sends a key anywhere.
    """
    with ExitStack() as opened:
        shares = [shares_in(paths[0], None, opened)]
        plan = shares[0].plans[0].whole
        shares += [shares_in(path, plan.fingerprint, opened) for path in paths[1:]]
        own = tuple(_with_own_key(model, key_at) for model in plan.models)
        return _merged(store, replace(plan, models=own), shares)


def _merged(store: RunStore, plan: RunPlan, shares: Sequence[RunShares]) -> MergedRun:
    unfinished = store.unfinished(plan)
    run = unfinished or store.begin(plan)
    read = 0

    def records() -> Iterator[EvalRecord]:
        nonlocal read
        for share in shares:
            for record in share.records():
                read += 1
                yield record

    try:
        new = store.keep_all(run, records())
    except BaseException:
        if unfinished is None:
            store.delete(run)
        raise
    answered = store.answered(run)
    store.set_state(run, RunState.FINISHED if answered == plan.total else RunState.STOPPED)
    return MergedRun(run, answered, plan.total, read - new)


def _with_own_key(model: Model, key_at: Callable[[str], str | None]) -> Model:
    source = model.source
    if not isinstance(source, Endpoint) or source.key_name in (None, key_at(source.base_url)):
        return model
    return replace(model, source=replace(source, key_name=None))
