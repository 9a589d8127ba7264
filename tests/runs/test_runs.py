"""A run asks every question once, keeps every answer, and goes on where it was stopped."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pytest
from tests.runs.run_kit import PROFILE, Script, cells_left, local, make_job, remote, suite

from vizdesk.comparison.models import Price
from vizdesk.comparison.types import AnswerState, Reading, Usage
from vizdesk.evals.checks import Check
from vizdesk.evals.scoring import judge
from vizdesk.evals.suite import EvalItem, Suite
from vizdesk.evals.verdicts import PersonVerdict, Verdict, VerdictState
from vizdesk.runs import safe_scoring
from vizdesk.runs.jobs import JobMaker
from vizdesk.runs.plan import PlanCell, RunPlan
from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import RunState
from vizdesk.runs.runner import Runner
from vizdesk.runs.schema import RunsError
from vizdesk.runs.serialization import plan_from, plan_record
from vizdesk.runs.store import RunStore


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs.sqlite3")


def runner(
    plan: RunPlan, store: RunStore, script: Script, told: list[RunProgress] | None = None
) -> Runner:
    heard = [] if told is None else told
    run = store.unfinished(plan) or store.begin(plan)
    return Runner(plan, run, store, script.ask, make_job, heard.append)


def test_each_question_is_asked_once_and_judged(store: RunStore, tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s"), (local("A"), remote("B")), repeats=2)
    script, told = Script(), list[RunProgress]()
    one = runner(plan, store, script, told)
    assert asyncio.run(one.work()) is RunState.FINISHED
    assert len(script.asked) == plan.total == 24
    recorded = store.recorded(one.run)
    assert {each.cell for each in recorded} == {
        cell for model in plan.models for cell in cells_left(plan, model)
    }
    assert all(
        each.verdict is not None and each.verdict.state is VerdictState.RIGHT for each in recorded
    )
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert (told[-1].done, told[-1].total, told[-1].state) == (24, 24, RunState.FINISHED)
    assert store.unfinished(plan) is None
    store.close()


def test_prompts_about_one_image_follow_each_other_and_models_take_turns(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=4, prompts=3), (local("A"), local("B")))
    cells = cells_left(plan, plan.models[0])
    images = [cell.item.split("-")[0] for cell in cells]
    assert [image for image, _ in groupby(images)] == list(dict.fromkeys(images))
    script = Script()
    asyncio.run(runner(plan, store, script).work())
    assert [model for model, _ in script.asked] == ["a"] * 12 + ["b"] * 12
    assert script.most == 1
    store.close()


def test_images_come_in_an_order_of_chance_that_stays(tmp_path: Path) -> None:
    """Over the categories, the same for each model, and on going on: a part is a fair sample."""
    plan = RunPlan(suite(tmp_path / "s", images=12, prompts=1), (local("A"), local("B")))
    first, second = ([cell.item for cell in cells_left(plan, model)] for model in plan.models)
    assert first == second
    assert first != [item.id for item in plan.items]
    assert sorted(first) == sorted(item.id for item in plan.items)
    done = [PlanCell("a", item) for item in first[:5]]
    assert [cell.item for cell in cells_left(plan, plan.models[0], done)] == first[5:]
    other = RunPlan(plan.suite, plan.models, repeats=2)
    assert list(dict.fromkeys(c.item for c in cells_left(other, other.models[0]))) != first


def test_a_run_of_an_earlier_version_keeps_the_order_of_its_suite(tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=12, prompts=1), (local("A"),))
    record = plan_record(plan)
    assert record.pop("order") == "shuffled"
    old = plan_from(record)
    assert old.fingerprint == plan.fingerprint, "so that it is found and goes on"
    assert [cell.item for cell in cells_left(old, old.models[0])] == [i.id for i in old.items]


def test_a_server_is_asked_several_at_once_but_never_more_than_its_places(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=12), (remote("A"),))
    script = Script(together=8)
    asyncio.run(runner(plan, store, script).work())
    assert script.most == 8
    store.close()


def test_a_stopped_run_goes_on_without_asking_anything_twice(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=6), (local("A"), remote("B")))
    asked: list[tuple[str, str]] = []
    runs = set()
    for at in (2, 5, 9, 99):
        script = Script()

        async def some(script: Script = script, at: int = at) -> None:
            one = runner(plan, store, script)
            runs.add(one.run)
            task = asyncio.ensure_future(one.work())
            while not task.done() and len(store.recorded(one.run)) < at:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

        asyncio.run(some())
        asked += script.asked
    assert len(runs) == 1
    assert {state.state for state in store.entries()} == {RunState.FINISHED}
    recorded = store.recorded(runs.pop())
    assert len(recorded) == plan.total == len({record.cell for record in recorded})
    # What was in the air at a stop is asked again; what was answered is not.
    assert plan.total <= len(asked) <= plan.total + 3 * 9
    store.close()


def test_failures_are_told_apart_and_asked_again_when_the_run_goes_on(
    store: RunStore, tmp_path: Path
) -> None:
    plan = RunPlan(suite(tmp_path / "s"), (remote("A"),))
    script = Script(fail={"Say 1.": 3})
    one = runner(plan, store, script)
    asyncio.run(one.work())
    failed = [each for each in store.recorded(one.run) if each.answer.state is AnswerState.FAILED]
    assert len(failed) == 3
    assert all(each.verdict is None and each.right is None for each in failed)
    again = Runner(plan, one.run, store, script.ask, make_job)
    asyncio.run(again.work())
    assert len(script.asked) == 6 + 3
    assert all(each.answered for each in store.recorded(one.run))
    store.close()


def test_the_ceiling_ends_the_run_before_it_costs_more(store: RunStore, tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=20), (remote("A"),), ceiling_usd=0.1)
    script, told = Script(cost=0.01), list[RunProgress]()
    one = runner(plan, store, script, told)
    one.expected_usd["a"] = 0.01
    assert asyncio.run(one.work()) is RunState.CEILING
    spent = sum(each.answer.cost_usd or 0 for each in store.recorded(one.run))
    assert 0.08 <= spent <= 0.1 + 1e-9
    assert told[-1].spent_usd == pytest.approx(spent)
    assert told[-1].forecast_usd == pytest.approx(0.4)
    store.close()


def test_the_ceiling_holds_though_nobody_knew_what_a_question_costs(
    store: RunStore, tmp_path: Path
) -> None:
    """The first is asked alone; what it cost is what those on their way will cost."""
    plan = RunPlan(suite(tmp_path / "s", images=20), (remote("A"),), ceiling_usd=0.055)
    script = Script(cost=0.01)
    one = runner(plan, store, script)
    assert asyncio.run(one.work()) is RunState.CEILING
    assert len(script.asked) == 5
    store.close()


def test_a_run_that_goes_on_may_cost_what_is_said_now(store: RunStore, tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=20), (remote("A"),), ceiling_usd=0.055)
    one = runner(plan, store, Script(cost=0.01))
    assert asyncio.run(one.work()) is RunState.CEILING
    for usd in (0.5, None):
        store.set_ceiling(one.run, usd)
        kept = store.plan(one.run)
        assert kept.ceiling_usd == usd
        assert replace(kept, ceiling_usd=plan.ceiling_usd).fingerprint == plan.fingerprint
    assert store.unfinished(plan) == one.run
    store.close()


def test_a_model_whose_cost_nobody_tells_is_asked_once_where_there_is_a_ceiling(
    store: RunStore, tmp_path: Path
) -> None:
    found = suite(tmp_path / "s", images=20)
    plan = RunPlan(found, (remote("A"), local("B")), ceiling_usd=0.05)
    script = Script()
    one = runner(plan, store, script)
    with pytest.raises(RunsError, match="Neither A's server nor a price"):
        asyncio.run(one.work())
    assert Counter(model for model, _ in script.asked) == {"a": 1, "b": 40}
    assert [entry.state for entry in store.entries()] == [RunState.STOPPED]
    store.close()


def test_without_a_ceiling_an_unknown_cost_stops_nothing(store: RunStore, tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s", images=20), (remote("A"),))
    script = Script()
    assert asyncio.run(runner(plan, store, script).work()) is RunState.FINISHED
    assert len(script.asked) == 40
    assert script.most > 1
    store.close()


@pytest.mark.parametrize(
    "usage", [Usage(), Usage(input_tokens=10), Usage(output_tokens=1)], ids=["none", "in", "out"]
)
def test_an_unknown_cost_counts_as_what_was_expected(
    store: RunStore, tmp_path: Path, usage: Usage
) -> None:
    """24 of 24 were asked of a server that tells no usage, with a ceiling for five."""
    price = Price(2.0, 8.0, "2026-11-01", "test")
    model = replace(remote("A"), price=price)
    plan = RunPlan(suite(tmp_path / "s", images=12), (model,), ceiling_usd=0.055)
    script, told = Script(usage=usage), list[RunProgress]()
    one = runner(plan, store, script, told)
    one.expected_usd["a"] = 0.01
    assert asyncio.run(one.work()) is RunState.CEILING
    assert len(script.asked) == 5
    assert told[-1].spent_usd == told[-1].assumed_usd == pytest.approx(0.05)
    store.close()


def test_a_failure_after_the_first_words_is_charged(store: RunStore, tmp_path: Path) -> None:
    model = replace(remote("A"), price=Price(2.0, 8.0, "2026-11-01", "test"))
    plan = RunPlan(suite(tmp_path / "s", images=3), (model,), ceiling_usd=1.0)
    script, told = Script(cost=0.02, fail={"Say 1.": 3}, partly="It is"), list[RunProgress]()
    one = runner(plan, store, script, told)
    one.expected_usd["a"] = 0.02
    assert asyncio.run(one.work()) is RunState.FINISHED
    assert told[-1].failed == 3
    assert told[-1].spent_usd == pytest.approx(6 * 0.02)
    again = list[RunProgress]()
    more = replace(one, tell=again.append)
    asyncio.run(more.work())
    assert again[-1].spent_usd == pytest.approx(9 * 0.02), "and remembered when the run goes on"
    store.close()


def test_a_gateway_on_this_machine_that_has_a_price_is_held_to_the_ceiling(
    store: RunStore, tmp_path: Path
) -> None:
    price = Price(2.0, 8.0, "2026-11-01", "test")
    model = replace(remote("A", "http://127.0.0.1:4000/v1"), price=price)
    plan = RunPlan(suite(tmp_path / "s", images=20), (model,), ceiling_usd=0.055)
    script = Script(cost=0.01)
    assert asyncio.run(runner(plan, store, script).work()) is RunState.CEILING
    assert len(script.asked) == 5
    store.close()


def test_an_image_that_cannot_be_opened_is_a_failure_of_its_items_alone(
    store: RunStore, tmp_path: Path
) -> None:
    found = suite(tmp_path / "s")
    (tmp_path / "s" / "1.png").write_bytes(b"changed")
    maker = JobMaker(found, lambda model: PROFILE, lambda request: None)
    plan = RunPlan(found, (local("A"),))
    script = Script()
    one = Runner(plan, store.begin(plan), store, script.ask, maker)
    assert asyncio.run(one.work()) is RunState.FINISHED
    failed = [each for each in store.recorded(one.run) if each.answer.failure]
    assert sorted(each.cell.item for each in failed) == ["1-0", "1-1"]
    assert "1.png" in str(failed[0].answer.failure)
    store.close()


def test_a_mistake_in_judging_costs_one_verdict_and_not_the_run(
    store: RunStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def stumbles(check: Check, text: str, reading: Reading) -> Verdict:
        if text == "1":
            raise IndexError(text)
        return judge(check, text, reading)

    monkeypatch.setattr(safe_scoring, "judge", stumbles)
    plan = RunPlan(suite(tmp_path / "s"), (local("A"),))
    one = runner(plan, store, Script())
    assert asyncio.run(one.work()) is RunState.FINISHED
    verdicts = [each.verdict for each in store.recorded(one.run)]
    states = Counter(verdict.state for verdict in verdicts if verdict is not None)
    assert states == {VerdictState.RIGHT: 3, VerdictState.UNREADABLE: 3}
    assert any("could not judge" in verdict.why for verdict in verdicts if verdict is not None)
    assert "judging failed: IndexError in stumbles" in caplog.text
    store.close()


def test_a_limit_takes_of_every_category() -> None:
    plan = RunPlan(suite_of({"a": 10, "b": 3, "c": 1}), (), limit=6)
    taken = [item.category for item in plan.items]
    assert taken == ["a"] * 3 + ["b"] * 2 + ["c"]
    assert RunPlan(plan.suite, ()).items == plan.suite.items


def suite_of(counts: dict[str, int]) -> Suite:
    items = tuple(
        EvalItem(f"{name}{at}", name, f"{name}{at}.png", "?")
        for name, count in counts.items()
        for at in range(count)
    )
    return Suite("s", "S", items, tuple(counts), Path())


def test_a_persons_verdict_counts_before_the_checks(store: RunStore, tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s"), (local("A"),))
    one = runner(plan, store, Script())
    asyncio.run(one.work())
    cell = store.recorded(one.run)[0].cell
    word = PersonVerdict(False, datetime.now(UTC), "The image is wrong.")
    store.set_verdict(one.run, cell, judge=None, person=word)
    found = next(each for each in store.recorded(one.run) if each.cell == cell)
    assert found.person == word
    assert found.right is False
    assert found.verdict is not None
    assert found.verdict.lenient
    store.close()


def test_a_plan_is_read_again_as_it_was(store: RunStore, tmp_path: Path) -> None:
    plan = RunPlan(suite(tmp_path / "s"), (local("A"), remote("B")), 3, 4, 1.5)
    run = store.begin(plan)
    again = store.plan(run)
    assert again.items == plan.items
    assert again.models == plan.models
    assert (again.repeats, again.limit, again.ceiling_usd) == (3, 4, 1.5)
    assert again.fingerprint == plan.fingerprint
    store.close()
