"""Runs of very many questions: what is done is known unparsed, and little is held at once."""

from __future__ import annotations

import asyncio
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.counting import MOST_GROWTH, calls_of
from tests.runs.run_kit import Script, cells_left, local, make_job, remote, suite

from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import Model, Price
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, Timing, Usage
from vizdesk.evals.checks import Number
from vizdesk.evals.scoring import judge
from vizdesk.evals.suite import EvalItem, Suite
from vizdesk.evals.verdicts import JudgeVerdict, PersonVerdict
from vizdesk.runs import schema
from vizdesk.runs.plan import AskingOrder, PlanCell, RunPlan, Shard, asking_order
from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import EvalRecord, RunState
from vizdesk.runs.report.pair_tests import chosen_pairs
from vizdesk.runs.runner import Runner
from vizdesk.runs.serialization import plan_record
from vizdesk.runs.store import RunStore

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def numbers(size: int) -> Suite:
    """Items without images: nobody opens them here."""
    items = tuple(
        EvalItem(
            f"i{at}",
            f"c{at % 4}",
            f"pictures/{at // 2}.png",
            f"Say {at % 3}.",
            Number(at % 3),
            Task(TaskKind.ASK, question=f"Say {at % 3}."),
            f"{at // 2:064x}",
        )
        for at in range(size)
    )
    return Suite("n", "N", items, ("c0", "c1", "c2", "c3"), Path("/nowhere"), digest=str(size))


def record_of(model: Model, item: EvalItem, repeat: int = 0, **changes: Any) -> EvalRecord:
    answer = Answer(
        model,
        AnswerState.DONE,
        text="1",
        usage=Usage(input_tokens=300, output_tokens=1),
        timing=Timing(ttft_s=0.1, total_s=0.25),
        finish_reason=FinishReason.STOP,
    )
    answer = replace(answer, **changes)
    assert item.check is not None
    verdict = judge(item.check, answer.text, answer.reading)
    verdict_or_none = verdict if answer.state is AnswerState.DONE else None
    return EvalRecord(PlanCell(model.id, item.id, repeat), answer, NOON, verdict_or_none)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunStore]:
    made = RunStore(tmp_path / "runs.sqlite3")
    yield made
    made.close()


def kept(store: RunStore, plan: RunPlan, answered: int | None = None) -> str:
    """A run of the plan with its first answers."""
    run = store.begin(plan)
    cells = [(model, item) for model in plan.models for item in plan.items][:answered]
    store.keep_all(run, (record_of(model, item) for model, item in cells))
    return run


def work(store: RunStore, run: str, plan: RunPlan, script: Script) -> list[RunProgress]:
    told: list[RunProgress] = []
    asyncio.run(Runner(plan, run, store, script.ask, make_job, told.append).work())
    return told


