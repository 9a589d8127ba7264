"""What annotation formats have in common: class names, places in pixels."""

from __future__ import annotations

from collections.abc import Sequence

from vizdesk.comparison.types import Answer, Box, Comparison, ImageRef


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
    how = "asked by" if answer.model.askable else "pasted into"
    return f"{answer.model.name}, {how} vizdesk {comparison.version}"


def one_line(label: str) -> str:
    """A label without line ends: names stand one a line."""
    return " ".join(label.split())


def pixels(box: Box, image: ImageRef) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in pixels of the upright image."""
    return (
        box.x0 * image.width,
        box.y0 * image.height,
        box.x1 * image.width,
        box.y1 * image.height,
    )


def pixel(x: float, y: float, image: ImageRef) -> list[float]:
    """A point of 0..1 in pixels of the upright image, to three places."""
    return [*rounded(x * image.width, y * image.height)]


def rounded(*values: float) -> Sequence[float]:
    """The values to three places, as annotation files keep pixels."""
    return [round(value, 3) for value in values]
