"""What a run found: rates with intervals, figures with their coverage, models in pairs. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from vizdesk.analysis.agreement import cohens_kappa
from vizdesk.common.messages import Message
from vizdesk.comparison.models import Model
from vizdesk.evals.verdicts import VerdictState
from vizdesk.runs.figures import Figures, all_figures
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.baseline import Baseline, baseline_of
from vizdesk.runs.report.coverage import (
    NOTHING_ASKED,
    RunCoverage,
    partial_words,
    run_coverage,
)
from vizdesk.runs.report.model_names import distinct_names
from vizdesk.runs.report.pair_tests import ALL_PAIRS, Pair, PairChoice, pairs_tested, ranks
from vizdesk.runs.report.pass_rate import Rate, clustered_rate, rate_of_counts
from vizdesk.runs.report.published import Published, comparable
from vizdesk.runs.report.run_fold import RIGHT, UNJUDGED, ModelFold, RunLayout, Times, fold


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the judge's verdicts go with the checks': the share that are the same, and kappa."""

    share: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One model's results. Rates are of items, None where nothing has a key.

    `strict` counts only answers in just the form asked for. `input_tokens` and `output_tokens`
    (reasoning included) are medians, `cost_usd` is the mean of a question. `repeats` has the rate
    of each repeat; `identical` is the share of items whose answers are the same in all of them.
    `judged` is the rate of answers that the plan's judge calls right, beside the checks' own.
    `coverage` is of the model's questions; below 90 % nothing is graded, ranked or called better.
    `of_all` counts what was not answered as not passed; `possible` is the lowest and the highest
    rate (shares of 1) that the missing answers still allow. `rank` is the best and the worst rank
    that the tests leave it, None where it is not ranked.
    """

    model: Model
    overall: Rate | None
    strict: Rate | None
    categories: Mapping[str, Rate]
    answered: int
    failed: int
    refused: int
    unreadable: int
    times: Times
    input_tokens: float | None
    output_tokens: float | None
    cost_usd: float | None
    repeats: tuple[Rate, ...]
    identical: float | None
    served: tuple[str, ...]
    judged: Rate | None = None
    agreement: Agreement | None = None
    coverage: RunCoverage = NOTHING_ASKED
    of_all: Rate | None = None
    possible: tuple[float, float] | None = None
    rank: tuple[int, int] | None = None

    @property
    def ranked(self) -> bool:
        """Whether enough is answered for a grade and a rank."""
        return self.coverage.enough


@dataclass(frozen=True, slots=True)
class Results:
    """All of it.

    The models bear names here by which they can be told apart (see `distinct_names`).
    `published` stands beside the rows and is in none of the tests and charts. `pairs` are those of
    `choice`; ranks rest on all pairs. `keyed`: some item has a check. `clustered`: prompts share
    images, so that all intervals and tests are clustered by image. `marks` are
    those of a `PromptTable`.
    """

    plan: RunPlan
    rows: tuple[ResultRow, ...]
    pairs: tuple[Pair, ...]
    baseline: Baseline | None
    published: tuple[Published, ...] = ()
    choice: PairChoice = ALL_PAIRS
    coverage: RunCoverage = NOTHING_ASKED
    keyed: bool = True
    clustered: bool = False
    marks: tuple[bytes, ...] = ()

    @property
    def partial(self) -> Message:
        """What a run that is not whole says of itself; empty where it is."""
        return partial_words(self.coverage)


def results(
    plan: RunPlan,
    recorded: Iterable[EvalRecord],
    published: Sequence[Published] = (),
    choice: PairChoice = ALL_PAIRS,
) -> Results:
    """Compute everything from the answers so far; `published` is what is known of the models."""
    figures = sorted(all_figures(plan, recorded), key=attrgetter("model"))
    return results_of(plan, figures, published, choice)


def results_of(
    plan: RunPlan,
    figures: Iterable[Figures],
    published: Sequence[Published] = (),
    choice: PairChoice = ALL_PAIRS,
) -> Results:
    """The same from the answers' figures by model, which are gone through once and not held."""
    plan = replace(plan, models=distinct_names(plan.models))
    layout = RunLayout.of(plan)
    folds = fold(layout, figures)
    coverages = [each.coverage for each in folds]
    every = pairs_tested(plan.models, folds, ALL_PAIRS)
    by_id = {model.id: each for model, each in zip(plan.models, coverages, strict=True)}
    keyed = any(layout.keyed)
    ranked = ranks(plan.models, every, by_id) if keyed else {}
    return Results(
        plan,
        tuple(
            replace(_row(model, each), rank=ranked.get(model.id))
            for model, each in zip(plan.models, folds, strict=True)
        ),
        every if choice == ALL_PAIRS else pairs_tested(plan.models, folds, choice),
        baseline_of(plan) if keyed else None,
        comparable(published, plan.suite.categories),
        choice,
        run_coverage(coverages),
        keyed,
        layout.clustered,
        tuple(each.marks for each in folds),
    )


