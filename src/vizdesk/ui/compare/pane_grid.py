"""How the panes lie: a grid, columns, one of them large, or all boxes on one image."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from vizdesk.ui.compare.pane_split import PaneSplit

if TYPE_CHECKING:
    from vizdesk.ui.compare.answer_pane import AnswerPane

MIN_PANE_HEIGHT = 256
MIN_PANE_WIDTH = 244
MARGIN, GAP, EDGE = 14, 10, 12


class Arrangement(Enum):
    """The layouts one can choose; remembered between runs by value."""

    GRID = "grid"
    COLUMNS = "columns"
    TOGETHER = "together"
    DIFFERENCES = "differences"
    SLIDER = "slider"
    SHEET = "contact sheet"
    VOTE = "blind vote"
    STABILITY = "stability"
    TRUTH = "truth"

    @property
    def aside(self) -> bool:
        """Whether something is done here to answers, instead of looking at one comparison."""
        return self is Arrangement.SHEET or self.left_by_escape

    @property
    def left_by_escape(self) -> bool:
        """Whether Esc leads back to the layout before."""
        return self in (Arrangement.VOTE, Arrangement.STABILITY, Arrangement.TRUTH)


def columns_for(count: int, width: int) -> int:
    """How many columns a grid of `count` panes gets in `width` pixels."""
    best = {0: 1, 1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}.get(count, 4)
    room = max(1, (width - 2 * MARGIN + GAP) // (MIN_PANE_WIDTH + GAP))
    return max(1, min(best, room))


class PaneGrid(QScrollArea):
    """Places panes; scrolls when there are more than fit. `placed` when they lie otherwise.

    All panes have one size and share it between image and answer by one `split`, so that the
    images of a row have one scale.
    """

    placed = Signal()

    def __init__(
        self, whole: Mapping[Arrangement, QWidget], split: PaneSplit | None = None
    ) -> None:
        """`whole` are the layouts that show one image instead of panes."""
        super().__init__()
        self.split = split or PaneSplit()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "canvas")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panes: list[AnswerPane] = []
        self.expanded: str | None = None
        self.arrangement = Arrangement.GRID
        inside = QWidget()
        inside.setProperty("role", "canvas")
        self._stack = QStackedLayout(inside)
        self._field = QWidget()
        self._grid = QGridLayout(self._field)
        self._grid.setContentsMargins(MARGIN, EDGE, MARGIN, EDGE)
        self._grid.setSpacing(GAP)
        self._stack.addWidget(self._field)
        self._whole = dict(whole)
        for widget in self._whole.values():
            self._stack.addWidget(widget)
        self.setWidget(inside)
        self._columns = 0

    def show_panes(self, panes: Sequence[AnswerPane]) -> None:
        """Show these panes, in this order; panes no longer named are taken away for good."""
        for pane in self._panes:
            if pane not in panes:
                self._grid.removeWidget(pane)
                pane.hide()
                pane.deleteLater()
        self._panes = list(panes)
        names = [pane.model.name for pane in panes]
        for number, pane in enumerate(panes, 1):
            pane.show_place(number, names)
        if self.expanded not in [pane.model.id for pane in panes]:
            self.expanded = None
        self._place()

    def arrange(self, arrangement: Arrangement) -> None:
        """Choose a layout."""
        self.arrangement = arrangement
        self.expanded = None
        self._place()
        self.placed.emit()

    def toggle_expanded(self, model_id: str) -> None:
        """Make one pane fill the space, or give all of them their places back.

        Nothing happens while votes are cast: a pane says whose answer it shows.
        """
        if self.arrangement is Arrangement.VOTE:
            return
        self.expanded = None if self.expanded == model_id else model_id
        self._place()
        self.placed.emit()

    def expand_number(self, number: int) -> None:
        """Expand (or restore) the pane with this number, counted from 1."""
        if 1 <= number <= len(self._panes):
            self.toggle_expanded(self._panes[number - 1].model.id)

    @property
    def _shown(self) -> list[AnswerPane]:
        return [pane for pane in self._panes if self.expanded in (None, pane.model.id)]

    def _place(self) -> None:
        together = self._whole.get(self.arrangement) if self.expanded is None else None
        for widget in self._whole.values():
            # A layout that is not seen must not make the one that is wider than the window.
            ignored = QSizePolicy.Policy.Ignored
            policy = QSizePolicy.Policy.Preferred if widget is together else ignored
            widget.setSizePolicy(policy, policy)
        self._stack.setCurrentWidget(together or self._field)
        # Panes that lie behind one image would keep the window high.
        shown = self._shown if together is None else []
        for pane in self._panes:
            self._grid.removeWidget(pane)
            pane.setVisible(pane in shown and pane.parent() is not None)
        count = len(shown)
        wide = self.arrangement is Arrangement.COLUMNS
        self._columns = max(1, count) if wide else columns_for(count, self.viewport().width())
        rows = self._rows(count)
        width = self._columns * (MIN_PANE_WIDTH + GAP) + 2 * MARGIN - GAP if wide else 0
        height = 0 if together else rows * (MIN_PANE_HEIGHT + GAP) + 2 * EDGE - GAP
        self._field.setMinimumSize(width, height)
        # Before the panes have their size: none of them is laid out twice.
        self._share()
        for at, pane in enumerate(shown):
            self._grid.addWidget(pane, at // self._columns, at % self._columns)
            pane.setMinimumHeight(MIN_PANE_HEIGHT)
            # Only now: without a parent it would be a window of its own for a moment.
            pane.show()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 1 if row < rows else 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def _rows(self, count: int) -> int:
        return math.ceil(count / self._columns)

    def _share(self) -> None:
        """Give all panes the same size: what cannot be divided stays at the right and below."""
        count = len(self._shown)
        behind = self.expanded is None and self.arrangement in self._whole
        if not count or not self._columns or behind:
            return
        rows, view = self._rows(count), self.viewport().size()
        wide = max(view.width(), self._field.minimumWidth())
        high = max(view.height(), self._field.minimumHeight())
        across = wide - 2 * MARGIN - GAP * (self._columns - 1)
        down = high - 2 * EDGE - GAP * (rows - 1)
        left_over = (across % self._columns, down % rows)
        self._grid.setContentsMargins(MARGIN, EDGE, MARGIN + left_over[0], EDGE + left_over[1])
        self.split.fit_panes(across / self._columns, down / rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        count = 1 if self.expanded else len(self._panes)
        if self.arrangement is Arrangement.GRID and self._columns != columns_for(
            count, self.viewport().width()
        ):
            self._place()
        else:
            self._share()
        super().resizeEvent(event)
