"""How sure a figure over many images is: the bootstrap, with whole images drawn anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
AT_ONCE = 4_000_000
"""Draws held in memory at once."""

Interval = tuple[float, float]


def ratio_intervals(
    numerators: Sequence[Sequence[float]],
    denominators: Sequence[Sequence[float]],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> list[Interval | None]:
    """The 95 % percentile interval of each ratio of sums, images drawn anew with replacement.

    `numerators[image][figure]` and `denominators` likewise; an image that says nothing of a figure
    has 0 in both. All figures see the same draws, and the same seed gives the same intervals. None
    where fewer than two images say anything. B. Efron and R. Tibshirani, "An Introduction to the
    Bootstrap" (1993), chapter 13.
    """
    above, below = np.array(numerators, dtype=float), np.array(denominators, dtype=float)
    images = len(above)
    if images < 2:
        return [None] * (above.shape[1] if images else 0)
    # The stream of RandomState never changes between versions of numpy (NEP 19).
    random = np.random.RandomState(seed)
    parts: list[NDArray[np.float64]] = []
    rows = max(1, AT_ONCE // images)
    for start in range(0, resamples, rows):
        draws = random.multinomial(
            images, [1 / images] * images, size=min(rows, resamples - start)
        ).astype(float)
        with np.errstate(divide="ignore", invalid="ignore"):
            parts.append((draws @ above) / (draws @ below))
    ratios = np.concatenate(parts)
    intervals: list[Interval | None] = []
    for figure, said in zip(ratios.T, (below > 0).sum(axis=0), strict=True):
        defined = np.sort(figure[np.isfinite(figure)])
        if said < 2 or not len(defined):
            intervals.append(None)
            continue
        low, high = np.percentile(defined, (2.5, 97.5))
        intervals.append((float(low), float(high)))
    return intervals
