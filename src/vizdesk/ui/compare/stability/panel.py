"""Beside the grid: one cell held against the reference, and how often each object was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStyleOptionViewItem, QVBoxLayout

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnyDetection
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.stability.report import FoundObject
from vizdesk.ui.compare.answer_views import AnswerText
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.compare.truth.tables import (
    Index,
    Look,
    TruthCell,
    TruthCells,
    TruthColumn,
    TruthTable,
)
from vizdesk.ui.widgets.basics import ElidedLabel, label, rule
from vizdesk.ui.widgets.theme import Tokens

MARGIN, BAR, LEAST = 12, 1, 40
OFTEN, SELDOM = 1.0, 0.7
"""Shares: found so often an object's bar is green, and red where it is found less often."""


class ShareCells(TruthCells):
    """Draws how often each object was found as a bar."""

    shares: tuple[float, ...] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, area = self.tokens, QRectF(option.rect)
        share = self.shares[index.row()] if index.row() < len(self.shares) else 0.0
        tone = t.good if share >= OFTEN else t.fair if share >= SELDOM else t.weak
        painter.save()
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(area.left() + 4, area.center().y() - 3, area.width() - 8, 6)
        painter.setBrush(QColor(t.line))
        painter.drawRect(bar)
        bar.setWidth(bar.width() * share)
        painter.setBrush(QColor(tone))
        painter.drawRect(bar)
        painter.restore()


class StabilityPanel(QFrame):
    """Shows a cell, or the reference while it is held (`flipped(on)` when Space says so)."""

    flipped = Signal(bool)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.title = ElidedLabel("", "strong")
        self.which = label("", "badge")
        self.view = ImageView(Camera())
        self.view.hiding.connect(self.flipped)
        self.words = AnswerText()
        self.difference = label("", "muted")
        self.difference.setWordWrap(True)
        self.count = ElidedLabel("", "muted")
        self.found = TruthTable(tokens, self.tr("How often each object was found"))
        self.found.horizontalHeader().hide()
        self.found.setMinimumHeight(LEAST)
        self.found.setSelectionMode(TruthTable.SelectionMode.NoSelection)
        self._shares = ShareCells(tokens, self.found)
        self.found.setItemDelegateForColumn(BAR, self._shares)
        self._lay_out()
        self.show_tokens(tokens)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 8, MARGIN, 6)
        head.addWidget(self.title, 1)
        head.addWidget(self.which)
        beneath = QVBoxLayout()
        beneath.setContentsMargins(MARGIN, 6, MARGIN, 8)
        beneath.addWidget(self.difference)
        words = QVBoxLayout()
        words.setContentsMargins(MARGIN, 0, MARGIN, 0)
        words.addWidget(self.words)
        self.list_head = QFrame()
        below = QHBoxLayout(self.list_head)
        below.setContentsMargins(MARGIN, 8, MARGIN, 6)
        below.addWidget(label(self.tr("How often each object was found"), "strong"))
        below.addWidget(self.count, 1)
        self._rule = rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 3)
        column.addLayout(words, 3)
        column.addLayout(beneath)
        column.addWidget(self._rule)
        column.addWidget(self.list_head)
        column.addWidget(self.found, 2)

    def show_kind(self, *, boxes: bool) -> None:
        """Boxes on an image, or words."""
        self.view.setVisible(boxes)
        self.words.setVisible(not boxes)
        for part in (self._rule, self.list_head, self.found):
            part.setVisible(boxes)

    def show_boxes(
        self,
        levels: ImagePyramid | None,
        detections: Sequence[AnyDetection],
        colours: Mapping[str, QColor],
    ) -> None:
        """Show these on their image."""
        self.view.set_levels(levels)
        self.view.set_detections(detections, colours)

    def show_words(
        self, answer: Answer | None, kind: TaskKind, colours: Mapping[str, QColor]
    ) -> None:
        """Show an answer in words."""
        self.words.show_answer(answer, kind, colours)

    def show_title(self, title: str, which: str, difference: str) -> None:
        """Which cell it is, whether the reference is shown, and what differs."""
        self.title.setText(title)
        self.which.setText(which)
        self.which.setVisible(bool(which))
        self.difference.setText(difference)

    def show_found(self, found: Sequence[FoundObject], colours: Mapping[str, QColor]) -> None:
        """Show each object of the reference and in how many answers it was."""
        columns = (TruthColumn("", 0), TruthColumn("", 120), TruthColumn("", 56, right=True))
        rows = [
            (
                TruthCell(each.label, dot=colours.get(each.label)),
                TruthCell(""),
                TruthCell(f"{each.found}/{each.answers}", Look.STRONG, right=True),
            )
            for each in found
        ]
        self._shares.shares = tuple(each.found / max(1, each.answers) for each in found)
        self.count.setText("" if found else self.tr("run first"))
        self.found.show_rows(columns, rows)

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self.view.set_stage(QColor(tokens.stage))
        self.found.show_tokens(tokens)
        self._shares.tokens = tokens
