"""Paints the cells of the contact sheet: thumbnail with boxes, counts or words, agreement."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vizdesk.analysis.contact_sheet import ImageAgreement
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.export.text.detection_figures import bounds_of
from vizdesk.painting.class_colors import NEUTRAL
from vizdesk.painting.fonts import mono, sans
from vizdesk.ui.compare.contact_sheet.model import CellLook, CountLook, Index, SheetModel
from vizdesk.ui.compare.contact_sheet.thumbnails import SheetThumbnails
from vizdesk.ui.widgets.theme import Tokens

PAD, GAP, SWATCH = 10, 8, 8
THUMB = QSize(56, 38)
BAR_WIDTH, BAR_HEIGHT = 40, 5
POOR = 0.7
"""A share that agrees below which the bar of a row is red."""
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
GREY = QColor(NEUTRAL)
SELECTED = QStyle.StateFlag.State_Selected.value
FOCUSED = QStyle.StateFlag.State_HasFocus.value
TINT = 38  # of 255: the ground of what differs


class SheetCells(QStyledItemDelegate):
    """Reads the words from the model and the thumbnails from those that are held."""

    def __init__(self, tokens: Tokens, thumbnails: SheetThumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.thumbnails = thumbnails
        self.current_key = ""
        """The image that the other layouts show."""
        self.show_tokens(tokens)

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme. Fonts and colours are made once: a cell is painted in 50 µs."""
        self.tokens = tokens
        self._regular, self._strong, self._mono = sans(12), sans(12, 600), mono(12)
        self._metrics = QFontMetrics(self._regular)
        self._bold_metrics = QFontMetrics(self._strong)
        self._line, self._stage = QColor(tokens.line), QColor(tokens.stage)
        self._tint = QColor(tokens.fair)
        self._tint.setAlpha(TINT)
        self._widths: dict[str, int] = {}
        self._panel, self._selected = QColor(tokens.panel), QColor(tokens.selected)
        self._text, self._muted = QColor(tokens.text), QColor(tokens.muted)
        self._tones = {
            "good": QColor(tokens.good),
            "busy": QColor(tokens.accent),
            "fair": QColor(tokens.fair),
            "weak": QColor(tokens.weak),
        }

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, SheetModel)
        at, column, rect = index.row(), index.column(), QRect(option.rect)
        row, state = model.rows[at], option.state.value
        painter.fillRect(rect, self._line)
        ground = self._selected if state & SELECTED else self._panel
        painter.fillRect(rect.adjusted(0, 0, -1, -1), ground)
        inside = rect.adjusted(PAD, 0, -6, -1)
        if column == 0:
            if row.key == self.current_key:
                painter.fillRect(
                    QRect(rect.topLeft(), QSize(3, rect.height())), self._tones["busy"]
                )
            self._paint_name(painter, inside, row.key, row.name)
        elif column <= len(model.columns):
            answer = row.answers[column - 1]
            self._paint_answer(painter, inside, model, at, column, answer)
        else:
            self._paint_agreement(painter, inside, row.agreement, model.agreement_words(at))
        if state & FOCUSED:
            painter.setPen(QPen(self._tones["busy"], 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_name(self, painter: QPainter, inside: QRect, key: str, name: str) -> None:
        left = self._paint_thumbnail(painter, inside, key, None, {})
        beside = inside.adjusted(left, 0, 0, 0)
        painter.setFont(self._regular)
        painter.setPen(self._text)
        middle = Qt.TextElideMode.ElideMiddle
        painter.drawText(beside, LEFT, self._metrics.elidedText(name, middle, beside.width()))

    def _paint_answer(
        self,
        painter: QPainter,
        inside: QRect,
        model: SheetModel,
        at: int,
        column: int,
        answer: Answer | None,
    ) -> None:
        look = model.look(at, column)
        done = answer is not None and answer.state is AnswerState.DONE
        if done and model.boxes and inside.width() > THUMB.width() + 20:
            key = model.rows[at].key
            left = self._paint_thumbnail(painter, inside, key, answer, model.colours)
            inside = inside.adjusted(left, 0, 0, 0)
        if look.state:
            inside = inside.adjusted(self._paint_state(painter, inside, look), 0, 0, 0)
        if look.counts:
            self._paint_counts(painter, inside, look.counts, model)
        elif look.words:
            self._paint_words(painter, inside, look, done=done)

    def _paint_state(self, painter: QPainter, inside: QRect, look: CellLook) -> int:
        """The pixels it took."""
        colour = self._tones.get(look.tone, self._muted)
        strong = look.tone in self._tones
        painter.setFont(self._strong if strong else self._regular)
        painter.setPen(colour)
        metrics = self._bold_metrics if strong else self._metrics
        words = metrics.elidedText(look.state, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, LEFT, words)
        return metrics.horizontalAdvance(words) + GAP

    def _paint_words(self, painter: QPainter, inside: QRect, look: CellLook, *, done: bool) -> None:
        """The answer on two lines, where it needs them."""
        if inside.width() < 12:
            return
        colour = self._text if done else self._muted
        if look.differs:
            width = min(inside.width(), self._metrics.horizontalAdvance(look.words) + 8)
            painter.fillRect(
                inside.adjusted(-4, 6, 0, -6).intersected(
                    QRect(inside.left() - 4, inside.top(), width, inside.height())
                ),
                self._tint,
            )
            colour = self._tones["fair"]
        painter.setFont(self._mono if look.tone == "busy" and not done else self._regular)
        painter.setPen(colour)
        high = 2 * self._metrics.lineSpacing()
        place = QRect(inside.left(), inside.center().y() - high // 2, inside.width(), high)
        painter.drawText(
            place, LEFT | Qt.TextFlag.TextWrapAnywhere, self._fitting(look.words, place)
        )

    def _fitting(self, words: str, place: QRect) -> str:
        """As much of the words as two lines hold."""
        room = 2 * place.width() - self._metrics.averageCharWidth() * 2
        return self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _paint_counts(
        self,
        painter: QPainter,
        inside: QRect,
        counts: tuple[CountLook, ...],
        model: SheetModel,
    ) -> None:
        left, middle, right = inside.left(), inside.center().y(), inside.right()
        top, high = inside.top(), inside.height()
        more = self._width_of("+88") + 4
        painter.setFont(self._regular)
        for number, look in enumerate(counts, 1):
            width = self._width_of(look.figure)
            ends = left + SWATCH + 5 + width
            if ends > right - (0 if number == len(counts) else more):
                rest = counts[number - 1 :]
                differs = any(other.differs for other in rest)
                painter.setPen(self._tones["fair"] if differs else self._muted)
                # Where none has room, the sum says more than how many classes there are.
                words = f"+{len(rest)}" if number > 1 else str(_total(counts))
                painter.drawText(QRect(left, top, more, high), LEFT, words)
                return
            if look.differs:
                painter.fillRect(QRect(left - 4, middle - 10, ends - left + 8, 20), self._tint)
            painter.fillRect(
                QRect(left, middle - 4, SWATCH, SWATCH), model.colours.get(look.label, GREY)
            )
            painter.setPen(self._tones["fair"] if look.differs else self._text)
            painter.drawText(QRect(left + SWATCH + 5, top, width + 2, high), LEFT, look.figure)
            left = ends + GAP + 2

    def _width_of(self, figure: str) -> int:
        """The pixels of a figure; measured once."""
        width = self._widths.get(figure)
        if width is None:
            width = self._widths[figure] = self._metrics.horizontalAdvance(figure)
        return width

    def _paint_agreement(
        self, painter: QPainter, inside: QRect, agreement: ImageAgreement | None, words: str
    ) -> None:
        share = agreement.share if agreement is not None else None
        left = inside.left()
        if share is not None:
            tone = "good" if share == 1 else "fair" if share >= POOR else "weak"
            bar = QRect(left, inside.center().y() - 2, BAR_WIDTH, BAR_HEIGHT)
            painter.fillRect(bar, QColor(self.tokens.line))
            bar.setWidth(round(BAR_WIDTH * share))
            painter.fillRect(bar, self._tones[tone])
            left += BAR_WIDTH + GAP
        differs = share is not None and share < 1
        painter.setFont(self._strong if differs else self._regular)
        painter.setPen(self._text if differs else self._muted)
        beside = QRect(left, inside.top(), inside.right() - left, inside.height())
        metrics = self._bold_metrics if differs else self._metrics
        end = Qt.TextElideMode.ElideRight
        painter.drawText(beside, LEFT, metrics.elidedText(words, end, beside.width()))

    def _paint_thumbnail(
        self,
        painter: QPainter,
        inside: QRect,
        key: str,
        answer: Answer | None,
        colours: Mapping[str, QColor],
    ) -> int:
        """The whole image, with what an answer found on it; the pixels it took in width."""
        place = QRect(
            inside.left(), inside.center().y() - THUMB.height() // 2, THUMB.width(), THUMB.height()
        )
        image = self.thumbnails.get(key)
        if image is None:
            painter.fillRect(place, self._stage)
            return THUMB.width() + GAP
        shown = _fitted(image, place)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(shown, image)
        if answer is not None:
            left, top, wide, high = shown.x(), shown.y(), shown.width(), shown.height()
            for item in answer.reading.all_detections:
                box = bounds_of(item)
                painter.setPen(QPen(colours.get(item.label, GREY), 1.5))
                across, down = (box.x1 - box.x0) * wide, (box.y1 - box.y0) * high
                painter.drawRect(
                    QRectF(left + box.x0 * wide, top + box.y0 * high, max(2, across), max(2, down))
                )
        return THUMB.width() + GAP


def _total(counts: tuple[CountLook, ...]) -> int:
    """How many were found of all classes; a class that was missed has no figure."""
    return sum(int(look.figure) for look in counts if look.figure.isdecimal())


def _fitted(image: QImage, place: QRect) -> QRectF:
    """Where the whole of an image lies in `place`, in its middle."""
    scale = min(place.width() / image.width(), place.height() / image.height())
    wide, high = image.width() * scale, image.height() * scale
    left = place.left() + (place.width() - wide) / 2
    return QRectF(left, place.top() + (place.height() - high) / 2, wide, high)
