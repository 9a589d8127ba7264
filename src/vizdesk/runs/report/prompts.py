"""The prompts of a run with every model's verdict, and which of them are worth a look. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from vizdesk.common.messages import message
from vizdesk.evals.suite import EvalItem
from vizdesk.evals.verdicts import VerdictState
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord, finished


class PromptMark(Enum):
    """How a model did on an item, over its repeats."""

    RIGHT = message("right")
    WRONG = message("wrong")
    MIXED = message("mixed")
    UNREADABLE = message("unreadable")
    REFUSED = message("refused")
    FAILED = message("failed")
    UNASKED = message("unasked")
    UNKEYED = message("answered")


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

    item: EvalItem
    answers: dict[str, list[EvalRecord]]
    marks: tuple[PromptMark, ...]


def prompts(plan: RunPlan, recorded: Iterable[EvalRecord]) -> list[Prompt]:
    """All items of the run, in the suite's order."""
    answers: dict[str, list[EvalRecord]] = defaultdict(list)
    for record in recorded:
        answers[record.cell.item].append(record)
    return [prompt_of(plan, item, answers[item.id]) for item in plan.items]


def prompt_of(plan: RunPlan, item: EvalItem, answers: Iterable[EvalRecord]) -> Prompt:
    """An item of the run with the answers to it."""
    by_model: dict[str, list[EvalRecord]] = {model.id: [] for model in plan.models}
    for record in sorted(answers, key=lambda answer: answer.cell.repeat):
        if record.cell.model in by_model:
            by_model[record.cell.model].append(record)
    return Prompt(item, by_model, tuple(map(mark_of, by_model.values())))


def mark_of(answers: Sequence[EvalRecord]) -> PromptMark:
    """How these repeats of one question went."""
    done = [answer for answer in answers if finished(answer.answer)]
    if not done:
        return PromptMark.FAILED if answers else PromptMark.UNASKED
    rights = [record.right for record in done]
    if None in rights:
        return PromptMark.UNKEYED
    if all(rights):
        return PromptMark.RIGHT
    if any(rights):
        return PromptMark.MIXED
    states = {
        record.verdict.state
        for record in done
        if record.verdict is not None and record.person is None
    }
    if states == {VerdictState.REFUSED}:
        return PromptMark.REFUSED
    odd = {VerdictState.UNREADABLE, VerdictState.AMBIGUOUS, VerdictState.EMPTY}
    return PromptMark.UNREADABLE if states and states <= odd else PromptMark.WRONG


def listed(many: Sequence[Prompt], wanted: Filter, category: str = "") -> list[Prompt]:
    """Those the filter asks for; an empty category takes all."""
    return [
        prompt
        for prompt in many
        if (not category or prompt.item.category == category) and _fits(prompt.marks, wanted)
    ]


def _fits(marks: Sequence[PromptMark], wanted: Filter) -> bool:
    asked = [
        mark
        for mark in marks
        if mark not in (PromptMark.UNASKED, PromptMark.FAILED, PromptMark.UNKEYED)
    ]
    wrong = [mark for mark in asked if mark is not PromptMark.RIGHT]
    return {
        Filter.ALL: True,
        Filter.WRONG: bool(wrong),
        Filter.DIFFERENT: len({mark is PromptMark.RIGHT for mark in asked}) > 1,
        Filter.ALL_WRONG: bool(asked) and len(wrong) == len(asked),
        Filter.FAILED: PromptMark.FAILED in marks,
    }[wanted]
