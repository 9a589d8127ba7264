"""How far two raters agree beyond chance."""

from __future__ import annotations

from collections.abc import Sequence


def cohens_kappa(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    """Cohen's kappa of two raters' verdicts on the same things, in the same order.

    1 is full agreement, 0 what chance gives; None where chance alone agrees wholly (each rater
    always says the same). J. Cohen, "A coefficient of agreement for nominal scales", Educational
    and Psychological Measurement 20 (1960), 37-46. Raises ValueError.
    """
    if len(first) != len(second) or not first:
        raise ValueError("verdicts on the same things are needed, at least one")
    count = len(first)
    agreed = sum(one == two for one, two in zip(first, second, strict=True)) / count
    one, two = sum(first) / count, sum(second) / count
    chance = one * two + (1 - one) * (1 - two)
    return None if chance == 1.0 else (agreed - chance) / (1 - chance)
