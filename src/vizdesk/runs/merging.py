"""Shares of one run, each asked on a machine of its own, put together again.

A file is a JSON export (`vizdesk-eval/1`) or a database of runs (`evals.sqlite3`). It may be a
stranger's: whatever is wrong with it is one sentence, and nothing of it is kept then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from vizdesk.common.messages import message
from vizdesk.common.regular_files import open_regular
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.serialization import LARGEST_COST_USD
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord, RunState
from vizdesk.runs.schema import VERSION, RunsError
from vizdesk.runs.serialization import FORMAT, UNREADABLE, eval_record_from_json, plan_from
from vizdesk.runs.store import ANSWERS_OF, RunStore, record_of_row

LARGEST_JSON: Final = 512_000_000  # bytes; a database has no limit, since it is read row by row
_SQLITE: Final = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class RunShares:
    """The shares of one run in one file: their plans, which ask the same but for the share."""

    path: Path
    plans: tuple[RunPlan, ...]
    ids: tuple[str, ...] = ()
    tables: tuple[Mapping[str, Any], ...] = ()

    def records(self) -> Iterator[EvalRecord]:
        """Every answer of the shares. Raises RunsError, also for one the plan does not ask for."""
        plan = self.plans[0].whole
        models, items = {model.id for model in plan.models}, {item.id for item in plan.items}
        for record in self._read():
            cell = record.cell
            asked = cell.model in models and cell.item in items and 0 <= cell.repeat < plan.repeats
            if not asked or record.answer.model.id != cell.model:
                what = message(
                    "{path} has an answer to a question that its run does not ask.",
                    path=str(self.path),
                )
                raise RunsError(what)
            yield record

    def _read(self) -> Iterator[EvalRecord]:
        try:
            if self.ids:
                with closing(_open(self.path)) as database:
                    for run in self.ids:
                        yield from map(record_of_row, database.execute(ANSWERS_OF, (run,)))
            else:
                yield from map(eval_record_from_json, self.tables)
        except (sqlite3.Error, *UNREADABLE) as error:
            raise _unreadable(self.path, error) from error


def shares_in(path: Path, fingerprint: str | None) -> RunShares:
    """The shares in a file of the run whose whole has this fingerprint; None: its newest run.

    Raises RunsError where it holds no such run.
    """
    try:
        with open_regular(path) as file:
            start = file.read(len(_SQLITE))
        shares = _in_database(path, fingerprint) if start == _SQLITE else _in_json(path)
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


def _in_database(path: Path, fingerprint: str | None) -> RunShares:
    with closing(_open(path)) as database:
        rows = database.execute("SELECT id, record FROM runs ORDER BY number DESC").fetchall()
    plans: dict[str, RunPlan] = {}
    for run, record in rows:
        plan = _checked(plan_from(json.loads(record)))
        fingerprint = fingerprint or plan.whole.fingerprint
        if plan.whole.fingerprint == fingerprint:
            plans[run] = plan
    if not plans:
        raise RunsError(message("{path} holds no share of this run.", path=str(path)))
    return RunShares(path, tuple(plans.values()), ids=tuple(plans))


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
        if version > VERSION:
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
    shares = [shares_in(paths[0], None)]
    plan = shares[0].plans[0].whole
    shares += [shares_in(path, plan.fingerprint) for path in paths[1:]]
    plan = replace(plan, models=tuple(_with_own_key(model, key_at) for model in plan.models))
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
