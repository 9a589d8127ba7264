"""Boxes on an image: one pure painter, shared by the panes and the export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from vizdesk.comparison.types import Detection
from vizdesk.painting.box_labels import paint_chips
from vizdesk.painting.class_colors import NEUTRAL

# With more boxes in sight than this, fills would be mud and labels a wall: lines say enough.
CROWDED = 60
_LINE, _HALO = 2.0, 1.0  # pixels of a 100 % screen
_FILL, _FILL_HIGHLIGHTED = 0.18, 0.34


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A detection in sight: its place in the list, its rectangle in view pixels, its colour."""

    index: int
    detection: Detection
    rect: QRectF
    colour: QColor


def paint_boxes(
    painter: QPainter,
    to_view: QTransform,
    view: QRectF,
    detections: Sequence[Detection],
    colours: Mapping[str, QColor],
    *,
    scale: float = 1.0,
    highlighted: int | None = None,
    hidden: frozenset[str] = frozenset(),
    labels: bool = True,
) -> None:
    """Paint the boxes that reach into `view`, each with a white halo and its label on a chip.

    `to_view` maps 0..1 of the image to view pixels. Lines and letters are in view pixels times
    `scale`. `highlighted` is an index into `detections`. `hidden` are labels to leave out.
    """
    placed = place_boxes(to_view, view, detections, colours, hidden)
    chosen = [one for one in placed if one.index == highlighted]
    others = [one for one in placed if one.index != highlighted]
    painter.save()
    painter.setClipRect(view, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    crowded = len(placed) > CROWDED
    _paint_frames(painter, others, 0.0 if crowded else _FILL, _LINE * scale, _HALO * scale)
    _paint_frames(painter, chosen, _FILL_HIGHLIGHTED, (_LINE + 1) * scale, _HALO * 2 * scale)
    if labels:
        paint_chips(painter, view, others, scale, crowded=crowded)
        paint_chips(painter, view, chosen, scale, crowded=False)
    painter.restore()


def place_boxes(
    to_view: QTransform,
    view: QRectF,
    detections: Sequence[Detection],
    colours: Mapping[str, QColor],
    hidden: frozenset[str] = frozenset(),
) -> list[PlacedBox]:
    """The detections that reach into `view`, on whole pixels so that their lines are crisp."""
    sx, sy, dx, dy = to_view.m11(), to_view.m22(), to_view.dx(), to_view.dy()
    left, top, right, bottom = view.left(), view.top(), view.right(), view.bottom()
    placed = []
    for index, detection in enumerate(detections):
        box = detection.box
        x0, x1 = round(box.x0 * sx + dx), round(box.x1 * sx + dx)
        y0, y1 = round(box.y0 * sy + dy), round(box.y1 * sy + dy)
        if x1 < left or y1 < top or x0 > right or y0 > bottom or detection.label in hidden:
            continue
        # What lies far outside is cut close by: strokes millions of pixels long are slow.
        x0, x1 = max(x0, round(left) - 50), min(x1, round(right) + 50)
        y0, y1 = max(y0, round(top) - 50), min(y1, round(bottom) + 50)
        rect = QRectF(x0, y0, max(x1 - x0, 2), max(y1 - y0, 2))
        placed.append(PlacedBox(index, detection, rect, colours.get(detection.label, NEUTRAL)))
    return placed


def _paint_frames(
    painter: QPainter, placed: Sequence[PlacedBox], fill: float, line: float, halo: float
) -> None:
    """Fills, then all halos, then all lines: no line is buried under a neighbour's halo."""
    by_colour: dict[int, list[QRectF]] = {}
    for one in placed:
        by_colour.setdefault(one.colour.rgba(), []).append(one.rect)
    if fill:
        painter.setPen(Qt.PenStyle.NoPen)
        for rgba, rects in by_colour.items():
            tint = QColor.fromRgba(rgba)
            tint.setAlphaF(fill)
            painter.setBrush(tint)
            painter.drawRects(rects)
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.setPen(_pen(QColor(Qt.GlobalColor.white), line + 2 * halo))
    painter.drawRects([one.rect for one in placed])
    for rgba, rects in by_colour.items():
        painter.setPen(_pen(QColor.fromRgba(rgba), line))
        painter.drawRects(rects)


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin
    )
