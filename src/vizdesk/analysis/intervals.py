"""How sure a pass rate is: the Wilson score interval."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The standard normal quantile of 97.5 %."""


def wilson(passed: int, prompts: int, z: float = Z_95) -> tuple[float, float]:
    """The interval (low, high), shares of 1, that holds the true rate 95 % of the time.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22 (1927), 209-212. Raises ValueError without prompts.
    """
    if prompts < 1 or not 0 <= passed <= prompts:
        raise ValueError(f"{passed} of {prompts} is no rate")
    rate, part = passed / prompts, z * z / prompts
    middle = (rate + part / 2) / (1 + part)
    half = z * sqrt(rate * (1 - rate) / prompts + part / (4 * prompts)) / (1 + part)
    # The ends of “none” and “all” are exact; rounding would leave them a hair beside.
    low = max(0.0, middle - half) if passed else 0.0
    return low, min(1.0, middle + half) if passed < prompts else 1.0
