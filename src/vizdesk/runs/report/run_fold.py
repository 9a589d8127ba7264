"""A run's figures added up one by one, in a few bytes a question: what the results are made of."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from vizdesk.analysis.intervals import ClusterSums
from vizdesk.evals.suite import outlines
from vizdesk.evals.verdicts import VerdictState
from vizdesk.runs.figures import Figures
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.report.coverage import RunCoverage

UNJUDGED, WRONG, RIGHT = 0, 1, 2
"""How an item stands with a model, as a byte: no verdict, not passed, passed."""
COLD_S = 0.02
"""An answer before which a model was loaded for longer than this says how long a start takes."""


@dataclass(frozen=True)
class RunLayout:
    """The items of a plan as numbers, from 0 in the plan's order.

    `clusters` has for each item the place of the first one about the same image, `keyed` 1 for
    those with a check, `categories` each category's items; the suite's own categories come first.
    """

    plan: RunPlan
    clusters: Sequence[int]
    keyed: bytearray
    categories: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, plan: RunPlan) -> RunLayout:
        """The layout of a plan; its items are gone through once."""
        clusters, keyed = array("Q"), bytearray()
        categories: dict[str, array[int]] = {name: array("Q") for name in plan.suite.categories}
        for number, outline in enumerate(outlines(plan.items)):
            clusters.append(outline.cluster)
            keyed.append(outline.keyed)
            categories.setdefault(outline.category, array("Q")).append(number)
        return cls(plan, clusters, keyed, categories)

    def __len__(self) -> int:
        return len(self.keyed)

    @cached_property
    def clustered(self) -> bool:
        """Whether prompts share images, so that intervals and tests are clustered by image."""
        seen = bytearray(len(self.plan.suite.items))
        for cluster in self.clusters:
            if seen[cluster]:
                return True
            seen[cluster] = 1
        return False

    @cached_property
    def numbers(self) -> Sequence[int] | None:
        """The item's number for each place in the suite, -1 for none; None: all are asked."""
        every = len(self.plan.suite.items)
        if len(self) == every:
            return None
        numbers = array("q", b"\xff" * (8 * every))
        for number, place in enumerate(self.plan.places):
            numbers[place] = number
        return numbers

    def sums(self, numbers: Sequence[int], values: Sequence[int]) -> ClusterSums:
        """Sums by image of a value of each of these items."""
        if not self.clustered:
            total, squares = sum(values), sum(value * value for value in values)
            count = len(values)
            return ClusterSums(count, count, total, squares, squares, total, count)
        clusters = array("Q", (self.clusters[number] for number in numbers))
        return ClusterSums.of_places(clusters, values, len(self.plan.suite.items))


class ModelFold:
    """What one model answered, added up."""

    def __init__(self, layout: RunLayout) -> None:
        size, self.repeats = len(layout), layout.plan.repeats
        self.layout = layout
        self._known, self._right, self._strict = (array("H", bytes(2 * size)) for _ in range(3))
        self._replies = array("q", bytes(8 * size)) if self.repeats > 1 else array("q")
        self._answers = array("H", bytes(2 * len(self._replies)))
        self._alike = bytearray(b"\x01" * len(self._replies))
        self.kept = self.answered = 0
        self.states: Counter[VerdictState] = Counter()
        self.warm, self.cold, self.first = array("d"), array("d"), array("d")
        self.input_tokens, self.output_tokens = array("q"), array("q")
        self.costs = array("d")
        self.judged: Counter[tuple[bool, bool]] = Counter()
        self.by_repeat = [[0, 0] for _ in range(self.repeats)]
        self.served: dict[str, None] = {}

    def take(self, figures: Figures, number: int) -> None:
        """One answer, to the item of this number."""
        self.kept += 1
        if not figures.finished:
            return
        self.answered += 1
        if figures.verdict is not None:
            self.states[VerdictState(figures.verdict)] += 1
        if figures.right is not None:
            self._known[number] += 1
            self._right[number] += bool(figures.right)
            self._strict[number] += bool(figures.strict)
            if figures.repeat < self.repeats:
                self.by_repeat[figures.repeat][0] += bool(figures.right)
                self.by_repeat[figures.repeat][1] += 1
        if figures.judged is not None and figures.lenient is not None:
            self.judged[bool(figures.judged), bool(figures.lenient)] += 1
        self._take_measures(figures)
        if self._replies:
            self._take_reply(figures.reply, number)

    def _take_measures(self, figures: Figures) -> None:
        if figures.total_s is not None:
            cold = (figures.load_s or 0.0) > COLD_S
            (self.cold if cold else self.warm).append(figures.total_s)
            if figures.ttft_s is not None:
                self.first.append(figures.ttft_s)
        for known, value in (
            (self.input_tokens, figures.input_tokens),
            (self.output_tokens, figures.output_tokens),
        ):
            if value is not None:
                known.append(value)
        if figures.cost_usd is not None:
            self.costs.append(figures.cost_usd)
        if figures.served:
            self.served[figures.served] = None

    def _take_reply(self, reply: int, number: int) -> None:
        if self._answers[number] and self._replies[number] != reply:
            self._alike[number] = 0
        self._replies[number] = reply
        self._answers[number] += 1

    @cached_property
    def passed(self) -> bytearray:
        """How each item stands: right in more than half of the repeats that gave an answer."""
        return _majority(self._known, self._right)

    @cached_property
    def strictly(self) -> bytearray:
        """The same where only answers in just the form asked for count."""
        return _majority(self._known, self._strict)

    @property
    def coverage(self) -> RunCoverage:
        """How many of its questions are answered."""
        failed = self.kept - self.answered
        return RunCoverage(self.answered, failed, len(self.layout) * self.repeats)

    @property
    def identical(self) -> float | None:
        """The share of items with the same answer in every repeat; None where none has them all."""
        whole = [count == self.repeats for count in self._answers]
        return sum(compress(self._alike, whole)) / sum(whole) if any(whole) else None


def _majority(known: Sequence[int], right: Sequence[int]) -> bytearray:
    return bytearray(
        0 if not votes else WRONG + (2 * passed > votes)
        for votes, passed in zip(known, right, strict=True)
    )


def fold(layout: RunLayout, figures: Iterable[Figures]) -> list[ModelFold]:
    """What each of the plan's models answered, in the models' order."""
    folds = [ModelFold(layout) for _ in layout.plan.models]
    numbers = layout.numbers
    for each in figures:
        number = each.place if numbers is None else numbers[each.place]
        if number >= 0:
            folds[each.model].take(each, number)
    return folds
