"""The Contact sheet layout: filters above, the table, what its columns sum up to below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from vizdesk.comparison.tasks import TaskKind
from vizdesk.ui.compare.contact_sheet.legend import ClassLegend
from vizdesk.ui.core.image_runs import RunScope
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.basics import ElidedLabel, button, rule
from vizdesk.ui.widgets.flow_layout import FlowLayout
from vizdesk.ui.widgets.segmented_control import SegmentedControl
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.analysis.contact_sheet import (
        SheetFilter,
        SheetOrder,
        SheetRow,
        SheetSums,
    )
    from vizdesk.ui.compare.contact_sheet.model import SheetColumn
    from vizdesk.ui.compare.contact_sheet.table import FooterTable, SheetTable
    from vizdesk.ui.compare.contact_sheet.thumbnails import SheetThumbnails


class ContactSheetView(QFrame):
    """Made empty; its parts come when it is first looked at. `shown` each time it comes into sight.

    `opened(key)` when an image is to be looked at in the other layouts.
    """

    shown = Signal()
    opened = Signal(str)
    scrolled = Signal()
    run_wanted = Signal(RunScope)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "canvas")
        self._tokens = tokens
        self._rows: tuple[SheetRow, ...] = ()
        self._columns: tuple[SheetColumn, ...] = ()
        self._kind = TaskKind.DETECT
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._objects = True
        self.table: SheetTable | None = None

    def sizeHint(self) -> QSize:
        return QSize(800, 500)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    # --- Building ---------------------------------------------------------------------------
    def make(self, thumbnails: SheetThumbnails) -> None:
        """Make the parts, once."""
        from vizdesk.ui.compare.contact_sheet.table import FooterTable, SheetTable

        self.table = SheetTable(self._tokens, thumbnails)
        self.footer: FooterTable = FooterTable(self._tokens, self.table)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find image name"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(150)
        self.filters = SegmentedControl(self._filter_names((0, 0, 0, 0)), 0)
        self.only = QComboBox()
        self.only.setAccessibleName(tr("Images in which one model is alone with something"))
        self.order = QComboBox()
        self.order.setAccessibleName(tr("Order of the rows"))
        self.order.addItems([tr("Sort: as opened"), tr("Sort: name"), tr("Sort: disagreement")])
        self.cells = SegmentedControl([tr("Image + counts"), tr("Text")], 0)
        bar = QFrame()
        bar.setProperty("role", "bar")
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(14, 8, 14, 8)
        self.run_rest = button("", tip=tr("Ask those that have not answered"))
        self.retry = button("", tip=tr("Ask those again that failed"))
        self.run_rest.clicked.connect(lambda: self.run_wanted.emit(RunScope.UNANSWERED))
        self.retry.clicked.connect(lambda: self.run_wanted.emit(RunScope.FAILED))
        self._parts = (self.search, self.filters, self.only, self.order, self.cells)
        self.parts = FlowLayout(self._parts)
        inside.addWidget(self.parts)
        self.foot = ElidedLabel("", "muted")
        foot = QFrame()
        foot.setProperty("role", "bar")
        line = QHBoxLayout(foot)
        line.setContentsMargins(14, 4, 14, 4)
        line.addWidget(self.foot, 2)
        self.legend = ClassLegend()
        line.addWidget(self.legend, 3)
        for widget in (bar, rule(), self.table, rule(), self.footer, rule(), foot):
            self._layout.addWidget(widget, 1 if widget is self.table else 0)
        self.search.textChanged.connect(lambda _: self.arrange())
        self.filters.chosen.connect(self._choose_kind)
        self.only.activated.connect(lambda _: self.arrange(top=True))
        self.order.activated.connect(lambda _: self.arrange(top=True))
        self.cells.chosen.connect(self._show_as)
        self.table.opened.connect(self.opened)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self.table.chosen.connect(lambda _: self._show_foot())
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.table.show()  # now: a layout would show it later, and the focus is wanted at once

    def _lay_out_parts(self) -> None:
        """Give the parts of the bar as much room as their words need now."""
        parts = self._parts if self._objects else self._parts[:-1]
        runs = (self.run_rest, self.retry)
        self.parts.set_widgets([*parts, *(each for each in runs if each.text())])

    @staticmethod
    def _filter_names(counts: Sequence[int]) -> list[str]:
        names = (tr("All"), tr("Differing"), tr("Failed"), tr("Incomplete"))
        return [f"{name}  {count}" for name, count in zip(names, counts, strict=True)]

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self._tokens = tokens
        if self.table is not None:
            self.table.cells.show_tokens(tokens)
            self.footer.cells.tokens = tokens
            self.table.viewport().update()
            self.footer.viewport().update()

    # --- What is shown ----------------------------------------------------------------------
    @property
    def filter(self) -> SheetFilter:
        """Which rows are to be seen."""
        from vizdesk.analysis.contact_sheet import SheetFilter, SheetFilterKind

        kinds = (
            SheetFilterKind.ALL,
            SheetFilterKind.DIFFERING,
            SheetFilterKind.FAILED,
            SheetFilterKind.INCOMPLETE,
        )
        alone = self.only.currentIndex() - 1
        name = self.search.text().strip()
        if 0 <= alone < len(self._columns):
            return SheetFilter(SheetFilterKind.ONLY, name, self._columns[alone].model_id)
        return SheetFilter(kinds[max(0, self.filters.at)], name)

    @property
    def sheet_order(self) -> SheetOrder:
        """In which order they stand."""
        from vizdesk.analysis.contact_sheet import SheetOrder

        orders = (SheetOrder.OPENED, SheetOrder.NAME, SheetOrder.DISAGREEMENT)
        return orders[max(0, self.order.currentIndex())]

    def _choose_kind(self) -> None:
        self.only.setCurrentIndex(0)
        self.arrange(top=True)

    def _sort_by(self, column: int) -> None:
        """A press on “Image” or “Agreement” sorts by it, and by the order of opening again."""
        wanted = 1 if column == 0 else 2 if column > len(self._columns) else 0
        self.order.setCurrentIndex(0 if wanted == self.order.currentIndex() else wanted)
        self.arrange(top=True)

    def _show_as(self) -> None:
        assert self.table is not None
        self.table.sheet.as_text = self.cells.at == 1
        self.arrange()

    def show_columns(
        self, columns: Sequence[SheetColumn], kind: TaskKind, *, objects: bool
    ) -> None:
        """These models are compared, by this task; `objects`: it finds some."""
        self._objects = objects
        self._lay_out_parts()
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            chosen = self.only.currentIndex()
            self.only.clear()
            self.only.addItem(tr("Only one model: any"))
            words = tr("Only {model}")
            self.only.addItems([words.format(model=column.title) for column in columns])
            self.only.setCurrentIndex(chosen if 0 <= chosen <= len(columns) else 0)
        self._kind = kind

    def show_rows(self, rows: Sequence[SheetRow], colours: Mapping[str, QColor]) -> None:
        """These are all rows there are, in the order in which their images were opened."""
        assert self.table is not None
        self._rows = tuple(rows)
        self.table.sheet.colours = colours
        self.legend.show_colours(colours if self._objects else {})
        self.arrange()

    def update_rows(
        self,
        rows: Sequence[SheetRow],
        changed: Mapping[str, SheetRow],
        colours: Mapping[str, QColor],
    ) -> None:
        """Some rows say something else now; none moves while one reads."""
        assert self.table is not None
        self._rows = tuple(rows)
        self.table.sheet.colours = colours
        self.legend.show_colours(colours if self._objects else {})
        self.table.sheet.update_rows(changed)

    def arrange(self, *, top: bool = False) -> None:
        """Filter and sort anew; the current row and the place in the table are kept.

        With `top` the first row is the current one: somebody asked for another order.
        """
        from vizdesk.analysis.contact_sheet import arranged

        table = self.table
        assert table is not None
        key = self.current_key
        scrolled = table.verticalScrollBar().value()
        rows = arranged(self._rows, self.filter, self.sheet_order)
        table.sheet.show(rows, self._columns, self._kind)
        table.size_columns()
        at = -1 if top else table.sheet.place_of(key)
        if rows:
            table.setCurrentIndex(table.sheet.index(max(0, at), 0))
        if at >= 0:
            table.verticalScrollBar().setValue(scrolled)
            table.scrollTo(table.currentIndex())
        self._show_foot()

    def show_sums(self, sums: SheetSums) -> None:
        """Show what all rows come to."""
        names = self._filter_names(tuple(sums.counts.values()))
        for segment, name in zip(self.filters.buttons, names, strict=True):
            segment.setText(name)
            segment.setMinimumWidth(segment.sizeHint().width())
        failed, rest = sums.failed, sums.not_answered
        self.run_rest.setText(tr("Run {n} not answered").format(n=f"{rest:,}") if rest else "")
        self.retry.setText(tr("Retry {n} failed").format(n=f"{failed:,}") if failed else "")
        self._lay_out_parts()
        self.footer.show_footer(sums.footer)

    def _show_foot(self) -> None:
        assert self.table is not None
        at, shown = self.table.currentIndex().row(), len(self.table.sheet.rows)
        if not shown:
            place = tr("No image passes the filter")
        else:
            place = tr("Row {n} of {all}").format(n=at + 1, all=f"{shown:,}")
        keys = tr("⏎ opens the image · Esc comes back · Ctrl+C copies the table")
        self.foot.setText(f"{place} · {keys}")

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """All rows, whatever the filter."""
        return self._rows

    # --- The current row --------------------------------------------------------------------
    @property
    def current_key(self) -> str:
        """The image of the current row; empty where there is none."""
        table = self.table
        at = table.currentIndex().row() if table is not None else -1
        return table.sheet.rows[at].key if table is not None and at >= 0 else ""

    def go_to(self, key: str) -> None:
        """Make the row of an image the current one, and bring it into sight."""
        assert self.table is not None
        at = self.table.sheet.place_of(key)
        self.table.cells.current_key = key
        if at >= 0:
            self.table.setCurrentIndex(self.table.sheet.index(at, 0))
            self.table.scrollTo(self.table.currentIndex())
        self.table.viewport().update()
