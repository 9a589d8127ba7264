"""What a person sees of a comparison now, as against the whole of it: a pure cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vizdesk.comparison.nouns import Answer, Box, Comparison, Detection

WHOLE = Box(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class View:
    """The part of the picture in sight (0..1), classes that are hidden, and models that are shown.

    No `models` means all of them.
    """

    part: Box = WHOLE
    hidden: frozenset[str] = frozenset()
    models: tuple[str, ...] = ()


EVERYTHING = View()


def shown(comparison: Comparison, view: View) -> Comparison:
    """The comparison without hidden classes and without models that are not shown.

    Boxes keep their places in the whole picture.
    """
    answers = tuple(
        _without(one, view.hidden)
        for one in comparison.answers
        if not view.models or one.model.id in view.models
    )
    return replace(comparison, answers=answers)


def cut(comparison: Comparison, part: Box) -> Comparison:
    """The comparison with boxes in 0..1 of `part` of the picture; those outside are left out."""
    if part == WHOLE:
        return comparison
    answers = tuple(_cut_answer(one, part) for one in comparison.answers)
    return replace(comparison, answers=answers)


def words_of(view: View, comparison: Comparison) -> str:
    """What is not the whole of `comparison`, for the heading; empty when all of it is shown."""
    said = [] if view.part == WHOLE else [_part_words(view.part)]
    return " · ".join([*said, *_left_out(view, comparison)])


def left_out_words(view: View, comparison: Comparison) -> str:
    """The same for forms that show no picture, and so no part of one."""
    return " · ".join(_left_out(view, comparison))


def _part_words(part: Box) -> str:
    across, down = f"{part.x0:.0%}–{part.x1:.0%}", f"{part.y0:.0%}–{part.y1:.0%}"
    return f"shown: {across} across, {down} down"


def _left_out(view: View, comparison: Comparison) -> list[str]:
    said = ["hidden: " + ", ".join(sorted(view.hidden))] if view.hidden else []
    every, kept = len(comparison.answers), len(shown(comparison, view).answers)
    return [*said, *([f"{kept} of {every} models"] if kept < every else [])]


def _without(answer: Answer, hidden: frozenset[str]) -> Answer:
    kept = tuple(one for one in answer.reading.detections if one.label not in hidden)
    if len(kept) == len(answer.reading.detections):
        return answer
    return replace(answer, reading=replace(answer.reading, detections=kept))


def _cut_answer(answer: Answer, part: Box) -> Answer:
    kept = _cut_boxes(answer.reading.detections, part)
    return replace(answer, reading=replace(answer.reading, detections=kept))


def _cut_boxes(detections: Sequence[Detection], part: Box) -> tuple[Detection, ...]:
    wide, high = part.x1 - part.x0, part.y1 - part.y0
    kept = []
    for one in detections:
        box = one.box
        x0, x1 = max(box.x0, part.x0), min(box.x1, part.x1)
        y0, y1 = max(box.y0, part.y0), min(box.y1, part.y1)
        if x0 < x1 and y0 < y1:
            inside = Box(
                (x0 - part.x0) / wide,
                (y0 - part.y0) / high,
                (x1 - part.x0) / wide,
                (y1 - part.y0) / high,
            )
            kept.append(replace(one, box=inside))
    return tuple(kept)
