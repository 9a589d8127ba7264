"""What annotation formats have in common: class names, places in pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vizdesk.comparison.types import Answer, Box, Comparison, ImageRef

UNNAMED = "unnamed"
HOW = {"pasted": "pasted into", "consensus": "fused by"}
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ufeff]")


def class_names(comparison: Comparison) -> tuple[str, ...]:
    """Every class of the comparison, the asked ones first: the same numbers for every model."""
    seen = [
        detection.label
        for answer in comparison.answers
        for detection in answer.reading.all_detections
    ]
    return tuple(dict.fromkeys(map(one_line, [*comparison.task.classes, *seen])))


def made_by(comparison: Comparison, answer: Answer) -> str:
    """Whose detections they are, and how vizdesk came by them."""
    how = HOW.get(answer.model.engine.value, "asked by")
    return f"{answer.model.name}, {how} vizdesk {comparison.version}"


def one_line(label: str) -> str:
    """A label without line ends and controls: names stand one a line, and none is empty.

    Readers of classes.txt skip empty lines, and would number all that come after them anew.
    """
    return " ".join(_UNSEEN.sub(" ", label).split()) or UNNAMED


def pixels(box: Box, image: ImageRef) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in pixels of the upright image, within it."""
    box = in_order(box)
    return (
        box.x0 * image.width,
        box.y0 * image.height,
        box.x1 * image.width,
        box.y1 * image.height,
    )


def in_order(box: Box) -> Box:
    """The box with its corners in order and in 0..1, whatever a file said."""
    x0, x1 = sorted((_clamped(box.x0), _clamped(box.x1)))
    y0, y1 = sorted((_clamped(box.y0), _clamped(box.y1)))
    return Box(x0, y0, x1, y1)


def _clamped(value: float) -> float:
    return min(1.0, max(0.0, value))


def pixel(x: float, y: float, image: ImageRef) -> list[float]:
    """A point of 0..1 in pixels of the upright image, to three places."""
    return [*rounded(x * image.width, y * image.height)]


def rounded(*values: float) -> Sequence[float]:
    """The values to three places, as annotation files keep pixels."""
    return [round(value, 3) for value in values]
