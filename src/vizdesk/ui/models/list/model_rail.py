"""The model list folded to a narrow bar: the number of each pane and how its model stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QVBoxLayout, QWidget

from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.basics import button
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.theme import Tokens

RAIL_WIDTH = 48
_SIDE = 30


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A model of the comparison: its id and name, and its state in words and tone."""

    model_id: str
    name: str
    state: str = ""
    tone: str = ""


class RailButton(QAbstractButton):
    """The number of a pane, with a dot in the colour of its state."""

    def __init__(self, number: int, entry: RailEntry, tokens: Tokens) -> None:
        super().__init__()
        self._number, self._tokens = number, tokens
        self.setFixedSize(_SIDE, _SIDE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_entry(entry)

    def show_entry(self, entry: RailEntry) -> None:
        """Say which model it is, and how it stands."""
        self.entry = entry
        words = f"{self._number} {entry.name}"
        self.setAccessibleName(words)
        self.setAccessibleDescription(entry.state)
        set_tip(self, f"{words}\n{entry.state}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(t.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.selected if self.underMouse() else t.hover))
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(QColor(t.text))
        painter.setFont(sans(12, 500))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        colour = {"good": t.good, "busy": t.accent, "fair": t.fair, "weak": t.weak}.get(
            self.entry.tone, t.faint
        )
        painter.setPen(QPen(QColor(t.panel), 1.5))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(box.right() - 3, box.bottom() - 3), 4, 4)


class ModelRail(QWidget):
    """A click on a number expands its pane; the buttons at the ends bring the list back."""

    expanded = Signal(str)
    list_wanted = Signal()

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self._tokens = tokens
        self._entries: tuple[RailEntry, ...] = ()
        self.buttons: list[RailButton] = []
        self.setFixedWidth(RAIL_WIDTH)
        self.open = self._opener("»", self.tr("Show the model list (Ctrl+B)"))
        self.add = self._opener("+", self.tr("Check another model"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(8)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._area, 1)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignHCenter)
        self.show_entries(())

    def _opener(self, words: str, tip: str) -> QWidget:
        opener = button(words, "plain", tip)
        opener.setFixedSize(_SIDE, _SIDE)
        opener.clicked.connect(self.list_wanted)
        return opener

    def show_entries(self, entries: Sequence[RailEntry]) -> None:
        """Show the models of the comparison, in the order of their panes."""
        entries, before = tuple(entries), self._entries
        if entries == before:
            return
        self._entries = entries
        if [entry.model_id for entry in entries] == [entry.model_id for entry in before]:
            for shown, entry in zip(self.buttons, entries, strict=True):
                if shown.entry != entry:
                    shown.show_entry(entry)
            return
        inside = QWidget()
        inside.setProperty("role", "list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.buttons = []
        for number, entry in enumerate(entries, 1):
            made = RailButton(number, entry, self._tokens)
            made.clicked.connect(_emitting(self.expanded.emit, entry.model_id))
            self.buttons.append(made)
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._area.setWidget(inside)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self._tokens = tokens
        entries = self._entries
        self.show_entries(())
        self.show_entries(entries)


def _emitting(emit: Callable[[str], None], model_id: str) -> Callable[[], None]:
    return lambda: emit(model_id)
