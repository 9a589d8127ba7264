"""The prompts of a run with every model's verdict, and which of them are worth a look. Pure."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from vizdesk.common.messages import message
from vizdesk.evals.suite import EvalItem, outlines
from vizdesk.evals.verdicts import VerdictState
from vizdesk.runs.answers import RunAnswers
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


MARKS = tuple(PromptMark)
"""Marks by their number, as a byte of `Results.marks` has it."""


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


@dataclass(frozen=True)
class Listing:
    """Prompts by their numbers (places among the plan's items, ascending), and their marks."""

    numbers: Sequence[int]
    marks: frozenset[PromptMark]


@dataclass(frozen=True)
class PromptTable:
    """The prompts of a run, of which only those that are looked at are read.

    `marks` has a byte for each prompt, a number of `MARKS`, for each of the plan's models.
    """

    plan: RunPlan
    marks: Sequence[bytes]
    answers: RunAnswers

    def listing(self, wanted: Filter, category: str = "") -> Listing:
        """Those the filter asks for; an empty category takes all."""
        numbers: Sequence[int] = range(len(self.plan.items))
        if wanted is Filter.ALL and not category:
            return Listing(numbers, _present(self.marks))
        if category:
            numbers = self._categories.get(category, ())
        if wanted is not Filter.ALL:
            fits = _Fits(wanted)
            numbers = array("Q", (n for n in numbers if fits[self._bytes(n)]))
        return Listing(
            numbers, _present(bytes(map(marks.__getitem__, numbers)) for marks in self.marks)
        )

    @cached_property
    def _categories(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, array[int]] = {}
        for number, outline in enumerate(outlines(self.plan.items)):
            numbers.setdefault(outline.category, array("Q")).append(number)
        return numbers

    def marks_of(self, number: int) -> tuple[PromptMark, ...]:
        """How the models did on the prompt of this number."""
        return tuple(MARKS[mark] for mark in self._bytes(number))

    def _bytes(self, number: int) -> tuple[int, ...]:
        return tuple(marks[number] for marks in self.marks)

    def items(self, numbers: Sequence[int]) -> list[EvalItem]:
        """The items of these numbers. Reads the disk."""
        return [self.plan.items[number] for number in numbers]

    def prompt(self, number: int) -> Prompt:
        """The prompt of this number with its answers. Reads the disk."""
        item = self.plan.items[number]
        return prompt_of(self.plan, item, self.answers.to_item(item.id))


def _present(rows: Iterable[bytes]) -> frozenset[PromptMark]:
    """The marks that occur."""
    return frozenset(MARKS[mark] for mark in set().union(*map(set, rows)))


class _Fits(dict[tuple[int, ...], bool]):
    """Whether a row of marks fits a filter; a million rows are made of a few."""

    def __init__(self, wanted: Filter) -> None:
        super().__init__()
        self._wanted = wanted

    def __missing__(self, marks: tuple[int, ...]) -> bool:
        fits = self[marks] = _fits([MARKS[mark] for mark in marks], self._wanted)
        return fits


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
