"""Ratings from paired votes with ties: Davidson's form of the Bradley–Terry model.

R. R. Davidson, "On Extending the Bradley-Terry Model to Accommodate Ties in Paired Comparison
Experiments", Journal of the American Statistical Association 65 (1970), 317-328. With strengths
π = exp(θ) and ν ≥ 0: i is preferred to j with probability π_i ÷ D, a tie has ν √(π_i π_j) ÷ D,
D = π_i + π_j + ν √(π_i π_j). The log-likelihood is concave in θ and log ν.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, comb, erfc, log, sqrt

import numpy as np
from numpy.typing import NDArray

from vizdesk.analysis.intervals import Z_95, wilson

Floats = NDArray[np.float64]
MEAN_RATING = 1000.0
POINTS = 400 / log(10)
"""Points of a rating a unit of θ, as in chess: 400 points are odds of 10 to 1."""
PRIOR_SD = 3.0
"""Standard deviation of θ before any vote (521 points): a model that won all votes stays finite."""
TIE_PRIOR_SD = 3.0
LEVEL = 0.05
POWER_Z = 0.8416212335729143
"""The standard normal quantile of 80 %."""
_STEPS, _CLOSE = 60, 1e-10


@dataclass(frozen=True, slots=True)
class PairVotes:
    """Votes on two models, by their places: wins of each, and ties."""

    first: int
    second: int
    first_wins: int
    second_wins: int
    ties: int

    @property
    def votes(self) -> int:
        """All of them."""
        return self.first_wins + self.second_wins + self.ties


@dataclass(frozen=True, slots=True)
class ModelRating:
    """One model's rating, mean 1000; `interval` is 95 %.

    `ranks` are the best and the worst rank (from 1) that the votes allow: with 95 % confidence all
    models' true ranks lie in theirs.
    """

    rating: float
    interval: tuple[float, float]
    ranks: tuple[int, int]
    wins: int
    ties: int
    losses: int


@dataclass(frozen=True, slots=True)
class PairTest:
    """Whether two models differ: `p` of the likelihood-ratio test that they are equally strong.

    `settled` where it is still significant at 5 % for all pairs together (Holm). `needed` is how
    many votes on these two alone would tell a difference as large as the one that was estimated,
    in 80 % of cases; None where it is settled or there is no difference.
    """

    better: int
    worse: int
    points: float
    p: float
    settled: bool
    needed: int | None


@dataclass(frozen=True, slots=True)
class PreferenceRating:
    """All models' ratings, in their order, and every pair of them. `tie_rate` is ν."""

    models: tuple[ModelRating, ...]
    pairs: tuple[PairTest, ...]
    tie_rate: float
    votes: int


@dataclass(frozen=True, slots=True)
class Fit:
    """The greatest penalised log-likelihood: `strengths` θ (mean 0), log ν, and the Hessian."""

    strengths: Floats
    log_tie: float
    value: float
    hessian: Floats


def fit(models: int, votes: Sequence[PairVotes], same: tuple[int, int] | None = None) -> Fit:
    """θ of each model and log ν by Newton's method with halved steps.

    `same` are two models that are to be equally strong. Normal priors around 0 (`PRIOR_SD`,
    `TIE_PRIOR_SD`) keep all finite; without them this is maximum likelihood.
    """
    design = _design(models, same)
    table = np.array(
        [[each.first, each.second, each.first_wins, each.second_wins, each.ties] for each in votes],
        dtype=np.int64,
    ).reshape(-1, 5)
    parameters = np.zeros(design.shape[1] + 1)
    value, gradient, hessian = _likelihood(parameters, design, table)
    for _ in range(_STEPS):
        step = np.linalg.solve(hessian, gradient)
        if float(np.abs(step).max()) < _CLOSE:
            break
        for _ in range(40):
            tried = _likelihood(parameters - step, design, table)
            if tried[0] >= value:
                break
            step = step / 2
        parameters = parameters - step
        value, gradient, hessian = tried
    return Fit(design @ parameters[:-1], float(parameters[-1]), float(value), hessian)


def _design(models: int, same: tuple[int, int] | None) -> Floats:
    """θ = design · parameters: the unit matrix, or with two models' columns put together."""
    design = np.eye(models)
    if same is None:
        return design
    first, second = same
    design[second, first] = 1.0
    kept: Floats = np.delete(design, second, axis=1)
    return kept


