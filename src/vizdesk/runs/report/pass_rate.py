"""A pass rate: so many of so many, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.analysis.intervals import wilson
from vizdesk.common.formatting import percent


@dataclass(frozen=True, slots=True)
class Rate:
    """`passed` of `asked`; `low` and `high` are the 95 % Wilson interval, shares of 1."""

    passed: int
    asked: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """0..1."""
        return self.passed / self.asked

    def __str__(self) -> str:
        return f"{percent(self.passed, self.asked)} ({self.passed}/{self.asked})"


def rate_of(verdicts: Sequence[bool]) -> Rate | None:
    """The rate of these verdicts; None without any."""
    if not verdicts:
        return None
    passed, asked = sum(verdicts), len(verdicts)
    return Rate(passed, asked, *wilson(passed, asked))
