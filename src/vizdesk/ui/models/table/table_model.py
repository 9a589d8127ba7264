"""The comparison table as Qt's views read it: one row for each property and each heading."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from vizdesk.catalog.table.table import ComparisonTable, Section, TableCell, TableColumn, TableRow
from vizdesk.catalog.table.text import plain
from vizdesk.common.messages import verbatim
from vizdesk.ui.text.translate import translate_message, translated_table
from vizdesk.ui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
EMPTY = ComparisonTable((), ())


class TableModel(QAbstractTableModel):
    """Read-only. `lines` are the rows as they stand under each other."""

    def __init__(self) -> None:
        super().__init__()
        self.table = EMPTY
        self.lines: list[TableRow | Section] = []

    def show_table(self, table: ComparisonTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = translated_table(table)
        self.lines = [
            line
            for section in self.table.sections
            for line in ([section] if section.title else []) + list(section.rows)
        ]
        self.endResetModel()

    def column(self, at: int) -> TableColumn:
        """The model in a column."""
        return self.table.columns[at]

    def cell(self, row: int, column: int) -> TableCell | None:
        """A cell; None in a heading."""
        line = self.lines[row]
        return line.cells[column] if isinstance(line, TableRow) else None

    def note(self, row: int) -> str:
        """What is said beside a heading; empty in other rows."""
        line = self.lines[row]
        return line.note if isinstance(line, Section) else ""

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self.cell(index.row(), index.column())
        if cell is None:
            return self.note(index.row()) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(translate_message(cell.tip)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self.lines[index.row()]
            label = line.label if isinstance(line, TableRow) else ""
            return f"{self.column(index.column()).name}, {label}: {plain(cell)}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if section >= len(self.table.columns if across else self.lines):
            # In a reset one header asks while the other still counts as before; an exception in
            # here would end the program (shiboken 6.11).
            return None
        if role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Vertical:
            line = self.lines[section]
            tip = line.tip if isinstance(line, Section) else verbatim("")
            return plain_tip(translate_message(tip)) or None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            column = self.column(section)
            return ", ".join(filter(None, (column.name, column.need)))
        line = self.lines[section]
        return line.label if isinstance(line, TableRow) else line.title

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.cell(index.row(), index.column()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
