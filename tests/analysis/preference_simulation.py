"""Votes drawn from known strengths by Davidson's model, and the plain reference of its fit."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy.optimize import minimize

from vizdesk.analysis.preference import PRIOR_SD, TIE_PRIOR_SD, PairVotes


def shares(first: float, second: float, tie: float) -> tuple[float, float, float]:
    """The chance that the first wins, the second wins, a tie; of strengths θ and ν."""
    one, other = math.exp(first), math.exp(second)
    level = tie * math.sqrt(one * other)
    whole = one + other + level
    return one / whole, other / whole, level / whole


def simulated(
    draw: random.Random, strengths: Sequence[float], tie: float, votes: int
) -> list[PairVotes]:
    """So many votes on pairs drawn at random."""
    pairs = list(combinations(range(len(strengths)), 2))
    counts = {pair: [0, 0, 0] for pair in pairs}
    for _ in range(votes):
        pair = draw.choice(pairs)
        weights = shares(strengths[pair[0]], strengths[pair[1]], tie)
        counts[pair][draw.choices((0, 1, 2), weights)[0]] += 1
    return [PairVotes(*pair, *each) for pair, each in counts.items()]


def brute_force(models: int, votes: Sequence[PairVotes]) -> tuple[list[float], float]:
    """θ and log ν by a general minimiser of the same penalised likelihood, written out anew."""

    def loss(parameters: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        *strengths, log_tie = map(float, parameters)
        value = sum(each**2 for each in strengths) / (2 * PRIOR_SD**2)
        value += log_tie**2 / (2 * TIE_PRIOR_SD**2)
        for each in votes:
            chances = shares(strengths[each.first], strengths[each.second], math.exp(log_tie))
            for count, chance in zip(
                (each.first_wins, each.second_wins, each.ties), chances, strict=True
            ):
                value -= count * math.log(chance)
        return value

    found = minimize(loss, np.zeros(models + 1), method="BFGS", options={"gtol": 1e-7})
    *strengths, log_tie = map(float, found.x)
    return strengths, log_tie
