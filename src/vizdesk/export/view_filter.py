"""What a person sees of a comparison now, as against the whole of it: a pure cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vizdesk.comparison.types import Answer, Box, Comparison, Detection

WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class ViewFilter:
    """The part of the image in sight (0..1), classes that are hidden, and models that are shown.

    No `models` means all of them.
    """

    part: Box = WHOLE
    hidden: frozenset[str] = frozenset()
    models: tuple[str, ...] = ()


EVERYTHING = ViewFilter()


@dataclass(frozen=True, slots=True)
class CropInfo:
    """What a form that shows the image needs to know of what it leaves out.

    `part` of the image is shown, `note` says so in the heading, and `labels` are those of the
    whole comparison, in their order: a class keeps its colour where others are hidden.
    """

    part: Box = WHOLE
    note: str = ""
    labels: tuple[str, ...] = ()


UNCUT = CropInfo()


def cut(comparison: Comparison, view: ViewFilter) -> tuple[Comparison, CropInfo]:
    """What is seen of a comparison, and what that leaves out."""
    labels = labels_of(comparison)
    seen = inside(shown(comparison, view), view.part)
    return seen, CropInfo(view.part, words_of(view, comparison), labels)


def labels_of(comparison: Comparison) -> tuple[str, ...]:
    """Every class, the asked ones first, in the order in which colours are given."""
    boxes = (detection for answer in comparison.answers for detection in answer.reading.detections)
    return tuple(dict.fromkeys([*comparison.task.classes, *(box.label for box in boxes)]))


def shown(comparison: Comparison, view: ViewFilter) -> Comparison:
    """The comparison without hidden classes and without models that are not shown.

    Boxes keep their places in the whole image.
    """
    answers = tuple(
        _without(answer, view.hidden)
        for answer in comparison.answers
        if not view.models or answer.model.id in view.models
    )
    return replace(comparison, answers=answers)


def inside(comparison: Comparison, part: Box) -> Comparison:
    """The comparison without boxes that are nowhere in `part` of the image.

    Those that are stay as they are: a figure means the same in every form.
    """
    if part == WHOLE:
        return comparison
    answers = tuple(
        _with(answer, tuple(each for each in answer.reading.detections if _meets(each.box, part)))
        for answer in comparison.answers
    )
    return replace(comparison, answers=answers)


def within(detections: Sequence[Detection], part: Box) -> tuple[Detection, ...]:
    """Detections that are in `part`, with boxes in 0..1 of it: where they are to be painted."""
    wide, high = part.x1 - part.x0, part.y1 - part.y0
    return tuple(
        replace(
            detection,
            box=Box(
                (max(detection.box.x0, part.x0) - part.x0) / wide,
                (max(detection.box.y0, part.y0) - part.y0) / high,
                (min(detection.box.x1, part.x1) - part.x0) / wide,
                (min(detection.box.y1, part.y1) - part.y0) / high,
            ),
        )
        for detection in detections
    )


def words_of(view: ViewFilter, comparison: Comparison) -> str:
    """What is not the whole of `comparison`, for the heading; empty when all of it is shown."""
    said = [] if view.part == WHOLE else [_part_words(view.part)]
    return " · ".join([*said, *_left_out(view, comparison)])


def left_out_words(view: ViewFilter, comparison: Comparison) -> str:
    """The same for forms that show no image, and so no part of one."""
    return " · ".join(_left_out(view, comparison))


def _part_words(part: Box) -> str:
    across, down = f"{part.x0:.0%}–{part.x1:.0%}", f"{part.y0:.0%}–{part.y1:.0%}"
    return f"shown: {across} across, {down} down"


def _left_out(view: ViewFilter, comparison: Comparison) -> list[str]:
    said = ["hidden: " + ", ".join(sorted(view.hidden))] if view.hidden else []
    every, kept = len(comparison.answers), len(shown(comparison, view).answers)
    return [*said, *([f"{kept} of {every} models"] if kept < every else [])]


def _without(answer: Answer, hidden: frozenset[str]) -> Answer:
    kept = tuple(
        detection for detection in answer.reading.detections if detection.label not in hidden
    )
    return _with(answer, kept)


def _with(answer: Answer, detections: tuple[Detection, ...]) -> Answer:
    if len(detections) == len(answer.reading.detections):
        return answer
    return replace(answer, reading=replace(answer.reading, detections=detections))


def _meets(box: Box, part: Box) -> bool:
    across = max(box.x0, part.x0) < min(box.x1, part.x1)
    return across and max(box.y0, part.y0) < min(box.y1, part.y1)
