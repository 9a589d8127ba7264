"""The strip of open images: switch by click or arrow keys, add, close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import is_

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QScrollArea, QWidget

from vizdesk.painting.fonts import sans
from vizdesk.ui.compare.frame_chooser import FrameChooser
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.widgets.basics import ElidedLabel
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.theme import Tokens

THUMB = QSize(88, 60)


class Thumb(QAbstractButton):
    """One image of the strip, cropped to fill."""

    close_wanted = Signal(object)

    def __init__(self, opened: OpenImage | None, tokens: Tokens) -> None:
        super().__init__()
        self.opened = opened
        self.mark = ""
        self._tokens = tokens
        self.setFixedSize(THUMB)
        self.setCheckable(opened is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        if opened is None:
            self._image = None
            self.setAccessibleName(self.tr("Add images"))
            set_tip(self, self.tr("Add images (Ctrl+O)"))
        else:
            ref = opened.image.ref
            self.setAccessibleName(ref.name)
            set_tip(self, f"{ref.name}\n{ref.width} × {ref.height}")
            self._image = opened.levels.thumbnail(2 * THUMB.width())

    def show_mark(self, mark: str) -> None:
        """Say on the image how far its answers agree, “4/10”; empty: nothing is known."""
        if self.opened is not None and mark != self.mark:
            self.mark = mark
            name = self.opened.image.ref.name
            spoken = self.tr("{name}, agreement {mark}").format(name=name, mark=mark)
            self.setAccessibleName(spoken if mark else name)
            self.update()

    def _menu(self, at: QPoint) -> None:
        if self.opened is not None:
            menu = QMenu(self)
            menu.addAction(self.tr("Close image"), lambda: self.close_wanted.emit(self.opened))
            menu.popup(self.mapToGlobal(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inner = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if self._image is None:
            painter.setPen(
                QPen(QColor(t.accent if self.hasFocus() else t.faint), 1, Qt.PenStyle.DashLine)
            )
            painter.drawRoundedRect(inner, 8, 8)
            painter.setPen(QColor(t.muted))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, "+")
            return
        path = QPainterPath()
        path.addRoundedRect(inner, 7, 7)
        painter.save()
        painter.setClipPath(path)
        size = self._image.size()
        k = max(inner.width() / size.width(), inner.height() / size.height())
        wide, high = size.width() * k, size.height() * k
        centre = inner.center()
        painter.drawImage(
            QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high), self._image
        )
        painter.restore()
        if self.mark:
            self._paint_mark(painter, inner)
        if self.isChecked() or self.hasFocus():
            colour = t.text if self.hasFocus() else t.accent
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)

    def _paint_mark(self, painter: QPainter, inner: QRectF) -> None:
        painter.setFont(sans(11, 600))
        place = QRectF(painter.fontMetrics().boundingRect(self.mark)).adjusted(-5, -1, 5, 1)
        place.moveBottomRight(inner.bottomRight() - QPointF(4, 4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor("white"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.mark)
        painter.setBrush(Qt.BrushStyle.NoBrush)


class ImageStrip(QFrame):
    """Thumbnails of all open images, and which frame of the current one is shown."""

    chosen = Signal(object)
    close_wanted = Signal(object)
    add_wanted = Signal()
    frame_wanted = Signal(object, int)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self._images: Sequence[OpenImage] = ()
        self._current: OpenImage | None = None
        self._marks: Mapping[str, tuple[int, int]] = {}
        self.setProperty("role", "bar")
        self.setFixedHeight(84)
        self.thumbs: list[Thumb] = []
        self._row: QHBoxLayout | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumWidth(2 * (THUMB.width() + 8))
        self.hint = ElidedLabel(
            self.tr("Scroll: zoom all · Ctrl+drag: pan this pane only · Alt+1 to 9: expand"),
            "muted",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 16, 6)
        self.frames = FrameChooser()
        self.frames.wanted.connect(self.frame_wanted)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.frames)
        row.addWidget(self.hint)
        self.show_images((), None)

    def show_images(self, images: Sequence[OpenImage], current: OpenImage | None) -> None:
        """Show these images and mark the current one."""
        before, self._images, self._current = self._images, tuple(images), current
        # Of three hundred images that join one after the other, each gets its thumbnail once.
        joins = (
            len(before) < len(images) and all(map(is_, before, images)) and self._row is not None
        )
        if not joins:
            self._begin_row()
        new = [Thumb(image, self._tokens) for image in images[len(self.thumbs) :]]
        for thumb in new:
            thumb.clicked.connect(lambda _=False, thumb=thumb: self.chosen.emit(thumb.opened))
            thumb.close_wanted.connect(self.close_wanted)
            assert self._row is not None
            self._row.insertWidget(len(self.thumbs), thumb)
            self.thumbs.append(thumb)
        for thumb in self.thumbs:
            thumb.setChecked(thumb.opened is current)
        self.show_marks(self._marks)
        self.frames.show_image(current)

    def _begin_row(self) -> None:
        """A row with nothing but the button that adds images."""
        inside = QWidget()
        inside.setProperty("role", "list")
        self.thumbs, self._row = [], QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        add = Thumb(None, self._tokens)
        add.clicked.connect(self.add_wanted)
        self._row.addWidget(add)
        self._row.addStretch(1)
        self._scroll.setWidget(inside)

    def show_marks(self, marks: Mapping[str, tuple[int, int]]) -> None:
        """Say on each image how far its answers agree: so many of so many, by its key."""
        self._marks = marks
        for thumb in self.thumbs:
            if thumb.opened is not None:
                mark = marks.get(thumb.opened.key)
                thumb.show_mark(f"{mark[0]}/{mark[1]}" if mark else "")

    def complete(self, stand_in: OpenImage, whole: OpenImage) -> None:
        """Take note that an image is there as a whole; its thumbnail is good as it is."""
        self._images = tuple(whole if image is stand_in else image for image in self._images)
        self._current = whole if self._current is stand_in else self._current
        self.frames.show_image(self._current)
        for thumb in self.thumbs:
            if thumb.opened is stand_in:
                thumb.opened = whole

    def show_current(self, current: OpenImage | None) -> None:
        """Mark another image as the current one and bring it into sight."""
        self._current = current
        self.frames.show_image(current)
        for thumb in self.thumbs:
            thumb.setChecked(thumb.opened is current)
            if thumb.opened is current:
                self._scroll.ensureWidgetVisible(thumb)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self._tokens = tokens
        self.show_images(self._images, self._current)
