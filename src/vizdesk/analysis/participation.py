"""Which answers of a comparison can agree at all: those that were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from vizdesk.common.messages import MessageError
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.types import Answer, AnswerState, Comparison, Detection


class ConsensusError(MessageError):
    """There is no consensus of boxes: too few answers were read."""


class Participation(Enum):
    """How an answer counts. Only those that are read agree or differ; the rest is told apart."""

    READ = "read"
    UNREAD = "unread"  # it answered, and no box, label, number or object could be read
    PENDING = "pending"
    FAILED = "failed"
    STOPPED = "stopped"
    UNSUPPORTED = "unsupported"


STATES = {
    AnswerState.QUEUED: Participation.PENDING,
    AnswerState.RUNNING: Participation.PENDING,
    AnswerState.FAILED: Participation.FAILED,
    AnswerState.STOPPED: Participation.STOPPED,
    AnswerState.UNSUPPORTED: Participation.UNSUPPORTED,
}


def participation(answer: Answer, output: TaskOutput) -> Participation:
    """How an answer to a task that gives `output` counts."""
    if answer.state is not AnswerState.DONE:
        return STATES[answer.state]
    reading = answer.reading
    match output:
        case TaskOutput.BOXES:
            read = bool(boxes_of(answer)) or saw_nothing(answer)
        case TaskOutput.LABELS:
            read = bool(reading.labels)
        case TaskOutput.NUMBER:
            read = isinstance(reading.value, int) and not isinstance(reading.value, bool)
        case TaskOutput.OBJECT:
            read = isinstance(reading.value, dict)
        case _:
            read = bool(answer.text.strip())
    return Participation.READ if read else Participation.UNREAD


def saw_nothing(answer: Answer) -> bool:
    """Whether a model that was to find objects found none, and said so.

    Not where its reply failed, was stopped or could not be read: of that nothing is known.
    """
    reading = answer.reading
    read = answer.state is AnswerState.DONE and not reading.all_detections and not reading.problems
    return read and bool(answer.text.strip())


def boxes_of(answer: Answer) -> tuple[Detection, ...]:
    """The boxes of an answer, and the upright boxes around its outlines. Points have no extent."""
    outlines = (
        Detection(polygon.label, polygon.bounds, polygon.score)
        for polygon in answer.reading.polygons
    )
    return (*answer.reading.detections, *outlines)


def counted(kinds: Sequence[Participation], kind: Participation) -> int:
    """How many answers count so."""
    return sum(each is kind for each in kinds)


def drawn_boxes(comparisons: Iterable[Comparison]) -> dict[str, dict[str, int]]:
    """By image key and model how many boxes were drawn: what counts are held against."""
    drawn: dict[str, dict[str, int]] = {}
    for comparison in comparisons:
        output = spec_of(comparison.task.kind).output
        if output is not TaskOutput.BOXES:
            continue
        by_model = drawn.setdefault(comparison.image.key, {})
        for answer in comparison.answers:
            if participation(answer, output) is Participation.READ:
                by_model[answer.model.id] = len(boxes_of(answer))
    return drawn