def _likelihood(
    parameters: Floats, design: Floats, table: NDArray[np.int64]
) -> tuple[float, Floats, Floats]:
    """Penalised log-likelihood, its gradient and Hessian, in the parameters."""
    strengths, log_tie = design @ parameters[:-1], parameters[-1]
    models = len(strengths)
    first, second = table[:, 0], table[:, 1]
    counts = table[:, 2:].astype(float)
    half = (strengths[first] - strengths[second]) / 2
    # Logits of first wins, second wins, tie, less the mean of both strengths.
    logits = np.stack([half, -half, np.full_like(half, log_tie)], axis=1)
    top = logits.max(axis=1, keepdims=True)
    norm = top[:, 0] + np.log(np.exp(logits - top).sum(axis=1))
    shares = np.exp(logits - norm[:, None])
    total = counts.sum(axis=1)
    value = float((counts * (logits - norm[:, None])).sum())
    # d logits / d (half, log_tie): (1, 0), (−1, 0), (0, 1).
    slope = (counts[:, 0] - counts[:, 1]) - total * (shares[:, 0] - shares[:, 1])
    tie_slope = counts[:, 2] - total * shares[:, 2]
    lead = shares[:, 0] - shares[:, 1]
    curve = -total * (shares[:, 0] + shares[:, 1] - lead**2)
    mixed = total * lead * shares[:, 2]
    tie_curve = -total * shares[:, 2] * (1 - shares[:, 2])
    gradient = np.zeros(models + 1)
    hessian = np.zeros((models + 1, models + 1))
    for row in range(len(table)):
        sides = np.zeros(models + 1)
        sides[first[row]], sides[second[row]] = 0.5, -0.5
        tie = np.zeros(models + 1)
        tie[-1] = 1.0
        gradient += slope[row] * sides + tie_slope[row] * tie
        hessian += curve[row] * np.outer(sides, sides) + tie_curve[row] * np.outer(tie, tie)
        hessian += mixed[row] * (np.outer(sides, tie) + np.outer(tie, sides))
    precision = np.diag([1 / PRIOR_SD**2] * models + [1 / TIE_PRIOR_SD**2])
    whole = np.append(strengths, log_tie)
    value -= float(whole @ precision @ whole) / 2
    gradient -= precision @ whole
    hessian -= precision
    into = np.zeros((models + 1, design.shape[1] + 1))
    into[:models, :-1], into[-1, -1] = design, 1.0
    return value, into.T @ gradient, into.T @ hessian @ into


def rate(models: int, votes: Sequence[PairVotes]) -> PreferenceRating:
    """Ratings of models 0 to `models` − 1 from their votes. Raises ValueError for a strange place.

    Ranks as in M. Klein, T. Wright and J. Wieczorek, "A joint confidence region for an overall
    ranking of populations", Journal of the Royal Statistical Society C 69 (2020), 589-606: a model
    stands behind all that are settled to be better, and before all that are settled to be worse.
    """
    if any(not 0 <= place < models for each in votes for place in (each.first, each.second)):
        raise ValueError(f"votes name a model that is not one of {models}")
    counted = [each for each in votes if each.votes]
    best = fit(models, counted)
    pairs = _tested(models, counted, best)
    half = _half_widths(models, best)
    ratings = []
    for at in range(models):
        rating = MEAN_RATING + POINTS * float(best.strengths[at])
        ahead = sum(pair.settled and pair.worse == at for pair in pairs)
        behind = sum(pair.settled and pair.better == at for pair in pairs)
        won, tied, lost = _record(at, counted)
        ratings.append(
            ModelRating(
                rating,
                (rating - half[at], rating + half[at]),
                (1 + ahead, models - behind),
                won,
                tied,
                lost,
            )
        )
    rated = sum(each.votes for each in counted)
    return PreferenceRating(tuple(ratings), pairs, float(np.exp(best.log_tie)), rated)


def _half_widths(models: int, best: Fit) -> list[float]:
    """Half the 95 % interval of each rating against the mean of all, in points."""
    covariance = np.linalg.inv(-best.hessian)[:models, :models]
    # What is not known of the mean itself is no matter: it is 1000 by choice.
    around = np.eye(models) - 1 / models
    spread = np.diag(around @ covariance @ around.T)
    return [Z_95 * POINTS * sqrt(max(0.0, float(each))) for each in spread]


def _record(at: int, votes: Sequence[PairVotes]) -> tuple[int, int, int]:
    """Wins, ties and losses of one model."""
    won = sum(each.first_wins for each in votes if each.first == at)
    won += sum(each.second_wins for each in votes if each.second == at)
    lost = sum(each.second_wins for each in votes if each.first == at)
    lost += sum(each.first_wins for each in votes if each.second == at)
    tied = sum(each.ties for each in votes if at in (each.first, each.second))
    return won, tied, lost


