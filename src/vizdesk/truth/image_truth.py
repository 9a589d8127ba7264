"""The values truth is made of: objects with their origin, expected text, answers, classes, counts.

All frozen; places are in 0..1 of the upright image, as those of answers are.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum

from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import (
    AnyDetection,
    Box,
    Detection,
    ImageRef,
    PointDetection,
    PolygonDetection,
)
from vizdesk.evals.checks import Check, Fields

CONSENSUS = "consensus"
"""The source of objects that several models' boxes were fused into."""


READ_PROMPT = "Read all text in the image."
"""What an item of a suite asks whose check is an expected text; it is read back by it."""


class Origin(Enum):
    """How an object came into the truth. The values are those of the JSON format."""

    DRAWN = "drawn"
    EDITED = "edited"
    ACCEPTED = "accepted"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class TrueThing:
    """One object that is there: a box, a point or an outline, without a score.

    `source` is whose it was where it was not drawn: a model's id, CONSENSUS, a file's name. A crowd
    is a region of many; `area_px` is the outline's area in square pixels, where a file said it.
    """

    place: AnyDetection
    origin: Origin = Origin.DRAWN
    source: str = ""
    crowd: bool = False
    area_px: float | None = None

    @property
    def label(self) -> str:
        """Its class."""
        return self.place.label

    @property
    def box(self) -> Box | None:
        """The box, or the one around the outline; None of a point."""
        match self.place:
            case Detection(box=box):
                return box
            case PolygonDetection() as outline:
                return outline.bounds
            case PointDetection():
                return None


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """What stands in the image; line ends are part of it where `line_breaks` is set."""

    text: str
    line_breaks: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedAnswer:
    """What the answer to a question must be, by a check of evals."""

    question: str
    check: Check


@dataclass(frozen=True, slots=True)
class ExpectedCount:
    """How many of these classes there are, all together; no classes: whatever is counted."""

    classes: tuple[str, ...]
    value: int


@dataclass(frozen=True, slots=True)
class ImageTruth:
    """All that is known to be right of one image; None and empty where nothing is known.

    `objects` are complete: an empty tuple says that nothing is there. `started_from` are the ids of
    the models whose boxes the objects were begun with: a score of theirs says so.
    """

    image: ImageRef
    objects: tuple[TrueThing, ...] | None = None
    text: ExpectedText | None = None
    answers: tuple[ExpectedAnswer, ...] = ()
    classes: tuple[str, ...] | None = None
    counts: tuple[ExpectedCount, ...] = ()
    fields: Fields | None = None
    started_from: tuple[str, ...] = ()
    changed: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def empty(self) -> bool:
        """Whether nothing at all is known."""
        known = self.objects is not None or self.classes is not None
        return not (known or self.text or self.answers or self.counts or self.fields)

    def answer_to(self, question: str) -> Check | None:
        """The check of the question, spacing and case apart; None where it is not known."""
        wanted = " ".join(question.casefold().split())
        for answer in self.answers:
            if " ".join(answer.question.casefold().split()) == wanted:
                return answer.check
        return None

    def count_of(self, task: Task) -> int | None:
        """How many there are of what a counting task asks for: as it was said, or as was drawn."""
        asked = {name.casefold() for name in task.classes}
        for count in self.counts:
            if {name.casefold() for name in count.classes} == asked:
                return count.value
        if self.objects is None or any(thing.crowd for thing in self.objects):
            return None
        return sum(not asked or thing.label.casefold() in asked for thing in self.objects)

    def with_answer(self, question: str, check: Check) -> ImageTruth:
        """The same with one question's check, in place of an earlier one."""
        wanted = " ".join(question.casefold().split())
        others = tuple(
            answer
            for answer in self.answers
            if " ".join(answer.question.casefold().split()) != wanted
        )
        return replace(self, answers=(*others, ExpectedAnswer(question, check)))


def merged(first: ImageTruth, second: ImageTruth) -> ImageTruth:
    """Both truths of one image; where both know something, that of `second`."""
    both = first
    for answer in second.answers:
        both = both.with_answer(answer.question, answer.check)
    asked = {frozenset(count.classes) for count in second.counts}
    counts = (
        *(count for count in first.counts if frozenset(count.classes) not in asked),
        *second.counts,
    )
    return replace(
        both,
        objects=first.objects if second.objects is None else second.objects,
        started_from=first.started_from if second.objects is None else second.started_from,
        text=second.text or first.text,
        classes=first.classes if second.classes is None else second.classes,
        counts=counts,
        fields=second.fields or first.fields,
        changed=max(first.changed, second.changed),
    )
