"""What is said of an answer: by a check, by a judge model, by a person; each kept apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from vizdesk.common.messages import Message


class VerdictState(Enum):
    """How an answer stands to its check. The values are those of the JSON format.

    UNREADABLE is an answer without anything of the kind asked for; AMBIGUOUS one that holds
    several, or takes back what it says. None but RIGHT passes; engine failures have no verdict.
    """

    RIGHT = "right"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of an answer.

    `strict`: the answer is just what was asked for, and right. `lenient`: right, if also said in a
    short sentence, with reasoning before it or in Markdown; strict answers are lenient ones too.
    `read` is what was taken from the answer, `why` one sentence for people.
    """

    strict: bool
    lenient: bool
    read: str
    why: Message
    state: VerdictState


@dataclass(frozen=True, slots=True)
class JudgeVerdict:
    """What another model says of an answer; None where its reply was neither yes nor no."""

    right: bool | None
    model: str
    reply: str
    prompt: str
    created: datetime
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True)
class PersonVerdict:
    """What a person says of an answer, over check and judge; with a note of their own."""

    right: bool
    created: datetime
    note: str = ""
