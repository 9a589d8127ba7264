"""A pass rate: so many of so many, how sure that is, and how many were to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.analysis.intervals import ClusterSums, clustered_wilson, wilson
from vizdesk.common.formatting import percent

COVERAGE = 0.9
"""Below this share of answers there is no grade, no rank and no “better than”."""


@dataclass(frozen=True, slots=True)
class Rate:
    """`passed` of `asked`; `low` and `high` are the 95 % Wilson interval, shares of 1.

    `of` is how many were to be asked (0: just those that were). Where prompts share an image the
    interval is clustered by image (see `clustered_wilson`).
    """

    passed: int
    asked: int
    low: float
    high: float
    of: int = 0

    @property
    def share(self) -> float:
        """0..1."""
        return self.passed / self.asked

    @property
    def covered(self) -> bool:
        """Whether enough of what was to be asked is answered for the rate to be graded."""
        return self.asked >= COVERAGE * self.of

    def __str__(self) -> str:
        return f"{percent(self.passed, self.asked)} ({self.passed}/{self.asked})"


def rate_of(verdicts: Sequence[bool]) -> Rate | None:
    """The rate of these verdicts; None without any."""
    return rate_of_counts(sum(verdicts), len(verdicts))


def rate_of_counts(passed: int, asked: int) -> Rate | None:
    """The rate of `passed` out of `asked`, each for itself; None of none."""
    return Rate(passed, asked, *wilson(passed, asked)) if asked else None


def clustered_rate(sums: ClusterSums, of: int) -> Rate | None:
    """The rate of verdicts (1 or 0) clustered by image, of so many that were to be asked."""
    if not sums.prompts:
        return None
    return Rate(sums.total, sums.prompts, *clustered_wilson(sums), of)
