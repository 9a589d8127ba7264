"""The pages of the window."""

from __future__ import annotations

from enum import Enum


class Page(Enum):
    """One page of the window; the values stand in vizdesk.ini."""

    COMPARE = "compare"
    MODELS = "models"
    HISTORY = "history"
    EVALS = "evals"
