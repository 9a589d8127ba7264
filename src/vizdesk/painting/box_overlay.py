"""Boxes, points and outlines on an image: one pure painter, shared by the panes and the export."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTransform

from vizdesk.analysis.polygons import clipped
from vizdesk.comparison.types import AnyDetection, Box, Detection, PointDetection, PolygonDetection
from vizdesk.painting.box_labels import paint_chips
from vizdesk.painting.class_colors import NEUTRAL

# With more detections in sight than this, fills would be mud and labels a wall: lines say enough.
CROWDED = 60
POINT_RADIUS = 5.0
"""Of a point's dot, in pixels of a 100 % screen; the halo comes on top of it."""
_LINE, _HALO = 2.0, 1.0  # pixels of a 100 % screen
FILL = 0.0
"""Opacity with which a box is filled where nobody chose another, 0..1: outlines hide nothing."""
_FILL_HIGHLIGHTED = 0.16  # on top of the usual fill
_BEYOND = 50  # pixels outside the view within which lines are cut off


@dataclass(frozen=True, slots=True)
class BoxLook:
    """How boxes are painted: their fill (opacity 0..1), with labels, and which are in sight.

    `label_scale` is how many times larger than usual the labels are.
    """

    fill: float = FILL
    labels: bool = True
    shows: Callable[[AnyDetection], bool] = lambda _: True
    label_scale: float = 1.0


USUAL_LOOK = BoxLook()


class PlacedDetection(NamedTuple):
    """A detection in sight: its place in the list, its rectangle in view pixels, its colour.

    The rectangle of a point is that of its dot; `outline` is there for polygons alone.
    """

    place: int
    detection: AnyDetection
    rect: QRectF
    colour: QColor
    outline: QPolygonF | None = None


@dataclass(frozen=True, slots=True)
class _Stroke:
    """Pixels of lines, halos and dots, and how much of its colour a figure is filled with."""

    fill: float
    line: float
    halo: float
    radius: float


def paint_detections(
    painter: QPainter,
    to_view: QTransform,
    view: QRectF,
    detections: Sequence[AnyDetection],
    colours: Mapping[str, QColor],
    *,
    scale: float = 1.0,
    highlighted: int | Collection[int] | None = None,
    hidden: frozenset[str] = frozenset(),
    look: BoxLook = USUAL_LOOK,
) -> None:
    """Paint what reaches into `view`, each with a white halo and its label on a chip.

    `to_view` maps 0..1 of the image to view pixels. Lines and letters are in view pixels times
    `scale`. `highlighted` is an index into `detections`, or several. `hidden` are labels to leave
    out, and `look` says how the others are seen.
    """
    placed = place_detections(to_view, view, detections, colours, hidden, scale)
    placed = [each for each in placed if look.shows(each.detection)]
    bright = (highlighted,) if highlighted is None or isinstance(highlighted, int) else highlighted
    chosen = [detection for detection in placed if detection.place in bright]
    others = [detection for detection in placed if detection.place not in bright]
    painter.save()
    painter.setClipRect(view, Qt.ClipOperation.IntersectClip)
    crowded = len(placed) > CROWDED
    bold = _Stroke(
        _FILL_HIGHLIGHTED + look.fill,
        (_LINE + 1) * scale,
        _HALO * 2 * scale,
        (POINT_RADIUS + 1) * scale,
    )
    _paint(painter, others, _usual_stroke(scale, crowded, look.fill))
    _paint(painter, chosen, bold)
    if look.labels:
        # In the order of the detections: no label moves when something is highlighted.
        chip_scale = scale * look.label_scale
        paint_chips(painter, view, placed, chip_scale, crowded=crowded, taken=[], always=chosen)
    painter.restore()


def _usual_stroke(scale: float, crowded: bool, fill: float) -> _Stroke:
    return _Stroke(0.0 if crowded else fill, _LINE * scale, _HALO * scale, POINT_RADIUS * scale)


