"""A run divided between machines: each share asked alone, all of them put together again."""

from __future__ import annotations

import asyncio
import json
import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.runs.run_kit import Script, local, remote, suite

from vizdesk.app.container import build_services
from vizdesk.comparison.models import Endpoint, Model, Price
from vizdesk.export.eval_results import write_results
from vizdesk.runs.merging import MergedRun, merge
from vizdesk.runs.plan import RunPlan, Shard
from vizdesk.runs.records import EvalRecord, RunState
from vizdesk.runs.report.results import results
from vizdesk.runs.schema import RunsError
from vizdesk.runs.serialization import plan_from, plan_record
from vizdesk.runs.store import RunStore
from vizdesk.services.evals import EvalService


@pytest.fixture
def plan(tmp_path: Path) -> RunPlan:
    return RunPlan(suite(tmp_path / "s", images=7, prompts=3), (local("Near"), remote("Far")), 2)


@pytest.fixture
def service() -> Iterator[EvalService]:
    made = build_services().evals()
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunStore]:
    made = RunStore(tmp_path / "merged.sqlite3")
    yield made
    made.close()


def no_key(base_url: str) -> str | None:
    return None


def put_together(store: RunStore, *paths: Path) -> MergedRun:
    return merge(store, paths, no_key)


def asked_share(
    folder: Path, service: EvalService, plan: RunPlan, number: int, count: int, **script: Any
) -> Path:
    """One share asked and exported; gives the JSON file."""
    service._ask = Script(**script).ask
    share = replace(plan, shard=Shard(number, count))
    run, _ = service.begin(share)
    asyncio.run(service.work(run, share, lambda _: None))
    path = folder / f"share-{number}.json"
    write_results(path, service.results(run), service.answers(run), datetime.now(UTC))
    return path


def cells(records: Sequence[EvalRecord]) -> list[tuple[str, str, int]]:
    return sorted((each.cell.model, each.cell.item, each.cell.repeat) for each in records)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7])
def test_every_question_is_in_one_share_and_those_about_an_image_stay_together(
    plan: RunPlan, count: int
) -> None:
    shares = [replace(plan, shard=Shard(number, count)) for number in range(1, count + 1)]
    assert sorted(item.id for share in shares for item in share.items) == sorted(
        item.id for item in plan.items
    )
    assert all(
        value == 1 for value in Counter(i.image for s in shares for i in _images(s)).values()
    )
    sizes = [len(share.items) for share in shares]
    assert max(sizes) - min(sizes) <= 3, "an image's prompts"
    assert sum(share.total for share in shares) == plan.total
    assert len({share.fingerprint for share in shares}) == count
    assert {share.whole.fingerprint for share in shares} == {plan.fingerprint}
    assert [plan_from(plan_record(share)).shard for share in shares] == [
        share.shard for share in shares
    ]


def _images(plan: RunPlan) -> list[Any]:
    return list({item.image: item for item in plan.items}.values())


def test_with_fewer_images_than_shares_the_prompts_are_divided(tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=2, prompts=4), (local("Near"),))
    shares = [replace(plan, shard=Shard(number, 5)) for number in range(1, 6)]
    assert sorted(len(share.items) for share in shares) == [1, 1, 2, 2, 2]
    many = [replace(plan, shard=Shard(number, 20)) for number in range(1, 21)]
    assert sorted(len(share.items) for share in many) == [0] * 12 + [1] * 8


def test_a_limit_is_divided_like_the_whole(plan: RunPlan) -> None:
    limited = replace(plan, limit=5)
    shares = [replace(limited, shard=Shard(number, 2)) for number in (1, 2)]
    assert sorted(item.id for share in shares for item in share.items) == sorted(
        item.id for item in limited.items
    )


def test_shares_put_together_are_the_run_that_one_machine_would_have_made(
    tmp_path: Path, service: EvalService, store: RunStore, plan: RunPlan
) -> None:
    files = [asked_share(tmp_path, service, plan, number, 3) for number in (1, 2, 3)]
    assert [entry.title for entry in service.store.entries()] == [
        "Numbers · 3/3",
        "Numbers · 2/3",
        "Numbers · 1/3",
    ]
    merged = put_together(store, *files)
    assert (merged.answered, merged.total, merged.dropped) == (84, 84, 0)
    (entry,) = store.entries()
    assert (entry.state, entry.title, entry.done) == (RunState.FINISHED, "Numbers", 84)
    service._ask = Script().ask
    alone, _ = service.begin(plan)
    asyncio.run(service.work(alone, plan, lambda _: None))
    together, whole = store.recorded(merged.run), service.store.recorded(alone)
    assert cells(together) == cells(whole)
    verdicts = {record.cell: record.verdict for record in whole}
    assert all(record.verdict == verdicts[record.cell] for record in together)
    rows = results(store.plan(merged.run), together).rows
    assert [row.overall for row in rows] == [row.overall for row in service.results(alone).rows]


