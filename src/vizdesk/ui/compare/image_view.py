"""An image with its detections, painted as it is looked at through a camera."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from vizdesk.analysis import polygons
from vizdesk.comparison.types import AnyDetection, Box, Detection, PointDetection
from vizdesk.export.text.detection_figures import bounds_of
from vizdesk.painting.box_overlay import (
    FILL,
    POINT_RADIUS,
    BoxLook,
    GrowingOverlay,
    paint_detections,
)
from vizdesk.painting.fonts import sans
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.display_options import DisplayOptions
from vizdesk.ui.compare.image_navigation import ImageNavigation


class ImageView(ImageNavigation):
    """Paints one image with its detections, as it is looked at.

    One detection may be selected, which stays, and others are bright while something is pointed
    at. `hiding` while Space is held or let go.
    """

    hiding = Signal(bool)

    def __init__(self, camera: Camera, parent: QWidget | None = None) -> None:
        super().__init__(camera, parent)
        self._detections: Sequence[AnyDetection] = ()
        self._colours: Mapping[str, QColor] = {}
        self.options = DisplayOptions(fill=FILL)
        self._held = False
        self._selected: int | None = None
        self._pointed: tuple[int, ...] = ()
        self._ghost: Box | None = None
        self._notice = ""
        self._stage: QColor | None = None
        self._grown: tuple[tuple[object, ...], QPixmap, GrowingOverlay] | None = None
        self.setMinimumSize(60, 60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Image"))

    def set_detections(
        self, detections: Sequence[AnyDetection], colours: Mapping[str, QColor]
    ) -> None:
        """Show these boxes, points and outlines, each in the colour of its label."""
        self._detections, self._colours = detections, colours
        if self._selected is not None and self._selected >= len(detections):
            self._selected = None
        self._pointed = tuple(index for index in self._pointed if index < len(detections))
        if not detections:
            self._ghost = None
        self.setAccessibleDescription(self._counted(detections))
        self.update()

    @property
    def detections(self) -> Sequence[AnyDetection]:
        """What is shown, hidden classes included."""
        return self._detections

    def _counted(self, detections: Sequence[AnyDetection]) -> str:
        """How many boxes, points and outlines there are, for screen readers."""
        boxes = sum(isinstance(detection, Detection) for detection in detections)
        points = sum(isinstance(detection, PointDetection) for detection in detections)
        outlines = len(detections) - boxes - points
        words = [self.tr("%n box(es)", "", boxes)] if boxes or not detections else []
        words += [self.tr("%n point(s)", "", points)] if points else []
        words += [self.tr("%n outline(s)", "", outlines)] if outlines else []
        return ", ".join(words)

    def set_options(self, options: DisplayOptions) -> None:
        """Show boxes, labels, fills and classes so."""
        self.options = options
        self.update()

    def set_held(self, held: bool) -> None:
        """Hide all boxes for as long as a key is held."""
        if held != self._held:
            self._held = held
            self.update()

    def set_selected(self, index: int | None) -> None:
        """Keep one detection bright, by its place among them."""
        if index != self._selected:
            self._selected = index
            self.update()

    def set_pointed(self, indices: Sequence[int], ghost: Box | None = None) -> None:
        """Brighten these while something is pointed at here or in another pane.

        `ghost` is what another model found where this one has nothing: drawn as a dashed outline.
        """
        if tuple(indices) != self._pointed or ghost != self._ghost:
            self._pointed, self._ghost = tuple(indices), ghost
            self.update()

    def set_notice(self, words: str) -> None:
        """Say on the image what has no room below it; nothing takes it away."""
        if words != self._notice:
            self._notice = words
            self.update()

    def set_stage(self, colour: QColor) -> None:
        """The colour behind the image, instead of the palette's Dark."""
        self._stage = colour
        self.update()

    def look_at(self, index: int | Box) -> None:
        """Show one detection large; −1 shows the whole image again."""
        if isinstance(index, Box):
            super().look_at(index)
        elif 0 <= index < len(self._detections):
            super().look_at(bounds_of(self._detections[index]))
        else:
            self._shared.reset()

    def hover(self, index: int) -> None:
        """Have it as if the pointer were over this detection; −1: over none."""
        self._hover(index)

    def detections_at(self, position: QPointF) -> list[int]:
        """The detections in sight under a pixel of this widget, smallest first."""
        if self._levels is None or not self.options.boxes:
            return []
        at, transform = self.point_at(position), self.to_view()
        # Dots keep their size on the screen, whatever the zoom.
        reach = (POINT_RADIUS + 1) / transform.m11(), (POINT_RADIUS + 1) / transform.m22()
        under = [
            (size, index)
            for index, detection in enumerate(self._detections)
            if self.options.shows(detection)
            and (size := _size_under(detection, at, reach)) is not None
        ]
        return [index for _, index in sorted(under)]

    def sizeHint(self) -> QSize:
        return QSize(360, 270)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        view = QRectF(self.rect())
        stage = self._stage or self.palette().color(QPalette.ColorRole.Dark)
        if self._levels is None:
            painter.fillRect(view, stage)
            self._paint_words(painter, view, self.tr("No image yet"))
        else:
            transform = self.to_view()
            painter.drawPixmap(0, 0, self._composed(self._levels, transform, stage))
            self._paint_ghost(painter, transform)
            if not self.linked:
                self._paint_alone(painter, view, self.tr("Unlinked · double-click to relink"))
            elif self.beside:
                self._paint_alone(painter, view, self.tr("Linked beside the others"))
        if self._notice:
            self._paint_notice(painter, view)
        if self.hasFocus():
            self._paint_focus(painter, view)
        painter.end()

    @property
    def _bright(self) -> tuple[int, ...]:
        """The places of what stands out now."""
        selected = () if self._selected is None else (self._selected,)
        return (*selected, *self._pointed)

    def _grows(self) -> bool:
        """Whether what comes while a model writes is painted onto what is there."""
        return not self._bright

    def _composed(self, levels: ImagePyramid, transform: QTransform, stage: QColor) -> QPixmap:
        """Stage, image and detections; while a model writes, only what is new is painted."""
        view, ratio = QRectF(self.rect()), self.devicePixelRatioF()
        backdrop = self.camera.backdrops.of(levels, transform, self.size(), ratio, stage)
        if self._held or not self.options.boxes:
            return backdrop
        key = (backdrop.cacheKey(), transform, stage.rgba(), self.options)
        detections, colours, grows = self._detections, self._colours, self._grows()
        if grows and self._grown is not None:
            before, pixmap, overlay = self._grown
            if before == key and overlay.can_grow_to(detections, colours):
                painter = QPainter(pixmap)
                grown = overlay.paint_more(painter, detections, colours)
                painter.end()
                if grown:
                    return pixmap
        pixmap = backdrop.copy()
        pixmap.setDevicePixelRatio(ratio)
        painter = QPainter(pixmap)
        if grows:
            overlay = GrowingOverlay(transform, view, colours, self._look)
            self._grown = (key, pixmap, overlay)
            overlay.paint_more(painter, detections, colours)
        else:
            self._grown = None
            self._paint_boxes(painter, transform, view)
        painter.end()
        return pixmap

    @property
    def _look(self) -> BoxLook:
        options = self.options
        return BoxLook(options.fill, options.labels, options.shows)

    def _paint_boxes(self, painter: QPainter, transform: QTransform, view: QRectF) -> None:
        """All of them, those that stand out on top."""
        paint_detections(
            painter,
            transform,
            view,
            self._detections,
            self._colours,
            highlighted=self._bright,
            look=self._look,
        )

    def _paint_ghost(self, painter: QPainter, transform: QTransform) -> None:
        """A dashed outline where another model found something and this one did not."""
        if self._ghost is None or self._held or not self.options.boxes:
            return
        ghost = self._ghost
        place = transform.mapRect(
            QRectF(ghost.x0, ghost.y0, ghost.x1 - ghost.x0, ghost.y1 - ghost.y0)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("white"), 3))
        painter.drawRect(place)
        painter.setPen(QPen(QColor("black"), 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(place)

    def _paint_words(self, painter: QPainter, view: QRectF, words: str) -> None:
        painter.setFont(sans(13))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(view, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_alone(self, painter: QPainter, view: QRectF, words: str) -> None:
        """A quiet reminder, bottom left, that this view does not look where the others look."""
        painter.setFont(sans(11))
        place = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-8, -4, 8, 4)
        place.moveBottomLeft(view.bottomLeft() + QPointF(8, -8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(QColor("white"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_notice(self, painter: QPainter, view: QRectF) -> None:
        """A card at the foot of the image, as high as its words need."""
        painter.setFont(sans(12))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        most = view.adjusted(18, 18, -18, -16)
        words = QRectF(painter.boundingRect(most, int(flags), self._notice)).intersected(most)
        words.setWidth(most.width())
        words.moveBottomLeft(most.bottomLeft())
        card = words.adjusted(-10, -8, 10, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        painter.setBrush(self.palette().color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(card, 8, 8)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.setClipRect(card)
        painter.drawText(words, int(flags), self._notice)
        painter.setClipping(False)

    def _paint_focus(self, painter: QPainter, view: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
        painter.drawRect(view.adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hiding.emit(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hiding.emit(False)
            return
        super().keyReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.linked and not self.beside:
            event.ignore()  # the panes' own menu
            return
        menu = QMenu(self)
        menu.addAction(self.tr("Relink where the others look"), self.link)
        keep = menu.addAction(self.tr("Relink and keep the offset"), self.link_keeping_offset)
        keep.setEnabled(not self.beside)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.hiding.emit(False)
        self.update()


def _size_under(detection: AnyDetection, at: QPointF, reach: tuple[float, float]) -> float | None:
    """The area (share of the image) of what lies under `at`; None if it does not lie there.

    A point has no area; it is under all that is within `reach` (0..1 of the image) of it.
    """
    if isinstance(detection, Detection):
        box = detection.box
        inside = box.x0 <= at.x() <= box.x1 and box.y0 <= at.y() <= box.y1
        return box.area if inside else None
    if isinstance(detection, PointDetection):
        across, down = (at.x() - detection.x) / reach[0], (at.y() - detection.y) / reach[1]
        return 0.0 if across**2 + down**2 <= 1 else None
    inside = polygons.contains(detection.vertices, at.x(), at.y())
    return polygons.area(detection.vertices) if inside else None
