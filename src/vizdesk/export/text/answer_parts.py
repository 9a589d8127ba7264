"""What an answer says, part by part, in the form its task gives: the same on paper and as text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vizdesk.common.strict_json import to_json
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.export.page_options import PageOptions, PagePart


class Shape(Enum):
    """How a part is shown. LABELS and BOXES (points and outlines too) are its reading's."""

    FAILURE = "failure"
    ADVICE = "advice"
    NUMBER = "number"
    LABELS = "labels"
    BOXES = "boxes"
    JSON = "json"
    PROSE = "prose"  # Markdown where the model writes it
    PLAIN = "plain"  # as it was read off the image
    REPLY = "reply"  # the raw reply beside what was read of it
    RAW = "raw"  # a reply in a form of its own that gave nothing
    NOTHING = "nothing"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One part of what an answer says; `text` is empty for LABELS and BOXES."""

    shape: Shape
    text: str = ""


def parts_of(answer: Answer, kind: TaskKind) -> tuple[AnswerPart, ...]:
    """What happened, what was said (also before it failed), and what is to be known about it."""
    parts: list[AnswerPart] = []
    if answer.failure is not None:
        parts.append(AnswerPart(Shape.FAILURE, answer.failure.what))
        if answer.failure.todo:
            parts.append(AnswerPart(Shape.ADVICE, answer.failure.todo))
    parts += _content(answer, kind)
    parts += [AnswerPart(Shape.PROBLEM, problem) for problem in answer.problems]
    return tuple(parts) or (AnswerPart(Shape.NOTHING, "No answer."),)


def shown_parts(answer: Answer, kind: TaskKind, page: PageOptions) -> tuple[AnswerPart, ...]:
    """The parts that stand on a page: without coordinates the raw reply of boxes is not there."""
    parts = parts_of(answer, kind)
    if page.has(PagePart.COORDINATES) or not answer.reading.all_detections:
        return parts
    return tuple(part for part in parts if part.shape is not Shape.REPLY)


def _content(answer: Answer, kind: TaskKind) -> list[AnswerPart]:
    reading, text = answer.reading, answer.text.strip()
    parts = []
    output = spec_of(kind).output
    if output is TaskOutput.NUMBER and isinstance(reading.value, int):
        parts.append(AnswerPart(Shape.NUMBER, f"{reading.value:,}"))
    if reading.labels:
        parts.append(AnswerPart(Shape.LABELS))
    if reading.all_detections:
        parts.append(AnswerPart(Shape.BOXES))
    if isinstance(reading.value, dict | list):
        parts.append(AnswerPart(Shape.JSON, to_json(reading.value, indent=2)))
    if parts and text:
        parts.append(AnswerPart(Shape.REPLY, text))
    if parts or not text:
        return parts
    if _saw_nothing(answer, output):
        return [AnswerPart(Shape.NOTHING, "No objects found."), AnswerPart(Shape.RAW, text)]
    if output is TaskOutput.PROSE:
        return [AnswerPart(Shape.PROSE, text)]
    raw = output in (TaskOutput.BOXES, TaskOutput.OBJECT)
    return [AnswerPart(Shape.RAW if raw else Shape.PLAIN, text)]


def _saw_nothing(answer: Answer, output: TaskOutput) -> bool:
    """Whether no fault was found with the reply, and no object in it."""
    done = answer.state is AnswerState.DONE
    return done and output is TaskOutput.BOXES and not answer.problems
