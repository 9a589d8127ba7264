"""The figures of results, told exactly: repeats that tie, percentiles, cold starts, coverage."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.runs.run_kit import local

from vizdesk.common.messages import verbatim
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, Timing, Usage
from vizdesk.evals.checks import Number
from vizdesk.evals.suite import EvalItem, Suite
from vizdesk.evals.verdicts import PersonVerdict, Verdict, VerdictState
from vizdesk.runs.figures import all_figures
from vizdesk.runs.plan import PlanCell, RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.results import ResultRow, results
from vizdesk.runs.report.run_fold import RIGHT, RunLayout, fold

MODEL = local("A")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def verdict(right: bool, strict: bool | None = None) -> Verdict:
    state = VerdictState.RIGHT if right else VerdictState.WRONG
    return Verdict(right if strict is None else strict, right, "4", verbatim(""), state)


def record(item: int, right: bool, repeat: int = 0, **answer: object) -> EvalRecord:
    given = Answer(MODEL, AnswerState.DONE, text=f"{item}")
    return EvalRecord(
        PlanCell(MODEL.id, f"i{item}", repeat),
        replace(given, **answer),  # type: ignore[arg-type]
        NOON,
        verdict(right),
    )


def row_of(*records: EvalRecord, items: int = 1, repeats: int = 1) -> ResultRow:
    prompts = tuple(EvalItem(f"i{n}", "c", "p.png", "?", Number(4)) for n in range(items))
    plan = RunPlan(Suite("s", "S", prompts, ("c",), Path()), (MODEL,), repeats)
    (row,) = results(plan, records).rows
    return row


def passes(records: list[EvalRecord], *, strict: bool = False) -> dict[str, bool]:
    """Whether each item that has a verdict passes."""
    prompts = (EvalItem("i0", "c", "p.png", "?", Number(4)),)
    plan = RunPlan(Suite("s", "S", prompts, ("c",), Path()), (MODEL,), 4)
    (each,) = fold(RunLayout.of(plan), all_figures(plan, records))
    verdicts = each.strictly if strict else each.passed
    return {"i0": verdicts[0] == RIGHT} if verdicts[0] else {}


@pytest.mark.parametrize(
    ("verdicts", "passed"),
    [
        ([True], True),
        ([False], False),
        ([True, False], False),
        ([True, True, False], True),
        ([True, False, False], False),
        ([True, True, False, False], False),
    ],
)
def test_an_item_passes_by_more_than_half_of_its_repeats(
    verdicts: list[bool], passed: bool
) -> None:
    records = [record(0, right, repeat) for repeat, right in enumerate(verdicts)]
    assert passes(records) == {"i0": passed}


def test_a_repeat_that_failed_is_no_vote() -> None:
    records = [record(0, True), record(0, False, 1, state=AnswerState.FAILED)]
    assert passes(records) == {"i0": True}
    assert row_of(*records, repeats=2).failed == 1


def test_strict_counts_the_form_and_a_persons_word_counts_first() -> None:
    loose = replace(record(0, True), verdict=verdict(True, strict=False))
    assert passes([loose]) == {"i0": True}
    assert passes([loose], strict=True) == {"i0": False}
    overruled = replace(record(0, True), person=PersonVerdict(False, NOON))
    assert passes([overruled]) == {"i0": False}


@pytest.mark.parametrize(
    ("answers", "p95"), [(1, 1.0), (10, 10.0), (19, 19.0), (20, 19.0), (21, 20.0), (100, 95.0)]
)
def test_p95_is_the_least_time_that_95_percent_keep_within(answers: int, p95: float) -> None:
    """Answers of 1, 2, 3 … seconds, in no order."""
    seconds = [*range(2, answers + 1, 2), *range(1, answers + 1, 2)]
    records = [record(n, True, timing=Timing(total_s=float(s))) for n, s in enumerate(seconds)]
    assert row_of(*records, items=answers).times.p95_s == p95


def test_mean_median_and_first_word() -> None:
    timings = [
        Timing(ttft_s=0.1, total_s=1.0),
        Timing(ttft_s=0.4, total_s=2.0),
        Timing(total_s=6.0),
    ]
    records = [record(n, True, timing=timing) for n, timing in enumerate(timings)]
    times = row_of(*records, items=3).times
    assert (times.mean_s, times.median_s, times.first_word_s) == (3.0, 2.0, 0.25)
    assert times.cold_s is None


def test_an_answer_that_waited_for_loading_is_a_cold_start_alone() -> None:
    """Up to 20 ms is a look at a model that is loaded already."""
    timings = [
        Timing(load_s=5.0, total_s=9.0),
        Timing(load_s=0.02, total_s=2.0),
        Timing(load_s=0.03, total_s=7.0),
        Timing(total_s=4.0),
    ]
    records = [record(n, True, timing=timing) for n, timing in enumerate(timings)]
    times = row_of(*records, items=4).times
    assert (times.mean_s, times.cold_s) == (3.0, 8.0)


@pytest.mark.parametrize(("known", "shown"), [(9, 100.0), (8, None)])
def test_tokens_are_told_where_nine_of_ten_answers_have_them(
    known: int, shown: float | None
) -> None:
    usage = [Usage(100, 7)] * known + [Usage()] * (10 - known)
    records = [record(n, True, usage=each) for n, each in enumerate(usage)]
    assert row_of(*records, items=10).input_tokens == shown


def test_the_share_of_identical_answers_over_repeats() -> None:
    records = [record(n, True, r, text=f"{n}") for n in range(4) for r in range(2)]
    records[1] = replace(records[1], answer=replace(records[1].answer, text="other"))
    row = row_of(*records, record(4, True), items=5, repeats=2)
    assert row.identical == 0.75, "an item that was asked once so far is neither"
    assert [rate.share for rate in row.repeats] == [1.0, 1.0]


def test_a_model_that_ended_without_a_word_is_not_right_and_no_failure_of_a_server() -> None:
    empty = record(0, False, state=AnswerState.FAILED, finish_reason=FinishReason.LENGTH, text="")
    broken = record(1, False, state=AnswerState.FAILED, text="")
    assert empty.answered
    assert not broken.answered
    row = row_of(empty, broken, items=2)
    assert (row.answered, row.failed) == (1, 1)
    assert row.overall is not None
    assert (row.overall.passed, row.overall.asked) == (0, 1)
