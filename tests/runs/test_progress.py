"""Progress of a run in figures: done, spent, forecast, and seconds left over all places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.runs.run_kit import local, remote

from vizdesk.common.messages import verbatim
from vizdesk.comparison.models import Endpoint, Model, Price, Replica
from vizdesk.comparison.types import Answer, AnswerState, Timing
from vizdesk.evals.suite import EvalItem, Suite
from vizdesk.runs.plan import PlanCell, RunPlan
from vizdesk.runs.progress import BatchCounts, Tally, host_of, places_of
from vizdesk.runs.records import EvalRecord, RunState

SUITE = Suite(
    "s", "S", tuple(EvalItem(f"i{n}", "c", "p.png", "?") for n in range(12)), ("c",), Path()
)
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def record(
    model: Model,
    item: int,
    seconds: float | None = None,
    cost: float | None = None,
    state: AnswerState = AnswerState.DONE,
) -> EvalRecord:
    answer = Answer(model, state, timing=Timing(total_s=seconds), cost_usd=cost)
    return EvalRecord(PlanCell(model.id, f"i{item}"), answer, NOON)


def with_places(model: Model, *slots: int) -> Model:
    source = model.source
    assert isinstance(source, Endpoint)
    addresses = tuple(Replica(f"http://host{n}/v1", each) for n, each in enumerate(slots))
    return replace(model, source=replace(source, replicas=addresses))


def test_places_are_the_slots_of_all_addresses_and_one_on_this_machine() -> None:
    assert places_of(local("A")) == 1
    assert host_of(local("A")) == ""
    assert places_of(with_places(remote("A"), 2, 3)) == 5


def test_seconds_left_are_the_mean_of_an_answer_over_the_places() -> None:
    """Ten are left at 6 s each; five are asked at once: 12 s."""
    model = with_places(remote("A"), 2, 3)
    tally = Tally(RunPlan(SUITE, (model,)))
    for came in [record(model, 0, 4.0), record(model, 1, 8.0)]:
        tally.take(came)
    progress = tally.progress(RunState.RUNNING, "A")
    assert progress.left_s == 12.0
    assert (progress.done, progress.total) == (2, 12)


def test_models_of_one_server_wait_for_each_other_and_other_servers_do_not() -> None:
    """On this machine 11 x 2 s and 11 x 3 s; at the server 11 x 1 s beside it."""
    first, second, far = local("A"), local("B"), with_places(remote("C"), 1)
    tally = Tally(RunPlan(SUITE, (first, second, far)))
    for came in [record(first, 0, 2.0), record(second, 0, 3.0), record(far, 0, 1.0)]:
        tally.take(came)
    assert tally.progress(RunState.RUNNING, "").left_s == 55.0


def test_a_model_that_did_not_answer_yet_is_taken_for_the_mean_of_the_others() -> None:
    first, second = local("A"), local("B")
    tally = Tally(RunPlan(SUITE, (first, second)))
    for came in [record(first, 0, 2.0), record(first, 1, 4.0)]:
        tally.take(came)
    assert tally.progress(RunState.RUNNING, "").left_s == (10 + 12) * 3.0


def test_nothing_is_said_of_time_before_an_answer_after_the_end_and_of_a_batch() -> None:
    model = remote("A")
    tally = Tally(RunPlan(SUITE, (model,)))
    assert tally.progress(RunState.RUNNING, "").left_s is None
    tally.take(record(model, 0, 2.0))
    assert tally.progress(RunState.STOPPED, "").left_s is None
    batched = Tally(RunPlan(SUITE, (model,)), batched={"a"})
    batched.take(record(model, 0, 2.0))
    assert batched.progress(RunState.RUNNING, "").left_s is None


def test_every_repeat_is_still_to_come() -> None:
    model = local("A")
    tally = Tally(RunPlan(SUITE, (model,), repeats=3))
    tally.take(record(model, 0, 2.0))
    assert tally.progress(RunState.RUNNING, "").left_s == 35 * 2.0


def test_the_forecast_is_what_is_spent_and_the_mean_for_all_that_is_left() -> None:
    model, here = remote("A"), local("B")
    tally = Tally(RunPlan(SUITE, (model, here)))
    assert tally.progress(RunState.RUNNING, "").forecast_usd is None
    for came in [record(model, 0, cost=0.01), record(model, 1, cost=0.03)]:
        tally.take(came)
    progress = tally.progress(RunState.RUNNING, "")
    assert progress.spent_usd == pytest.approx(0.04)
    assert progress.forecast_usd == pytest.approx(0.04 + 10 * 0.02)


def test_before_the_first_cost_the_expected_one_counts() -> None:
    tally = Tally(RunPlan(SUITE, (remote("A"),)), expected_usd={"a": 0.5})
    assert tally.progress(RunState.RUNNING, "").forecast_usd == 6.0


def test_an_untold_cost_is_its_own_estimate_where_that_is_more_than_was_expected() -> None:
    model = remote("A")
    tally = Tally(
        RunPlan(SUITE, (model,)),
        {"a": 0.01},
        estimate_of=lambda answer: 0.03 if answer.text == "large" else 0.002,
    )
    small, large = record(model, 0), record(model, 1)
    priced = replace(model, price=Price(1.0, 1.0, "2026-11-01", "test"))
    tally.take(replace(small, answer=replace(small.answer, model=priced)))
    assert tally.spent_usd == pytest.approx(0.01)
    tally.take(replace(large, answer=replace(large.answer, model=priced, text="large")))
    progress = tally.progress(RunState.RUNNING, "")
    assert progress.spent_usd == progress.assumed_usd == pytest.approx(0.04)
    assert tally.mean_usd(model) == pytest.approx(0.02), "what the next ones are weighed with"
    tally.take(record(model, 2, cost=0.5))
    assert tally.mean_usd(model) == 0.5, "a told cost goes before assumed ones"


def test_failures_are_counted() -> None:
    model = local("A")
    tally = Tally(RunPlan(SUITE, (model,)))
    for came in [record(model, 0), record(model, 1, state=AnswerState.FAILED)]:
        tally.take(came)
    assert tally.progress(RunState.RUNNING, "").failed == 1


def test_batches_are_told_together() -> None:
    tally = Tally(RunPlan(SUITE, (remote("A"),)))
    batches = [
        BatchCounts(1, 4),
        BatchCounts(2, 5, verbatim("It broke.")),
        BatchCounts(0, 1, verbatim("Later.")),
    ]
    assert tally.progress(RunState.RUNNING, "", batches).batch == BatchCounts(
        3, 10, verbatim("It broke.")
    )
    assert tally.progress(RunState.RUNNING, "").batch is None
