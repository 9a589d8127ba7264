"""What a form of a comparison will look like before it is written: a small image, or text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from PySide6.QtGui import QImage, QPainter

from vizdesk.common import resources
from vizdesk.common.messages import EMPTY, Message
from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import BoxFormat, ExportFormat, ExportOptions, TextFormat
from vizdesk.export.sheet.comparison_sheet import ComparisonSheet
from vizdesk.export.sheet.sheet_colors import SheetColors, colors_of
from vizdesk.export.view_filter import WHOLE, cut, shown
from vizdesk.export.writer import cropped, held_answers, text_of
from vizdesk.export.writer import left_out as left_out_of
from vizdesk.images.decoded_image import UprightImage
from vizdesk.painting.fonts import load_fonts
from vizdesk.painting.image_pyramid import ImagePyramid

LONGEST_TEXT = 20_000
TALLEST = 8_000  # pixels of a preview: nobody scrolls further


@dataclass(frozen=True)
class Preview:
    """An image or a text; `size` is the sheet's in pixels at 1×, None where nothing is painted.

    `left_out` says what of the comparison the format cannot hold; empty where it holds all.
    """

    image: QImage | None = None
    text: str = ""
    size: tuple[float, float] | None = None
    left_out: Message = EMPTY


def preview(
    export_format: ExportFormat,
    comparison: Comparison,
    image: UprightImage,
    levels_of_whole: Callable[[], ImagePyramid],
    options: ExportOptions,
    width: int,
) -> Preview:
    """The preview, `width` pixels wide where it is painted. For a thread; needs a QGuiApplication.

    Raises MemoryError, and ImageError where the image is not there any more.
    """
    if not export_format.needs_image:
        text = _text(export_format, comparison, options)
        cut_off = len(text) > LONGEST_TEXT
        return Preview(
            text=text[:LONGEST_TEXT] + ("\n…" if cut_off else ""),
            left_out=left_out_of(export_format, comparison, options.view),
        )
    part = options.view.part
    levels = levels_of_whole() if part == WHOLE else ImagePyramid(cropped(image.pixels, part))
    load_fonts(resources.folder() / "fonts")
    seen, left_out = cut(comparison, options.view)
    ink = colors_of(options.background)
    sheet = ComparisonSheet(seen, levels, ink, left_out, options.page)
    return Preview(image=_painted(sheet, width, ink), size=sheet.size)


def _text(export_format: ExportFormat, comparison: Comparison, options: ExportOptions) -> str:
    if isinstance(export_format, TextFormat):
        return text_of(export_format, comparison, options)
    assert isinstance(export_format, BoxFormat)
    seen = shown(comparison, options.view)
    answers = held_answers(export_format, seen)
    return export_format.text(seen, answers[0]) if answers else ""


def _painted(sheet: ComparisonSheet, width: int, ink: SheetColors) -> QImage:
    wide, high = sheet.size
    scale = width / wide
    image = QImage(width, min(TALLEST, ceil(high * scale)), QImage.Format.Format_RGB32)
    if image.isNull():
        raise MemoryError("no memory for a preview")
    # Its last row is hardly the sheet's: what lay in this memory before would show through.
    image.fill(ink.background)
    painter = QPainter(image)
    painter.setClipRect(image.rect())
    painter.scale(scale, scale)
    sheet.paint(painter)
    painter.end()
    return image
