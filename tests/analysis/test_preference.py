"""Ratings from votes: as a plain minimiser finds them, and true orders covered as is promised."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from scipy.stats import binomtest
from tests.analysis.preference_simulation import brute_force, simulated

from vizdesk.analysis.preference import (
    MEAN_RATING,
    POINTS,
    PairVotes,
    binomial_p,
    fit,
    pair_table,
    position_bias,
    rate,
    votes_needed,
)


@pytest.mark.parametrize("start", range(0, 200, 25))
def test_strengths_are_those_of_a_plain_minimiser_on_random_tables(start: int) -> None:
    for seed in range(start, start + 25):
        draw = random.Random(seed)
        models = draw.randint(2, 5)
        strengths = [draw.gauss(0, draw.choice((0.2, 1.0, 3.0))) for _ in range(models)]
        votes = simulated(draw, strengths, draw.choice((0.0, 0.3, 1.5)), draw.choice((1, 8, 80)))
        own = fit(models, votes)
        expected, log_tie = brute_force(models, votes)
        assert own.strengths == pytest.approx(expected, abs=2e-3), seed
        assert own.log_tie == pytest.approx(log_tie, abs=2e-3), seed
        assert float(own.strengths.sum()) == pytest.approx(0, abs=1e-8)


def test_two_models_without_ties_have_the_odds_of_their_wins() -> None:
    rating = rate(2, [PairVotes(0, 1, 300, 100, 0)])
    gap = rating.models[0].rating - rating.models[1].rating
    # 3 to 1 are 190.8 points; the prior takes a hair off.
    assert gap == pytest.approx(400 * math.log10(3), abs=1)
    assert rating.models[0].rating + rating.models[1].rating == pytest.approx(2 * MEAN_RATING)


def test_votes_of_both_ways_round_are_of_one_pair() -> None:
    places = {"a": 0, "b": 1}
    table = pair_table(places, [("a", "b", 1), ("b", "a", 1), ("b", "a", -1), ("a", "b", 0)])
    assert table == [PairVotes(0, 1, 2, 1, 1)]


def test_a_model_that_won_every_vote_stays_finite_and_is_settled() -> None:
    rating = rate(
        3, [PairVotes(0, 1, 30, 0, 0), PairVotes(0, 2, 30, 0, 0), PairVotes(1, 2, 9, 8, 0)]
    )
    assert 1200 < rating.models[0].rating < 2500
    assert rating.models[0].ranks == (1, 1)
    assert [each.ranks for each in rating.models[1:]] == [(2, 3), (2, 3)]
    settled = {(pair.better, pair.worse) for pair in rating.pairs if pair.settled}
    assert settled == {(0, 1), (0, 2)}


def test_two_models_are_told_apart_by_the_exact_sign_test() -> None:
    (pair,) = rate(2, [PairVotes(0, 1, 18, 12, 5)]).pairs
    assert pair.p == pytest.approx(binomtest(18, 30).pvalue)
    assert round(pair.p, 2) == 0.36
    assert not pair.settled
    for wins, votes in ((0, 0), (5, 5), (3, 10), (60, 100)):
        expected = binomtest(wins, votes).pvalue if votes else 1.0
        assert binomial_p(wins, votes) == pytest.approx(expected)


def test_records_count_wins_ties_and_losses() -> None:
    first, second = rate(2, [PairVotes(0, 1, 4, 2, 3)]).models
    assert (first.wins, first.ties, first.losses) == (4, 3, 2)
    assert (second.wins, second.ties, second.losses) == (2, 3, 4)


def test_no_votes_leave_all_at_the_mean() -> None:
    rating = rate(3, [])
    assert [each.rating for each in rating.models] == [MEAN_RATING] * 3
    assert [each.ranks for each in rating.models] == [(1, 3)] * 3
    with pytest.raises(ValueError, match="not one of 2"):
        rate(2, [PairVotes(0, 2, 1, 0, 0)])


def test_votes_needed_tell_the_gap_in_four_of_five_cases() -> None:
    assert votes_needed(40) == 613
    assert votes_needed(40, 0.5) == 1225
    assert votes_needed(0) is None
    share, votes = 1 / (1 + 10 ** (-150 / 400)), votes_needed(150) or 0
    draw = np.random.RandomState(1)
    told = sum(binomial_p(int(wins), votes) <= 0.05 for wins in draw.binomial(votes, share, 400))
    assert 0.72 <= told / 400 <= 0.88


def test_a_bias_to_one_side_is_told() -> None:
    bias = position_bias(60, 40)
    assert (bias.share, bias.p) == (0.6, pytest.approx(binomtest(60, 100).pvalue))
    assert bias.interval == (pytest.approx(0.502, abs=1e-3), pytest.approx(0.691, abs=1e-3))
    assert (position_bias(0, 0).share, position_bias(0, 0).interval) == (None, None)


@pytest.mark.parametrize("start", range(0, 500, 100))
def test_the_true_order_is_covered_in_simulations(start: int) -> None:
    covered = within = ratings = 0
    for seed in range(start, start + 100):
        draw = random.Random(1_000 + seed)
        models = draw.randint(2, 5)
        strengths = [draw.gauss(0, 0.8) for _ in range(models)]
        votes = simulated(draw, strengths, draw.choice((0.0, 0.5)), draw.choice((30, 100, 300)))
        rating = rate(models, votes)
        mean = sum(strengths) / models
        order = sorted(range(models), key=lambda at, own=strengths: -own[at])
        ranks = {model: rank for rank, model in enumerate(order, 1)}
        covered += all(
            each.ranks[0] <= ranks[at] <= each.ranks[1] for at, each in enumerate(rating.models)
        )
        for each, strength in zip(rating.models, strengths, strict=True):
            low, high = each.interval
            within += low <= MEAN_RATING + POINTS * (strength - mean) <= high
            ratings += 1
    assert covered >= 94
    assert within / ratings >= 0.92
