"""The boxes of several models on one image: outlines that tell how many models found an object.

Colour is the class, the line is the support (dashed: one model alone, thin: all of them), numbers
are the models. One painter for the window and the exports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform

from vizdesk.comparison.types import AnyDetection, Box, Detection, PointDetection, PolygonDetection
from vizdesk.painting.box_labels import paint_chips
from vizdesk.painting.class_colors import NEUTRAL

LEAST_IOU = 0.5
"""From which intersection over union on two boxes are of the same object."""
# More numbers than this on a label are told as how many they are.
_MOST_NUMBERS = 4
_FADED, _POINT = 0.22, 5.0
_HALO = 1.5  # pixels of a 100 % screen


class Support(Enum):
    """How many of the models found an object."""

    ONE = "one"
    SOME = "some"
    ALL = "all"


_LINES = {
    Support.ONE: (2.4, Qt.PenStyle.DashLine),
    Support.SOME: (2.0, Qt.PenStyle.SolidLine),
    Support.ALL: (1.2, Qt.PenStyle.SolidLine),
}


@dataclass(frozen=True, slots=True)
class ModelBoxes:
    """What a model found, and its number among the models, from 1."""

    number: int
    detections: tuple[AnyDetection, ...]


@dataclass(frozen=True, slots=True)
class OverlayObject:
    """One object: what each model that found it has of it, by the model's number."""

    label: str
    members: tuple[tuple[int, AnyDetection], ...]
    support: Support

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its models."""
        return tuple(sorted({number for number, _ in self.members}))


@dataclass(frozen=True, slots=True)
class _Chip:
    detection: AnyDetection
    rect: QRectF
    colour: QColor


def overlay_objects(models: Sequence[ModelBoxes]) -> tuple[OverlayObject, ...]:
    """The objects that these models found: boxes of the same thing are one.

    Two outlines are matched by the boxes around them; points have no extent and stand alone.
    """
    # numpy, only where there is something to match.
    from vizdesk.analysis.object_matching import MatchingError, match_objects

    with_extent = [
        [(place, each) for place, each in enumerate(model.detections) if _bounds(each).area > 0]
        for model in models
    ]
    boxes = [[_bounds(each) for _, each in found] for found in with_extent]
    classes = [[_key(each) for _, each in found] for found in with_extent]
    groups: list[list[tuple[int, AnyDetection]]] = []
    try:
        for match in match_objects(boxes, classes, LEAST_IOU).objects:
            groups.append(
                [
                    (models[at].number, with_extent[at][place][1])
                    for at, place in enumerate(match.members)
                    if place is not None
                ]
            )
    except MatchingError:  # a model repeats itself without end: nothing is said to be the same
        for model, found in zip(models, with_extent, strict=True):
            groups += [[(model.number, each)] for _, each in found]
    for model in models:
        groups += [[(model.number, each)] for each in model.detections if _bounds(each).area <= 0]
    return tuple(_object(members, len(models)) for members in groups if members)


def _object(members: list[tuple[int, AnyDetection]], models: int) -> OverlayObject:
    labels = [detection.label for _, detection in members]
    found = len({number for number, _ in members})
    support = Support.ALL if found == models else Support.ONE if found == 1 else Support.SOME
    return OverlayObject(max(labels, key=labels.count), tuple(members), support)


def paint_overlay(
    painter: QPainter,
    to_view: QTransform,
    view: QRectF,
    objects: Sequence[OverlayObject],
    colours: Mapping[str, QColor],
    *,
    scale: float = 1.0,
    raised: int | None = None,
    labels: bool = True,
    fill: float = 0.0,
    label_scale: float = 1.0,
) -> None:
    """Paint the outlines of all models, and one label for each object where there is room.

    `raised` is the number of a model whose boxes stand out, while the others fade; labels are
    `label_scale` times as large as usual. The rest as for `paint_detections`.
    """
    painter.save()
    painter.setClipRect(view, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for entry in objects:
        others = [each for number, each in entry.members if number != raised]
        painter.setOpacity(1.0 if raised is None else _FADED)
        _paint_members(painter, to_view, entry, others, colours, scale, fill)
    painter.setOpacity(1.0)
    chips: list[_Chip] = []
    for entry in objects:
        own = [each for number, each in entry.members if number == raised]
        _paint_members(painter, to_view, entry, own, colours, scale, max(fill, 0.12), bold=True)
        named = own if raised is not None else [each for _, each in entry.members]
        if named:
            chips.append(_chip(entry, named, to_view, colours, raised))
    if labels:
        rare_first = sorted(chips, key=lambda chip: chip.rect.width() * chip.rect.height())
        paint_chips(painter, view, rare_first, scale * label_scale, crowded=False, taken=[])
    painter.restore()


def _chip(
    entry: OverlayObject,
    named: Sequence[AnyDetection],
    to_view: QTransform,
    colours: Mapping[str, QColor],
    raised: int | None,
) -> _Chip:
    around = QRectF()
    for each in named:
        around = around.united(_place(each, to_view))
    words = entry.label if raised is not None else f"{entry.label} {numbers_words(entry)}".strip()
    first = replace(named[0], label=words, score=None)
    return _Chip(first, around, colours.get(entry.label, NEUTRAL))


def numbers_words(entry: OverlayObject) -> str:
    """Which models found an object: their numbers, or how many they are; nothing when all did."""
    if entry.support is Support.ALL:
        return ""
    numbers = entry.numbers
    if len(numbers) > _MOST_NUMBERS:
        return f"×{len(numbers)}"
    return "·".join(map(str, numbers))


def _paint_members(
    painter: QPainter,
    to_view: QTransform,
    entry: OverlayObject,
    members: Sequence[AnyDetection],
    colours: Mapping[str, QColor],
    scale: float,
    fill: float,
    *,
    bold: bool = False,
) -> None:
    width, style = _LINES[entry.support]
    width = (3.0 if bold else width) * scale
    for each in members:
        colour = colours.get(each.label, NEUTRAL)
        halo = QPen(QColor(255, 255, 255, 190), width + 2 * _HALO * scale * (1 if bold else 0.5))
        line = QPen(colour, width, style)
        for pen, alpha in ((halo, 0.0), (line, fill)):
            tint = QColor(colour)
            tint.setAlphaF(alpha)
            painter.setPen(pen)
            painter.setBrush(tint if alpha else Qt.BrushStyle.NoBrush)
            _draw(painter, to_view, each, scale)


def _draw(painter: QPainter, to_view: QTransform, detection: AnyDetection, scale: float) -> None:
    if isinstance(detection, PolygonDetection):
        ring = [to_view.map(QPointF(x, y)) for x, y in detection.vertices]
        painter.drawPolygon(QPolygonF(ring))
    elif isinstance(detection, PointDetection):
        centre = to_view.map(QPointF(detection.x, detection.y))
        painter.drawEllipse(centre, _POINT * scale, _POINT * scale)
    else:
        painter.drawRect(_place(detection, to_view))


def _place(detection: AnyDetection, to_view: QTransform) -> QRectF:
    box = _bounds(detection)
    place = QRectF(QPointF(box.x0, box.y0), QPointF(box.x1, box.y1))
    return to_view.mapRect(place)


def _bounds(detection: AnyDetection) -> Box:
    if isinstance(detection, Detection):
        return detection.box
    if isinstance(detection, PointDetection):
        return Box(detection.x, detection.y, detection.x, detection.y)
    return detection.bounds


def _key(detection: AnyDetection) -> str:
    return detection.label.strip().casefold()
