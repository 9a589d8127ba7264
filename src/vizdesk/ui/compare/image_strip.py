"""The strip of open images: names, how far each is, switch by click, wheel or keys, add, close."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum
from operator import is_

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QMenu, QScrollArea, QWidget

from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.painting.fonts import sans
from vizdesk.ui.compare.frame_chooser import FrameChooser
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.basics import ElidedLabel, label
from vizdesk.ui.widgets.plain_text import elided_words, set_tip
from vizdesk.ui.widgets.theme import Tokens

THUMB = QSize(88, 60)
_NAME_HIGH = 15  # pixels of the name at the foot of a thumbnail
_BADGE = 14  # pixels of the mark that says how far an image is


class ImageState(Enum):
    """How far an image is with the present task and the checked models."""

    NOT_RUN = "not run"
    WAITING = "waiting"
    ASKING = "asking"
    DONE = "done"
    FAILED = "failed"


def image_state(answers: Iterable[Answer | None]) -> ImageState:
    """The state of an image whose checked models have these answers (None: not asked).

    What is at work outweighs what failed, and that what is done; some answered and others never
    asked is not done.
    """
    states = {None if answer is None else answer.state for answer in answers}
    if AnswerState.RUNNING in states:
        return ImageState.ASKING
    if AnswerState.QUEUED in states:
        return ImageState.WAITING
    if AnswerState.FAILED in states:
        return ImageState.FAILED
    complete = states and states <= {AnswerState.DONE, AnswerState.UNSUPPORTED}
    return ImageState.DONE if complete else ImageState.NOT_RUN


def state_words(state: ImageState) -> str:
    """The state for people; empty where nothing was asked."""
    return {
        ImageState.NOT_RUN: "",
        ImageState.WAITING: tr("waiting"),
        ImageState.ASKING: tr("asking"),
        ImageState.DONE: tr("done"),
        ImageState.FAILED: tr("failed"),
    }[state]


class Thumb(QAbstractButton):
    """One image of the strip, cropped to fill."""

    close_wanted = Signal(object)

    def __init__(self, opened: OpenImage | None, tokens: Tokens) -> None:
        super().__init__()
        self.opened = opened
        self.mark, self.differs, self.truth = "", False, False
        self.state = ImageState.NOT_RUN
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

    def show_mark(self, mark: str, *, differs: bool = False) -> None:
        """Say on the image how far its answers agree, “4/10”; empty: nothing is known."""
        if self.opened is not None and (mark, differs) != (self.mark, self.differs):
            self.mark, self.differs = mark, differs
            self._name()

    def show_truth(self, there: bool) -> None:
        """Say on the image whether it is known what is right of it."""
        if self.opened is not None and there is not self.truth:
            self.truth = there
            self._name()

    def show_state(self, state: ImageState) -> None:
        """Say on the image how far it is."""
        if self.opened is not None and state is not self.state:
            self.state = state
            self._name()

    def _name(self) -> None:
        assert self.opened is not None
        ref = self.opened.image.ref
        name = ref.name
        if self.mark:
            name = self.tr("{name}, agreement {mark}").format(name=name, mark=self.mark)
        state = state_words(self.state)
        truth = self.tr("has truth") if self.truth else ""
        self.setAccessibleName(", ".join(filter(None, (name, state, truth))))
        words = [ref.name, f"{ref.width} × {ref.height}", state, truth]
        set_tip(self, "\n".join(filter(None, words)))
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
        self._paint_name(painter, inner)
        painter.restore()
        self._paint_state(painter, inner)
        if self.mark:
            self._paint_mark(painter, inner)
        if self.truth:
            self._paint_truth(painter, inner)
        if self.isChecked() or self.hasFocus():
            colour = t.text if self.hasFocus() else t.accent
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)

    def _paint_name(self, painter: QPainter, inner: QRectF) -> None:
        """The file's name at the foot: of long ones the end stays, which tells them apart."""
        assert self.opened is not None
        foot = QRectF(inner.left(), inner.bottom() - _NAME_HIGH, inner.width(), _NAME_HIGH)
        painter.fillRect(foot, QColor(0, 0, 0, 150))
        painter.setFont(sans(10, 500))
        room = foot.adjusted(5, 0, -5, 0)
        name = elided_words(
            painter.fontMetrics(),
            self.opened.image.ref.name,
            Qt.TextElideMode.ElideMiddle,
            int(room.width()),
        )
        painter.setPen(QColor("white"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_state(self, painter: QPainter, inner: QRectF) -> None:
        """A disc at the top left; a form of its own for each state, not only a colour."""
        if self.state is ImageState.NOT_RUN:
            return
        disc = QRectF(inner.left() + 4, inner.top() + 4, _BADGE, _BADGE)
        ground = {
            ImageState.WAITING: "#5C5C58",
            ImageState.ASKING: "#3D5AFE",
            ImageState.DONE: "#197A4C",
            ImageState.FAILED: "#C8372D",
        }[self.state]
        painter.setPen(QPen(QColor("white"), 1.2))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(disc)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("white"), 1.8, c=Qt.PenCapStyle.RoundCap))
        x, y = disc.center().x(), disc.center().y()
        if self.state is ImageState.DONE:
            painter.drawPolyline(
                [QPointF(x - 3, y), QPointF(x - 1, y + 2.5), QPointF(x + 3.2, y - 2.5)]
            )
        elif self.state is ImageState.FAILED:
            painter.drawLine(QPointF(x, y - 3.5), QPointF(x, y + 0.5))
            painter.drawPoint(QPointF(x, y + 3.5))
        elif self.state is ImageState.ASKING:
            painter.drawArc(QRectF(x - 3.2, y - 3.2, 6.4, 6.4), 90 * 16, -270 * 16)
        else:
            for at in (-3, 0, 3):
                painter.drawPoint(QPointF(x + at, y))

    def _paint_truth(self, painter: QPainter, inner: QRectF) -> None:
        """A tick on a dark chip above the end of the name."""
        chip = QRectF(0, 0, 18, 14)
        chip.moveBottomRight(inner.bottomRight() + QPointF(-4, -_NAME_HIGH - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("white"), 1.8, c=Qt.PenCapStyle.RoundCap))
        x, y = chip.center().x(), chip.center().y()
        painter.drawPolyline([QPointF(x - 4, y), QPointF(x - 1, y + 3), QPointF(x + 4, y - 3)])

    def _paint_mark(self, painter: QPainter, inner: QRectF) -> None:
        painter.setFont(sans(11, 600))
        place = QRectF(painter.fontMetrics().boundingRect(self.mark)).adjusted(-5, -1, 5, 1)
        place.moveTopRight(inner.topRight() + QPointF(-4, 4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor("#F2B45A" if self.differs else "white"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.mark)
        painter.setBrush(Qt.BrushStyle.NoBrush)


class _Row(QScrollArea):
    """Scrolls to the sides with any wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        turned = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        by = turned.x() if abs(turned.x()) > abs(turned.y()) else turned.y()
        bar.setValue(bar.value() - by)
        event.accept()


def _all_frames_open(current: OpenImage | None, images: Sequence[OpenImage]) -> bool:
    if current is None:
        return False
    ref = current.image.ref
    frames = {other.image.ref.frame for other in images if other.image.ref.path == ref.path}
    return len(frames) >= ref.frames


class ImageStrip(QFrame):
    """Thumbnails of all open images, and which frame of the current one is shown."""

    chosen = Signal(object)
    close_wanted = Signal(object)
    add_wanted = Signal()
    frame_wanted = Signal(object, int)
    frames_wanted = Signal(object)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self._images: Sequence[OpenImage] = ()
        self._current: OpenImage | None = None
        self._marks: Mapping[str, tuple[int, int]] = {}
        self._states: Mapping[str, ImageState] = {}
        self._truth: Collection[str] = ()
        self.setProperty("role", "bar")
        self.setFixedHeight(84)
        self.thumbs: list[Thumb] = []
        self._row: QHBoxLayout | None = None
        self._scroll = _Row()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumWidth(2 * (THUMB.width() + 8))
        self.hint = ElidedLabel(
            self.tr("Scroll: zoom all · Ctrl+drag: pan this pane only · Alt+1 to 9: expand"),
            "muted",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 16, 4)
        self.frames = FrameChooser()
        self.frames.wanted.connect(self.frame_wanted)
        self.frames.all_wanted.connect(self.frames_wanted)
        self.count = label("", "muted")
        self.count.setContentsMargins(8, 0, 8, 0)
        self.panel: QWidget | None = None
        row.addWidget(self._scroll, 1)
        row.addWidget(self.count)
        row.addWidget(self.frames)
        row.addWidget(self.hint)
        self.show_images((), None)

    def take_panel(self, panel: QWidget) -> None:
        """Have a run's progress stand where the hint is while there is any."""
        self.panel = panel
        layout = self.layout()
        assert layout is not None
        layout.addWidget(panel)

    def show_panel(self, on: bool) -> None:
        """Show the progress of a run, or the hint again."""
        if self.panel is not None:
            self.panel.setVisible(on)
            self.hint.setVisible(not on)

    def _show_count(self) -> None:
        """“Image 3 of 40”: which image is shown, and of how many."""
        images = list(self._images)
        at = images.index(self._current) + 1 if self._current in images else 0
        words = self.tr("Image {at} of {n}").format(at=at, n=len(images))
        self.count.setText(words if len(images) > 1 else "")
        self.count.setVisible(len(images) > 1)

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
        self.show_states(self._states)
        self.show_truth(self._truth)
        self._show_count()
        self.frames.show_image(current, all_open=_all_frames_open(current, images))

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
                words = f"{mark[0]}/{mark[1]}" if mark else ""
                thumb.show_mark(words, differs=mark is not None and mark[0] < mark[1])

    def show_states(self, states: Mapping[str, ImageState]) -> None:
        """Say on each image how far it is, by its key."""
        self._states = states
        for thumb in self.thumbs:
            if thumb.opened is not None:
                thumb.show_state(states.get(thumb.opened.key, ImageState.NOT_RUN))

    def show_truth(self, keys: Collection[str]) -> None:
        """Say on each image whether it has truth: those of these keys have."""
        self._truth = keys
        for thumb in self.thumbs:
            if thumb.opened is not None:
                thumb.show_truth(thumb.opened.key in keys)

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
        self._show_count()
        self.frames.show_image(current, all_open=_all_frames_open(current, self._images))
        for thumb in self.thumbs:
            thumb.setChecked(thumb.opened is current)
            if thumb.opened is current:
                self._scroll.ensureWidgetVisible(thumb)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self._tokens = tokens
        self.show_images(self._images, self._current)