def test_a_database_of_runs_is_as_good_as_an_export(
    tmp_path: Path, service: EvalService, store: RunStore, plan: RunPlan
) -> None:
    asked_share(tmp_path, service, plan, 1, 2)
    second = asked_share(tmp_path, service, plan, 2, 2)
    merged = put_together(store, second, service.store.path)
    assert (merged.answered, merged.total) == (84, 84)
    assert merged.dropped == cells_of(second), "the second share is in both"
    assert put_together(RunStore(tmp_path / "other.sqlite3"), service.store.path).answered == 84


def cells_of(path: Path) -> int:
    return len(json.loads(path.read_text(encoding="utf-8"))["answers"])


def test_what_is_there_twice_is_dropped_and_the_first_answer_stays(
    tmp_path: Path, service: EvalService, store: RunStore, plan: RunPlan
) -> None:
    first, second = (asked_share(tmp_path, service, plan, number, 2) for number in (1, 2))
    table = json.loads(first.read_text(encoding="utf-8"))
    for answer in table["answers"]:
        answer["answer"]["text"] = "another"
    again = tmp_path / "again.json"
    again.write_text(json.dumps(table), encoding="utf-8")
    merged = put_together(store, first, again, second, second)
    assert (merged.answered, merged.dropped) == (84, cells_of(first) + cells_of(second))
    assert all(record.answer.text != "another" for record in store.recorded(merged.run))


def test_an_answer_takes_the_place_of_a_failure_but_not_the_other_way_round(
    tmp_path: Path, service: EvalService, store: RunStore, plan: RunPlan
) -> None:
    good = asked_share(tmp_path, service, plan, 1, 1)
    table = json.loads(good.read_text(encoding="utf-8"))
    for answer in table["answers"][:5]:
        answer["answer"] |= {"state": "failed", "finish_reason": None}
        answer["verdict"] = None
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(table), encoding="utf-8")
    assert put_together(store, bad).answered == 79
    merged = put_together(store, bad, good, bad)
    assert merged.answered == 84
    assert len(store.entries()) == 1, "the run that lacked answers went on"


def test_a_share_that_is_missing_is_asked_when_the_run_goes_on(
    tmp_path: Path, service: EvalService, plan: RunPlan
) -> None:
    files = [asked_share(tmp_path, service, plan, number, 3) for number in (1, 3)]
    before = {entry.id for entry in service.store.entries()}
    merged = service.merge(files, no_key)
    assert merged.answered < merged.total == 84
    assert merged.run not in before
    script = Script()
    service._ask = script.ask
    state = asyncio.run(service.work(merged.run, service.store.plan(merged.run), lambda _: None))
    assert state is RunState.FINISHED
    assert len(script.asked) == 84 - merged.answered
    assert len(service.store.recorded(merged.run)) == 84


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: replace(plan, repeats=1),
        lambda plan: replace(plan, models=plan.models[:1]),
        lambda plan: replace(plan, limit=5),
        lambda plan: replace(
            plan, models=(replace(plan.models[0], profile="gemma-3"), plan.models[1])
        ),
    ],
)
def test_shares_of_other_runs_are_refused_and_nothing_is_kept(
    tmp_path: Path, service: EvalService, store: RunStore, plan: RunPlan, change: Any
) -> None:
    (tmp_path / "other").mkdir()
    first = asked_share(tmp_path, service, plan, 1, 2)
    other = asked_share(tmp_path / "other", service, change(plan), 2, 2)
    with pytest.raises(RunsError, match="is of another run"):
        put_together(store, first, other)
    assert store.entries() == []


def hostile(table: dict[str, Any]) -> list[Any]:
    answer = table["answers"][0]
    deep: Any = []
    for _ in range(500):
        deep = [deep]
    return [
        None,
        7,
        [],
        {},
        {"format": "vizdesk-comparison/1"},
        {**table, "answers": 7},
        {**table, "answers": None},
        {**table, "suite": []},
        {**table, "models": [deep]},
        {**table, "shard": [3, 2]},
        {**table, "shard": [True, 2]},
        {**table, "repeats": "two"},
        {**table, "repeats": 0},
        {**table, "limit": [1]},
        {**table, "ceiling_usd": math.nan},
        {**table, "ceiling_usd": math.inf},
        {**table, "ceiling_usd": True},
        {**table, "ceiling_usd": -1},
        {**table, "ceiling_usd": "5"},
        {**table, "suite": {**table["suite"], "title": 7}},
        {**table, "answers": [{**answer, "began": "yesterday"}]},
        {**table, "answers": [{**answer, "model": "stranger"}]},
        {**table, "answers": [{**answer, "item": "stranger"}]},
        {**table, "answers": [{**answer, "repeat": 99}]},
        {**table, "answers": [{**answer, "answer": {**answer["answer"], "model": "stranger"}}]},
        {**table, "answers": [{**answer, "answer": {**answer["answer"], "text": 5}}]},
        {**table, "answers": [{**answer, "answer": {**answer["answer"], "cost_usd": [1]}}]},
        {**table, "answers": [{**answer, "answer": None}]},
        {**table, "answers": [*table["answers"], deep]},
    ]


