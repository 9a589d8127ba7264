"""The prompts of a run as a table of bytes: the same marks and filters as from the answers."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.runs.run_kit import local
from tests.runs.test_large_runs import numbers

from vizdesk.common.messages import verbatim
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.evals.verdicts import PersonVerdict, Verdict, VerdictState
from vizdesk.runs.answers import HeldAnswers
from vizdesk.runs.plan import PlanCell, RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.prompts import Filter, PromptMark, PromptTable, prompts
from vizdesk.runs.report.results import results

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def drawn(draw: random.Random, plan: RunPlan) -> list[EvalRecord]:
    """Answers by chance: missing, failed, without verdict, judged by a person, of every state."""
    records = []
    for model in plan.models:
        for item in plan.items:
            for repeat in range(plan.repeats):
                if draw.random() < 0.1:
                    continue
                state = draw.choice([AnswerState.DONE] * 5 + [AnswerState.FAILED])
                kind = draw.choice(list(VerdictState))
                right = kind is VerdictState.RIGHT
                verdict = Verdict(right, right, "", verbatim("why"), kind)
                person = PersonVerdict(draw.random() < 0.5, NOON)
                records.append(
                    EvalRecord(
                        PlanCell(model.id, item.id, repeat),
                        Answer(model, state, text=f"{repeat}"),
                        NOON,
                        verdict if state is AnswerState.DONE and draw.random() < 0.9 else None,
                        person=person if draw.random() < 0.1 else None,
                    )
                )
    return records


def table_of(plan: RunPlan, records: list[EvalRecord]) -> PromptTable:
    found = results(plan, records)
    return PromptTable(found.plan, found.marks, HeldAnswers(records))


@pytest.mark.parametrize("seed", range(20))
def test_marks_and_filters_are_those_of_the_answers(seed: int) -> None:
    draw = random.Random(seed)
    plan = RunPlan(numbers(40), (local("A"), local("B")), repeats=draw.choice([1, 2, 3]))
    if seed % 2:
        plan = replace(plan, limit=17)
    records = drawn(draw, plan)
    expected, table = prompts(plan, records), table_of(plan, records)
    assert [table.marks_of(at) for at in range(len(expected))] == [p.marks for p in expected]
    assert [table.prompt(at) for at in range(len(expected))] == expected
    for wanted in Filter:
        listing = table.listing(wanted)
        shown = [expected[number] for number in listing.numbers]
        assert listing.marks == {mark for prompt in shown for mark in prompt.marks}
        assert list(listing.numbers) == sorted(listing.numbers)
        of_c1 = table.listing(wanted, "c1").numbers
        assert list(of_c1) == [
            number for number in listing.numbers if expected[number].item.category == "c1"
        ]


def test_filters_tell_who_was_right() -> None:
    plan = RunPlan(numbers(4), (local("A"), local("B")))
    rights = {"a": [True, True, False, False], "b": [True, False, False, None]}
    records = []
    for model in plan.models:
        for item, right in zip(plan.items, rights[model.id], strict=True):
            state = AnswerState.FAILED if right is None else AnswerState.DONE
            kind = VerdictState.RIGHT if right else VerdictState.WRONG
            verdict = None if right is None else Verdict(right, right, "", verbatim(""), kind)
            cell = PlanCell(model.id, item.id)
            records.append(EvalRecord(cell, Answer(model, state), NOON, verdict))
    table = table_of(plan, records)
    found = {wanted: list(table.listing(wanted).numbers) for wanted in Filter}
    assert found == {
        Filter.ALL: [0, 1, 2, 3],
        Filter.WRONG: [1, 2, 3],
        Filter.DIFFERENT: [1],
        Filter.ALL_WRONG: [2, 3],
        Filter.FAILED: [3],
    }
    assert table.listing(Filter.FAILED).marks == {PromptMark.WRONG, PromptMark.FAILED}
