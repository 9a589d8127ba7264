"""What a sheet is laid out from: blocks that know their height at a width, and paint themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextOption,
)

from vizdesk.export.text.markdown_sanitizer import without_images


class Block(Protocol):
    """Something on a sheet, in pixels of a sheet at 100 %."""

    def height(self, width: float) -> float:
        """How high it is when it is `width` wide."""
        ...

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Paint it into `rect`, which has the height it asked for."""
        ...


def in_sight(painter: QPainter, rect: QRectF) -> bool:
    """Whether any of `rect` can be seen: a sheet that is painted in bands leaves out the rest."""
    if not painter.hasClipping():
        return True
    return painter.clipBoundingRect().adjusted(-2, -2, 2, 2).intersects(rect)


class _ClosedDocument(QTextDocument):
    """A document that loads nothing: a model's Markdown may not pull in files of this machine.

    One clear pixel instead: where Qt is given nothing, it opens the file itself.
    """

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:  # noqa: N802 - Qt's name
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
        pixel.fill(0)
        return pixel


def _space_out(document: QTextDocument, between: float, spacing: int) -> None:
    """Lines `spacing` per cent high, `between` pixels after a paragraph: long answers read well."""
    document.setIndentWidth(20)
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        shape.setLineHeight(spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setTopMargin(0)
        cursor, after = QTextCursor(block), block.next()
        inside_list = block.textList() is not None and after.textList() is not None
        close = inside_list or not after.isValid() or cursor.currentTable() is not None
        shape.setBottomMargin(0 if close else between)
        cursor.setBlockFormat(shape)
        block = after


def _ink_links(document: QTextDocument, colour: QColor) -> None:
    """Links in the colour of the words, underlined: Qt's blue cannot be read on a dark sheet."""
    shape = QTextCharFormat()
    shape.setForeground(colour)
    shape.setFontUnderline(True)
    block = document.begin()
    while block.isValid():
        pieces = [(link.position(), link.length()) for link in _links(block)]
        for start, length in pieces:
            cursor = QTextCursor(document)
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(shape)
        block = block.next()


def _links(block: QTextBlock) -> list[QTextFragment]:
    fragments, at = [], block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        if fragment.isValid() and fragment.charFormat().isAnchor():
            fragments.append(fragment)
        at += 1
    return fragments


class Words:
    """Text of any length, broken into lines, never cut; Markdown where asked for."""

    def __init__(
        self,
        text: str,
        font: QFont,
        colour: QColor,
        *,
        markdown: bool = False,
        spacing: int = 130,
    ) -> None:
        self._colour = colour
        self._document = _ClosedDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        if markdown:
            self._document.setMarkdown(
                without_images(text),
                QTextDocument.MarkdownFeature.MarkdownDialectGitHub
                | QTextDocument.MarkdownFeature.MarkdownNoHTML,
            )
            _ink_links(self._document, colour)
        else:
            self._document.setPlainText(text)
        _space_out(self._document, 8 if markdown else 0, spacing)

    def height(self, width: float) -> float:
        self._document.setTextWidth(width)
        return self._document.size().height()

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        self._document.setTextWidth(rect.width())
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, self._colour)
        palette.setColor(QPalette.ColorRole.Link, self._colour)
        context.palette = palette
        painter.save()
        painter.translate(rect.topLeft())
        if painter.hasClipping():
            context.clip = painter.clipBoundingRect().adjusted(-2, -2, 2, 2)
        self._document.documentLayout().draw(painter, context)
        painter.restore()


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A few words in one font and colour; `gap` pixels follow them."""

    text: str
    font: QFont
    colour: QColor
    gap: float = 0.0


class BlockStack:
    """Short pieces one after another, going on in the next line where one is full."""

    def __init__(self, pieces: Sequence[Sequence[PlacedBlock]], line: float = 20.0) -> None:
        """`pieces` are groups that stay together in a line; `line` is the line height in pixels."""
        self._groups = pieces
        self._line = line

    def height(self, width: float) -> float:
        lines = self._lines(width)
        return len(lines) * self._line

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        for row, groups in enumerate(self._lines(rect.width())):
            x, middle = rect.left(), rect.top() + (row + 0.5) * self._line
            for piece in (piece for group in groups for piece in group):
                metrics = QFontMetricsF(piece.font)
                painter.setFont(piece.font)
                painter.setPen(piece.colour)
                room = rect.right() + 1 - x
                words = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QPointF(x, middle + metrics.capHeight() / 2), words)
                x += metrics.horizontalAdvance(piece.text) + piece.gap

    def _lines(self, width: float) -> list[list[Sequence[PlacedBlock]]]:
        lines: list[list[Sequence[PlacedBlock]]] = []
        used = 0.0
        for group in self._groups:
            wide = sum(QFontMetricsF(p.font).horizontalAdvance(p.text) + p.gap for p in group)
            if not lines or used + wide - group[-1].gap > width:
                lines.append([])
                used = 0.0
            lines[-1].append(group)
            used += wide
        return lines


class Space:
    """Nothing, `pixels` high."""

    def __init__(self, pixels: float) -> None:
        self._pixels = pixels

    def height(self, width: float) -> float:
        return self._pixels

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        return


class Stack:
    """Blocks under each other, `gap` pixels apart, `pad` pixels inside left and right."""

    def __init__(self, blocks: Sequence[Block], *, gap: float = 0.0, pad: float = 0.0) -> None:
        self._blocks, self._gap, self._pad = blocks, gap, pad

    def height(self, width: float) -> float:
        inner = width - 2 * self._pad
        gaps = self._gap * max(0, len(self._blocks) - 1)
        return sum(block.height(inner) for block in self._blocks) + gaps

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        y, inner = rect.top(), rect.width() - 2 * self._pad
        for block in self._blocks:
            high = block.height(inner)
            place = QRectF(rect.left() + self._pad, y, inner, high)
            # A little more: boxes' chips reach out of what they belong to.
            if in_sight(painter, place.adjusted(-40, -40, 40, 40)):
                block.paint(painter, place)
            y += high + self._gap
