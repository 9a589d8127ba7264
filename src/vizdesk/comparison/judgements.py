"""What a person says of an answer: a vote and a note, kept with the comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any


class Vote(Enum):
    """Thumbs up, thumbs down, or the best of the comparison, which one answer at most can be."""

    UP = "up"
    DOWN = "down"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The vote on one answer, None where there is none, and a note in a person's own words."""

    vote: Vote | None = None
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return self.vote is None and not self.note


Judgements = Mapping[str, Judgement]
"""By model id; a model of which nothing was said is absent."""


def judged(judgements: Judgements, model_id: str, judgement: Judgement) -> dict[str, Judgement]:
    """`judgements` with that of one model; a new best takes the place of the one before."""
    changed = dict(judgements)
    if judgement.vote is Vote.BEST:
        changed = {
            key: replace(other, vote=None) if other.vote is Vote.BEST else other
            for key, other in changed.items()
        }
    changed[model_id] = judgement
    return {key: kept for key, kept in changed.items() if not kept.empty}


def judgement_record(judgement: Judgement) -> dict[str, Any]:
    """A judgement in JSON values: `vote` (or null) and `note`."""
    vote = judgement.vote.value if judgement.vote is not None else None
    return {"vote": vote, "note": judgement.note}


def judgement_from_record(table: Mapping[str, Any]) -> Judgement:
    """What `judgement_record` made. Raises KeyError, ValueError where it is none."""
    vote = table["vote"]
    return Judgement(None if vote is None else Vote(vote), table["note"])
