"""The image of an answer in the HTML page: boxes over it, outlines and points as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtGui import QColor

from vizdesk.comparison.types import (
    Answer,
    AnyDetection,
    Box,
    Detection,
    PointDetection,
    PolygonDetection,
)
from vizdesk.export.text.detection_figures import bounds_of
from vizdesk.export.view_filter import WHOLE, within
from vizdesk.painting.box_labels import words_of
from vizdesk.painting.box_overlay import CROWDED
from vizdesk.painting.class_colors import text_on

# A chip stands above its box, to the right from its left edge; not where it would be cut off.
TOP, RIGHT = 0.06, 0.7

Colours = Mapping[str, QColor]


@dataclass(frozen=True, slots=True)
class StageImage:
    """What all stages of an image share: the `part` that is shown and its pixels, and colours.

    `prefix` tells the marks of one image's boxes from those of another on the same page.
    """

    size: tuple[int, int]
    colours: Colours
    part: Box = WHOLE
    prefix: str = ""

    def mark(self, answer: int, detection: int) -> str:
        """What ties a box to its row: the places of its answer and of itself among them."""
        return f"{self.prefix}{answer}-{detection}"


def stage(answer: Answer, at: int, image: StageImage) -> str:
    """The image with what answer number `at` saw of it."""
    return stage_of(f"{answer.model.name}: {_counted(answer)}", ((at, answer),), image)


def stage_of(name: str, answers: Sequence[tuple[int, Answer]], image: StageImage) -> str:
    """The image with what these answers saw, each with its place; none: the image alone."""
    shapes, count = [], 0
    for at, answer in answers:
        detections = within(answer.reading.all_detections, image.part)
        count += len(detections)
        shapes.append(_drawing(detections, at, image))
        shapes += [
            _box(detection, image.mark(at, number), image.colours[detection.label])
            for number, detection in enumerate(detections)
        ]
    crowd = " crowded" if count > CROWDED else ""
    wide, high = image.size
    return (
        f'<div class="stage{crowd}" tabindex="0" role="group" aria-label="{escape(name)}" '
        f'style="aspect-ratio: {wide} / {high}"><div class="sheet">'
        f"{''.join(shapes)}</div></div>"
    )


def _counted(answer: Answer) -> str:
    reading = answer.reading
    counts = (
        (len(reading.detections), "boxes"),
        (len(reading.points), "points"),
        (len(reading.polygons), "outlines"),
    )
    words = ", ".join(f"{number} {name}" for number, name in counts if number)
    return f"image with {words}" if words else "picture"


def _box(detection: AnyDetection, mark: str, colour: QColor) -> str:
    """A box, or the chip alone of what is drawn as SVG."""
    box = bounds_of(detection)
    side = (" low" if box.y0 < TOP else "") + (" end" if box.x0 > RIGHT else "")
    style = f"--c: {colour.name()}; --ink: {text_on(colour).name()}; "
    if isinstance(detection, Detection):
        kind, style = "box", style + _place(box)
    else:
        kind, style = "box tag", style + _anchor(detection)
    chip = f"<span>{escape(words_of(detection))}</span>"
    return f'<div class="{kind}{side}" data-box="{mark}" style="{style}">{chip}</div>'


def _place(box: Box) -> str:
    return (
        f"left: {100 * box.x0:.3f}%; top: {100 * box.y0:.3f}%; "
        f"width: {100 * (box.x1 - box.x0):.3f}%; height: {100 * (box.y1 - box.y0):.3f}%"
    )


def _anchor(detection: PointDetection | PolygonDetection) -> str:
    """Where its chip hangs: at the point, or at the highest vertex of the outline."""
    if isinstance(detection, PointDetection):
        x, y = detection.x, detection.y
    else:
        x, y = min(detection.vertices, key=lambda vertex: vertex[1])
    return f"left: {100 * x:.3f}%; top: {100 * y:.3f}%"


def _drawing(detections: Sequence[AnyDetection], at: int, image: StageImage) -> str:
    """Outlines, and points over them, in pixels of what is shown; nothing where there are none."""
    outlines, points = [], []
    size = image.size
    for number, detection in enumerate(detections):
        colour = image.colours[detection.label].name()
        mark = f'data-box="{image.mark(at, number)}" style="--c: {colour}"'
        if isinstance(detection, PolygonDetection):
            ring = " ".join(_pixels(x, y, size) for x, y in detection.vertices)
            shape = f'<polygon class="halo" points="{ring}"/><polygon points="{ring}"/>'
            outlines.append(f'<g class="outline" {mark}>{shape}</g>')
        elif isinstance(detection, PointDetection):
            # A line without length and with round ends: a dot whose size is that of its stroke.
            dot = f"M{_pixels(detection.x, detection.y, size)}h0"
            shape = f'<path class="halo" d="{dot}"/><path d="{dot}"/>'
            points.append(f'<g class="point" {mark}>{shape}</g>')
    if not outlines and not points:
        return ""
    shapes = "".join([*outlines, *points])
    return f'<svg class="drawing" viewBox="0 0 {size[0]} {size[1]}">{shapes}</svg>'


def _pixels(x: float, y: float, size: tuple[int, int]) -> str:
    return f"{x * size[0]:.2f},{y * size[1]:.2f}"
