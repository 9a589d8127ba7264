"""The tools on the image: select, draw, move, undo, redo, delete."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from vizdesk.ui.compare.truth.canvas import Tool
from vizdesk.ui.widgets.basics import button, rule
from vizdesk.ui.widgets.theme import Tokens

SIDE = 34
Paint = Callable[[QPainter], None]


class ToolStrip(QFrame):
    """`chosen(tool)`; `stepped(n)` to undo (−1) or redo (1); `deleting` for the selected object."""

    chosen = Signal(object)
    stepped = Signal(int)
    deleting = Signal()

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.tools: dict[Tool, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(2)
        for tool, words in (
            (Tool.SELECT, self.tr("Select and move (V)")),
            (Tool.DRAW, self.tr("Draw a box (R)")),
            (Tool.PAN, self.tr("Move the image (H)")),
        ):
            made = self._button(words)
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.clicked.connect(lambda _=False, tool=tool: self.chosen.emit(tool))
            self.tools[tool] = made
            column.addWidget(made)
        column.addWidget(rule())
        self.undo = self._button(self.tr("Undo (Ctrl+Z)"))
        self.redo = self._button(self.tr("Redo (Ctrl+Shift+Z)"))
        self.delete = self._button(self.tr("Delete the selected object (Del)"))
        self.undo.clicked.connect(lambda: self.stepped.emit(-1))
        self.redo.clicked.connect(lambda: self.stepped.emit(1))
        self.delete.clicked.connect(self.deleting)
        for made in (self.undo, self.redo, self.delete):
            column.addWidget(made)
        self.show_tokens(tokens)

    def _button(self, tip: str) -> QPushButton:
        made = button("", "tool", tip)
        made.setFixedSize(SIDE, SIDE)
        made.setIconSize(QSize(18, 18))
        # The keys of the image go on after a click here.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        for made, paint in (
            (self.tools[Tool.SELECT], _arrow),
            (self.tools[Tool.DRAW], _box),
            (self.tools[Tool.PAN], _cross),
            (self.undo, _back),
            (self.redo, _forth),
            (self.delete, _bin),
        ):
            made.setIcon(_icon(paint, tokens))

    def show_state(self, tool: Tool, *, undo: bool, redo: bool, selected: bool) -> None:
        """Mark the tool, and what can be done now."""
        self.tools[tool].setChecked(True)
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)
        self.delete.setEnabled(selected)


def _icon(paint: Paint, tokens: Tokens) -> QIcon:
    icon = QIcon()
    for colour, mode, state in (
        (tokens.text, QIcon.Mode.Normal, QIcon.State.Off),
        (tokens.on_accent, QIcon.Mode.Normal, QIcon.State.On),
        (tokens.faint, QIcon.Mode.Disabled, QIcon.State.Off),
    ):
        pixmap = QPixmap(36, 36)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(2, 2)
        round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(QColor(colour), 1.6, Qt.PenStyle.SolidLine, round_cap, round_join))
        paint(painter)
        painter.end()
        icon.addPixmap(pixmap, mode, state)
    return icon


def _lines(painter: QPainter, *lines: tuple[tuple[float, float], ...]) -> None:
    for line in lines:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in line]))


def _arrow(painter: QPainter) -> None:
    _lines(painter, ((4, 3), (14, 8), (9.5, 9.5), (8, 14), (4, 3)))


def _box(painter: QPainter) -> None:
    painter.drawRect(QRectF(3.5, 4.5, 11, 9))
    painter.setBrush(painter.pen().color())
    for x, y in ((3.5, 4.5), (14.5, 4.5), (3.5, 13.5), (14.5, 13.5)):
        painter.drawRect(QRectF(x - 0.8, y - 0.8, 1.6, 1.6))


def _cross(painter: QPainter) -> None:
    _lines(painter, ((9, 2), (9, 16)), ((2, 9), (16, 9)))
    _lines(painter, ((7, 4), (9, 2), (11, 4)), ((7, 14), (9, 16), (11, 14)))
    _lines(painter, ((4, 7), (2, 9), (4, 11)), ((14, 7), (16, 9), (14, 11)))


def _turn(painter: QPainter) -> None:
    path = QPainterPath(QPointF(3, 7))
    path.lineTo(11, 7)
    path.arcTo(QRectF(7, 7, 8, 7), 90, -180)
    path.lineTo(6, 14)
    painter.drawPath(path)
    _lines(painter, ((6, 4), (3, 7), (6, 10)))


def _back(painter: QPainter) -> None:
    _turn(painter)


def _forth(painter: QPainter) -> None:
    painter.translate(18, 0)
    painter.scale(-1, 1)
    _turn(painter)


def _bin(painter: QPainter) -> None:
    _lines(painter, ((3, 5), (15, 5)), ((7, 5), (7, 3), (11, 3), (11, 5)))
    _lines(painter, ((4.5, 5), (5.2, 15), (12.8, 15), (13.5, 5)), ((9, 8), (9, 12)))
