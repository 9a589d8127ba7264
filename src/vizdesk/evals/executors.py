"""Where a run's questions to local models are asked: here in turn, or elsewhere by an executor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from vizdesk.comparison.models import Model
from vizdesk.comparison.types import Answer
from vizdesk.evals.suite import EvalItem


@dataclass(frozen=True, slots=True)
class LocalQuestion:
    """One question to a local model, whose seed is that of the repeat; `image` is its file."""

    model: Model
    item: EvalItem
    image: Path
    repeat: int = 0


@dataclass(frozen=True, slots=True)
class ClusterCounts:
    """What works on a run elsewhere: `actors` (each holds a model) on `nodes` machines.

    `lost` actors ended before they were told to; `answers_per_s` is the rate since the start.
    """

    nodes: int = 0
    actors: int = 0
    lost: int = 0
    answers_per_s: float | None = None


KeepAnswer = Callable[[LocalQuestion, Answer, datetime], Awaitable[None]]
"""Takes a whole answer to a question, and when it was begun."""


class LocalExecutor(Protocol):
    """Asks local models somewhere else than in this process."""

    async def work(
        self,
        questions: Iterable[LocalQuestion],
        keep: KeepAnswer,
        tell: Callable[[ClusterCounts], None],
    ) -> None:
        """Have every question answered once, failures included; cancel to stop.

        Questions are taken as they are asked: there may be millions.

        Raises EngineError when nobody is left to ask; what was kept stays kept.
        """
        ...
