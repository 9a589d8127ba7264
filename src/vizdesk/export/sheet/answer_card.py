"""One answer as a card of the sheet: head, image, what it said, figures."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from vizdesk.comparison.types import Answer, Box, Comparison
from vizdesk.export.page_options import USUAL_PAGE, PageOptions, PagePart
from vizdesk.export.sheet.drawn_blocks import Bars, BoxRows, ImageBlock, SheetImage
from vizdesk.export.sheet.layout_blocks import Block, BlockStack, PlacedBlock, Space, Stack, Words
from vizdesk.export.sheet.sheet_colors import SheetColors
from vizdesk.export.text.answer_metrics import about, figures_of, own_prompt, state_of
from vizdesk.export.text.answer_parts import AnswerPart, Shape, shown_parts
from vizdesk.export.text.reply_excerpt import excerpt_words
from vizdesk.export.view_filter import WHOLE, within
from vizdesk.painting.fonts import mono, plain

_HEAD, _FOOT, _PAD, _RADIUS = 60.0, 16.0, 16.0, 12.0


class AnswerCard:
    """A card; `levels` None leaves the image out (it then stands once above all cards).

    `levels` are those of `part` of the image; `number` is the model's on an image above.
    """

    def __init__(
        self,
        answer: Answer,
        comparison: Comparison,
        colours: Mapping[str, QColor],
        ink: SheetColors,
        levels: SheetImage | None,
        part: Box = WHOLE,
        *,
        number: int | None = None,
        page: PageOptions = USUAL_PAGE,
    ) -> None:
        self._answer, self._ink = answer, ink
        name = answer.model.name if number is None else f"{number}  {answer.model.name}"
        self._name = Words(name, plain(15, 600), ink.text, spacing=120)
        self._about = Words(about(answer), plain(12), ink.muted, spacing=120)
        self._head: float | None = None
        self.image: ImageBlock | None = None
        if levels is not None:
            boxes = within(answer.reading.all_detections, part)
            self.image = ImageBlock(levels, ink, boxes, colours, label_scale=page.label_scale)
        blocks: list[Block] = [self.image] if self.image is not None else []
        places = page.has(PagePart.COORDINATES)
        rows: list[Block] = [
            _block(part, answer, colours, ink, places=places)
            for part in shown_parts(answer, comparison.task.kind, page)
        ]
        prompt = own_prompt(answer, comparison) if page.has(PagePart.PROMPT) else ""
        if prompt:
            rows.append(Words(f"Prompt as sent: {prompt}", plain(12), ink.muted))
        blocks += [Space(14 if levels else 2), Stack(rows, gap=10, pad=_PAD - 1)]
        self._body = Stack(blocks)
        figures = [_figures(answer, ink)] if page.has(PagePart.FIGURES) else []
        self._figures = Stack(figures, pad=_PAD)

    def head_height(self, width: float) -> float:
        """How much room name, maker and version take; long ones go on in the next line."""
        name, maker = self._name_width(width), width - 2 * _PAD
        return max(_HEAD, 19 + self._name.height(name) + self._about.height(maker))

    def stretch_head(self, height: float) -> None:
        """Give the head this height, so that the images of a row stand side by side."""
        self._head = height

    def _name_width(self, width: float) -> float:
        state_width = QFontMetricsF(plain(12, 500)).horizontalAdvance(state_of(self._answer)[0])
        return width - 2 * _PAD - state_width - 12

    def height(self, width: float) -> float:
        return self._head_of(width) + self._body.height(width) + 14 + self._foot(width)

    def _head_of(self, width: float) -> float:
        return self.head_height(width) if self._head is None else self._head

    def _foot(self, width: float) -> float:
        high = self._figures.height(width)
        return high + _FOOT if high else 0.0

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.fillPath(outline, self._ink.panel)
        self._paint_head(painter, rect)
        width = rect.width()
        body = QRectF(
            rect.left() + 1,
            rect.top() + self._head_of(width),
            width - 2,
            self._body.height(width - 2),
        )
        self._body.paint(painter, body)
        foot = self._foot(width)
        if foot:
            top = rect.bottom() - foot
            painter.fillRect(QRectF(rect.left(), top, width, 1), self._ink.line)
            inside = QRectF(rect.left(), top + _FOOT / 2, width, foot - _FOOT)
            self._figures.paint(painter, inside)
        painter.strokePath(outline, QPen(self._ink.line, 1))

    def _paint_head(self, painter: QPainter, rect: QRectF) -> None:
        words, tone = state_of(self._answer)
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        font = plain(12, 500)
        width = QFontMetricsF(font).horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(self._ink.tone(tone))
        painter.drawText(QPointF(inner.right() - width, inner.top() + 27), words)
        wide = self._name_width(rect.width())
        name = QRectF(inner.left(), inner.top() + 12, wide, self._name.height(wide))
        self._name.paint(painter, name)
        room = self._about.height(inner.width())
        self._about.paint(painter, QRectF(inner.left(), name.bottom() + 1, inner.width(), room))


def _block(
    part: AnswerPart,
    answer: Answer,
    colours: Mapping[str, QColor],
    ink: SheetColors,
    *,
    places: bool,
) -> Block:
    """One part of what the answer says, to be painted."""
    match part.shape:
        case Shape.LABELS:
            return Bars(answer.reading.labels, ink)
        case Shape.BOXES:
            return BoxRows(answer.reading.all_detections, colours, ink, places=places)
        case Shape.REPLY:
            heading = Words("Reply", plain(12, 500), ink.muted)
            words = excerpt_words(part.text, "JSON, Markdown and HTML")
            return Stack([heading, Words(words, mono(11), ink.muted)], gap=2)
    font, colour = _style(part.shape, answer, ink)
    return Words(part.text, font, colour, markdown=part.shape is Shape.PROSE)


def _style(shape: Shape, answer: Answer, ink: SheetColors) -> tuple[QFont, QColor]:
    """How a part that is text is set."""
    return {
        Shape.FAILURE: (plain(13, 500), ink.tone(state_of(answer)[1])),
        Shape.ADVICE: (plain(13), ink.text),
        Shape.NUMBER: (plain(36, 600), ink.text),
        Shape.PROSE: (plain(14), ink.text),
        Shape.PLAIN: (plain(14), ink.text),
        Shape.JSON: (mono(12), ink.text),
        Shape.RAW: (mono(12), ink.text),
        Shape.NOTHING: (plain(13), ink.muted),
        Shape.PROBLEM: (plain(12), ink.fair),
    }[shape]


def _figures(answer: Answer, ink: SheetColors) -> BlockStack:
    groups = []
    for name, value in figures_of(answer):
        group = [PlacedBlock(value, plain(12, 500), ink.text, 16)]
        groups.append([PlacedBlock(name, plain(12), ink.muted, 5), *group] if name else group)
    return BlockStack(groups, line=22)
