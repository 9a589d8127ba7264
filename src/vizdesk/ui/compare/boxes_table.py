"""The detections of an answer as a table: the image, for the keyboard and screen readers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from vizdesk.common.formatting import score
from vizdesk.common.label_text import shown_label
from vizdesk.comparison.types import AnyDetection, Detection, ImageRef, PointDetection
from vizdesk.export.text.detection_figures import only_boxes
from vizdesk.painting.class_colors import NEUTRAL
from vizdesk.painting.fonts import mono
from vizdesk.ui.compare.display_options import DisplayOptions, Units, place_words
from vizdesk.ui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex
_MARK = QColor(128, 128, 160, 60)
"""Of the row whose box is under the pointer: seen on light and dark."""
LEAST_LABEL = 76  # pixels: the colour and about seven letters


class Column(Enum):
    """What a column tells of a detection."""

    LABEL = "label"
    KIND = "kind"
    PLACE = "place"
    SCORE = "score"


class BoxesModel(QAbstractTableModel):
    """Rows are detections; columns are label, place (in 0..1) and, where there are any, scores.

    The place of a box and of an outline is x0 y0 x1 y1, that of a point x y. Whether it is a box,
    a point or an outline is told only where they are not all boxes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.detections: tuple[AnyDetection, ...] = ()
        self.columns: tuple[Column, ...] = (Column.LABEL, Column.PLACE)
        self._swatches: dict[int, QPixmap] = {}
        self._colours: Mapping[str, QColor] = {}
        self.options = DisplayOptions()
        self.image: ImageRef | None = None
        self.marked = -1
        self._mono = mono(11.5)

    def show_detections(
        self, detections: Sequence[AnyDetection], colours: Mapping[str, QColor]
    ) -> None:
        """Show these rows; while a model writes, only those that are new are added."""
        old, new = self.detections, tuple(detections)
        columns = _columns(new)
        added = len(new) > len(old) > 0 and new[: len(old)] == old and columns == self.columns
        self._colours = colours
        if added:
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self.detections = new
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.detections, self.columns = new, columns
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.detections)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return {
                Column.LABEL: self.tr("label"),
                Column.KIND: self.tr("kind"),
                Column.PLACE: self._place_title(),
                Column.SCORE: self.tr("score"),
            }[self.columns[section]]
        return None

    def _place_title(self) -> str:
        units = self.options.units.value
        return self.tr("box (x0, y0, x1, y1), {units}").format(units=units)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        detection, column = self.detections[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(detection, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            words = filter(None, (self._words(detection, each) for each in Column))
            return plain_tip(" · ".join(words))
        if role == Qt.ItemDataRole.DecorationRole and column is Column.LABEL:
            colour = self._colours.get(detection.label, NEUTRAL)
            if colour.rgba() not in self._swatches:
                self._swatches[colour.rgba()] = _swatch(colour)
            return self._swatches[colour.rgba()]
        if role == Qt.ItemDataRole.ForegroundRole and not self.options.shows(detection):
            return QColor(NEUTRAL)
        if role == Qt.ItemDataRole.BackgroundRole and index.row() == self.marked:
            return _MARK
        if role == Qt.ItemDataRole.FontRole and column in (Column.PLACE, Column.SCORE):
            return self._mono
        if role == Qt.ItemDataRole.TextAlignmentRole and column is not Column.LABEL:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, detection: AnyDetection, column: Column) -> str:
        match column:
            case Column.LABEL:
                return shown_label(detection.label)
            case Column.KIND:
                return self._kind(detection)
            case Column.PLACE:
                return place_words(detection, self.options.units, self.image)
        return "" if detection.score is None else score(detection.score)

    def _kind(self, detection: AnyDetection) -> str:
        if isinstance(detection, Detection):
            return self.tr("box")
        if isinstance(detection, PointDetection):
            return self.tr("point")
        return self.tr("outline")


def _columns(detections: Sequence[AnyDetection]) -> tuple[Column, ...]:
    scored = any(detection.score is not None for detection in detections)
    kind = () if only_boxes(detections) else (Column.KIND,)
    confidence = (Column.SCORE,) if scored else ()
    return (Column.LABEL, *kind, Column.PLACE, *confidence)


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
    """Shows detections; selecting a row selects one in the image, and the other way round.

    `looked_at` when somebody goes to a row, by mouse or keys: the image shows it large; −1 when
    the row is left again. `hovered` is the row under the pointer, or −1.
    """

    selected = Signal(object)
    looked_at = Signal(int)
    hovered = Signal(int)

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
        self.setMouseTracking(True)
        self.entered.connect(lambda index: self.hovered.emit(index.row()))
        self.clicked.connect(lambda index: self._go_to(index.row()))
        self._gone_to = -1
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(28)
        self.horizontalHeader().hide()
        # Fixed widths: measuring the contents would ask for every row at every new box.
        self._wide = {
            Column.KIND: QFontMetrics(self.font()).horizontalAdvance(self.boxes.tr("outline")) + 14,
            Column.PLACE: QFontMetrics(mono(11.5)).horizontalAdvance("0.00 0.00 0.00 0.00") + 10,
            Column.SCORE: QFontMetrics(mono(11.5)).horizontalAdvance("0.00") + 14,
        }
        self.boxes.modelReset.connect(self._set_widths)
        self._set_widths()

    def show_detections(
        self, detections: Sequence[AnyDetection], colours: Mapping[str, QColor]
    ) -> None:
        """Replace the rows and keep the selected row where it is."""
        row = self.currentIndex().row()
        self.boxes.show_detections(detections, colours)
        self.viewport().update()
        if 0 <= row < len(detections):
            self.select_row(row)

    def show_options(self, options: DisplayOptions) -> None:
        """Dim what is hidden in the image; tell coordinates in other units."""
        self.boxes.options = options
        self._measure_places()
        self._set_widths()
        self.viewport().update()

    def show_image(self, image: ImageRef | None) -> None:
        """The image that is shown: pixels are its pixels."""
        self.boxes.image = image
        self._measure_places()
        self._set_widths()

    def _measure_places(self) -> None:
        widest = {Units.SHARE: "0.00", Units.THOUSANDTHS: "1000", Units.PIXELS: "0000"}
        words = " ".join([widest[self.boxes.options.units]] * 4)
        self._wide[Column.PLACE] = QFontMetrics(mono(11.5)).horizontalAdvance(words) + 10

    def mark_row(self, row: int) -> None:
        """Mark the row of what is under the pointer in the image, and bring it into sight."""
        if row != self.boxes.marked:
            self.boxes.marked = row
            if 0 <= row < len(self.boxes.detections):
                self.scrollTo(self.boxes.index(row, 0))
            self.viewport().update()

    def _go_to(self, row: int) -> None:
        """Look at a row; at the whole image again when it is gone to twice."""
        self._gone_to = -1 if row == self._gone_to else row
        self.looked_at.emit(self._gone_to)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        row = self.currentIndex().row()
        if row >= 0 and (row != before or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)):
            self._go_to(row)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(-1)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        for section, column in enumerate(self.boxes.columns):
            stretch = column is Column.LABEL
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(section, mode)
            if not stretch:
                header.resizeSection(section, self._wide[column])
        self._fit()

    def _fit(self) -> None:
        """Where labels would be cut to a letter, the coordinates go: they stand in Raw, in tips."""
        columns = self.boxes.columns
        taken = sum(self._wide[column] for column in columns if column is not Column.LABEL)
        tight = self.viewport().width() - taken < LEAST_LABEL
        self.setColumnHidden(columns.index(Column.PLACE), tight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def select_row(self, row: int | None) -> None:
        """Mark the row of a detection, or none."""
        if row is None:
            self.clearSelection()
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.selectRow(row)

    def selectionChanged(self, new: QItemSelection, old: QItemSelection) -> None:
        super().selectionChanged(new, old)
        rows = self.selectionModel().selectedRows()
        self.selected.emit(rows[0].row() if rows else None)
