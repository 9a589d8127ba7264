"""A comparison as one image for a report: heading, a card for each answer, footer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from vizdesk.common import resources
from vizdesk.common.atomic_files import whole_file
from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import ExportOptions, Tell
from vizdesk.export.page_options import USUAL_PAGE, PageOptions, PagePart
from vizdesk.export.sheet.answer_card import AnswerCard
from vizdesk.export.sheet.drawn_blocks import ImageBlock, OverlayBlock, SheetImage
from vizdesk.export.sheet.image_card import ImageCard
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
from vizdesk.export.sheet.sheet_colors import SheetColors, colors_of
from vizdesk.export.sheet.slide_layout import GAP, MARGIN, Card, Slide, SlideLayout
from vizdesk.export.text.answer_metrics import (
    agreement_words,
    facts_of,
    file_title,
    heading_of,
    question_of,
    shared_prompt,
)
from vizdesk.export.view_filter import UNCUT, CropInfo, labels_of, within
from vizdesk.painting.class_colors import colours_for
from vizdesk.painting.fonts import load_fonts, mono, plain
from vizdesk.painting.model_overlay import ModelBoxes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BAND = 4_000_000  # pixels painted at once
_FOOTER = 44.0
# Pixels of an image that stands on top: alone, and with the boxes of all models.
_TALLEST, _TALLEST_OVERLAY = 440.0, 900.0
# Columns by number of panels (the last one for more), and the width of one in pixels by columns.
_GRIDS = (1, 2, 3, 2, 3, 3, 4, 4)
_WIDTHS = (720.0, 520.0, 460.0, 400.0, 380.0, 360.0, 340.0, 340.0)
AT_100 = ExportOptions(1.0)


def comparison_image(
    comparison: Comparison,
    levels: SheetImage,
    options: ExportOptions = AT_100,
    cut: CropInfo = UNCUT,
) -> QImage:
    """The sheet at `options.scale` times its size at 100 %. Needs a QGuiApplication; any thread.

    Raises MemoryError when there is no room for so large an image.
    """
    sheet = laid_out(comparison, levels, options, cut)
    (width, height), scale = sheet.size, options.scale
    image = QImage(ceil(width * scale), ceil(height * scale), QImage.Format.Format_RGB32)
    if image.isNull():
        raise MemoryError(f"no memory for a sheet of {width:.0f} × {height:.0f} at {scale:g} times")
    painter = QPainter(image)
    painter.scale(scale, scale)
    sheet.paint(painter)
    painter.end()
    image.setText("Title", file_title(comparison, options.page))
    image.setText("Software", f"vizdesk {comparison.version}")
    return image


def save_png(
    path: Path,
    comparison: Comparison,
    levels: SheetImage,
    options: ExportOptions = AT_100,
    cut: CropInfo = UNCUT,
) -> None:
    """Write the sheet to `path`, band by band: memory does not grow with its height.

    `options.tell` hears the share done, 0..1; what it raises ends the writing, and no file is
    left. Raises OSError when it cannot be written.
    """
    sheet = laid_out(comparison, levels, options, cut)
    wide, high = (ceil(side * options.scale) for side in sheet.size)
    title = file_title(comparison, options.page)
    texts = {"Title": title, "Software": f"vizdesk {comparison.version}"}
    with whole_file(path) as file:
        bands = painted_bands(sheet, wide, high, options.scale, options.tell)
        write_png(file, wide, high, bands, texts, dpi=96 * options.scale)


def laid_out(
    comparison: Comparison, levels: SheetImage, options: ExportOptions, cut: CropInfo = UNCUT
) -> ComparisonSheet:
    """The sheet of what is seen of a comparison. Needs a QGuiApplication; any thread."""
    load_fonts(resources.folder() / "fonts")
    ink = colors_of(options.background)
    return ComparisonSheet(comparison, levels, ink, cut, options.page)


def painted_bands(
    sheet: ComparisonSheet, wide: int, high: int, scale: float, tell: Tell
) -> Iterator[NDArray[np.uint8]]:
    import numpy as np

    rows = max(32, min(_BAND // wide, 512))
    for top in range(0, high, rows):
        tell(top / high)
        band = QImage(wide, min(rows, high - top), QImage.Format.Format_RGB32)
        if band.isNull():
            raise MemoryError(f"no memory for a band of {wide} × {rows} pixels")
        # A sheet may be narrower than the page that it shares with others.
        band.fill(sheet.background)
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
        levels: SheetImage,
        ink: SheetColors,
        cut: CropInfo = UNCUT,
        page: PageOptions = USUAL_PAGE,
    ) -> None:
        """`levels` are those of the part of the image that `cut` names."""
        self._comparison, self._ink, self._page = comparison, ink, page
        answers = comparison.answers
        located = any(answer.reading.all_detections for answer in answers)
        colours = colours_for(cut.labels or labels_of(comparison), comparison.class_colours)
        # Without detections every card would show the same image: it stands once, on top.
        on_one = (cut.overlay or page.overlay) and located
        shown = levels if located and not on_one else None
        self._cards: list[Card] = [
            AnswerCard(
                answer,
                comparison,
                colours,
                ink,
                shown,
                cut.part,
                number=at if on_one else None,
                page=page,
            )
            for at, answer in enumerate(answers, 1)
        ]
        self._image: ImageBlock | None = None
        if on_one:
            self._image = _overlay(comparison, levels, ink, colours, cut, page)
        elif not located:
            self._image = ImageBlock(levels, ink)
        self._heading = Stack(_heading(comparison, colours, ink, cut.note, page))
        self._take_original(levels, on_one=on_one)
        self._slide = self._slide_of() if page.slide else None
        self._columns, self._card_width = grid(len(self._cards), page.columns)
        self._width = self._columns * self._card_width + (self._columns - 1) * GAP
        if self._slide is not None:
            self._width = self._slide.width - 2 * MARGIN
            return
        if self._image is not None:
            self._image.limit = _TALLEST_OVERLAY if on_one else _TALLEST
        self._stretch_heads()

    def _panel_of(self, title: str, image: ImageBlock) -> ImageCard:
        about = self._comparison.image.name if self._page.has(PagePart.FILE_NAME) else ""
        return ImageCard(title, about, image, self._ink)

    def _take_original(self, levels: SheetImage, *, on_one: bool) -> None:
        """Put the original before the answers where it is wanted; on a slide images are panels."""
        alone = self._image is not None and not on_one
        if alone and (self._page.slide or self._page.original):
            self._image = None
        if self._page.original or (alone and self._page.slide):
            title = "Original" if self._page.original else "Image"
            self._cards.insert(0, self._panel_of(title, ImageBlock(levels, self._ink)))

    def _slide_of(self) -> Slide:
        lead = self._panel_of("All models", self._image) if self._image is not None else None
        layout = SlideLayout(lead, self._cards, self._heading.height, self._below)
        self._cards = [*([lead] if lead is not None else []), *self._cards]
        self._image = None
        return layout.smallest()

    def _stretch_heads(self) -> None:
        """Have the images of a row side by side, however long the names above them are."""
        for start in range(0, len(self._cards), self._columns):
            row = self._row(start)
            if any(card.image is not None for card in row):
                highest = max(card.head_height(self._card_width) for card in row)
                for card in row:
                    card.stretch_head(highest)

    @property
    def _below(self) -> float:
        """Pixels under the last row: the footer, or as much as beside the panels."""
        return _FOOTER + 12 if self._page.has(PagePart.FOOTER) else MARGIN

    @property
    def background(self) -> QColor:
        """The colour of its ground."""
        return self._ink.background

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels at 100 %."""
        width = self._width + 2 * MARGIN
        if self._slide is not None:
            return self._slide.width, self._slide.height
        rows = self._row_heights()
        cards = sum(rows) + GAP * max(0, len(rows) - 1)
        image = self._image.height(self._width) + GAP if self._image else 0.0
        heading = self._heading.height(self._width)
        return width, MARGIN + heading + image + cards + self._below

    def paint(self, painter: QPainter) -> None:
        """Paint all of it at the origin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        width, height = self.size
        painter.fillRect(QRectF(-1, -1, width + 2, height + 2), self._ink.background)
        y = self._paint_block(painter, self._heading, MARGIN)
        if self._image is not None:
            y = self._paint_image(painter, self._image, y) + GAP
        if self._slide is not None:
            self._paint_slide(painter, self._slide)
        for row, high in enumerate(self._row_heights()):
            self._paint_row(painter, row, QRectF(MARGIN, y, self._width, high))
            y += high + GAP
        if self._page.has(PagePart.FOOTER):
            self._paint_footer(painter, height)

    def _row_heights(self) -> list[float]:
        if self._slide is not None:
            return []
        starts = range(0, len(self._cards), self._columns)
        return [
            float(ceil(max(card.height(self._card_width) for card in self._row(start))))
            for start in starts
        ]

    def _row(self, start: int) -> Sequence[Card]:
        return self._cards[start : start + self._columns]

    def _paint_block(self, painter: QPainter, block: Block, y: float) -> float:
        high = block.height(self._width)
        block.paint(painter, QRectF(MARGIN, y, self._width, high))
        return y + high

    def _paint_image(self, painter: QPainter, image: ImageBlock, y: float) -> float:
        place = QRectF(MARGIN, y, self._width, image.height(self._width))
        outline = QPainterPath()
        outline.addRoundedRect(place, 12, 12)
        painter.save()
        painter.setClipPath(outline)
        image.paint(painter, place)
        painter.restore()
        return place.bottom()

    def _paint_row(self, painter: QPainter, row: int, rect: QRectF) -> None:
        for at, card in enumerate(self._row(row * self._columns)):
            x = rect.left() + at * (self._card_width + GAP)
            place = QRectF(x, rect.top(), self._card_width, rect.height())
            if in_sight(painter, place):
                card.paint(painter, place)

    def _paint_slide(self, painter: QPainter, slide: Slide) -> None:
        for card, place in zip(self._cards, slide.places, strict=True):
            if in_sight(painter, place):
                card.paint(painter, place)

    def _paint_footer(self, painter: QPainter, height: float) -> None:
        line = QRectF(MARGIN, height - _FOOTER + 4, self._width, 20)
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


def grid(panels: int, columns: int = 0) -> tuple[int, float]:
    """Columns, and the width of a panel in pixels, for so many panels; 0 columns: the usual."""
    usual = _GRIDS[min(max(panels, 1), len(_GRIDS)) - 1]
    taken = min(columns, max(panels, 1)) if columns else usual
    return taken, _WIDTHS[taken - 1]


def _overlay(
    comparison: Comparison,
    levels: SheetImage,
    ink: SheetColors,
    colours: dict[str, QColor],
    cut: CropInfo,
    page: PageOptions,
) -> OverlayBlock:
    """The image with the boxes of all models that are seen."""
    models = [
        ModelBoxes(at, within(answer.reading.all_detections, cut.part))
        for at, answer in enumerate(comparison.answers, 1)
    ]
    return OverlayBlock(levels, ink, models, colours, label_scale=page.label_scale)


def _heading(
    comparison: Comparison,
    colours: dict[str, QColor],
    ink: SheetColors,
    note: str,
    page: PageOptions,
) -> list[Block]:
    task = comparison.task
    blocks: list[Block] = [Words(heading_of(comparison, page), plain(24, 600), ink.text), Space(6)]
    if page.note:
        blocks += [Words(page.note, plain(15), ink.text), Space(6)]
    question = question_of(task) if page.has(PagePart.PROMPT) else ""
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
    blocks.append(Words(facts_of(comparison, note, page), plain(13), ink.muted))
    if agreement := agreement_words(comparison):
        blocks += [Space(4), Words(f"Agreement: {agreement}", plain(13), ink.muted)]
    sent = shared_prompt(comparison) if page.has(PagePart.PROMPT) else ""
    if sent:
        blocks += [Space(4), Words(f"Prompt as sent: {sent}", plain(13), ink.muted)]
    blocks.append(Space(20))
    return blocks
