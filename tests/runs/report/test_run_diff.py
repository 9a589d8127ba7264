"""What a later run got wrong that an earlier one got right, on prompts that are the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.runs.report.test_coverage import ALL_RIGHT, ITEMS, SUITE, answers
from tests.runs.run_kit import local

from vizdesk.evals.checks import Number
from vizdesk.runs.figures import all_figures
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report import run_diff
from vizdesk.runs.report.run_diff import ModelChange

MODEL = local("A")
PLAN = RunPlan(SUITE, (MODEL,))


def run_changes(
    earlier: tuple[RunPlan, list[EvalRecord]], later: tuple[RunPlan, list[EvalRecord]]
) -> list[ModelChange]:
    old, new = ((plan, all_figures(plan, records)) for plan, records in (earlier, later))
    return run_diff.run_changes(old, new)


def test_regressions_and_gains_are_listed_with_their_test() -> None:
    old, new = answers(MODEL, "+" * 18 + "--"), answers(MODEL, "-" * 6 + "+" * 13 + "-")
    (change,) = run_changes((PLAN, old), (PLAN, new))
    assert [item.id for item in change.regressions] == ["i0", "i1", "i2", "i3", "i4", "i5"]
    assert [item.id for item in change.gains] == ["i18"]
    assert change.table.difference == pytest.approx(-0.25)
    assert change.words.startswith("A: 6 regressions, 1 gains on 20 prompts; −25.0 points (95 %")
    assert change.words.endswith("p = 0.059).")


def test_prompts_that_ask_or_expect_another_thing_are_not_compared() -> None:
    changed = (replace(ITEMS[0], check=Number(5)), replace(ITEMS[1], prompt="?"), *ITEMS[2:])
    other = RunPlan(replace(SUITE, items=changed, digest="another"), (MODEL,))
    (change,) = run_changes((PLAN, answers(MODEL, ALL_RIGHT)), (other, answers(MODEL, "-" * 20)))
    assert change.table.prompts == 18


def test_a_partial_run_gets_no_verdict() -> None:
    old, new = answers(MODEL, ALL_RIGHT), answers(MODEL, "-" * 5 + "x" * 15)
    (change,) = run_changes((PLAN, old), (PLAN, new))
    assert change.words == (
        "A: 5 regressions, 0 gains on the 5 prompts both runs answered; no verdict below 90 % "
        "answered."
    )


def test_runs_without_a_model_in_common_have_nothing_to_compare() -> None:
    other = RunPlan(SUITE, (local("B"),))
    assert run_changes((PLAN, answers(MODEL, ALL_RIGHT)), (other, [])) == []


def test_runs_of_parts_of_one_suite_are_compared_where_they_meet() -> None:
    some = replace(PLAN, limit=10)
    kept = {item.id for item in some.items}
    few = [record for record in answers(MODEL, "-" * 20) if record.cell.item in kept]
    (change,) = run_changes((PLAN, answers(MODEL, ALL_RIGHT)), (some, few))
    assert change.table.prompts == 10
    assert {item.id for item in change.regressions} == kept
