"""`--batch`: a run's questions go to a Batch API together, at half the price, and never twice."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.engines.batch.batch_server import BatchWorld, batch_server, outcome, unasked
from tests.runs.batch_kit import batch_model, eval_service, says_the_number, work
from tests.runs.run_kit import Script, remote, suite
from tests.waiting import LIMIT_S

from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.types import AnswerState, Timing
from vizdesk.evals.suite import EvalItem
from vizdesk.evals.verdicts import VerdictState
from vizdesk.runs.jobs import JobMaker
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import EvalRecord, RunState
from vizdesk.runs.report.results import results
from vizdesk.runs.schema import RunsError
from vizdesk.services.evals import EvalService

CHILD = Path(__file__).with_name("batch_kit.py")
ROOT = Path(__file__).parents[2]
STEPS = ["upload", "create", "look", "download", "delete"]


@pytest.fixture
def world() -> Iterator[BatchWorld]:
    with batch_server(decide=says_the_number) as found:
        yield found


@pytest.fixture
def services(world: BatchWorld) -> Iterator[EvalService]:
    found = eval_service(world.base_url)
    yield found
    found.close()


def recorded(services: EvalService) -> list[EvalRecord]:
    (entry,) = services.store.entries()
    return services.store.recorded(entry.id)


def plan_for(world: BatchWorld, folder: Path, **fields: Any) -> RunPlan:
    return RunPlan(suite(folder / "s"), (batch_model(world.base_url),), batch=True, **fields)


def test_every_question_goes_in_one_batch_and_is_judged(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    plan = plan_for(world, tmp_path, repeats=2)
    state, told = work(services, plan)
    assert state is RunState.FINISHED
    assert len(world.batches) == 1
    assert world.most_lines == plan.total == 12
    found = recorded(services)
    assert len({one.cell for one in found}) == 12
    assert all(one.verdict is not None and one.verdict.state is VerdictState.RIGHT for one in found)
    assert any(one.batch is not None and one.batch.total == 12 for one in told)
    assert all(one.left_s is None for one in told if one.done < one.total)
    assert (told[-1].done, told[-1].batch) == (12, None)


def test_an_answer_says_what_a_batch_can_say(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    plan = plan_for(world, tmp_path)
    work(services, plan)
    found = recorded(services)
    answer = found[0].answer
    assert answer.served == "gpt-5.5-2026-04-23"
    assert answer.cost_usd == pytest.approx((1000 * 5 + 100 * 30) / 1e6 / 2)
    assert answer.timing == Timing(), "nobody watched it being written"
    assert answer.sent is not None
    assert answer.sent.sampling["batch"] is True
    assert answer.usage.reasoning_tokens == 40
    (row,) = results(plan, found).rows
    assert (row.times.median_s, row.times.p95_s, row.times.first_word_s) == (None, None, None)
    assert row.cost_usd == pytest.approx(answer.cost_usd)


def test_failures_are_failures_and_asked_again_when_the_run_goes_on(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    def decide(line: dict[str, Any]) -> dict[str, Any]:
        if line["custom_id"].endswith(":0-1:0"):
            return unasked(line, "batch_expired")
        if line["custom_id"].endswith(":1-1:0"):
            return outcome(line, 400, {"error": {"message": "No.", "code": "bad"}})
        return says_the_number(line)

    world.decide = decide
    plan = plan_for(world, tmp_path)
    assert work(services, plan)[0] is RunState.FINISHED
    failed = {
        record.cell.item: record.answer for record in recorded(services) if not record.answered
    }
    assert set(failed) == {"0-1", "1-1"}
    assert all(one.state is AnswerState.FAILED for one in failed.values())
    assert "expired" in str(failed["0-1"].failure)
    world.decide = says_the_number
    (entry,) = services.store.entries()
    asyncio.run(services.work(entry.id, plan, lambda _: None))
    assert [record.cell.item for record in recorded(services) if not record.answered] == ["1-1"]
    assert len(world.batches) == 2
    assert len(world.batches["batch_2"]["metadata"]) == 3
    assert world.batches["batch_2"]["request_counts"]["total"] == 1


def test_the_others_are_asked_meanwhile_the_usual_way(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    world.looks = 1_000_000
    plan = replace(plan_for(world, tmp_path), models=(batch_model(world.base_url), remote("Near")))
    script = Script()
    services._ask = script.ask
    run, _ = services.begin(plan)

    async def until_the_others_are_done() -> list[RunProgress]:
        told: list[RunProgress] = []
        task = asyncio.create_task(services.work(run, plan, told.append))
        while not (told and told[-1].done == 6 and told[-1].batch):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return told

    told = asyncio.run(until_the_others_are_done())
    assert {model for model, _ in script.asked} == {"near"}
    assert told[-1].state is RunState.STOPPED
    assert services.batches.under_way(run) == 6, "stopped here, it goes on at the server"
    assert services.run_overview(run).progress.batch is not None
    world.looks = 1
    for batch in world.batches.values():
        batch["left"] = 1
    assert work(services, plan)[0] is RunState.FINISHED
    assert len(script.asked) == 6
    assert len(world.batches) == 1
    assert services.batches.under_way(run) == 0


def test_a_batch_that_would_cost_too_much_is_not_sent(
    world: BatchWorld, services: EvalService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_expected", lambda model, tasks, assume: 0.02)
    far = replace(plan_for(world, tmp_path, ceiling_usd=0.05))
    monkeypatch.setattr(type(far.models[0]), "local", property(lambda _: False))
    state, told = work(services, far)
    assert state is RunState.CEILING
    assert world.steps == []
    assert told[-1].forecast_usd == pytest.approx(6 * 0.02 / 2), "half the price"
    state, _ = work(services, replace(far, ceiling_usd=0.07))
    assert state is RunState.FINISHED


def test_a_cancelled_batch_keeps_what_it_answered_and_leaves_the_rest_unasked(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    world.looks = 1_000_000
    plan = plan_for(world, tmp_path)
    run, _ = services.begin(plan)

    async def stop_when_sent() -> None:
        task = asyncio.create_task(services.work(run, plan, lambda _: None))
        while services.batches.under_way(run) != 6 or "look" not in world.steps:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(stop_when_sent())

    def decide(line: dict[str, Any]) -> dict[str, Any]:
        if line["custom_id"].endswith("-1:0"):
            return unasked(line, "batch_cancelled")
        return says_the_number(line)

    world.decide = decide
    for batch in world.batches.values():
        batch["left"] = 1
    state, _ = work(services, plan, cancel=True)
    assert state is RunState.STOPPED
    assert "cancel" in world.steps
    assert sorted(record.cell.item for record in recorded(services)) == ["0-0", "1-0", "2-0"]
    assert services.batches.under_way(run) == 0
    world.decide, world.looks = says_the_number, 1
    assert work(services, plan)[0] is RunState.FINISHED
    assert len(recorded(services)) == 6


def test_a_batch_that_cannot_be_sent_stops_the_run_and_says_why(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    world.fails = {"create": [403]}
    plan = plan_for(world, tmp_path)
    with pytest.raises(RunsError, match="403"):
        work(services, plan)
    (entry,) = services.store.entries()
    assert entry.state is RunState.STOPPED
    assert services.store.recorded(entry.id) == []
    assert work(services, plan)[0] is RunState.FINISHED
    assert len(world.batches) == 1


def test_an_image_that_cannot_be_opened_fails_its_items_and_is_not_sent(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    plan = plan_for(world, tmp_path)
    (tmp_path / "s" / "1.png").write_bytes(b"changed")
    assert work(services, plan)[0] is RunState.FINISHED
    assert world.most_lines == 4
    assert sorted(record.cell.item for record in recorded(services) if not record.answered) == [
        "1-0",
        "1-1",
    ]


def test_a_run_with_batches_is_another_than_one_without(world: BatchWorld, tmp_path: Path) -> None:
    plan = plan_for(world, tmp_path)
    assert plan.fingerprint != replace(plan, batch=False).fingerprint


def test_a_deleted_run_leaves_no_batch_files(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    work(services, plan_for(world, tmp_path))
    (entry,) = services.store.entries()
    assert list((services.batches.folder / entry.id).rglob("batches.jsonl"))
    services.delete(entry.id)
    assert not (services.batches.folder / entry.id).exists()
    assert services.store.entries() == []


def test_broken_off_while_its_answers_are_being_kept_it_fetches_only_the_rest(
    world: BatchWorld, services: EvalService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, keep, kept = plan_for(world, tmp_path), services.store.keep, 0

    def breaks(run: str, one: EvalRecord) -> None:
        nonlocal kept
        kept += 1
        if kept == 4:
            raise MemoryError
        keep(run, one)

    monkeypatch.setattr(services.store, "keep", breaks)
    with pytest.raises(MemoryError):
        work(services, plan)
    before = recorded(services)
    assert len(before) == 3
    assert work(services, plan)[0] is RunState.FINISHED
    assert recorded(services)[:3] == before
    assert len(recorded(services)) == 6
    assert len(world.batches) == 1


def child(folder: Path, world: BatchWorld) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), world.base_url],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_killed_at_every_step_in_turn_it_asks_nothing_twice(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    suite(tmp_path / "s")
    for step in STEPS:
        world.stalls = {step}
        world.reached.clear()
        with child(tmp_path / "s", world) as process:
            assert process.stdout is not None
            try:
                reached = world.reached.wait(LIMIT_S)
            finally:
                process.kill()
            assert reached, process.stdout.read()
    world.stalls = set()
    with child(tmp_path / "s", world) as process:
        assert process.communicate(timeout=LIMIT_S)[0] == "finished\n"
    assert len(world.batches) == 1
    assert world.steps.count("create") == 1
    found = recorded(services)
    assert len(found) == len({one.cell for one in found}) == 12
    assert all(one.right for one in found)


@pytest.mark.parametrize(
    "mistake", [RuntimeError("codec"), TypeError(), MemoryError(), KeyError(1)]
)
def test_whatever_is_wrong_with_one_image_costs_its_own_questions(
    world: BatchWorld,
    services: EvalService,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    mistake: Exception,
) -> None:
    make = JobMaker.__call__

    async def breaks(maker: JobMaker, model: Model, item: EvalItem) -> Job:
        if item.id.startswith("1-"):
            raise mistake
        return await make(maker, model, item)

    monkeypatch.setattr(JobMaker, "__call__", breaks)
    script = Script()
    services._ask = script.ask
    plan = replace(plan_for(world, tmp_path), models=(batch_model(world.base_url), remote("Near")))
    assert work(services, plan)[0] is RunState.FINISHED
    assert world.most_lines == 4
    failed = [record for record in recorded(services) if not record.answered]
    assert sorted(record.cell.item for record in failed) == ["1-0", "1-0", "1-1", "1-1"]
    assert all("cannot be used" in str(record.answer.failure) for record in failed)
    assert len(recorded(services)) == 12


def test_a_run_whose_batch_is_at_its_server_is_not_deleted_by_the_way(
    world: BatchWorld, services: EvalService, tmp_path: Path
) -> None:
    world.fails = {"look": [403]}
    plan = plan_for(world, tmp_path)
    with pytest.raises(RunsError, match="403"):
        work(services, plan)
    (entry,) = services.store.entries()
    with pytest.raises(RunsError, match="A batch of 6 questions of this run is at its server"):
        services.delete(entry.id)
    assert work(services, plan)[0] is RunState.FINISHED
    services.delete(entry.id)
    world.fails = {"look": [403]}
    with pytest.raises(RunsError, match="403"):
        work(services, plan)
    (entry,) = services.store.entries()
    services.delete(entry.id, leave_batch=True)
    assert services.store.entries() == []
