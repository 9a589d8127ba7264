"""A run stops asking a server that refuses its key or only fails, says so, and goes on later."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from tests.runs.run_kit import PROFILE, Script, cells_left, local, make_job, remote, suite

from vizdesk.common.messages import message
from vizdesk.comparison.circuit_breaker import MOST_FAILURES
from vizdesk.comparison.error_scope import ErrorScope
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.types import Answer, AnswerState, Failure, ImageRef
from vizdesk.runs import rate_limit
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import RunState
from vizdesk.runs.runner import Runner
from vizdesk.runs.store import RunStore

REFUSED = message("{name} refused the key (401).", name="one.example")


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs.sqlite3")


@dataclass
class Failing(Script):
    """Fails for the models in `scopes`, after `answers` answers of each."""

    scopes: dict[str, ErrorScope] = field(default_factory=dict)
    answers: int = 0
    count: Counter[str] = field(default_factory=Counter)

    async def ask(self, job: Job) -> AsyncIterator[Answer]:
        self.count[job.model.id] += 1
        scope = self.scopes.get(job.model.id)
        if scope is not None and self.count[job.model.id] > self.answers:
            await asyncio.sleep(0.001)
            failure = Failure(REFUSED, scope=scope)
            yield Answer(job.model, AnswerState.FAILED, failure=failure)
            return
        async for now in super().ask(job):
            yield now


def work(
    plan: RunPlan, store: RunStore, script: Script, told: list[RunProgress] | None = None
) -> tuple[RunState, str]:
    run = store.unfinished(plan) or store.begin(plan)
    tell = (lambda _: None) if told is None else told.append
    return asyncio.run(Runner(plan, run, store, script.ask, make_job, tell).work()), run


def test_a_refused_key_is_asked_once_and_the_run_goes_on_later(
    store: RunStore, tmp_path: Path
) -> None:
    """24 questions; 8 places at the server; not one image more than the first is sent."""
    here = replace(local("L"), id="l")
    plan = RunPlan(suite(tmp_path / "s", images=8, prompts=3), (remote("A"), here))
    script, told = Failing(scopes={"a": ErrorScope.ACCOUNT}), list[RunProgress]()
    state, run = work(plan, store, script, told)
    assert state is RunState.STOPPED
    assert script.count == {"a": 1, "l": 24}
    assert told[-1].stops == store.stops(run) == (REFUSED,)
    assert (told[-1].done, told[-1].total, told[-1].failed) == (25, 48, 1)
    assert store.unfinished(plan) == run

    mended = Failing()
    assert work(plan, store, mended) == (RunState.FINISHED, run)
    assert mended.count == {"a": 24}
    assert store.stops(run) == ()
    store.close()


def test_an_account_used_up_in_the_middle_ends_what_is_asked_with_it(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=20, prompts=5), (remote("A"), remote("B")))
    script = Failing(scopes={"a": ErrorScope.ACCOUNT}, answers=30)
    state, _ = work(plan, store, script)
    assert state is RunState.STOPPED
    assert 31 <= script.count["a"] <= 38
    assert script.count["b"] == 0, "it is asked with the same key"
    store.close()


def test_a_dead_server_is_given_up_and_the_other_one_is_not(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(
        suite(tmp_path / "s", images=20, prompts=5),
        (remote("A"), remote("B", "https://two.example/v1")),
    )
    script, told = Failing(scopes={"a": ErrorScope.SERVER}), list[RunProgress]()
    state, _ = work(plan, store, script, told)
    assert state is RunState.STOPPED
    assert MOST_FAILURES <= script.count["a"] <= MOST_FAILURES + 8
    assert script.count["b"] == 100
    assert told[-1].stops == (f"one.example failed 5 times in a row: {REFUSED}",)
    store.close()


def test_one_model_that_fails_does_not_take_its_server_along(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=20, prompts=5), (remote("A"), remote("B")))
    script = Failing(scopes={"a": ErrorScope.MODEL})
    state, _ = work(plan, store, script)
    assert state is RunState.STOPPED
    assert script.count["a"] <= MOST_FAILURES + 8
    assert script.count["b"] == 100
    store.close()


def test_a_slow_first_answer_holds_up_the_others_no_longer_than_three_seconds(
    store: RunStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limit, "LONGEST_ALONE_S", 0.01)
    plan = RunPlan(suite(tmp_path / "s", images=8, prompts=2), (remote("A"),))
    script = Script(together=8)
    assert work(plan, store, script)[0] is RunState.FINISHED
    assert script.most == 8
    store.close()


def test_a_refused_judge_is_asked_once(store: RunStore, tmp_path: Path) -> None:
    judge = replace(remote("J", "https://judge.example/v1"), id="j")
    plan = RunPlan(suite(tmp_path / "s", images=8, prompts=2), (remote("A"),), judge=judge)
    script = Failing(scopes={"j": ErrorScope.ACCOUNT})
    run = store.begin(plan)

    def judge_job(model: Model, prompt: str) -> Job:
        ref = ImageRef("x.png", "0" * 64, 32, 24)
        task = replace(plan.items[0].task, question=prompt)
        return Job(model, PROFILE, task, ref, lambda rule, one: None)  # type: ignore[arg-type, return-value]

    runner = Runner(
        plan, run, store, script.ask, make_job, lambda _: None, make_judge_job=judge_job
    )
    assert asyncio.run(runner.work()) is RunState.STOPPED
    assert script.count["j"] == 1
    store.close()


def test_what_failed_before_is_asked_last(tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=5, prompts=1), (local("A"),))
    cells = cells_left(plan, plan.models[0])
    again = cells_left(plan, plan.models[0], failed=[cells[0], cells[3]])
    assert again == [cells[1], cells[2], cells[4], cells[0], cells[3]]


def test_a_key_is_bound_to_its_server(store: RunStore, tmp_path: Path) -> None:
    """Two accounts at one server: the refused key of one says nothing of the other."""
    other = replace(remote("B"), source=Endpoint("https://one.example/v1", "B", "second"))
    plan = RunPlan(suite(tmp_path / "s", images=8, prompts=2), (remote("A"), other))
    script = Failing(scopes={"a": ErrorScope.ACCOUNT})
    work(plan, store, script)
    assert script.count == {"a": 1, "b": 16}
    store.close()
