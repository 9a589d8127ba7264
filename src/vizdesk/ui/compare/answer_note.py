"""What is to be known about an answer: an error and the advice, or problems with its reading."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy

from vizdesk.ui.widgets.basics import ElidedLabel, restyle
from vizdesk.ui.widgets.plain_text import set_tip

_USUAL_LINES = 2
_LEAST_WIDTH = 40  # pixels


class AnswerNote(QScrollArea):
    """As high as its words need to be; where there is less room it scrolls, by whole lines.

    Where there is room for one line only, that line is elided and its tip has the whole.
    """

    def __init__(self) -> None:
        super().__init__()
        self.label = _NoteLabel("")
        self.label.setProperty("tone", "fair")
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setWordWrap(True)
        self._words = ""
        self._room = 0
        self._lines: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(self.label)

    @property
    def line(self) -> int:
        """Pixels of a line."""
        return QFontMetrics(self.label.font()).lineSpacing()

    def show_note(self, words: str, tone: str, room: int, lines: int | None = None) -> None:
        """Show `words`; `room` are the pixels it may claim, `lines` the most it takes, if any."""
        self._words, self._room, self._lines = words, room, lines
        restyle(self.label, "tone", tone)
        self._fit()

    def _fit(self) -> None:
        self._wrap(True)
        whole = self._wanted()
        if self._lines == 1 and whole > self.line:
            self._wrap(False)
        height = whole if self._lines is None else min(whole, self._lines * self.line)
        self.setMaximumHeight(height)
        self.setMinimumHeight(0 if self._lines is None else height)
        scrolls = self._lines != 1 and (self._lines is None or whole > height)
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if scrolls else bar.ScrollBarAlwaysOff
        )
        self.verticalScrollBar().setSingleStep(self.line)
        self._keep_whole_lines()
        self.updateGeometry()

    def _wrap(self, wrap: bool) -> None:
        self.label.setWordWrap(wrap)
        self.label.setText(self._words if wrap else " ".join(self._words.split("\n")))
        set_tip(self.label, self._words)

    def _wanted(self) -> int:
        """Pixels of all its lines."""
        if not self.label.wordWrap():
            return self.line
        return max(self.line, self.label.heightForWidth(max(_LEAST_WIDTH, self.width())))

    def _keep_whole_lines(self) -> None:
        """Leave the rest of a line that would be cut empty."""
        self.setViewportMargins(0, 0, 0, self.height() % self.line)

    def sizeHint(self) -> QSize:
        return QSize(120, self._wanted())

    def minimumSizeHint(self) -> QSize:
        least = max(_USUAL_LINES * self.line, self._room)
        return QSize(_LEAST_WIDTH, min(least, self._wanted()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        else:
            self._keep_whole_lines()


class _NoteLabel(ElidedLabel):
    """Lines, or one elided line where words are not wrapped."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            QLabel.paintEvent(self, event)
        else:
            super().paintEvent(event)
