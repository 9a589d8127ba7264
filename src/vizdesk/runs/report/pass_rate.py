"""A pass rate: so many of so many, how sure that is, and how many were to be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def rate_of(
    verdicts: Sequence[bool], images: Sequence[str] | None = None, of: int = 0
) -> Rate | None:
    """The rate of these verdicts, clustered by their images if given; None without any."""
    if not verdicts:
        return None
    passed, asked = sum(verdicts), len(verdicts)
    if images is None:
        return Rate(passed, asked, *wilson(passed, asked), of)
    sums = ClusterSums.of(zip(images, map(int, verdicts), strict=True))
    return Rate(passed, asked, *clustered_wilson(sums), of)


def rate_of_items(
    passed: Mapping[str, bool], images: Mapping[str, str], of: Sequence[str]
) -> Rate | None:
    """The rate of these items (`of`, ids) as far as they have a verdict in `passed`."""
    answered = [item for item in of if item in passed]
    verdicts = [passed[item] for item in answered]
    return rate_of(verdicts, [images[item] for item in answered], len(of))
