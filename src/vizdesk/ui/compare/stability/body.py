"""The choices, the run, the grid of cells, and the panel beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from vizdesk.ui.compare.stability.cells import TEXT_HEIGHT, StabilityCells, StabilityRows
from vizdesk.ui.compare.stability.panel import StabilityPanel
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, rule
from vizdesk.ui.widgets.flow_layout import FlowLayout
from vizdesk.ui.widgets.theme import Tokens

BOX_HEIGHT, VARIANT, FIGURES, CELL_LEAST, HEAD = 92, 150, 150, 110, 28


class StabilityGrid(QTableView):
    """`chosen` when another cell is current; `flipped(on)` while Space is held."""

    chosen = Signal()
    flipped = Signal(bool)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.rows = StabilityRows(self)
        self.cells = StabilityCells(tokens, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.cells)
        self.setProperty("role", "truth")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Answers by variant and repeat"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(BOX_HEIGHT + HEAD)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(HEAD)
        self.selectionModel().currentChanged.connect(self._tell)

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        self.chosen.emit()

    def fit(self) -> None:
        """Give the repeats what the two outer columns leave."""
        repeats = max(1, self.rows.repeats)
        room = self.viewport().width() - VARIANT - FIGURES
        for at in range(repeats):
            self.setColumnWidth(at + 1, max(CELL_LEAST, room // repeats))
        self.setColumnWidth(0, VARIANT)
        self.setColumnWidth(self.rows.repeats + 1, FIGURES)
        self.verticalHeader().setDefaultSectionSize(self._row_height(room // repeats))

    def _row_height(self, cell_width: int) -> int:
        """Words need a line; images take the height there is, as long as they grow with it."""
        rows = self.rows.rows
        if not self.rows.look.boxes:
            return TEXT_HEIGHT
        sizes = [row.levels.size for row in rows if row.levels is not None]
        tallest = max((size.height() / size.width() for size in sizes), default=0.0)
        share = self.viewport().height() // max(1, len(rows))
        return max(BOX_HEIGHT, min(share, round(cell_width * tallest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.flipped.emit(True)
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.flipped.emit(False)
            return
        super().keyReleaseEvent(event)


class StabilityBody(QWidget):
    """Widgets alone; what is chosen and shown is the workbench's."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.model = self._choice(self.tr("Which model is asked"))
        self.repeats = self._choice(self.tr("How often each variant is asked"))
        self.temperature = self._choice(self.tr("Temperature in place of the model's own"))
        self.changes = self._choice(self.tr("How the image is changed"))
        self.run = button(self.tr("Run"), "primary")
        self.stop = button(self.tr("Stop"))
        self.export = button(self.tr("Export…"), "", self.tr("Save all figures as JSON"))
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(self.tr("Progress of the stability run"))
        self.grid = StabilityGrid(tokens)
        self.hint = ElidedLabel(
            self.tr("Amber: fewer than the reference · Click: compare · Hold Space: reference"),
            "muted",
        )
        self.panel = StabilityPanel(tokens)
        self.nothing = label("", "lead")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        self.pages = QStackedWidget()
        self._lay_out()

    def _choice(self, tip: str) -> QPushButton:
        made = button("", "", tip)
        made.setMenu(QMenu(self))
        return made

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        flow = FlowLayout([self.model, self.repeats, self.temperature, self.changes])
        top.addWidget(flow, 1)
        for part in (self.export, self.stop, self.run):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        left = QFrame()
        left.setProperty("role", "pane")
        column = QVBoxLayout(left)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.grid, 1)
        column.addWidget(rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self.hint)
        column.addLayout(foot)
        split = QSplitter()
        split.setProperty("role", "truth")
        split.setHandleWidth(10)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        left.setMinimumWidth(360)
        self.panel.setMinimumWidth(260)
        split.setSizes([10_000, 340])
        self.pages.addWidget(split)
        self.pages.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(self.words)
        whole.addWidget(self.progress)
        whole.addWidget(self.pages, 1)

    @staticmethod
    def fill(
        choice: QPushButton,
        entries: Sequence[tuple[str, bool, bool]],
        take: Callable[[int], object],
    ) -> None:
        """Offer (words, whether chosen, whether allowed); `take` is given the place of one."""
        menu = choice.menu()
        menu.clear()
        for at, (words, chosen, allowed) in enumerate(entries):
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(chosen)
            action.setEnabled(allowed)
            action.triggered.connect(partial(_take, take, at))

    def show_nothing(self, words: str) -> None:
        """Say why nothing can be asked; empty: show the grid."""
        self.nothing.setText(words)
        self.pages.setCurrentIndex(1 if words else 0)

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self.grid.cells.tokens = tokens
        self.grid.viewport().update()
        self.panel.show_tokens(tokens)


def _take(take: Callable[[int], object], at: int, _: bool = False) -> None:
    take(at)
