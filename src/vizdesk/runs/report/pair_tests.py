"""The models of a run tested two by two, on prompts both answered, and the ranks that allows."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from vizdesk.analysis.paired import (
    ALPHA,
    Adjusted,
    Paired,
    holm,
    mcnemar,
    score_interval,
    sentence,
)
from vizdesk.common.messages import Message, message
from vizdesk.comparison.models import Model
from vizdesk.runs.report.coverage import RunCoverage
from vizdesk.runs.report.model_names import distinct_names
from vizdesk.runs.report.pass_rate import COVERAGE
from vizdesk.runs.report.run_fold import RIGHT, WRONG, ModelFold, RunLayout
from vizdesk.runs.schema import RunsError


@dataclass(frozen=True, slots=True)
class PairChoice:
    """Which pairs are compared, by the models' ids: all; with a reference; one pair alone.

    Fewer comparisons are corrected less: with a reference model the k − 1 pairs of it, with
    `other` too the one pair, which needs no correction. It is chosen before one looks at results.
    """

    reference: str = ""
    other: str = ""

    def takes(self, first: str, second: str) -> bool:
        """Whether these two are compared."""
        wanted = {self.reference, self.other} - {""}
        return wanted <= {first, second}


ALL_PAIRS = PairChoice()


def chosen_pairs(models: Sequence[Model], reference: str, other: str) -> PairChoice:
    """The pairs with these models, called by id or by a name of theirs; empty: any.

    Raises RunsError for a name that no model of the run has, or several have.
    """
    return PairChoice(*(_id_of(models, name) if name else "" for name in (reference, other)))


def _id_of(models: Sequence[Model], name: str) -> str:
    shown = dict(zip((model.id for model in models), distinct_names(models), strict=True))
    named = [
        key
        for key, model in shown.items()
        if name == key or name.casefold() in (model.name.casefold(), key.casefold())
    ]
    if len(named) == 1:
        return named[0]
    names = ", ".join(model.id for model in models)
    raise RunsError(
        message("No model of this run is called {name}; it has {names}.", name=name, names=names)
    )


@dataclass(frozen=True, slots=True)
class PairTest:
    """What a pair's test says: the p value after Holm's correction, and the interval of that level.

    `interval` is of the difference of pass rates, at the confidence 1 − `adjusted.alpha`: it holds
    0 just when the p value is not below 5 %.
    """

    adjusted: Adjusted
    interval: tuple[float, float]

    @property
    def settled(self) -> bool:
        """Whether one of the two is better."""
        return self.adjusted.p_value < ALPHA

    @property
    def confidence(self) -> float:
        """Of the interval, as a share of 1."""
        return 1 - self.adjusted.alpha


@dataclass(frozen=True, slots=True)
class Pair:
    """Two models on the items both answered; `test` is None where too few are answered.

    `coverages` are both models', `keyed` is how many items have a key.
    """

    first: Model
    second: Model
    table: Paired
    test: PairTest | None
    coverages: tuple[RunCoverage, RunCoverage]
    keyed: int

    @property
    def words(self) -> Message:
        """What may be said of the two, in one sentence."""
        return pair_sentence(self)

    @property
    def swapped(self) -> Pair:
        """The same with the models in the other order."""
        test = self.test
        if test is not None:
            low, high = test.interval
            test = PairTest(test.adjusted, (-high, -low))
        first, second = self.coverages
        return Pair(self.second, self.first, self.table.swapped, test, (second, first), self.keyed)


def pair_sentence(pair: Pair) -> Message:
    """What may be said of two models: the test's verdict, or why there is none."""
    first, second, table = pair.first.name, pair.second.name, pair.table
    if pair.test is not None:
        adjusted = pair.test.adjusted
        return sentence(first, second, table, adjusted.p_value, adjusted.alpha)
    least, model = min(
        (pair.coverages[0], first), (pair.coverages[1], second), key=lambda each: each[0].answered
    )
    return message(
        "No verdict on {first} and {second}: {model} has {answered} of {total} answers. On the "
        "{both} prompts both answered, {right} and {others} are right.",
        first=first,
        second=second,
        model=model,
        answered=f"{least.answered:,}",
        total=f"{least.total:,}",
        both=table.prompts,
        right=table.both + table.only_first,
        others=table.both + table.only_second,
    )


def pairs_tested(
    models: Sequence[Model], folds: Sequence[ModelFold], choice: PairChoice
) -> tuple[Pair, ...]:
    """Every chosen pair that shares an item with a key, in the models' order.

    `folds` has what each of the models answered. Pairs with too few answers are not tested, and
    count for no correction.
    """
    pairs: list[Pair] = []
    for (first, one), (second, other) in combinations(zip(models, folds, strict=True), 2):
        if not choice.takes(first.id, second.id):
            continue
        table = _paired(one, other)
        if table.prompts:
            measured = one.coverage, other.coverage
            keyed = sum(one.layout.keyed)
            pairs.append(Pair(first, second, table, None, measured, keyed))
    testable = [at for at, pair in enumerate(pairs) if _enough(pair)]
    corrected = holm([mcnemar(pairs[at].table) for at in testable])
    for at, adjusted in zip(testable, corrected, strict=True):
        pair = pairs[at]
        test = PairTest(adjusted, score_interval(pair.table, 1 - adjusted.alpha))
        pairs[at] = Pair(pair.first, pair.second, pair.table, test, pair.coverages, pair.keyed)
    return tuple(pairs)


def _paired(first: ModelFold, second: ModelFold) -> Paired:
    """How their verdicts agree on the keyed items that both have one of."""
    layout = first.layout
    every = zip(layout.keyed, first.passed, second.passed, strict=True)
    both = array("Q", (number for number, marks in enumerate(every) if all(marks)))
    theirs = bytes(second.passed[number] for number in both)
    return paired_verdicts(layout, both, first.passed, theirs)


def paired_verdicts(
    layout: RunLayout, numbers: Sequence[int], mine: bytearray, theirs: Sequence[int]
) -> Paired:
    """How verdicts on the items of these numbers agree; `theirs` are in the order of `numbers`."""
    counts, differences = Counter[tuple[int, int]](), array("b")
    for number, other in zip(numbers, theirs, strict=True):
        counts[mine[number], other] += 1
        differences.append(mine[number] - other)
    sums = layout.sums(numbers, differences)
    return Paired(
        counts[RIGHT, RIGHT],
        counts[RIGHT, WRONG],
        counts[WRONG, RIGHT],
        counts[WRONG, WRONG],
        sums if sums.shared else None,
    )


def _enough(pair: Pair) -> bool:
    shared = pair.table.prompts >= COVERAGE * pair.keyed
    return shared and all(coverage.enough for coverage in pair.coverages)


def ranks(
    models: Sequence[Model], pairs: Sequence[Pair], coverages: Mapping[str, RunCoverage]
) -> dict[str, tuple[int, int]]:
    """The best and worst rank that the tests of all pairs leave each model, by its id.

    Models with too few answers have none, and count for nobody else's.
    """
    ranked = [model.id for model in models if coverages[model.id].enough]
    better, worse = dict.fromkeys(ranked, 0), dict.fromkeys(ranked, 0)
    for pair in pairs:
        if pair.test is None or not pair.test.settled:
            continue
        ahead = pair if pair.table.difference > 0 else pair.swapped
        worse[ahead.first.id] += 1
        better[ahead.second.id] += 1
    return {key: (1 + better[key], len(ranked) - worse[key]) for key in ranked}