# --- Going on ---------------------------------------------------------------------------------
def test_going_on_parses_no_reply_and_no_item_that_is_answered(
    store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = RunPlan(numbers(200), (local("A"), local("B")))
    run = kept(store, plan, answered=397)

    def no_reply(row: tuple[Any, ...]) -> EvalRecord:
        raise AssertionError(f"the reply of {row[:3]} is parsed")

    read: list[int] = []
    from vizdesk.runs import stored_items

    item_from = stored_items.item_from
    monkeypatch.setattr("vizdesk.runs.store.record_of_row", no_reply)
    monkeypatch.setattr(
        stored_items, "item_from", lambda table: (read.append(1), item_from(table))[1]
    )
    script = Script()
    told = work(store, run, store.plan(run), script)
    assert len(script.asked) == 3
    assert len(read) == 3
    assert (told[0].done, told[-1].done, told[-1].total) == (397, 400, 400)


def test_each_answer_costs_the_same_calls_however_many_there_are(store: RunStore) -> None:
    def calls(size: int) -> int:
        plan = RunPlan(numbers(size), (local("A"),))
        run = kept(store, plan, answered=size - 20)
        stored = store.plan(run)
        return calls_of(lambda: work(store, run, stored, Script()))

    few, many = calls(50), calls(1_600)
    # Per question that is there only its place in the order is worked out: 8 calls measured.
    assert (many - few) / 1_550 < 20
    assert few / 20 > 100, "an answer itself costs far more, so that its growth would show"


def test_a_run_that_goes_on_knows_its_seconds_and_what_it_spent(store: RunStore) -> None:
    far = replace(remote("Far"), price=Price(2.0, 8.0, "2026-11-01", "test"))
    plan = RunPlan(numbers(6), (far, remote("Free", "http://127.0.0.1:1/v1")))
    run = store.begin(plan)
    costs = [0.02, 0.04, None]
    for item, cost in zip(plan.items, costs, strict=False):
        store.keep(run, record_of(far, item, cost_usd=cost))
    told = work(store, run, plan, Script(cost=0.0))
    assert told[0].done == 3
    assert told[0].spent_usd == pytest.approx(0.02 + 0.04 + 0.03)
    assert told[0].assumed_usd == pytest.approx(0.03)
    assert told[0].left_s is not None


def test_failures_are_asked_again_and_count_once(store: RunStore) -> None:
    plan = RunPlan(numbers(10), (local("A"),))
    run = store.begin(plan)
    failed = replace(record_of(plan.models[0], plan.items[4]), verdict=None)
    failed = replace(failed, answer=replace(failed.answer, state=AnswerState.FAILED))
    failed = replace(failed, answer=replace(failed.answer, finish_reason=None))
    store.keep(run, failed)
    assert (store.answered(run), store.entries()[0].done) == (0, 0)
    script = Script()
    told = work(store, run, store.plan(run), script)
    assert len(script.asked) == 10
    assert (told[-1].done, told[-1].failed) == (10, 0)
    assert (store.answered(run), store.entries()[0].done) == (10, 10)


# --- Plans ------------------------------------------------------------------------------------
@pytest.mark.parametrize("order", AskingOrder)
@pytest.mark.parametrize("changes", [{}, {"limit": 7}, {"shard": Shard(2, 3)}, {"repeats": 2}])
def test_a_stored_plan_asks_the_same_in_the_same_order(
    store: RunStore, order: AskingOrder, changes: dict[str, Any]
) -> None:
    plan = replace(RunPlan(numbers(40), (local("A"),)), order=order, **changes)
    stored = store.plan(store.begin(plan))
    assert stored == plan
    assert stored.fingerprint == plan.fingerprint
    assert list(stored.items) == list(plan.items)
    assert list(asking_order(stored)) == list(asking_order(plan))
    assert cells_left(stored, stored.models[0]) == cells_left(plan, plan.models[0])
    assert stored.item("i3") == plan.item("i3")
    assert stored.suite.items[-1] == plan.suite.items[-1]
    assert list(stored.suite.items[2:5]) == list(plan.suite.items[2:5])
    with pytest.raises(KeyError):
        stored.item("nothing")


def peak_of(action: Callable[[], Any]) -> int:
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_answers_and_items_are_read_a_few_at_a_time(store: RunStore) -> None:
    def peak(size: int) -> int:
        plan = RunPlan(numbers(size), (local("A"),))
        run = kept(store, plan)

        def read() -> None:
            assert sum(1 for _ in store.records(run)) == size
            assert sum(1 for _ in store.plan(run).items) == size

        return peak_of(read)

    few, many = peak(1_000), peak(4_000)
    assert many < 1.2 * few


def test_how_a_run_stands_takes_a_few_bytes_a_question(store: RunStore) -> None:
    plan = RunPlan(numbers(4_000), (local("A"), local("B"), local("C")))
    run = kept(store, plan)
    stored = store.plan(run)
    assert peak_of(lambda: store.states(run, stored)) < 4_000_000


# --- What is kept ---------------------------------------------------------------------------
def test_a_verdict_of_a_judge_or_a_person_changes_the_figures(store: RunStore) -> None:
    plan = RunPlan(numbers(2), (local("A"),))
    run = kept(store, plan)
    wrong, right = sorted(store.figures(run), key=lambda figures: figures.right or False)
    assert (wrong.right, right.right) == (False, True)
    cell = PlanCell("a", f"i{wrong.place}")
    word = JudgeVerdict(False, "J", "no", "?", NOON, cost_usd=0.5)
    store.set_verdict(run, cell, judge=word, person=PersonVerdict(True, NOON))
    changed = next(each for each in store.figures(run) if each.place == wrong.place)
    assert (changed.right, changed.judged, changed.judges, changed.judge_usd) == (1, 0, 1, 0.5)
    store.set_verdict(run, cell, judge=None, person=None)
    assert wrong in list(store.figures(run))


def as_of_version_1(path: Path, plan: RunPlan, records: list[EvalRecord]) -> str:
    """A file as vizdesk wrote it before items and figures had tables of their own."""
    newer = RunStore(path)
    run = newer.begin(plan)
    newer.keep_all(run, records)
    newer.close()
    with closing(sqlite3.connect(path)) as raw, raw:
        for table in ("figures", "items", "totals", "snapshots"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP INDEX answers_in_order")
        raw.execute("ALTER TABLE runs DROP COLUMN size")
        raw.execute("ALTER TABLE runs DROP COLUMN summed")
        raw.execute("UPDATE runs SET record = ?", (to_json(plan_record(plan)),))
        raw.execute("PRAGMA user_version = 1")
    return run


def test_a_file_of_an_earlier_version_is_read_gone_on_with_and_merged(tmp_path: Path) -> None:
    from vizdesk.runs.merging import merge

    plan = RunPlan(numbers(12), (local("A"),), repeats=2)
    records = [record_of(plan.models[0], item) for item in plan.items[:9]]
    path = tmp_path / "old.sqlite3"
    run = as_of_version_1(path, plan, records)
    merged = RunStore(tmp_path / "merged.sqlite3")
    assert merge(merged, [path], lambda _: None).answered == 9
    merged.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,), "merging only reads"
    old = RunStore(path)
    assert old.entries()[0].done == 9
    assert old.plan(run) == plan
    assert old.plan(run).fingerprint == plan.fingerprint
    assert old.recorded(run) == records
    assert (old.answered(run), old.entries()[0].done) == (9, 9)
    script = Script()
    work(old, run, old.plan(run), script)
    assert len(script.asked) == 24 - 9
    old.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA.version,)
        assert raw.execute("SELECT answered, failed FROM totals").fetchall() == [(24, 0)]


