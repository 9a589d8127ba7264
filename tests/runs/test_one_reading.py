"""An export counts what it lists, also while a run is at work: both are read at one moment."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.runs.run_kit import local, suite
from tools.large_runs import record

from vizdesk.export.eval_results import write_results
from vizdesk.runs.answers import StoredAnswers
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.report.results import results_of
from vizdesk.runs.store import RunStore

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize("form", ["json", "csv"])
def test_answers_that_come_meanwhile_are_neither_counted_nor_listed(
    form: str, tmp_path: Path
) -> None:
    """Before, the JSON said “answered: 2” and listed three."""
    model = local("A")
    plan = RunPlan(suite(tmp_path / "s"), (model,))
    store = RunStore(tmp_path / "evals.sqlite3")
    run, items = store.begin(plan), list(plan.suite.items)
    for item in items[:2]:
        store.keep(run, record(model, item))
    before, after = tmp_path / f"before.{form}", tmp_path / f"after.{form}"
    with store.at_this_moment() as frozen:
        results = results_of(frozen.plan(run), frozen.figures(run))
        write_results(before, results, StoredAnswers(frozen, run), NOW)
        store.keep(run, record(model, items[2]))  # the run goes on meanwhile
        write_results(after, results, StoredAnswers(frozen, run), NOW)
    assert after.read_bytes() == before.read_bytes()
    if form == "json":
        written = json.loads(after.read_text())
        assert written["coverage"]["answered"] == len(written["answers"]) == 2
    assert len(store.recorded(run)) == 3
    store.close()


def test_a_damaged_answer_is_left_out_and_noted_by_whoever_looks_at_the_store(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    plan = RunPlan(suite(tmp_path / "s"), (local("A"),))
    store = RunStore(tmp_path / "evals.sqlite3", lambda words: told.append(str(words)))
    run = store.begin(plan)
    for item in plan.suite.items[:2]:
        store.keep(run, record(plan.models[0], item))
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute("UPDATE answers SET record = '{' WHERE item = ?", (plan.suite.items[0].id,))
    with store.at_this_moment() as frozen:
        assert len(frozen.recorded(run)) == 1
    assert told == []
    assert len(store.recorded(run)) == 1
    assert len(told) == 1
    store.close()
