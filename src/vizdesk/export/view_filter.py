"""What a person sees of a comparison now, as against the whole of it: a pure cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vizdesk.analysis.polygons import clipped
from vizdesk.comparison.types import (
    Answer,
    AnyDetection,
    Box,
    Comparison,
    Detection,
    PointDetection,
    PolygonDetection,
    Reading,
    class_names,
)

WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class ViewFilter:
    """The part of the image in sight (0..1), classes that are hidden, and models that are shown.

    No `models` means all of them. `overlay`: their boxes are seen on one image.
    """

    part: Box = WHOLE
    hidden: frozenset[str] = frozenset()
    models: tuple[str, ...] = ()
    overlay: bool = False


EVERYTHING = ViewFilter()


@dataclass(frozen=True, slots=True)
class CropInfo:
    """What a form that shows the image needs to know of what it leaves out.

    `part` of the image is shown, `note` says so in the heading, and `labels` are those of the
    whole comparison, in their order: a class keeps its colour where others are hidden. `overlay`:
    the boxes of all models are painted on one image, which stands on top.
    """

    part: Box = WHOLE
    note: str = ""
    labels: tuple[str, ...] = ()
    overlay: bool = False


UNCUT = CropInfo()


def cut(comparison: Comparison, view: ViewFilter) -> tuple[Comparison, CropInfo]:
    """What is seen of a comparison, and what that leaves out."""
    labels = labels_of(comparison)
    seen = inside(shown(comparison, view), view.part)
    return seen, CropInfo(view.part, words_of(view, comparison), labels, view.overlay)


def labels_of(comparison: Comparison) -> tuple[str, ...]:
    """Every class, the asked ones first, in the order in which colours are given."""
    return class_names(comparison.task, comparison.answers)


def shown(comparison: Comparison, view: ViewFilter) -> Comparison:
    """The comparison without hidden classes and without models that are not shown.

    Boxes, points and outlines keep their places in the whole image.
    """
    answers = tuple(
        _with(answer, lambda detection: detection.label not in view.hidden)
        for answer in comparison.answers
        if not view.models or answer.model.id in view.models
    )
    return replace(comparison, answers=answers)


def inside(comparison: Comparison, part: Box) -> Comparison:
    """The comparison without what is nowhere in `part` of the image.

    Those that are stay as they are: a figure means the same in every form.
    """
    if part == WHOLE:
        return comparison
    answers = tuple(
        _with(answer, lambda detection: bool(within((detection,), part)))
        for answer in comparison.answers
    )
    return replace(comparison, answers=answers)


def within(detections: Sequence[AnyDetection], part: Box) -> tuple[AnyDetection, ...]:
    """What is in `part`, cut off at its sides and in 0..1 of it: where it is to be painted."""
    moved = (_moved(detection, part) for detection in detections)
    return tuple(detection for detection in moved if detection is not None)


def _moved(detection: AnyDetection, part: Box) -> AnyDetection | None:
    """The detection in 0..1 of `part`; None if none of it is in there."""
    wide, high = part.x1 - part.x0, part.y1 - part.y0
    match detection:
        case Detection(box=box):
            if not _meets(box, part):
                return None
            left, right = max(box.x0, part.x0), min(box.x1, part.x1)
            top, bottom = max(box.y0, part.y0), min(box.y1, part.y1)
            moved = Box(
                (left - part.x0) / wide,
                (top - part.y0) / high,
                (right - part.x0) / wide,
                (bottom - part.y0) / high,
            )
            return replace(detection, box=moved)
        case PointDetection(x=x, y=y):
            inside = part.x0 <= x <= part.x1 and part.y0 <= y <= part.y1
            moved_point = replace(detection, x=(x - part.x0) / wide, y=(y - part.y0) / high)
            return moved_point if inside else None
        case PolygonDetection(vertices=vertices):
            ring = clipped(vertices, part.x0, part.y0, part.x1, part.y1)
            moved_ring = tuple(((x - part.x0) / wide, (y - part.y0) / high) for x, y in ring)
            return replace(detection, vertices=moved_ring) if ring else None


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


def _with(answer: Answer, kept: Callable[[AnyDetection], bool]) -> Answer:
    """The answer with those of its boxes, points and outlines for which `kept` is true."""
    reading = answer.reading
    if all(map(kept, reading.all_detections)):
        return answer
    return replace(answer, reading=_filtered(reading, kept))


def _filtered(reading: Reading, kept: Callable[[AnyDetection], bool]) -> Reading:
    return replace(
        reading,
        detections=tuple(filter(kept, reading.detections)),
        points=tuple(filter(kept, reading.points)),
        polygons=tuple(filter(kept, reading.polygons)),
    )


def _meets(box: Box, part: Box) -> bool:
    across = max(box.x0, part.x0) < min(box.x1, part.x1)
    return across and max(box.y0, part.y0) < min(box.y1, part.y1)
