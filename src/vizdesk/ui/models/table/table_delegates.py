"""How the comparison table looks: cells with their colour key, bands, frozen names and labels."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from vizdesk.catalog.table.table import Section
from vizdesk.painting.fonts import sans
from vizdesk.ui.models.table.table_model import TableModel
from vizdesk.ui.widgets.cell_painter import CellPainter, Index, PaintedCell
from vizdesk.ui.widgets.plain_text import elided_apart, elided_words
from vizdesk.ui.widgets.theme import Tokens

ROW_HEIGHT, BAND_HEIGHT, NAMES_HEIGHT = 27, 26, 54
PAD = 14
LABELS_WIDTH = 282
VCENTER = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FactPainter(CellPainter):
    """Paints cells: rates as chips, tasks as links, the unknown faintly."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(tokens, parent, QSize(180, ROW_HEIGHT))

    def painted(self, option: QStyleOptionViewItem, index: Index) -> PaintedCell:
        model = index.model()
        assert isinstance(model, TableModel)
        t, cell = self.tokens, model.cell(index.row(), index.column())
        if cell is None:
            return PaintedCell(words=model.note(index.row()), colour=t.muted, ground=t.hover)
        chosen = option.state & QStyle.StateFlag.State_Selected
        return PaintedCell(
            words=cell.text,
            colour=t.accent if cell.tries is not None else t.text if cell.known else t.faint,
            grade=cell.grade,
            small="≠" if cell.differs else cell.detail,
            small_colour=t.fair if cell.differs else t.muted,
            ground=t.selected if chosen else None,
            margin=24 if cell.differs else 0,
        )


class NameHeader(QHeaderView):
    """The names of the models, and what each still needs; always in sight."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.tokens = tokens
        self.pinned: str = ""
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(168)
        self.setFixedHeight(NAMES_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        assert isinstance(model, TableModel)
        column, t = model.column(section), self.tokens
        painter.save()
        painter.fillRect(rect, QColor(t.panel))
        inside = rect.adjusted(PAD, 9, -PAD, -8)
        painter.setFont(sans(13, 600))
        painter.setPen(QColor(t.text))
        names = [model.column(at).name for at in range(model.columnCount())]
        elided = elided_apart(painter.fontMetrics(), names, inside.width())[section]
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, elided)
        painter.setFont(sans(12))
        painter.setPen(QColor(t.muted))
        pinned = self.tr("pinned") if column.id == self.pinned else ""
        words = " · ".join(filter(None, (pinned, column.need)))
        elided = elided_words(
            painter.fontMetrics(), words, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, elided)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class LabelHeader(QHeaderView):
    """The properties, always in sight; a click sorts the models by one."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.tokens = tokens
        self.sorted_key = ""
        self.descending = False
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setMinimumSectionSize(ROW_HEIGHT - 1)
        self.setFixedWidth(LABELS_WIDTH)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        assert isinstance(model, TableModel)
        line, t = model.lines[section], self.tokens
        painter.save()
        band = isinstance(line, Section)
        painter.fillRect(rect, QColor(t.hover if band else t.panel))
        inside = rect.adjusted(PAD, 0, -8, -1)
        if isinstance(line, Section):
            self._words(painter, inside, line.title, "", QColor(t.text), 600)
        else:
            arrow = ""
            if line.key == self.sorted_key:
                arrow = " ↓" if self.descending else " ↑"
            colour = QColor(t.text if arrow else t.muted)
            self._words(painter, inside, line.label + arrow, line.note, colour, 400)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _words(
        self, painter: QPainter, area: QRect, words: str, note: str, colour: QColor, weight: int
    ) -> None:
        painter.setFont(sans(13 if weight < 600 else 12, weight))
        painter.setPen(colour)
        painter.drawText(area, VCENTER, words)
        used = painter.fontMetrics().horizontalAdvance(words) + 8
        painter.setFont(sans(11.5))
        painter.setPen(QColor(self.tokens.muted))
        room = area.width() - used
        shown = elided_words(painter.fontMetrics(), note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area.adjusted(used, 0, 0, 0), VCENTER, shown)
