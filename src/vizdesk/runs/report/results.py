"""What a run found: rates with intervals, figures with their coverage, models in pairs. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from statistics import fmean, median

from vizdesk.analysis.agreement import cohens_kappa
from vizdesk.common.messages import Message
from vizdesk.comparison.models import Model
from vizdesk.evals.suite import EvalItem
from vizdesk.evals.verdicts import VerdictState
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord, finished
from vizdesk.runs.report.baseline import Baseline, baseline_of
from vizdesk.runs.report.coverage import (
    NOTHING_ASKED,
    RunCoverage,
    coverage_of,
    partial_words,
    run_coverage,
)
from vizdesk.runs.report.model_names import distinct_names
from vizdesk.runs.report.pair_tests import ALL_PAIRS, Pair, PairChoice, pairs_tested, ranks
from vizdesk.runs.report.pass_rate import COVERAGE, Rate, rate_of, rate_of_items
from vizdesk.runs.report.published import Published, comparable

COLD_S = 0.02
"""An answer before which a model was loaded for longer than this says how long a start takes."""


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
class Agreement:
    """How the judge's verdicts go with the checks': the share that are the same, and kappa."""

    share: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One model's results. Rates are of items (see `passes`), None where nothing has a key.

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
    """All of it; `items` are those that were to be asked.

    The models bear names here by which they can be told apart (see `distinct_names`).
    `published` stands beside the rows and is in none of the tests and charts. `pairs` are those of
    `choice`; ranks rest on all pairs.
    """

    plan: RunPlan
    rows: tuple[ResultRow, ...]
    pairs: tuple[Pair, ...]
    baseline: Baseline | None
    published: tuple[Published, ...] = ()
    choice: PairChoice = ALL_PAIRS
    coverage: RunCoverage = NOTHING_ASKED

    @property
    def partial(self) -> Message:
        """What a run that is not whole says of itself; empty where it is."""
        return partial_words(self.coverage)

    @property
    def clustered(self) -> bool:
        """Whether prompts share images, so that all intervals and tests are clustered by image."""
        return len({item.image for item in self.items}) < len(self.items)

    @property
    def items(self) -> Sequence[EvalItem]:
        """The items of the run."""
        return self.plan.items


def results(
    plan: RunPlan,
    recorded: Sequence[EvalRecord],
    published: Sequence[Published] = (),
    choice: PairChoice = ALL_PAIRS,
) -> Results:
    """Compute everything from the answers so far; `published` is what is known of the models."""
    plan = replace(plan, models=distinct_names(plan.models))
    by_model: dict[str, list[EvalRecord]] = defaultdict(list)
    for record in recorded:
        by_model[record.cell.model].append(record)
    each = len(plan.items) * plan.repeats
    coverages = {model.id: coverage_of(by_model[model.id], each) for model in plan.models}
    keyed = [item for item in plan.items if item.check is not None]
    passed = {key: passes(verdicts) for key, verdicts in by_model.items()}
    every = pairs_tested(plan.models, passed, coverages, keyed, ALL_PAIRS)
    ranked = ranks(plan.models, every, coverages) if keyed else {}
    return Results(
        plan,
        tuple(
            replace(_row(plan, model, by_model[model.id]), rank=ranked.get(model.id))
            for model in plan.models
        ),
        every
        if choice == ALL_PAIRS
        else pairs_tested(plan.models, passed, coverages, keyed, choice),
        baseline_of(plan.suite.digest, keyed, plan.suite.categories),
        comparable(published, plan.suite.categories),
        choice,
        run_coverage(plan, recorded),
    )


def passes(recorded: Sequence[EvalRecord], *, strict: bool = False) -> dict[str, bool]:
    """Whether each item passes: right in more than half of the repeats that gave an answer."""
    verdicts: dict[str, list[bool]] = defaultdict(list)
    for record in recorded:
        if finished(record.answer) and record.right is not None:
            verdicts[record.cell.item].append(record.strict if strict else record.right)
    return {item: 2 * sum(repeats) > len(repeats) for item, repeats in verdicts.items()}


def _row(plan: RunPlan, model: Model, recorded: Sequence[EvalRecord]) -> ResultRow:
    done = [record for record in recorded if finished(record.answer)]
    passed = passes(recorded)
    strict = passes(recorded, strict=True)
    images = {item.id: item.image for item in plan.items}
    # A person's word gives a verdict where there is no key.
    rated = [item for item in plan.items if item.check is not None or item.id in passed]
    every = [item.id for item in rated]
    states = [record.verdict.state for record in done if record.verdict is not None]
    categories: dict[str, list[str]] = {name: [] for name in plan.suite.categories}
    for item in rated:
        categories.setdefault(item.category, []).append(item.id)
    rates = {name: rate_of_items(passed, images, of) for name, of in categories.items()}
    of_all = [passed.get(item, False) for item in every]
    right = sum(of_all)
    usage = [record.answer.usage for record in done]
    costs = [record.answer.cost_usd for record in done]
    return ResultRow(
        model=model,
        overall=rate_of_items(passed, images, every),
        strict=rate_of_items(strict, images, every),
        categories={name: rate for name, rate in rates.items() if rate is not None},
        answered=len(done),
        failed=len(recorded) - len(done),
        refused=states.count(VerdictState.REFUSED),
        unreadable=sum(
            states.count(state)
            for state in (VerdictState.UNREADABLE, VerdictState.AMBIGUOUS, VerdictState.EMPTY)
        ),
        times=_times(done),
        input_tokens=_covered([tokens.input_tokens for tokens in usage], median),
        output_tokens=_covered([tokens.output_tokens for tokens in usage], median),
        cost_usd=_covered(costs, fmean),
        repeats=_repeats(plan, done),
        identical=_identical(plan, done),
        served=tuple(
            dict.fromkeys(record.answer.served for record in done if record.answer.served)
        ),
        judged=rate_of([right for right, _ in _judgements(done)]),
        agreement=_agreement(done),
        coverage=coverage_of(recorded, len(plan.items) * plan.repeats),
        of_all=rate_of(of_all, [images[item] for item in every]) if passed else None,
        possible=(right / len(every), (right + len(every) - len(passed)) / len(every))
        if passed
        else None,
    )


def _judgements(done: Sequence[EvalRecord]) -> list[tuple[bool, bool]]:
    """The judge's verdict and the check's, of answers that have both."""
    return [
        (record.judge.right, record.verdict.lenient)
        for record in done
        if record.judge is not None
        and record.judge.right is not None
        and record.verdict is not None
    ]


def _agreement(done: Sequence[EvalRecord]) -> Agreement | None:
    both = _judgements(done)
    if not both:
        return None
    share = sum(first == second for first, second in both) / len(both)
    return Agreement(share, cohens_kappa([one for one, _ in both], [two for _, two in both]))


def _covered(
    values: Sequence[float | None], figure: Callable[[Sequence[float]], float]
) -> float | None:
    known = [value for value in values if value is not None]
    return figure(known) if known and len(known) >= COVERAGE * len(values) else None


def _times(done: Sequence[EvalRecord]) -> Times:
    warm: list[float] = []
    cold: list[float] = []
    first: list[float] = []
    for record in done:
        timing = record.answer.timing
        if timing.total_s is None:
            continue
        (cold if (timing.load_s or 0.0) > COLD_S else warm).append(timing.total_s)
        if timing.ttft_s is not None:
            first.append(timing.ttft_s)
    return Times(
        mean_s=fmean(warm) if warm else None,
        median_s=median(warm) if warm else None,
        p95_s=sorted(warm)[ceil(0.95 * len(warm)) - 1] if warm else None,
        first_word_s=median(first) if first else None,
        cold_s=median(cold) if cold else None,
    )


def _repeats(plan: RunPlan, done: Sequence[EvalRecord]) -> tuple[Rate, ...]:
    if plan.repeats < 2:
        return ()
    rates = (
        rate_of(
            [
                record.right
                for record in done
                if record.cell.repeat == at and record.right is not None
            ]
        )
        for at in range(plan.repeats)
    )
    return tuple(rate for rate in rates if rate is not None)


def _identical(plan: RunPlan, done: Sequence[EvalRecord]) -> float | None:
    texts: dict[str, list[str]] = defaultdict(list)
    for record in done:
        texts[record.cell.item].append(record.answer.text.strip())
    whole = [answers for answers in texts.values() if len(answers) == plan.repeats]
    if plan.repeats < 2 or not whole:
        return None
    return sum(len(set(answers)) == 1 for answers in whole) / len(whole)
