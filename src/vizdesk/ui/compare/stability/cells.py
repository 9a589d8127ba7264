"""The small multiples: rows of perturbations, columns of repeats, painted with their real boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vizdesk.common.messages import plural
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.painting.box_overlay import BoxLook, paint_detections
from vizdesk.painting.fonts import sans
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.text import labels as wording
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.plain_text import elided_words, plain_tip
from vizdesk.ui.widgets.theme import Tokens

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
PAD, TEXT_HEIGHT, LONGEST = 8, 44, 90
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class GridRow:
    """One row: its name, the line under it, an answer for each repeat, the figures at its end.

    `levels` is the changed image, None until it is made. `good`: all of the reference is in all.
    """

    name: str
    small: str
    answers: tuple[Answer | None, ...]
    levels: ImagePyramid | None = None
    head: str = ""
    figures: tuple[str, ...] = ()
    good: bool = True


@dataclass(frozen=True)
class GridLook:
    """What all cells share: whether they are boxes, colours, and how many the reference has.

    `asking`: what has no answer waits for its turn.
    """

    boxes: bool = True
    colours: Mapping[str, QColor] = field(default_factory=dict)
    reference: int | None = None
    asking: bool = False


class StabilityRows(QAbstractTableModel):
    """Columns: the variant, each repeat, what is in all of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[GridRow, ...] = ()
        self.repeats = 0
        self.look = GridLook()

    def show(self, rows: Sequence[GridRow], repeats: int, look: GridLook) -> None:
        """Show these; where only answers differ nothing is laid out anew."""
        same = len(rows) == len(self.rows) and repeats == self.repeats
        if not same:
            self.beginResetModel()
        self.rows, self.repeats, self.look = tuple(rows), repeats, look
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, repeats + 1))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self.repeats + 2

    def answer_at(self, index: Index) -> Answer | None:
        """The answer of a cell; None where it is no repeat, or not answered."""
        if not index.isValid() or not 1 <= index.column() <= self.repeats:
            return None
        return self.rows[index.row()].answers[index.column() - 1]

    def words_at(self, index: Index) -> str:
        """A cell in words, for screen readers and tips."""
        row = self.rows[index.row()]
        if index.column() == 0:
            return ", ".join(filter(None, (row.name, row.small)))
        if index.column() > self.repeats:
            return ", ".join(filter(None, (row.head, *row.figures)))
        return cell_words(
            row.answers[index.column() - 1], boxes=self.look.boxes, asking=self.look.asking
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words_at(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            answer = self.answer_at(index)
            words = translate_message(answer.failure.what) if answer and answer.failure else ""
            return plain_tip(words or self.words_at(index))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(MIDDLE)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return tr("Image variant")
        if section > self.repeats:
            return tr("In all repeats")
        return tr("Repeat {n}").format(n=section)


def cell_words(answer: Answer | None, *, boxes: bool, asking: bool = False) -> str:
    """How far a cell is, or what was answered."""
    if answer is None:
        return tr("Queued") if asking else tr("Not run")
    if answer.state is not AnswerState.DONE:
        return wording.state(answer)[0]
    if boxes:
        found = len(answer.reading.all_detections)
        return translate_message(plural("{n} object", "{n} objects", found))
    return " ".join(answer.text.split())


class StabilityCells(QStyledItemDelegate):
    """Paints a thumbnail with boxes and their number, or the short answer in its group's shade."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.tokens = tokens

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, t, area = index.model(), self.tokens, QRect(option.rect)
        assert isinstance(model, StabilityRows)
        row = model.rows[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(t.line), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        inside = area.adjusted(PAD, PAD // 2, -PAD, -PAD // 2)
        if index.column() == 0:
            self._paint_lines(painter, inside, row.name, t.text, (row.small,))
        elif index.column() > model.repeats:
            tone = t.good if row.good else t.fair
            self._paint_lines(painter, inside, row.head, tone, row.figures)
        else:
            answer = row.answers[index.column() - 1]
            if model.look.boxes:
                self._paint_boxes(painter, inside, row, answer, model.look)
            else:
                self._paint_answer(painter, inside, row, answer, model.look)
            if option.state & QStyle.StateFlag.State_Selected:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(t.accent), 2))
                painter.drawRoundedRect(QRectF(inside).adjusted(-3, -1, 3, 1), 6, 6)
        painter.restore()

    def _paint_lines(
        self, painter: QPainter, inside: QRect, head: str, tone: str, small: Sequence[str]
    ) -> None:
        """A strong line and muted ones under it, in the middle."""
        shown = [words for words in small if words]
        high = 17 if head else 0
        top = inside.center().y() - (high + 15 * len(shown)) // 2
        if head:
            painter.setFont(sans(13, 600))
            painter.setPen(QColor(tone))
            self._line(painter, QRect(inside.left(), top, inside.width(), high), head)
        painter.setFont(sans(11.5))
        painter.setPen(QColor(self.tokens.muted))
        for at, words in enumerate(shown):
            line = QRect(inside.left(), top + high + 15 * at, inside.width(), 15)
            self._line(painter, line, words)

    @staticmethod
    def _line(painter: QPainter, place: QRect, words: str) -> None:
        elided = elided_words(
            painter.fontMetrics(), words, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, MIDDLE, elided)

    def _paint_boxes(
        self, painter: QPainter, inside: QRect, row: GridRow, answer: Answer | None, look: GridLook
    ) -> None:
        t = self.tokens
        if row.levels is None:
            painter.fillRect(inside, QColor(t.stage))
            return
        size = row.levels.size
        fitted = size.scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, round(fitted.width()), round(fitted.height()))
        place.moveCenter(inside.center())
        to_view = QTransform.fromTranslate(place.left(), place.top())
        to_view.scale(place.width(), place.height())
        row.levels.paint(painter, to_view, QRectF(place))
        if answer is None or answer.state is not AnswerState.DONE:
            veil = QColor(t.panel)
            veil.setAlpha(170)
            painter.fillRect(place, veil)
            failed = answer is not None and answer.state is AnswerState.FAILED
            painter.setFont(sans(11.5, 500))
            painter.setPen(QColor(t.weak if failed else t.muted))
            words = cell_words(answer, boxes=True, asking=look.asking)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
            return
        found = answer.reading.all_detections
        paint_detections(
            painter, to_view, QRectF(place), found, look.colours, scale=0.8, look=BoxLook(0, False)
        )
        self._paint_number(painter, place, len(found), look.reference)

    def _paint_number(
        self, painter: QPainter, place: QRect, found: int, reference: int | None
    ) -> None:
        """How many objects, on black; on amber where they are fewer than the reference."""
        fewer = reference is not None and found < reference
        painter.setFont(sans(11, 600))
        words = str(found)
        chip = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-5, -1, 5, 1)
        chip.moveBottomRight(QRectF(place).bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#E5A23D") if fewer else QColor(0, 0, 0, 200))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor("black" if fewer else "white"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_answer(
        self, painter: QPainter, inside: QRect, row: GridRow, answer: Answer | None, look: GridLook
    ) -> None:
        """The words; a letter before them is the same for equal answers of a row."""
        t = self.tokens
        words = cell_words(answer, boxes=False, asking=look.asking)
        if answer is not None and answer.state is AnswerState.DONE:
            group = groups_of(row.answers).get(words, 0)
            most = group == 0
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QColor(t.good if most else t.fair)
            ground.setAlpha(34)
            painter.setBrush(ground)
            painter.drawRoundedRect(inside, 6, 6)
            painter.setFont(sans(11, 700))
            painter.setPen(QColor(t.good if most else t.fair))
            painter.drawText(inside.adjusted(7, 0, 0, 0), MIDDLE, chr(ord("a") + min(group, 25)))
            inside = inside.adjusted(22, 0, -4, 0)
        painter.setFont(sans(12))
        failed = answer is not None and answer.state is AnswerState.FAILED
        plain = t.text if answer is not None else t.muted
        painter.setPen(QColor(t.weak if failed else plain))
        self._line(painter, inside, words[: LONGEST * 4])

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, TEXT_HEIGHT)


def groups_of(answers: Sequence[Answer | None]) -> dict[str, int]:
    """Equal answers of a row: their words and the number of their group, the largest 0."""
    words = [
        cell_words(answer, boxes=False)
        for answer in answers
        if answer is not None and answer.state is AnswerState.DONE
    ]
    return {each: at for at, (each, _) in enumerate(Counter(words).most_common())}
