"""The boxes of an answer as a table: the image, for the keyboard and screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from vizdesk.comparison.types import Detection
from vizdesk.painting.class_colors import NEUTRAL
from vizdesk.painting.fonts import mono

Index = QModelIndex | QPersistentModelIndex
LABEL, PLACE, SCORE = range(3)


class BoxesModel(QAbstractTableModel):
    """Rows are detections; columns are label, place (x0 y0 x1 y1 in 0..1) and score."""

    def __init__(self) -> None:
        super().__init__()
        self.detections: tuple[Detection, ...] = ()
        self.scored = False
        self._swatches: dict[int, QPixmap] = {}
        self._colours: Mapping[str, QColor] = {}
        self._mono = mono(11.5)

    def show_detections(
        self, detections: Sequence[Detection], colours: Mapping[str, QColor]
    ) -> None:
        """Show these rows; while a model writes, only those that are new are added."""
        old, new = self.detections, tuple(detections)
        scores = any(one.score is not None for one in new)
        added = len(new) > len(old) > 0 and new[: len(old)] == old and scores == self.scored
        self._colours = colours
        if added:
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self.detections = new
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.detections, self.scored = new, scores
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.detections)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else (3 if self.scored else 2)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("label"), self.tr("place x0 y0 x1 y1"), self.tr("score"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.detections[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(one, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == LABEL:
            colour = self._colours.get(one.label, NEUTRAL)
            if colour.rgba() not in self._swatches:
                self._swatches[colour.rgba()] = _swatch(colour)
            return self._swatches[colour.rgba()]
        if role == Qt.ItemDataRole.FontRole and index.column() != LABEL:
            return self._mono
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != LABEL:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, one: Detection, column: int) -> str:
        if column == LABEL:
            return one.label
        if column == PLACE:
            box = one.box
            return f"{box.x0:.2f} {box.y0:.2f} {box.x1:.2f} {box.y1:.2f}"
        return "" if one.score is None else f"{one.score:.2f}"


def _swatch(colour: QColor) -> QPixmap:
    pixmap = QPixmap(20, 20)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(0.5, 0.5, 9, 9), 2.5, 2.5)
    painter.end()
    return pixmap


class BoxesTable(QTableView):
    """Shows the boxes; selecting a row selects the box in the image, and the other way round."""

    selected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes = BoxesModel()
        self.setModel(self.boxes)
        self.setAccessibleName(self.tr("Boxes"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().hide()
        # Fixed widths: measuring the contents would ask for every row at every new box.
        self._wide = {
            PLACE: QFontMetrics(mono(11.5)).horizontalAdvance("0.00 0.00 0.00 0.00") + 10,
            SCORE: QFontMetrics(mono(11.5)).horizontalAdvance("0.00") + 14,
        }
        self.boxes.modelReset.connect(self._set_widths)
        self._set_widths()

    def show_detections(
        self, detections: Sequence[Detection], colours: Mapping[str, QColor]
    ) -> None:
        """Replace the rows and keep the selected row where it is."""
        row = self.currentIndex().row()
        self.boxes.show_detections(detections, colours)
        self.viewport().update()
        if 0 <= row < len(detections):
            self.select_row(row)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        for column in range(self.boxes.columnCount()):
            stretch = column == LABEL
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
            if not stretch:
                header.resizeSection(column, self._wide[column])

    def select_row(self, row: int | None) -> None:
        """Mark the row of a box, or none."""
        if row is None:
            self.clearSelection()
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.selectRow(row)

    def selectionChanged(self, new: QItemSelection, old: QItemSelection) -> None:
        super().selectionChanged(new, old)
        rows = self.selectionModel().selectedRows()
        self.selected.emit(rows[0].row() if rows else None)
