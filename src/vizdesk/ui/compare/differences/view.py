"""The Differences layout: the image on the left, what differs on the right, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout

from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.analysis.agreement_words import FigureKind
    from vizdesk.analysis.comparison_agreement import Agreement
    from vizdesk.painting.image_pyramid import ImagePyramid
    from vizdesk.ui.compare.differences.matrix import Matrix, Row
    from vizdesk.ui.compare.differences.support_view import SupportView
    from vizdesk.ui.compare.differences.table import MatrixTable

MARGIN = 14
TURNS_BELOW = 900
"""Pixels of width under which the table lies below the image."""


class DifferencesView(QFrame):
    """Made empty; image and table come with the first agreement that is looked at here.

    `accept_wanted(object, models)`: an object that so many models were asked for is to be truth.
    """

    accept_wanted = Signal(object, int)

    def __init__(self, camera: Camera, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self._camera, self._tokens = camera, tokens
        self._agreement: Agreement | None = None
        self._matrix: Matrix | None = None
        self._levels: ImagePyramid | None = None
        self._colours: Mapping[str, QColor] = {}
        self._only = False
        self._kind: FigureKind | None = None
        self._placed: tuple[Qt.Orientation, bool] | None = None
        self.image: SupportView | None = None
        self.table: MatrixTable | None = None
        self.hint = label("", "lead")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, MARGIN, 16, MARGIN)
        self._stack = QStackedLayout()
        column.addLayout(self._stack)
        self._stack.addWidget(self.hint)
        self._say_empty()

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    # --- What is shown ----------------------------------------------------------------------
    def show_image(self, levels: ImagePyramid | None) -> None:
        """Show another image."""
        self._levels = levels
        if self.image is not None:
            self.image.set_levels(levels)

    def refine(self, levels: ImagePyramid) -> None:
        """Show more pixels of the same image."""
        self._levels = levels
        if self.image is not None:
            self.image.refine(levels)

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self._tokens = tokens
        if self.image is not None and self.table is not None:
            self.image.set_stage(QColor(tokens.stage))
            self.table.show_tokens(tokens)

    def show_agreement(self, agreement: Agreement | None, colours: Mapping[str, QColor]) -> None:
        """Show what differs in it; None: nothing was compared yet."""
        self._agreement, self._colours = agreement, colours
        if self.isVisible():
            self._refresh()

    def show_only(self, on: bool) -> None:
        """Leave out rows that all agree on."""
        self._only = on
        self._refresh()

    def show_kind(self, kind: FigureKind | None) -> None:
        """Show the rows that one figure of the bar counts; all again where they are shown."""
        self._kind = None if kind is self._kind else kind
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _say_empty(self) -> None:
        self.hint.setText(tr("Two answers are needed to see where they differ. Run to compare."))
        self._stack.setCurrentWidget(self.hint)

    def _refresh(self) -> None:
        if self._agreement is None or not self.isVisible():
            if self._agreement is None:
                self._say_empty()
            return
        # Only now: numpy and the parsers come with it.
        from vizdesk.analysis.box_agreement import BoxAgreement
        from vizdesk.ui.compare.differences.matrix import matrix_of

        self._matrix = matrix_of(self._agreement)
        if self._matrix is None:
            self._say_empty()
            return
        if self.table is None:
            self._make()
        assert self.table is not None
        assert self.image is not None
        result = self._agreement.result
        objects = result.objects if isinstance(result, BoxAgreement) else ()
        self.image.show_objects(objects, self._matrix.columns, self._colours)
        rows = tuple(row for row in self._matrix.rows if self._passes(row))
        self.table.show_rows(self._matrix, rows)
        self.foot.setText(self._foot_words(len(rows)))
        self.accept.setVisible(bool(objects))
        self._stack.setCurrentWidget(self.body)
        self._turn()

    def _passes(self, row: Row) -> bool:
        return (row.differs or not self._only) and (self._kind is None or self._kind in row.kinds)

    def _foot_words(self, rows: int) -> str:
        assert self._matrix is not None
        if rows < len(self._matrix.rows):
            return tr("{n} of {all} rows shown").format(n=rows, all=len(self._matrix.rows))
        return tr("↑ ↓ row · N P next, previous difference · ⏎ zoom · Ctrl+C copies the table")

    # --- Building ---------------------------------------------------------------------------
    def _make(self) -> None:
        from vizdesk.ui.compare.differences.support_view import SupportView
        from vizdesk.ui.compare.differences.table import MatrixTable

        self.image = SupportView(self._camera)
        self.image.set_levels(self._levels)
        self.image.setMinimumSize(120, 120)
        self.table = MatrixTable(self._tokens)
        self.show_tokens(self._tokens)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.foot = label("", "muted")
        previous = button(tr("Previous"), "plain", tr("Previous difference (P)"))
        following = button(tr("Next"), "plain", tr("Next difference (N)"))
        fit = button(tr("Fit"), "plain", tr("Show the whole image"))
        previous.clicked.connect(partial(self.table.step, -1))
        following.clicked.connect(partial(self.table.step, 1))
        fit.clicked.connect(self._camera.reset)
        line = QHBoxLayout()
        line.setContentsMargins(12, 4, 8, 4)
        line.addWidget(self.foot, 1)
        self.accept = button(
            tr("Accept as truth"), "plain", tr("The object of this row is there: part of the truth")
        )
        self.accept.clicked.connect(self._accept)
        for widget in (self.accept, previous, following, fit):
            line.addWidget(widget)
        right = QFrame()
        right.setProperty("role", "pane")
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        left = QFrame()
        left.setProperty("role", "pane")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.image)
        self.body = QSplitter()
        self.body.addWidget(left)
        self.body.addWidget(right)
        self.body.setChildrenCollapsible(False)
        self._stack.addWidget(self.body)

    def _choose(self, row: Row | None) -> None:
        if self.image is not None:
            self.image.choose(row.seen if row is not None else None)

    def _accept(self) -> None:
        row = self.table.current_row if self.table is not None else None
        if row is not None and row.seen is not None and self._matrix is not None:
            self.accept_wanted.emit(row.seen, len(self._matrix.columns))

    def _open(self, row: Row | None) -> None:
        if self.image is not None and row is not None and row.seen is not None:
            self.image.zoom_to(row.seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.table is not None:
            self._turn()

    def _turn(self) -> None:
        """Image beside the table, or above it where there is little width."""
        below = self.width() < TURNS_BELOW
        wanted = Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal
        matrix = self._matrix
        wide = matrix is not None and (
            (matrix.wide and len(matrix.columns) > 2) or matrix.roomy or len(matrix.columns) > 5
        )
        if self._placed != (wanted, wide):
            self._placed = (wanted, wide)
            self.body.setOrientation(wanted)
            share = (1, 3) if wide and not below else (3, 2)
            total = self.height() if below else self.width()
            self.body.setSizes([total * part // sum(share) for part in share])