def _tested(models: int, votes: Sequence[PairVotes], best: Fit) -> tuple[PairTest, ...]:
    """Every pair, tested: S. Holm, Scandinavian Journal of Statistics 6 (1979), 65-70."""
    tie_share = sum(each.ties for each in votes) / max(1, sum(each.votes for each in votes))
    tests: list[PairTest] = []
    for first, second in combinations(range(models), 2):
        ratio = max(0.0, 2 * (best.value - fit(models, votes, (first, second)).value))
        p = sign_test(votes, first, second) if models == 2 else erfc(sqrt(ratio / 2))
        gap = float(best.strengths[first] - best.strengths[second])
        better, worse = (first, second) if gap >= 0 else (second, first)
        needed = votes_needed(abs(gap) * POINTS, tie_share)
        tests.append(PairTest(better, worse, abs(gap) * POINTS, p, False, needed))
    settled: set[int] = set()
    for rank, at in enumerate(sorted(range(len(tests)), key=lambda at: tests[at].p)):
        if tests[at].p > LEVEL / (len(tests) - rank):
            break
        settled.add(at)
    return tuple(
        PairTest(
            test.better,
            test.worse,
            test.points,
            test.p,
            at in settled,
            None if at in settled else test.needed,
        )
        for at, test in enumerate(tests)
    )


def sign_test(votes: Sequence[PairVotes], first: int, second: int) -> float:
    """The exact two-sided p that of two models none is preferred; ties say nothing of it."""
    wins = sum(each.first_wins for each in votes if (each.first, each.second) == (first, second))
    wins += sum(each.second_wins for each in votes if (each.first, each.second) == (second, first))
    all_ = sum(
        each.first_wins + each.second_wins
        for each in votes
        if {each.first, each.second} == {first, second}
    )
    return binomial_p(wins, all_)


def binomial_p(wins: int, votes: int) -> float:
    """The exact two-sided p of so many wins where each vote is a coin's."""
    few = min(wins, votes - wins)
    tail = sum(comb(votes, count) for count in range(few + 1))
    return min(1.0, float(2 * tail / 2**votes))


def votes_needed(points: float, tie_share: float = 0.0) -> int | None:
    """Votes on two models until a gap of so many points is told at 5 % in 80 % of cases.

    The usual size of a sample for one share against a half (J. L. Fleiss, "Statistical Methods for
    Rates and Proportions", 1981, chapter 2) with the correction for continuity, since the test is
    exact; more by the ties, which decide nothing. None for no gap, or nothing but ties.
    """
    share = 1 / (1 + 10 ** (-points / 400))
    if share - 0.5 < 1e-9 or tie_share >= 1:
        return None
    gap = share - 0.5
    usual = ((Z_95 / 2 + POWER_Z * sqrt(share * (1 - share))) / gap) ** 2
    decided = usual / 4 * (1 + sqrt(1 + 2 / (usual * gap))) ** 2
    return ceil(decided / (1 - tie_share))


@dataclass(frozen=True, slots=True)
class PositionBias:
    """How often the answer on side A was chosen, of `decided` votes; `p` that it is a half."""

    a_wins: int
    decided: int
    p: float
    interval: tuple[float, float] | None

    @property
    def share(self) -> float | None:
        """0..1; None without a vote."""
        return self.a_wins / self.decided if self.decided else None


def position_bias(a_wins: int, b_wins: int) -> PositionBias:
    """Whether sides decide: sides are drawn at random, so A should win half of the votes."""
    decided = a_wins + b_wins
    interval = wilson(a_wins, decided) if decided else None
    return PositionBias(a_wins, decided, binomial_p(a_wins, decided), interval)


def pair_table(
    models: Mapping[str, int], outcomes: Sequence[tuple[str, str, int]]
) -> list[PairVotes]:
    """Votes by pair, from (model, model, 1: the first won, −1: the second, 0: a tie)."""
    sums: dict[tuple[int, int], list[int]] = {}
    for first, second, outcome in outcomes:
        a, b = models[first], models[second]
        if a > b:
            a, b, outcome = b, a, -outcome
        counts = sums.setdefault((a, b), [0, 0, 0])
        counts[0 if outcome > 0 else 1 if outcome < 0 else 2] += 1
    return [PairVotes(a, b, *counts) for (a, b), counts in sorted(sums.items())]
