"""One answer as a card of the sheet: head, picture, what it said, figures."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from vizdesk.comparison.nouns import Answer
from vizdesk.comparison.tasks import TaskKind
from vizdesk.export.blocks import Block, Piece, Pieces, Space, Stack, Words
from vizdesk.export.figure_blocks import Bars, BoxRows, PictureBlock
from vizdesk.export.figures import about, figures_of, state_of
from vizdesk.export.fonts import mono, plain
from vizdesk.export.ink import Ink
from vizdesk.export.picture_levels import PictureLevels

_HEAD, _FOOT, _PAD, _RADIUS = 60.0, 16.0, 16.0, 12.0


class AnswerCard:
    """A card; `levels` None leaves the picture out (it then stands once above all cards)."""

    def __init__(
        self,
        answer: Answer,
        kind: TaskKind,
        colours: Mapping[str, QColor],
        ink: Ink,
        levels: PictureLevels | None,
    ) -> None:
        self._answer, self._ink = answer, ink
        blocks: list[Block] = []
        if levels is not None:
            blocks.append(PictureBlock(levels, ink, answer.reading.detections, colours))
        blocks += [
            Space(14 if levels else 2),
            Stack(_said(answer, kind, colours, ink), gap=10, pad=_PAD - 1),
        ]
        self._body = Stack(blocks)
        self._figures = Stack([_figures(answer, ink)], pad=_PAD)

    def height(self, width: float) -> float:
        return _HEAD + self._body.height(width) + 14 + self._foot(width)

    def _foot(self, width: float) -> float:
        high = self._figures.height(width)
        return high + _FOOT if high else 0.0

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.fillPath(outline, self._ink.panel)
        self._paint_head(painter, rect)
        width = rect.width()
        body = QRectF(rect.left() + 1, rect.top() + _HEAD, width - 2, self._body.height(width - 2))
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
        said = QFontMetricsF(plain(12, 500)).horizontalAdvance(words)
        at = QPointF(inner.right() - said, inner.top() + 27)
        _line(painter, Piece(words, plain(12, 500), self._ink.tone(tone)), at, said + 1)
        name = Piece(self._answer.model.name, plain(15, 600), self._ink.text)
        _line(painter, name, inner.topLeft() + QPointF(0, 27), inner.width() - said - 12)
        maker = Piece(about(self._answer), plain(12), self._ink.muted)
        _line(painter, maker, inner.topLeft() + QPointF(0, 46), inner.width())


def _line(painter: QPainter, piece: Piece, baseline: QPointF, room: float) -> None:
    painter.setFont(piece.font)
    painter.setPen(piece.colour)
    metrics = QFontMetricsF(piece.font)
    painter.drawText(baseline, metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, room))


def _said(answer: Answer, kind: TaskKind, colours: Mapping[str, QColor], ink: Ink) -> list[Block]:
    """What the answer says, in the form that its task gives; then what is wrong with it."""
    blocks: list[Block] = []
    if answer.failure is not None:
        blocks.append(Words(answer.failure.what, plain(13, 500), ink.tone(state_of(answer)[1])))
        if answer.failure.todo:
            blocks.append(Words(answer.failure.todo, plain(13), ink.text))
    blocks += _content(answer, kind, colours, ink)
    blocks += [Words(problem, plain(12), ink.fair) for problem in answer.problems]
    return blocks or [Words("No answer.", plain(13), ink.muted)]


def _content(
    answer: Answer, kind: TaskKind, colours: Mapping[str, QColor], ink: Ink
) -> list[Block]:
    reading = answer.reading
    blocks: list[Block] = []
    if kind is TaskKind.COUNT and isinstance(reading.value, int):
        blocks.append(Words(f"{reading.value:,}", plain(36, 600), ink.text))
    if reading.labels:
        blocks.append(Bars(reading.labels, ink))
    if reading.detections:
        blocks.append(BoxRows(reading.detections, colours, ink))
    if isinstance(reading.value, dict | list):
        pretty = json.dumps(reading.value, indent=2, ensure_ascii=False)
        blocks.append(Words(pretty, mono(12), ink.text))
    if blocks or not answer.text.strip():
        return blocks
    if kind in (TaskKind.CAPTION, TaskKind.ASK):
        return [Words(answer.text.strip(), plain(14), ink.text, markdown=True)]
    raw = kind in (TaskKind.DETECT, TaskKind.STRUCTURED)
    return [Words(answer.text.strip(), mono(12) if raw else plain(14), ink.text)]


def _figures(answer: Answer, ink: Ink) -> Pieces:
    groups = []
    for name, value in figures_of(answer):
        group = [Piece(value, plain(12, 500), ink.text, 16)]
        groups.append([Piece(name, plain(12), ink.muted, 5), *group] if name else group)
    return Pieces(groups, line=22)
