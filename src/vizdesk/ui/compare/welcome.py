"""What is shown while there is no image, or no model chosen: what this is, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QImageReader,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.tasks import TaskKind
from vizdesk.painting.fonts import sans
from vizdesk.ui.text.labels import task_name
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import set_tip

# What each sample image is good for; any other is looked at for objects.
FITTING = {"shapes-wide": TaskKind.COUNT, "numbers": TaskKind.READ_TEXT}
WIDTH, CARD_GAP = 560, 16
CARD_WIDTH, CARD_HEIGHT, CAPTION_HEIGHT = 176, 124, 26
CARD_RADIUS = 10.0


def fitting_task(sample: Path) -> TaskKind:
    """The task that shows most about a sample image."""
    return FITTING.get(sample.stem, TaskKind.DETECT)


class SampleCard(QAbstractButton):
    """A sample image one can click, with the task that a click tries.

    The image is decoded when it is first painted, at the size it is painted in.
    """

    def __init__(self, path: Path, words: str, tip: str) -> None:
        super().__init__()
        self.path = path
        self._pixmap: QPixmap | None = None
        self.setText(words)
        set_tip(self, tip)
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(CARD_WIDTH, CARD_HEIGHT + CAPTION_HEIGHT)

    def _image(self) -> QPixmap:
        if self._pixmap is None:
            ratio = self.devicePixelRatioF()
            reader = QImageReader(str(self.path))
            room = QSize(CARD_WIDTH, CARD_HEIGHT) * ratio
            reader.setScaledSize(reader.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
            image = reader.read()
            # Whole, on a ground of its own colour: the samples have a plain one.
            self._pixmap = QPixmap(room)
            self._pixmap.fill(image.pixelColor(0, 0))
            painter = QPainter(self._pixmap)
            painter.drawImage(
                (room.width() - image.width()) // 2, (room.height() - image.height()) // 2, image
            )
            painter.end()
            self._pixmap.setDevicePixelRatio(ratio)
        return self._pixmap

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        roles, palette = QPalette.ColorRole, self.palette()
        lively = self.underMouse() or self.hasFocus()
        frame = QRectF(0, 0, CARD_WIDTH, CARD_HEIGHT).adjusted(1.5, 1.5, -1.5, -1.5)
        path = QPainterPath()
        path.addRoundedRect(frame, CARD_RADIUS, CARD_RADIUS)
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(0, 0, self._image())
        painter.restore()
        edge = palette.color(roles.Highlight if lively else roles.Mid)
        painter.setPen(QPen(edge, 2 if lively else 1))
        painter.drawPath(path)
        painter.setFont(sans(12, 500 if lively else 400))
        painter.setPen(palette.color(roles.WindowText if lively else roles.PlaceholderText))
        below = QRectF(0, CARD_HEIGHT, CARD_WIDTH, CAPTION_HEIGHT)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()


class Welcome(QScrollArea):
    """On the first run one large button that shows everything; later a short invitation.

    `sample` is emitted with the path of the image to be tried.
    """

    browse = Signal()
    sample = Signal(object)
    key_wanted = Signal()
    files_wanted = Signal()

    def __init__(self, samples: Sequence[Path]) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self._samples = list(samples)
        self.sample_cards: list[SampleCard] = []
        self._lines: list[QBoxLayout] = []
        self.title = label("", "heading")
        self.words = label("", "lead")
        for text in (self.title, self.words):
            text.setWordWrap(True)
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMinimumHeight(40)
        self.try_button = self._button("", "primary", self._try_first)
        self.browse_button = self._button(self.tr("Open images…"), "primary", self.browse.emit)
        for large in (self.try_button, self.browse_button):
            large.setMinimumSize(220, 44)
        self.cards = self._cards()
        self.own = self._own_image()
        self.more = self._more_models()
        content = QWidget()
        content.setProperty("role", "canvas")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(4)
        for part in (self.cards, self.title, self.words, self.browse_button, self.try_button):
            column.addWidget(part, 0, centre)
        column.addSpacing(8)
        quiet = QVBoxLayout()
        quiet.setSpacing(2)
        for part in (self.own, self.more):
            quiet.addWidget(part, 0, centre)
        column.addLayout(quiet)
        column.addStretch(5)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def _button(self, words: str, role: str, act: object) -> QPushButton:
        made_button = button(words, role)
        made_button.clicked.connect(act)
        return made_button

    def _cards(self) -> QWidget:
        row_of_cards = QWidget()
        row = QHBoxLayout(row_of_cards)
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(CARD_GAP)
        for path in self._samples:
            task = task_name(fitting_task(path))
            card = SampleCard(path, task, self.tr("Try {task}").format(task=task))
            card.clicked.connect(partial(self._try, path))
            row.addWidget(card)
            self.sample_cards.append(card)
        return row_of_cards

    def _line(self, *parts: QWidget) -> QWidget:
        line = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in parts:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignCenter)
        self._lines.append(row)
        return line

    def _own_image(self) -> QWidget:
        self.open_link = self._button(self.tr("open it…"), "link", self.browse.emit)
        return self._line(
            label(self.tr("Your own image: drop it anywhere here,"), "muted"),
            self.open_link,
            label(self.tr("or paste it with Ctrl+V"), "muted"),
        )

    def _more_models(self) -> QWidget:
        self.key_link = self._button(self.tr("Add an API key…"), "link", self.key_wanted.emit)
        self.files_link = self._button(self.tr("Add a GGUF…"), "link", self.files_wanted.emit)
        words = label(self.tr("Your own models:"), "muted")
        return self._line(words, self.key_link, self.files_link)

    # --- What it says -------------------------------------------------------------------------
    def show_first_time(self) -> None:
        """Nobody has compared anything yet."""
        self.title.setText(self.tr("One image, several models, side by side"))
        self.words.setText(
            self.tr(
                "Two small demo models are checked on the left, ready to answer. They run on this "
                "machine: nothing leaves it, and no account is needed."
            )
        )
        self.try_button.setText(self.tr("Try it with a sample image"))
        self._show(self.cards, self.try_button, self.own, self.more)

    def show_no_image(self) -> None:
        """Nothing is open; one knows by now how it works."""
        self.title.setText(self.tr("Drop an image here"))
        self.words.setText(
            self.tr(
                "or paste it with Ctrl+V. The models you check on the left answer side by side; "
                "models on this machine never send it anywhere."
            )
        )
        self._show(self.cards, self.browse_button)

    def show_no_model(self) -> None:
        """An image is there, but nobody to ask."""
        self.title.setText(self.tr("Check a model on the left"))
        self.words.setText(
            self.tr(
                "Each model you check gets a pane of its own. "
                "The demo models work at once, offline."
            )
        )
        self._show(self.more)

    def _show(self, *parts: QWidget) -> None:
        all_parts = (self.cards, self.try_button, self.browse_button, self.own, self.more)
        for part in all_parts:
            part.setVisible(part in parts)
        self.try_button.setAccessibleName(self.try_button.text())
        self._fit()
        if not self._samples:
            self.cards.hide()
            self.try_button.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = max(240, min(WIDTH, self.viewport().width() - 48))
        for text in (self.title, self.words):
            text.setFixedWidth(wide)
            # A scroll area asks its content for no height that follows from a width.
            text.setMinimumHeight(text.heightForWidth(wide))
        for at, card in enumerate(self.sample_cards):
            card.setVisible(at == 0 or (at + 1) * (card.width() + CARD_GAP) <= wide + CARD_GAP)
        directions = QBoxLayout.Direction
        for line in self._lines:
            line.setDirection(directions.LeftToRight if wide == WIDTH else directions.TopToBottom)

    def first_button(self) -> QPushButton:
        """What Enter presses when the window opens."""
        return self.browse_button if self.try_button.isHidden() else self.try_button

    def _try_first(self) -> None:
        self._try(self._samples[0])

    def _try(self, path: Path, _: bool = False) -> None:
        self.sample.emit(path)
