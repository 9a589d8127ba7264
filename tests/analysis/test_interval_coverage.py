"""Every “95 %” holds the truth in 94 to 96 of 100 runs, by a short simulation with fixed seeds.

`python -m tests.analysis.coverage_simulation` is the long one; its figures stand in docs/evals.md.
"""

from __future__ import annotations

import pytest
from tests.analysis.coverage_simulation import ALONE, SHARED, Layout, simulated

from vizdesk.analysis.paired import paired, score_interval

RUNS = 2_000
"""Chance alone moves a share of 95 % by ± 1 point here (two standard errors)."""


@pytest.mark.parametrize("layout", ALONE, ids=lambda layout: layout.name)
def test_intervals_of_prompts_with_an_image_each(layout: Layout) -> None:
    found = simulated(layout, RUNS)
    assert 0.94 <= found.rate <= 0.96
    assert 0.94 <= found.difference <= 0.96
    assert 0.04 <= found.false_alarms <= 0.06


@pytest.mark.parametrize("layout", SHARED[2:5], ids=lambda layout: layout.name)
def test_intervals_of_prompts_that_share_images(layout: Layout) -> None:
    found = simulated(layout, RUNS)
    assert 0.94 <= found.rate <= 0.96
    assert 0.94 <= found.difference <= 0.96
    assert found.false_alarms <= 0.06


@pytest.mark.parametrize("layout", SHARED[:2], ids=lambda layout: layout.name)
def test_with_few_images_the_intervals_are_too_wide_rather_than_too_narrow(layout: Layout) -> None:
    found = simulated(layout, RUNS)
    assert 0.95 <= found.rate <= 0.975
    assert 0.95 <= found.difference <= 0.975


def test_the_case_of_rare_discordance_is_not_missed() -> None:
    """6 against 2 % discordant, 24 prompts: a bootstrap held the truth in 74.5 % of runs."""
    held = 0.0
    for b, c, probability in _tables(24, 0.06, 0.02):
        low, high = score_interval(
            paired(
                [True] * b + [False] * c + [True] * (24 - b - c),
                [False] * b + [True] * c + [True] * (24 - b - c),
            )
        )
        held += probability * (low <= 0.04 <= high)
    assert held == pytest.approx(0.988, abs=0.001)


def _tables(count: int, first: float, second: float) -> list[tuple[int, int, float]]:
    """All tables of so many prompts with their exact probabilities."""
    from math import comb

    return [
        (
            b,
            c,
            comb(count, b)
            * comb(count - b, c)
            * first**b
            * second**c
            * (1 - first - second) ** (count - b - c),
        )
        for b in range(count + 1)
        for c in range(count + 1 - b)
    ]