class GrowingOverlay:
    """Detections that become more while a model writes: each is placed and painted once.

    A box that comes later lies on top of those before, with its halo; `paint_detections` of all of
    them has every halo below every line.
    """

    def __init__(
        self,
        to_view: QTransform,
        view: QRectF,
        colours: Mapping[str, QColor],
        look: BoxLook = USUAL_LOOK,
    ) -> None:
        self._to_view, self._view, self._look = to_view, view, look
        self._colours = dict(colours)
        self._detections: Sequence[AnyDetection] = ()
        self._in_sight = 0
        self._chips: list[QRectF] = []

    def can_grow_to(
        self, detections: Sequence[AnyDetection], colours: Mapping[str, QColor]
    ) -> bool:
        """Whether `detections` are those painted so far, in the same colours, and more."""
        painted = self._detections
        if detections is painted:
            return self._keeps(colours)
        more = len(detections) > len(painted)
        return more and detections[: len(painted)] == painted and self._keeps(colours)

    def _keeps(self, colours: Mapping[str, QColor]) -> bool:
        return all(colours.get(label) == colour for label, colour in self._colours.items())

    def paint_more(
        self,
        painter: QPainter,
        detections: Sequence[AnyDetection],
        colours: Mapping[str, QColor],
    ) -> bool:
        """Paint what is new of `detections`; False where all have to be painted anew.

        That is when so many are in sight that they are painted without fills from now on.
        """
        new = detections[len(self._detections) :]
        placed = place_detections(self._to_view, self._view, new, colours)
        placed = [each for each in placed if self._look.shows(each.detection)]
        before, in_sight = self._in_sight, self._in_sight + len(placed)
        crowded = in_sight > CROWDED
        if before and crowded != (before > CROWDED):
            return False
        self._detections, self._in_sight, self._colours = detections, in_sight, dict(colours)
        painter.setClipRect(self._view)
        _paint(painter, placed, _usual_stroke(1.0, crowded, self._look.fill))
        if self._look.labels:
            paint_chips(painter, self._view, placed, 1.0, crowded=crowded, taken=self._chips)
        return True


def place_detections(
    to_view: QTransform,
    view: QRectF,
    detections: Sequence[AnyDetection],
    colours: Mapping[str, QColor],
    hidden: frozenset[str] = frozenset(),
    scale: float = 1.0,
) -> list[PlacedDetection]:
    """The detections that reach into `view`, boxes on whole pixels so that their lines are crisp.

    What lies far outside is cut close by: strokes millions of pixels long are slow.
    """
    placed = []
    boxes_out_of_sight = _out_of_sight(to_view, view)
    for index, detection in enumerate(detections):
        if detection.label in hidden:
            continue
        outline = None
        if isinstance(detection, Detection):
            if boxes_out_of_sight(detection.box):
                continue
            rect = _box_rect(detection, to_view, view)
        elif isinstance(detection, PointDetection):
            rect = _point_rect(detection, to_view, view, POINT_RADIUS * scale)
        else:
            outline = _outline(detection, to_view, view)
            rect = None if outline is None else outline.boundingRect()
        if rect is not None:
            colour = colours.get(detection.label, NEUTRAL)
            placed.append(PlacedDetection(index, detection, rect, colour, outline))
    return placed


def _out_of_sight(to_view: QTransform, view: QRectF) -> Callable[[Box], bool]:
    """Whether a box surely lies outside; zoomed in, most of five hundred do (0.6 → 0.1 ms)."""
    # In 0..1 of the image, with two pixels to spare for what is rounded to whole ones.
    back, _ = to_view.inverted()
    seen = back.mapRect(view.adjusted(-2, -2, 2, 2))
    left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()

    def is_out(box: Box) -> bool:
        return box.x1 < left or box.x0 > right or box.y1 < top or box.y0 > bottom

    return is_out


def _box_rect(detection: Detection, to_view: QTransform, view: QRectF) -> QRectF | None:
    box = detection.box
    sx, sy, dx, dy = to_view.m11(), to_view.m22(), to_view.dx(), to_view.dy()
    x0, x1 = round(box.x0 * sx + dx), round(box.x1 * sx + dx)
    y0, y1 = round(box.y0 * sy + dy), round(box.y1 * sy + dy)
    left, top, right, bottom = view.left(), view.top(), view.right(), view.bottom()
    if x1 < left or y1 < top or x0 > right or y0 > bottom:
        return None
    x0, x1 = max(x0, round(left) - _BEYOND), min(x1, round(right) + _BEYOND)
    y0, y1 = max(y0, round(top) - _BEYOND), min(y1, round(bottom) + _BEYOND)
    return QRectF(x0, y0, max(x1 - x0, 2), max(y1 - y0, 2))


