"""The few small widgets everything else is made of: styled labels, buttons and rules."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.plain_text import elided_words, set_tip, words_of_tip

if TYPE_CHECKING:
    from vizdesk.diagnostics.report import Details


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and have the widget styled anew if it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def label(text: str = "", role: str = "", tone: str = "") -> QLabel:
    """A label in one of the theme's roles."""
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        result.setProperty("role", role)
    if tone:
        result.setProperty("tone", tone)
    return result


def button(text: str, role: str = "", tip: str = "") -> QPushButton:
    """A push button in one of the theme's roles, with an accessible name."""
    result = QPushButton(text)
    result.setAccessibleName(tip or text)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    result.setAutoDefault(True)  # Return presses it too, as in a dialog
    if role:
        result.setProperty("role", role)
    if tip:
        set_tip(result, tip)
    return result


def rule(vertical: bool = False) -> QFrame:
    """A hairline."""
    result = QFrame()
    result.setProperty("role", "rule")
    if vertical:
        result.setFixedWidth(1)
    else:
        result.setFixedHeight(1)
    return result


def open_at(dialog: QWidget, wide: int, high: int) -> None:
    """Give a window this size in pixels, or what the screen has room for: with large text less."""
    room = dialog.screen().availableSize()
    dialog.resize(min(wide, room.width() - 32), min(high, room.height() - 64))


def read_by_keys(area: QScrollArea, name: str) -> None:
    """Let arrow keys scroll what is only read; `name` is its name, and a line shows the focus."""
    area.setAccessibleName(name)
    area.setProperty("reading", True)


def offer_details(words: QLabel, details: Details) -> QAction:
    """Have a right click on `words` offer to copy them, with what is known of this vizdesk.

    For a line of words that may say what went wrong.
    """
    action = QAction(tr("Copy details"), words)
    action.triggered.connect(partial(_copy_details, words, details))
    words.addAction(action)
    words.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    return action


def _copy_details(words: QLabel, details: Details, _: bool = False) -> None:
    # Some lines keep what is only for a report in their tip.
    sentence = "\n".join(filter(None, (words.text(), words_of_tip(words.toolTip()))))
    QGuiApplication.clipboard().setText(details.of_sentence(sentence))


class ElidedLabel(QLabel):
    """A label that shortens its text with … instead of forcing its neighbours away.

    `elide` says where; `shorten` may say how: it is given the text, and what tells whether a
    shorter one fits.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text)
        self._elide = elide
        self.shorten: Callable[[str, Callable[[str], bool]], str] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = painter.fontMetrics()
        if self.shorten is not None:
            shown = self.shorten(
                self.text(), lambda words: metrics.horizontalAdvance(words) <= self.width()
            )
        else:
            shown = elided_words(metrics, self.text(), self._elide, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        set_tip(self, self.text() if shown != self.text() else "")
