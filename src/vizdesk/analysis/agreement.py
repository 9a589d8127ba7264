"""How far raters agree beyond chance: Cohen's kappa of two, Krippendorff's alpha of any number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations


def cohens_kappa(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    """Cohen's kappa of two raters' verdicts on the same things, in the same order.

    1 is full agreement, 0 what chance gives; None where chance alone agrees wholly (each rater
    always says the same). J. Cohen, "A coefficient of agreement for nominal scales", Educational
    and Psychological Measurement 20 (1960), 37-46. Raises ValueError.
    """
    if len(first) != len(second) or not first:
        raise ValueError("verdicts on the same things are needed, at least one")
    count = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / count
    rate_first, rate_second = sum(first) / count, sum(second) / count
    chance = rate_first * rate_second + (1 - rate_first) * (1 - rate_second)
    return None if chance == 1.0 else (agreed - chance) / (1 - chance)


def nominal_alpha(units: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Krippendorff's alpha of categories; two values are the same or they are not.

    `units` are the things that were rated (images), each with one value a rater (model), None where
    it gave none. 1 is full agreement, 0 what chance gives, below 0 less than that. None where it is
    not defined: no unit with two values, or the same value everywhere. K. Krippendorff, "Computing
    Krippendorff's alpha-reliability" (2011), https://repository.upenn.edu/asc_papers/43.
    """
    return _alpha(units, lambda first, second: float(first != second))


def interval_alpha(units: Sequence[Sequence[float | None]]) -> float | None:
    """Krippendorff's alpha of numbers; two values differ by the square of their difference.

    `units` and source as for `nominal_alpha`.
    """
    return _alpha(units, lambda first, second: (first - second) ** 2)  # type: ignore[operator]


def _alpha(
    units: Sequence[Sequence[Hashable | None]],
    difference: Callable[[Hashable, Hashable], float],
) -> float | None:
    """1 − observed disagreement ÷ expected disagreement, over all pairable values."""
    pairable = [[value for value in unit if value is not None] for unit in units]
    counted = [Counter(unit) for unit in pairable if len(unit) > 1]
    totals = Counter[Hashable]()
    for counts in counted:
        totals.update(counts)
    values = sum(totals.values())
    if not values:
        return None
    observed = sum(_disagreement(counts, difference) / (counts.total() - 1) for counts in counted)
    expected = _disagreement(totals, difference) / (values - 1)
    return None if expected == 0 else 1 - observed / expected


def _disagreement(
    counts: Counter[Hashable], difference: Callable[[Hashable, Hashable], float]
) -> float:
    """The sum of differences over all pairs of values, each pair once."""
    return sum(
        counts[first] * counts[second] * difference(first, second)
        for first, second in combinations(counts, 2)
    )