@pytest.mark.parametrize("number", range(29))
def test_a_strangers_file_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, service: EvalService, store: RunStore, plan: RunPlan, number: int
) -> None:
    first = asked_share(tmp_path, service, plan, 1, 2)
    table = json.loads(first.read_text(encoding="utf-8"))
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(hostile(table)[number]), encoding="utf-8")
    for files in ([first, bad], [bad]):
        with pytest.raises(RunsError) as refused:
            put_together(store, *files)
        assert "bad.json" in str(refused.value)
        assert store.entries() == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"not json",
        b"[" * 100_000,
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" * 99,
    ],
)
def test_what_is_no_file_of_runs_is_said(store: RunStore, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(RunsError, match=r"x\.json"):
        put_together(store, tmp_path / "x.json")
    for odd in (tmp_path, tmp_path / "nowhere.json"):
        with pytest.raises(RunsError, match="cannot be read"):
            put_together(store, odd)


def test_a_database_of_others_or_of_tomorrow_is_said(store: RunStore, tmp_path: Path) -> None:
    for name, statements, words in (
        ("other", ["CREATE TABLE t (x)"], "no run that vizdesk wrote"),
        ("later", ["PRAGMA user_version = 99", "CREATE TABLE t (x)"], "newer vizdesk"),
    ):
        with sqlite3.connect(tmp_path / f"{name}.sqlite3") as database:
            for statement in statements:
                database.execute(statement)
        database.close()
        with pytest.raises(RunsError, match=words):
            put_together(store, tmp_path / f"{name}.sqlite3")
    empty = RunStore(tmp_path / "empty.sqlite3")
    assert empty.entries() == []
    with pytest.raises(RunsError, match="holds no share"):
        put_together(store, empty.path)
    empty.close()


def test_a_file_sends_no_key_anywhere(
    tmp_path: Path, service: EvalService, store: RunStore, plan: RunPlan
) -> None:
    def with_key(model: Model, key: str) -> Model:
        assert isinstance(model.source, Endpoint)
        return replace(model, source=replace(model.source, key_name=key))

    far = with_key(plan.models[1], "AWS_SECRET@one.example")
    path = asked_share(tmp_path, service, replace(plan, models=(far,)), 1, 1)
    run = put_together(store, path).run
    source = store.plan(run).models[0].source
    assert isinstance(source, Endpoint)
    assert source.key_name is None
    known = RunStore(tmp_path / "known.sqlite3")
    run = merge(known, [path], lambda base_url: "AWS_SECRET@one.example").run
    source = known.plan(run).models[0].source
    assert isinstance(source, Endpoint)
    assert source.key_name == "AWS_SECRET@one.example"
    known.close()


def with_costs(path: Path, costs: Callable[[int], object]) -> Path:
    """An export in which the answer at each place has cost what `costs` says."""
    table = json.loads(path.read_text(encoding="utf-8"))
    for place, answer in enumerate(table["answers"]):
        answer["answer"]["cost_usd"] = costs(place)
    path.write_text(json.dumps(table), encoding="utf-8")
    return path


@pytest.mark.parametrize("cost", ["0.5", "1e400", True, -1, math.nan, 10**400, None])
def test_a_cost_that_is_no_amount_counts_as_its_estimate_and_never_as_nothing(
    tmp_path: Path, service: EvalService, plan: RunPlan, cost: object
) -> None:
    """21 answers: where two told $0.02, the 19 others are taken for that; where none did, for
    what a question is reckoned to cost beforehand."""
    priced = replace(plan.models[1], price=Price(2.0, 8.0, "2026-11-01", "test"))
    path = asked_share(tmp_path, service, replace(plan, models=(priced,), repeats=1), 1, 1)
    some = service.merge([with_costs(path, lambda place: 0.02 if place < 2 else cost)], no_key)
    progress = service.run_overview(some.run).progress
    assert (some.answered, progress.done) == (21, 21)
    assert progress.assumed_usd == pytest.approx(19 * 0.02)
    assert progress.spent_usd == pytest.approx(21 * 0.02)
    none = service.merge([with_costs(path, lambda _: cost)], no_key)
    beforehand = service.assumed_usd(service.store.plan(none.run))["far"]
    assert beforehand == pytest.approx(0.011592)
    progress = service.run_overview(none.run).progress
    assert progress.spent_usd == progress.assumed_usd == pytest.approx(21 * beforehand)


def test_a_merged_run_whose_costs_nobody_can_tell_is_not_asked_on_under_a_ceiling(
    tmp_path: Path, service: EvalService, plan: RunPlan
) -> None:
    """No amount, no price, and a third of the questions left: none of them is asked."""
    far = replace(plan, models=plan.models[1:], ceiling_usd=5.0)
    shares = [asked_share(tmp_path, service, far, number, 3, cost=0.02) for number in (1, 2)]
    run = service.merge([with_costs(share, lambda _: "0.5") for share in shares], no_key).run
    script = Script()
    service._ask = script.ask
    with pytest.raises(RunsError, match="Neither Far's server nor a price"):
        asyncio.run(service.work(run, service.store.plan(run), lambda _: None))
    assert script.asked == []