def _row(model: Model, each: ModelFold) -> ResultRow:
    layout, passed = each.layout, each.passed
    # A person's word gives a verdict where there is no key.
    rated = [number for number in range(len(layout)) if layout.keyed[number] or passed[number]]
    right, judged = passed.count(RIGHT), len(layout) - passed.count(UNJUDGED)
    rates = {
        name: _rate(layout, passed, _rated_of(layout, passed, numbers))
        for name, numbers in layout.categories.items()
    }
    whole = layout.sums(rated, bytes(passed[number] == RIGHT for number in rated))
    return ResultRow(
        model=model,
        overall=_rate(layout, passed, rated),
        strict=_rate(layout, each.strictly, rated),
        categories={name: rate for name, rate in rates.items() if rate is not None},
        answered=each.answered,
        failed=each.kept - each.answered,
        refused=each.states[VerdictState.REFUSED],
        unreadable=sum(each.states[state] for state in _UNREADABLE),
        times=each.measures.times,
        input_tokens=each.measures.input_tokens,
        output_tokens=each.measures.output_tokens,
        cost_usd=each.measures.cost_usd,
        repeats=_repeats(each),
        identical=each.identical,
        served=tuple(each.served),
        judged=_judged(each),
        agreement=_agreement(each),
        coverage=each.coverage,
        of_all=clustered_rate(whole, 0) if judged else None,
        possible=(right / len(rated), (right + len(rated) - judged) / len(rated))
        if judged
        else None,
    )


_UNREADABLE = (VerdictState.UNREADABLE, VerdictState.AMBIGUOUS, VerdictState.EMPTY)


def _rated_of(layout: RunLayout, passed: bytearray, numbers: Sequence[int]) -> Sequence[int]:
    return [number for number in numbers if layout.keyed[number] or passed[number]]


def _rate(layout: RunLayout, verdicts: bytearray, of: Sequence[int]) -> Rate | None:
    """The rate of these items as far as they have a verdict, clustered by image."""
    judged = [number for number in of if verdicts[number]]
    values = bytes(verdicts[number] == RIGHT for number in judged)
    return clustered_rate(layout.sums(judged, values), len(of))


def _judged(each: ModelFold) -> Rate | None:
    right = sum(count for (judged, _), count in each.judged.items() if judged)
    return rate_of_counts(right, each.judged.total())


def _agreement(each: ModelFold) -> Agreement | None:
    """How the judge's verdicts go with the check's, on answers that have both."""
    if not each.judged:
        return None
    same = sum(count for (judged, checked), count in each.judged.items() if judged == checked)
    judge = [judged for (judged, _), count in each.judged.items() for _ in range(count)]
    check = [checked for (_, checked), count in each.judged.items() for _ in range(count)]
    return Agreement(same / len(judge), cohens_kappa(judge, check))


def _repeats(each: ModelFold) -> tuple[Rate, ...]:
    if each.repeats < 2:
        return ()
    rates = (rate_of_counts(right, known) for right, known in each.by_repeat)
    return tuple(rate for rate in rates if rate is not None)
