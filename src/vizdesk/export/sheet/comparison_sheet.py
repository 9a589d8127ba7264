"""A comparison as one image for a report: heading, a card for each answer, footer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from vizdesk.common import resources
from vizdesk.common.atomic_files import whole_file
from vizdesk.comparison.types import Comparison
from vizdesk.export.sheet.answer_card import AnswerCard
from vizdesk.export.sheet.drawn_blocks import ImageBlock, OverlayBlock
from vizdesk.export.sheet.layout_blocks import (
    Block,
    BlockStack,
    PlacedBlock,
    Space,
    Stack,
    Words,
    in_sight,
)
from vizdesk.export.sheet.png_stream import write_png
from vizdesk.export.sheet.sheet_colors import DARK, LIGHT, SheetColors
from vizdesk.export.text.answer_metrics import (
    agreement_words,
    facts_of,
    question_of,
    shared_prompt,
    title_of,
)
from vizdesk.export.view_filter import UNCUT, CropInfo, labels_of, within
from vizdesk.painting.class_colors import colours_for
from vizdesk.painting.fonts import load_fonts, mono, plain
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.painting.model_overlay import ModelBoxes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Tell = Callable[[float], None]

_BAND = 4_000_000  # pixels painted at once
_MARGIN, _GAP, _FOOTER = 32.0, 16.0, 44.0
_TALLEST = 440.0  # of an image that stands alone on top
# Columns and the width of one card in pixels, by number of answers (the last one for more).
_GRIDS = ((1, 720), (2, 520), (3, 460), (2, 520), (3, 460), (3, 460), (4, 400), (4, 400))


def comparison_image(
    comparison: Comparison,
    levels: ImagePyramid,
    *,
    scale: float = 1.0,
    dark: bool = False,
    cut: CropInfo = UNCUT,
) -> QImage:
    """The sheet at `scale` times its size at 100 %. Needs a QGuiApplication; any thread.

    Raises MemoryError when there is no room for so large an image.
    """
    load_fonts(resources.folder() / "fonts")
    sheet = ComparisonSheet(comparison, levels, DARK if dark else LIGHT, cut)
    width, height = sheet.size
    image = QImage(ceil(width * scale), ceil(height * scale), QImage.Format.Format_RGB32)
    if image.isNull():
        raise MemoryError(f"no memory for a sheet of {width:.0f} × {height:.0f} at {scale:g} times")
    painter = QPainter(image)
    painter.scale(scale, scale)
    sheet.paint(painter)
    painter.end()
    image.setText("Title", _title(comparison))
    image.setText("Software", f"vizdesk {comparison.version}")
    return image


def save_png(
    path: Path,
    comparison: Comparison,
    levels: ImagePyramid,
    *,
    scale: float = 1.0,
    dark: bool = False,
    cut: CropInfo = UNCUT,
    tell: Tell = lambda share: None,
) -> None:
    """Write the sheet to `path`, band by band: memory does not grow with its height.

    `tell` hears the share done, 0..1; what it raises ends the writing, and no file is left.
    Raises OSError when it cannot be written.
    """
    load_fonts(resources.folder() / "fonts")
    sheet = ComparisonSheet(comparison, levels, DARK if dark else LIGHT, cut)
    wide, high = (ceil(side * scale) for side in sheet.size)
    texts = {"Title": _title(comparison), "Software": f"vizdesk {comparison.version}"}
    with whole_file(path) as file:
        bands = _bands(sheet, wide, high, scale, tell)
        write_png(file, wide, high, bands, texts, dpi=96 * scale)


def _bands(
    sheet: ComparisonSheet, wide: int, high: int, scale: float, tell: Tell
) -> Iterator[NDArray[np.uint8]]:
    import numpy as np

    rows = max(32, min(_BAND // wide, 512))
    for top in range(0, high, rows):
        tell(top / high)
        band = QImage(wide, min(rows, high - top), QImage.Format.Format_RGB32)
        if band.isNull():
            raise MemoryError(f"no memory for a band of {wide} × {rows} pixels")
        painter = QPainter(band)
        painter.setClipRect(band.rect())
        painter.translate(0, -top)
        painter.scale(scale, scale)
        sheet.paint(painter)
        painter.end()
        rgb = band.convertToFormat(QImage.Format.Format_RGB888)
        lines = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
        yield lines[:, : wide * 3].reshape(rgb.height(), wide, 3)
    tell(1.0)


class ComparisonSheet:
    """The laid-out sheet, in pixels at 100 %."""

    def __init__(
        self,
        comparison: Comparison,
        levels: ImagePyramid,
        ink: SheetColors,
        cut: CropInfo = UNCUT,
    ) -> None:
        """`levels` are those of the part of the image that `cut` names."""
        self._comparison, self._ink = comparison, ink
        answers = comparison.answers
        located = any(answer.reading.all_detections for answer in answers)
        colours = colours_for(cut.labels or labels_of(comparison), comparison.class_colours)
        self._columns, self._card_width = grid(len(answers))
        self._width = self._columns * self._card_width + (self._columns - 1) * _GAP
        # Without detections every card would show the same image: it stands once, on top.
        on_one = cut.overlay and located
        shown = levels if located and not on_one else None
        self._cards = [
            AnswerCard(
                answer, comparison, colours, ink, shown, cut.part, number=at if on_one else None
            )
            for at, answer in enumerate(answers, 1)
        ]
        for start in range(0, len(self._cards), self._columns) if shown else ():
            row = self._row(start)
            # The images of a row stand side by side, however long the names above them are.
            highest = max(card.head_height(self._card_width) for card in row)
            for card in row:
                card.stretch_head(highest)
        self._heading = Stack(_heading(comparison, colours, ink, cut.note))
        self._image: ImageBlock | None = None
        if on_one:
            found = [
                ModelBoxes(at, within(answer.reading.all_detections, cut.part))
                for at, answer in enumerate(answers, 1)
            ]
            self._image = OverlayBlock(levels, ink, found, colours)
        elif not located:
            self._image = ImageBlock(levels, ink, tallest=_TALLEST / self._width)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 100 %."""
        rows = self._row_heights()
        cards = sum(rows) + _GAP * max(0, len(rows) - 1)
        image = self._image.height(self._width) + _GAP if self._image else 0.0
        heading = self._heading.height(self._width)
        return self._width + 2 * _MARGIN, _MARGIN + heading + image + cards + _FOOTER + 12

    def paint(self, painter: QPainter) -> None:
        """Paint all of it at the origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        width, height = self.size
        painter.fillRect(QRectF(-1, -1, width + 2, height + 2), self._ink.background)
        y = self._paint_block(painter, self._heading, _MARGIN)
        if self._image is not None:
            y = self._paint_image(painter, self._image, y) + _GAP
        for row, high in enumerate(self._row_heights()):
            self._paint_row(painter, row, QRectF(_MARGIN, y, self._width, high))
            y += high + _GAP
        self._paint_footer(painter, height)

    def _row_heights(self) -> list[float]:
        starts = range(0, len(self._cards), self._columns)
        return [
            float(ceil(max(card.height(self._card_width) for card in self._row(start))))
            for start in starts
        ]

    def _row(self, start: int) -> Sequence[AnswerCard]:
        return self._cards[start : start + self._columns]

    def _paint_block(self, painter: QPainter, block: Block, y: float) -> float:
        high = block.height(self._width)
        block.paint(painter, QRectF(_MARGIN, y, self._width, high))
        return y + high

    def _paint_image(self, painter: QPainter, image: ImageBlock, y: float) -> float:
        place = QRectF(_MARGIN, y, self._width, image.height(self._width))
        outline = QPainterPath()
        outline.addRoundedRect(place, 12, 12)
        painter.save()
        painter.setClipPath(outline)
        image.paint(painter, place)
        painter.restore()
        return place.bottom()

    def _paint_row(self, painter: QPainter, row: int, rect: QRectF) -> None:
        for at, card in enumerate(self._row(row * self._columns)):
            x = rect.left() + at * (self._card_width + _GAP)
            place = QRectF(x, rect.top(), self._card_width, rect.height())
            if in_sight(painter, place):
                card.paint(painter, place)

    def _paint_footer(self, painter: QPainter, height: float) -> None:
        line = QRectF(_MARGIN, height - _FOOTER + 4, self._width, 20)
        version = [
            [PlacedBlock(f"vizdesk {self._comparison.version}", plain(12, 500), self._ink.muted)]
        ]
        BlockStack(version).paint(painter, line)
        digest = PlacedBlock(
            f"sha256 {self._comparison.image.sha256[:16]}", mono(11), self._ink.muted
        )
        block = BlockStack([[digest]])
        painter.setFont(digest.font)
        wide = painter.fontMetrics().horizontalAdvance(digest.text)
        block.paint(painter, QRectF(line.topLeft() + QPointF(line.width() - wide, 0), line.size()))


def grid(answers: int) -> tuple[int, float]:
    """Columns, and the width of a card in pixels, for so many answers."""
    columns, width = _GRIDS[min(max(answers, 1), len(_GRIDS)) - 1]
    return columns, float(width)


def _title(comparison: Comparison) -> str:
    return f"{title_of(comparison.task)}: {comparison.image.name}"


def _heading(
    comparison: Comparison, colours: dict[str, QColor], ink: SheetColors, note: str
) -> list[Block]:
    task = comparison.task
    blocks: list[Block] = [Words(title_of(task), plain(24, 600), ink.text), Space(6)]
    question = question_of(task)
    if question:
        blocks += [Words(question, plain(15), ink.text), Space(6)]
    if task.classes:
        classes = [
            [
                PlacedBlock("■", plain(13), colours[class_name], 5),
                PlacedBlock(class_name, plain(13), ink.text, 16),
            ]
            for class_name in task.classes
        ]
        blocks += [BlockStack(classes, line=22), Space(4)]
    blocks.append(Words(facts_of(comparison, note), plain(13), ink.muted))
    if agreement := agreement_words(comparison):
        blocks += [Space(4), Words(f"Agreement: {agreement}", plain(13), ink.muted)]
    if sent := shared_prompt(comparison):
        blocks += [Space(4), Words(f"Prompt as sent: {sent}", plain(13), ink.muted)]
    blocks.append(Space(20))
    return blocks
