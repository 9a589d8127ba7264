"""The prompts of a run with every model's verdict, and which of them are worth a look. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from vizdesk.comparison.nouns import AnswerState
from vizdesk.evals.suite import Item
from vizdesk.evals.verdicts import State
from vizdesk.runs.plan import Plan
from vizdesk.runs.recorded import Recorded


class Mark(Enum):
    """How a model did on an item, over its repeats."""

    RIGHT = "right"
    WRONG = "wrong"
    MIXED = "mixed"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    FAILED = "failed"
    UNASKED = "unasked"
    UNKEYED = "answered"


class Filter(Enum):
    """Which prompts are listed."""

    ALL = "all"
    WRONG = "wrong"
    DIFFERENT = "different"
    ALL_WRONG = "all wrong"
    FAILED = "failed"


@dataclass(frozen=True)
class Prompt:
    """An item, each model's answers to it (by model id), and the marks in the models' order."""

    item: Item
    answers: dict[str, list[Recorded]]
    marks: tuple[Mark, ...]


def prompts(plan: Plan, recorded: Sequence[Recorded]) -> list[Prompt]:
    """All items of the run, in the suite's order."""
    answers: dict[str, dict[str, list[Recorded]]] = defaultdict(lambda: defaultdict(list))
    for one in recorded:
        answers[one.cell.item][one.cell.model].append(one)
    found = []
    for item in plan.items:
        of = {
            model.id: sorted(answers[item.id][model.id], key=lambda one: one.cell.repeat)
            for model in plan.models
        }
        found.append(Prompt(item, of, tuple(mark_of(of[model.id]) for model in plan.models)))
    return found


def mark_of(answers: Sequence[Recorded]) -> Mark:
    """How these repeats of one question went."""
    done = [one for one in answers if one.answer.state is AnswerState.DONE]
    if not done:
        return Mark.FAILED if answers else Mark.UNASKED
    rights = [one.right for one in done]
    if None in rights:
        return Mark.UNKEYED
    if all(rights):
        return Mark.RIGHT
    if any(rights):
        return Mark.MIXED
    states = {one.verdict.state for one in done if one.verdict is not None and one.person is None}
    if states == {State.REFUSED}:
        return Mark.REFUSED
    odd = {State.UNREADABLE, State.AMBIGUOUS, State.EMPTY}
    return Mark.UNREADABLE if states and states <= odd else Mark.WRONG


def listed(many: Sequence[Prompt], wanted: Filter, category: str = "") -> list[Prompt]:
    """Those the filter asks for; an empty category takes all."""
    return [
        one
        for one in many
        if (not category or one.item.category == category) and _fits(one.marks, wanted)
    ]


def _fits(marks: Sequence[Mark], wanted: Filter) -> bool:
    asked = [mark for mark in marks if mark not in (Mark.UNASKED, Mark.FAILED, Mark.UNKEYED)]
    wrong = [mark for mark in asked if mark is not Mark.RIGHT]
    return {
        Filter.ALL: True,
        Filter.WRONG: bool(wrong),
        Filter.DIFFERENT: len({mark is Mark.RIGHT for mark in asked}) > 1,
        Filter.ALL_WRONG: bool(asked) and len(wrong) == len(asked),
        Filter.FAILED: Mark.FAILED in marks,
    }[wanted]