def test_keeping_many_costs_no_more_each_than_keeping_few(store: RunStore) -> None:
    def calls(size: int) -> int:
        plan = RunPlan(numbers(size), (local("A"),))
        run = store.begin(plan)
        records = [record_of(plan.models[0], item) for item in plan.items]
        return calls_of(lambda: [store.keep(run, record) for record in records])

    assert calls(200) / calls(100) < MOST_GROWTH


def test_a_run_whose_items_are_lost_is_told_and_takes_no_other(
    store: RunStore, tmp_path: Path
) -> None:
    from vizdesk.runs.schema import RunsError

    plan = RunPlan(suite(tmp_path / "s"), (local("A"),))
    lost, good = store.begin(plan), store.begin(plan)
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute("DELETE FROM items WHERE run = 1 AND place = 2")
    with pytest.raises(RunsError, match="is damaged and cannot be shown"):
        store.plan(lost)
    assert store.plan(good) == plan
    assert store.entries()[0].state is RunState.RUNNING


# --- Results that are kept ------------------------------------------------------------------
def test_results_of_a_large_run_are_kept_until_an_answer_changes(
    store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vizdesk.app.container import build_services
    from vizdesk.services import evals

    monkeypatch.setattr(evals, "WORTH_KEEPING", 10)
    service = build_services().evals()
    plan = RunPlan(numbers(30), (local("A"), remote("B")), repeats=2)
    run = kept(service.store, plan, answered=55)
    computed: list[int] = []
    results_of = evals.results_of
    monkeypatch.setattr(evals, "results_of", lambda *a: (computed.append(1), results_of(*a))[1])
    first = service.results(run)
    again = service.results(run)
    assert computed == [1]
    assert replace(again, plan=first.plan) == first
    assert again.plan == first.plan
    assert first.rows[0].overall is not None
    assert len(first.pairs) == 1
    against = chosen_pairs(plan.models, "A", "B")
    assert service.results(run, against).choice == against
    assert computed == [1, 1]
    wrong = next(figures for figures in service.store.figures(run) if not figures.right)
    cell = PlanCell(plan.models[wrong.model].id, f"i{wrong.place}")
    service.store.set_verdict(run, cell, judge=None, person=PersonVerdict(True, NOON))
    changed = service.results(run)
    assert computed == [1, 1, 1]
    assert changed.rows != first.rows
    with closing(sqlite3.connect(service.store.path)) as raw, raw:
        raw.execute("UPDATE snapshots SET record = '[]'")
    assert service.results(run) == changed
    service.delete(run)
    with closing(sqlite3.connect(service.store.path)) as raw:
        assert raw.execute("SELECT count(*) FROM snapshots").fetchone() == (0,)
    service.close()
