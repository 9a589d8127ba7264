"""Below 90 % answered there is no grade, no rank, no “better than”, and it is said everywhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.runs.run_kit import local

from vizdesk.common.messages import verbatim
from vizdesk.comparison.models import Model
from vizdesk.comparison.types import Answer, AnswerState, Failure, FinishReason, Timing
from vizdesk.evals.checks import Number
from vizdesk.evals.suite import EvalItem, Suite
from vizdesk.evals.verdicts import Verdict, VerdictState
from vizdesk.export.html.eval_page import eval_page
from vizdesk.runs.plan import PlanCell, RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.chart_svg import against_time
from vizdesk.runs.report.json_text import as_json
from vizdesk.runs.report.pair_tests import ALL_PAIRS, PairChoice, chosen_pairs
from vizdesk.runs.report.pairs import level, pair_lines
from vizdesk.runs.report.results import Results, results
from vizdesk.runs.report.table import ResultCell, lines
from vizdesk.runs.report.text import comma_separated, markdown, plain
from vizdesk.runs.schema import RunsError

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
ITEMS = tuple(
    EvalItem(f"i{n}", f"c{n % 2}", f"{n}.png", f"How many? {n}", Number(4)) for n in range(20)
)
SUITE = Suite("s", "S", ITEMS, ("c0", "c1"), Path())


def answers(model: Model, verdicts: str) -> list[EvalRecord]:
    """One character an item: “+” right, “-” wrong, “x” failed, “.” not asked."""
    return [
        _record(model, item.id, verdict)
        for item, verdict in zip(ITEMS, verdicts, strict=True)
        if verdict != "."
    ]


def _record(model: Model, item: str, verdict: str) -> EvalRecord:
    cell = PlanCell(model.id, item)
    if verdict == "x":
        broke = Failure(verbatim("It broke."))
        return EvalRecord(cell, Answer(model, AnswerState.FAILED, failure=broke), NOON)
    right = verdict == "+"
    state = VerdictState.RIGHT if right else VerdictState.WRONG
    answer = Answer(
        model,
        AnswerState.DONE,
        text="4",
        timing=Timing(total_s=1.0),
        finish_reason=FinishReason.STOP,
    )
    return EvalRecord(cell, answer, NOON, Verdict(right, right, "4", verbatim(""), state))


def run_of(
    *verdicts: str,
    choice: PairChoice = ALL_PAIRS,
    names: Sequence[str] = "ABCDEF",
) -> tuple[Results, list[EvalRecord]]:
    models = tuple(local(name) for name, _ in zip(names, verdicts, strict=False))
    plan = RunPlan(SUITE, models)
    recorded = [
        record
        for model, each in zip(models, verdicts, strict=True)
        for record in answers(model, each)
    ]
    return results(plan, recorded, choice=choice), recorded


ALL_RIGHT, HALF = "+" * 20, "+-" * 10
FLAKY = "+" * 9 + "x" * 11
"""9 of 20 answered, all of them right."""


def line_of(found: Results, name: str) -> tuple[ResultCell, ...]:
    return next(line.cells for line in lines(found) if line.name == name)


def test_a_model_that_answered_less_than_nine_of_ten_has_no_grade_and_no_rank() -> None:
    found, _ = run_of(HALF, FLAKY)
    half, flaky = line_of(found, "Overall")[:2]
    assert (half.words, half.small) == ("50% (10/20)", "30%–70%")
    assert half.grade is not None
    assert (flaky.words, flaky.small) == ("9/9", "9 of 20 answered")
    assert flaky.grade is None
    assert [cell.words for cell in line_of(found, "Rank")[:2]] == ["1", "—"]
    assert [cell.grade for cell in line_of(found, "C0")[1:2]] == [None]
    assert [cell.words for cell in line_of(found, "Answered")[:2]] == ["20/20", "9/20"]


@pytest.mark.parametrize(("answered", "graded"), [(18, True), (17, False)])
def test_nine_of_ten_are_enough(answered: int, graded: bool) -> None:
    found, _ = run_of("+" * answered + "x" * (20 - answered), HALF)
    assert (line_of(found, "Overall")[0].grade is not None) == graded
    assert (found.rows[0].rank is not None) == graded
    assert (found.pairs[0].test is not None) == graded


def test_what_is_missing_counts_as_wrong_beside_and_may_still_come() -> None:
    found, _ = run_of(HALF, FLAKY)
    assert [cell.words for cell in line_of(found, "Missing counted as wrong")[:2]] == [
        "50% (10/20)",
        "45% (9/20)",
    ]
    assert [cell.words for cell in line_of(found, "Still possible")[:2]] == ["50%", "45%–100%"]
    whole, _ = run_of(HALF, ALL_RIGHT)
    assert not [line for line in lines(whole) if line.name == "Still possible"]


def test_a_category_with_too_few_answers_has_no_grade_though_the_model_has_one() -> None:
    found, _ = run_of("x+x+" + "+" * 16, HALF)
    assert line_of(found, "Overall")[0].grade is not None
    assert line_of(found, "C0")[0] == ResultCell("8/8", line_of(found, "C0")[0].small)
    assert line_of(found, "C0")[0].small == "8 of 10 answered"
    assert line_of(found, "C1")[0].grade is not None


def test_a_pair_with_too_few_answers_is_counted_on_shared_prompts_and_not_judged() -> None:
    found, _ = run_of("-" * 20, FLAKY)
    (line,) = pair_lines(found)
    assert line.words == (
        "No verdict on B and A: B has 9 of 20 answers. On the 9 prompts both answered, 9 and 0 are "
        "right."
    )
    assert not line.apart
    assert line.cells == ("+100.0", "—", "9", "0", "0", "0", "—")


def test_pairs_without_a_verdict_make_no_correction_harder() -> None:
    two, _ = run_of(ALL_RIGHT, HALF)
    more, _ = run_of(ALL_RIGHT, HALF, FLAKY, FLAKY)
    assert two.pairs[0].test is not None
    assert more.pairs[0].test == two.pairs[0].test


def test_two_models_that_answered_different_prompts_are_not_judged() -> None:
    """18 of 20 each, but of the same prompts only 16."""
    found, _ = run_of("xx" + "+" * 18, "+" * 18 + "xx")
    assert found.pairs[0].table.prompts == 16
    assert found.pairs[0].test is None


def test_a_partial_run_says_so_in_every_form() -> None:
    found, recorded = run_of(HALF, "+" * 9 + "xx" + "." * 9)
    words = "Partial: 29 of 40 questions are answered, 2 failed, 9 not asked"
    assert found.partial == words
    assert words in plain(found)
    assert words in markdown(found, NOON)
    page = eval_page(found, recorded, "")
    assert words in page
    assert "partial: 29/40 answers" in page, "in the charts, too"
    table = json.loads(as_json(found, recorded, NOON, "1"))
    assert table["coverage"] == {"answered": 29, "failed": 2, "questions": 40, "partial": words}
    assert table["results"][1]["rank"] is None
    assert table["results"][1]["possible"] == [0.45, 1.0]
    assert table["pairs"][0]["p_value"] is None
    rows = list(csv.DictReader(io.StringIO(comma_separated(found.plan, recorded))))
    assert [row["state"] for row in rows].count("unasked") == 9
    assert len(rows) == 40


def test_a_whole_run_says_nothing_of_that() -> None:
    found, recorded = run_of(HALF, ALL_RIGHT)
    assert found.partial == ""
    assert "artial" not in plain(found) + markdown(found, NOON) + eval_page(found, recorded, "")


def test_a_chart_draws_what_is_still_possible_of_a_model_without_a_rank() -> None:
    found, recorded = run_of(HALF, FLAKY)
    half, flaky = against_time(found.rows)
    assert (half.name, half.possible) == ("A", None)
    assert (flaky.name, flaky.possible) == ("B (9/20)", (0.45, 1.0))
    assert "stroke-dasharray" in eval_page(found, recorded, "")


def test_repeats_that_are_missing_count_too() -> None:
    """Every prompt was asked once of three times: a third is answered."""
    plan = RunPlan(SUITE, (local("A"), local("B")), repeats=3)
    records = [*answers(plan.models[0], ALL_RIGHT), *answers(plan.models[1], HALF)]
    found = results(plan, records)
    assert [row.ranked for row in found.rows] == [False, False]
    assert found.pairs[0].test is None


def test_ranks_are_ranges_that_the_tests_leave() -> None:
    found, _ = run_of(ALL_RIGHT, "+" * 19 + "-", "-" * 20)
    assert [row.rank for row in found.rows] == [(1, 2), (1, 2), (3, 3)]


def test_a_reference_model_is_compared_with_the_others_only_and_corrected_less() -> None:
    verdicts = ("+" * 20, "+" * 13 + "-" * 7, "+" * 12 + "-" * 8, "+" * 14 + "-" * 6)
    every, _ = run_of(*verdicts)
    against, _ = run_of(*verdicts, choice=PairChoice("a"))
    alone, _ = run_of(*verdicts, choice=PairChoice("a", "d"))
    assert [len(found.pairs) for found in (every, against, alone)] == [6, 3, 1]
    p_values = [
        next(
            pair.test.adjusted.p_value
            for pair in found.pairs
            if pair.second.id == "d" and pair.test
        )
        for found in (every, against, alone)
    ]
    assert p_values == sorted(p_values, reverse=True)
    assert p_values[2] == pytest.approx(0.0143, abs=5e-5)
    assert alone.pairs[0].test is not None
    assert alone.pairs[0].test.confidence == pytest.approx(0.95)
    assert [row.rank for row in against.rows] == [row.rank for row in every.rows]


def test_models_are_chosen_by_id_or_name() -> None:
    models = (local("Alpha"), local("Beta"), replace(local("x"), name="beta"))
    assert chosen_pairs(models, "ALPHA", "") == PairChoice("alpha", "")
    assert chosen_pairs(models, "", "") == PairChoice()
    for name in ("gamma", "bet"):
        with pytest.raises(RunsError, match="No model of this run is called"):
            chosen_pairs(models, name, "")


@pytest.mark.parametrize(
    ("confidence", "shown"),
    [(0.95, "95 %"), (1 - 0.05 / 3, "98.3 %"), (1 - 0.05 / 66, "99.92 %"), (0.99, "99 %")],
)
def test_levels_have_the_decimals_they_need(confidence: float, shown: str) -> None:
    assert level(confidence) == shown