def _point_rect(
    point: PointDetection, to_view: QTransform, view: QRectF, radius: float
) -> QRectF | None:
    centre = to_view.map(QPointF(point.x, point.y))
    rect = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    return rect if rect.intersects(view) else None


def _outline(polygon: PolygonDetection, to_view: QTransform, view: QRectF) -> QPolygonF | None:
    sx, sy, dx, dy = to_view.m11(), to_view.m22(), to_view.dx(), to_view.dy()
    near = view.adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND)
    vertices = [(x * sx + dx, y * sy + dy) for x, y in polygon.vertices]
    ring = clipped(vertices, near.left(), near.top(), near.right(), near.bottom())
    outline = QPolygonF([QPointF(x, y) for x, y in ring])
    return outline if ring and outline.boundingRect().intersects(view) else None


def _paint(painter: QPainter, placed: Sequence[PlacedDetection], stroke: _Stroke) -> None:
    """Outlines, then boxes, then points: the smallest lie on top."""
    outlines = [detection for detection in placed if detection.outline is not None]
    points = [detection for detection in placed if isinstance(detection.detection, PointDetection)]
    boxes = [detection for detection in placed if isinstance(detection.detection, Detection)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    _paint_outlines(painter, outlines, stroke)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    _paint_frames(painter, boxes, stroke)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    _paint_points(painter, points, stroke)


def _paint_frames(painter: QPainter, placed: Sequence[PlacedDetection], stroke: _Stroke) -> None:
    """Fills, then all halos, then all lines: no line is buried under a neighbour's halo."""
    by_colour: dict[int, list[QRectF]] = {}
    for box in placed:
        by_colour.setdefault(box.colour.rgba(), []).append(box.rect)
    if stroke.fill:
        painter.setPen(Qt.PenStyle.NoPen)
        for rgba, rects in by_colour.items():
            painter.setBrush(_tint(QColor.fromRgba(rgba), stroke.fill))
            painter.drawRects(rects)
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    painter.setPen(_pen(QColor(Qt.GlobalColor.white), stroke.line + 2 * stroke.halo))
    painter.drawRects([box.rect for box in placed])
    for rgba, rects in by_colour.items():
        painter.setPen(_pen(QColor.fromRgba(rgba), stroke.line))
        painter.drawRects(rects)


def _paint_outlines(painter: QPainter, placed: Sequence[PlacedDetection], stroke: _Stroke) -> None:
    """Fill, halo and line of each outline; white halos first, as those of boxes are."""
    halo = _pen(QColor(Qt.GlobalColor.white), stroke.line + 2 * stroke.halo, round_joins=True)
    for polygon in placed:
        fill = _tint(polygon.colour, stroke.fill) if stroke.fill else Qt.BrushStyle.NoBrush
        painter.setBrush(fill)
        painter.setPen(halo)
        painter.drawPolygon(polygon.outline or QPolygonF())
    painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
    for polygon in placed:
        painter.setPen(_pen(polygon.colour, stroke.line, round_joins=True))
        painter.drawPolygon(polygon.outline or QPolygonF())


def _paint_points(painter: QPainter, placed: Sequence[PlacedDetection], stroke: _Stroke) -> None:
    """A dot of the class's colour within a white ring, so that it is seen on any image."""
    painter.setPen(Qt.PenStyle.NoPen)
    ring = stroke.radius + stroke.halo + 0.5
    for point in placed:
        centre = point.rect.center()
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.drawEllipse(centre, ring, ring)
        painter.setBrush(point.colour)
        painter.drawEllipse(centre, stroke.radius, stroke.radius)


def _tint(colour: QColor, alpha: float) -> QColor:
    tint = QColor(colour)
    tint.setAlphaF(alpha)
    return tint


def _pen(colour: QColor, width: float, *, round_joins: bool = False) -> QPen:
    join = Qt.PenJoinStyle.RoundJoin if round_joins else Qt.PenJoinStyle.MiterJoin
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, join)
