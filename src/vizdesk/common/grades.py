"""The colour key of pass rates."""

from __future__ import annotations

from enum import Enum


class Grade(Enum):
    """The colour key of pass rates: 75 % and more, 40 to 74 %, below."""

    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"


def grade(passed: int, prompts: int) -> Grade:
    """The colour key of `passed` of `prompts` (> 0); a rate between 74 and 75 % is below 75."""
    rate = passed / prompts
    return Grade.GOOD if rate >= 0.75 else Grade.FAIR if rate >= 0.40 else Grade.WEAK
