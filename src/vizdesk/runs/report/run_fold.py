"""A run's figures added up one by one, in a few bytes a question: what the results are made of."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import compress, groupby
from math import ceil
from operator import attrgetter
from statistics import fmean, median

from vizdesk.analysis.intervals import ClusterSums
from vizdesk.evals.suite import outlines
from vizdesk.evals.verdicts import VerdictState
from vizdesk.runs.figures import Figures
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.report.coverage import RunCoverage
from vizdesk.runs.report.pass_rate import COVERAGE
from vizdesk.runs.report.prompts import MARKS, PromptMark

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


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from question to end of answer: mean, median, 95th percentile; cold start apart.

    `first_word_s` is the median TTFT. `cold_s` is the median of answers that waited for loading.
    """

    mean_s: float | None = None
    median_s: float | None = None
    p95_s: float | None = None
    first_word_s: float | None = None
    cold_s: float | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """Figures of one model's answers: median tokens (reasoning included), mean US dollars.

    None where less than 90 % of its answers tell.
    """

    times: Times
    input_tokens: float | None
    output_tokens: float | None
    cost_usd: float | None


NOT_MEASURED = Measures(Times(), None, None, None)


def _no_figures() -> array[float]:
    return array("d")


def _no_counts() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Measured:
    """Times in seconds, tokens and US dollars of single answers, as far as they are known."""

    warm: array[float] = field(default_factory=_no_figures)
    cold: array[float] = field(default_factory=_no_figures)
    first: array[float] = field(default_factory=_no_figures)
    input_tokens: array[int] = field(default_factory=_no_counts)
    output_tokens: array[int] = field(default_factory=_no_counts)
    costs: array[float] = field(default_factory=_no_figures)


def _times(measured: Measured) -> Times:
    warm = array("d", sorted(measured.warm))
    return Times(
        mean_s=fmean(warm) if warm else None,
        median_s=median(warm) if warm else None,
        p95_s=warm[ceil(0.95 * len(warm)) - 1] if warm else None,
        first_word_s=median(measured.first) if measured.first else None,
        cold_s=median(measured.cold) if measured.cold else None,
    )


def _covered(
    known: Sequence[float], of: int, figure: Callable[[Sequence[float]], float]
) -> float | None:
    return figure(known) if known and len(known) >= COVERAGE * of else None


class ModelFold:
    """What one model answered, added up."""

    def __init__(self, layout: RunLayout) -> None:
        size, self.repeats = len(layout), layout.plan.repeats
        self.layout = layout
        self._known, self._right, self._strict = (array("H", bytes(2 * size)) for _ in range(3))
        self._replies = array("q", bytes(8 * size)) if self.repeats > 1 else array("q")
        self._answers = array("H", bytes(2 * len(self._replies)))
        self._alike = bytearray(b"\x01" * len(self._replies))
        self._notes = bytearray(size)
        self.kept = self.answered = 0
        self.states: Counter[VerdictState] = Counter()
        self.measured, self.measures = Measured(), NOT_MEASURED
        self.judged: Counter[tuple[bool, bool]] = Counter()
        self.by_repeat = [[0, 0] for _ in range(self.repeats)]
        self.served: dict[str, None] = {}

    def take(self, figures: Figures, number: int) -> None:
        """One answer, to the item of this number."""
        self.kept += 1
        self._notes[number] |= _KEPT
        if not figures.finished:
            return
        self.answered += 1
        self._notes[number] |= _note(figures)
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
        measured = self.measured
        if figures.total_s is not None:
            cold = (figures.load_s or 0.0) > COLD_S
            (measured.cold if cold else measured.warm).append(figures.total_s)
            if figures.ttft_s is not None:
                measured.first.append(figures.ttft_s)
        if figures.input_tokens is not None:
            measured.input_tokens.append(figures.input_tokens)
        if figures.output_tokens is not None:
            measured.output_tokens.append(figures.output_tokens)
        if figures.cost_usd is not None:
            measured.costs.append(figures.cost_usd)
        if figures.served:
            self.served[figures.served] = None

    def _take_reply(self, reply: int, number: int) -> None:
        if self._answers[number] and self._replies[number] != reply:
            self._alike[number] = 0
        self._replies[number] = reply
        self._answers[number] += 1

    def settle(self) -> None:
        """Reckon what is made of single times, tokens and costs, and let go of those."""
        measured = self.measured
        self.measures = Measures(
            _times(measured),
            _covered(measured.input_tokens, self.answered, median),
            _covered(measured.output_tokens, self.answered, median),
            _covered(measured.costs, self.answered, fmean),
        )
        self.measured = Measured()

    @cached_property
    def passed(self) -> bytearray:
        """How each item stands: right in more than half of the repeats that gave an answer."""
        return _majority(self._known, self._right)

    @cached_property
    def strictly(self) -> bytearray:
        """The same where only answers in just the form asked for count."""
        return _majority(self._known, self._strict)

    @cached_property
    def marks(self) -> bytes:
        """How the model did on each item over its repeats: a place in `MARKS` for each."""
        every = zip(self._notes, self._known, self._right, strict=True)
        # No `map`: it would hold Python's lock, and a window's thread, to its end.
        return bytes(_mark(*each) for each in every)

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


_KEPT, _DONE, _UNKEYED, _REFUSED, _UNREADABLE, _OTHER = 1, 2, 4, 8, 16, 32
"""What is noted of an item's answers: one is kept, came, has no verdict; how the check took it."""
_NOTED: Mapping[VerdictState, int] = {
    VerdictState.REFUSED: _REFUSED,
    VerdictState.UNREADABLE: _UNREADABLE,
    VerdictState.AMBIGUOUS: _UNREADABLE,
    VerdictState.EMPTY: _UNREADABLE,
}


def _note(figures: Figures) -> int:
    note = _DONE | (_UNKEYED if figures.right is None else 0)
    if figures.verdict is None or figures.person:
        return note
    return note | _NOTED.get(VerdictState(figures.verdict), _OTHER)


@cache
def _mark(notes: int, known: int, right: int) -> int:
    return MARKS.index(_mark_of(notes, known, right))


def _mark_of(notes: int, known: int, right: int) -> PromptMark:
    if not notes & _DONE:
        return PromptMark.FAILED if notes & _KEPT else PromptMark.UNASKED
    if notes & _UNKEYED:
        return PromptMark.UNKEYED
    if right == known:
        return PromptMark.RIGHT
    if right:
        return PromptMark.MIXED
    states = notes & (_REFUSED | _UNREADABLE | _OTHER)
    if states == _REFUSED:
        return PromptMark.REFUSED
    return PromptMark.UNREADABLE if states == _UNREADABLE else PromptMark.WRONG


def _majority(known: Sequence[int], right: Sequence[int]) -> bytearray:
    return bytearray(
        0 if not votes else WRONG + (2 * passed > votes)
        for votes, passed in zip(known, right, strict=True)
    )


def fold(layout: RunLayout, figures: Iterable[Figures]) -> list[ModelFold]:
    """What each of the plan's models answered, in the models' order.

    `figures` come model by model: only one model's times and tokens are held at once.
    """
    folds = [ModelFold(layout) for _ in layout.plan.models]
    numbers = layout.numbers
    for model, of_model in groupby(figures, attrgetter("model")):
        for each in of_model:
            number = each.place if numbers is None else numbers[each.place]
            if number >= 0:
                folds[model].take(each, number)
        folds[model].settle()
    return folds
