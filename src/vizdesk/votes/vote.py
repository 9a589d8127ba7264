"""The values votes are made of: a pair of answers, which side won, who voted. All frozen."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

from vizdesk.common.messages import MessageError


class VoteError(MessageError):
    """Votes cannot be read or kept; says why."""


class Outcome(Enum):
    """What was chosen. The values are those of files."""

    A = "a"
    B = "b"
    TIE = "tie"
    BOTH_BAD = "both bad"


@dataclass(frozen=True, slots=True)
class BlindVote:
    """One vote on two answers about one image; A stood left.

    `model_a` and `model_b` are ids, `name_a` and `name_b` what the models were called. `image` is
    the image's key (hash), `path` its file. `judge` is the id of a model that voted; empty for a
    person. `voter` tells people apart whose votes are merged; it may be empty.
    """

    task: str
    image: str
    path: str
    model_a: str
    model_b: str
    name_a: str
    name_b: str
    outcome: Outcome
    question: str = ""
    voter: str = ""
    judge: str = ""
    note: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    when: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def score(self) -> int:
        """1 where A won, −1 where B won, 0 for ties; “both bad” is one."""
        return {Outcome.A: 1, Outcome.B: -1}.get(self.outcome, 0)
