"""The painted sheet as SVG and PDF: text stays text."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from vizdesk.common import resources
from vizdesk.common.xml_text import xml_document
from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.sheet.comparison_sheet import ComparisonSheet
from vizdesk.export.sheet.sheet_colors import colors_of
from vizdesk.export.sheet.svg_text import with_widths
from vizdesk.export.text.answer_metrics import file_title
from vizdesk.export.view_filter import UNCUT, CropInfo
from vizdesk.painting.fonts import load_fonts
from vizdesk.painting.image_pyramid import ImagePyramid

PDF_DPI, POINTS = 96, 72
USUAL = ExportOptions()
# Points a side of a page; what is longer readers do not show whole (ISO 32000-1, annex C).
LONGEST = 14_400


def pdf_bytes(
    comparison: Comparison,
    levels: ImagePyramid,
    options: ExportOptions = USUAL,
    cut: CropInfo = UNCUT,
) -> bytes:
    """One page as large as the sheet, 96 pixels to the inch; smaller where no reader opens that."""
    sheet = _sheet(comparison, levels, options, cut)
    width, height = sheet.size
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DPI)
    smaller = min(1.0, LONGEST * PDF_DPI / POINTS / max(width, height))
    page = QSizeF(width * POINTS / PDF_DPI, height * POINTS / PDF_DPI) * smaller
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(file_title(comparison, options.page))
    writer.setCreator(f"vizdesk {comparison.version}")
    painter = QPainter(writer)
    painter.scale(smaller, smaller)
    sheet.paint(painter)
    painter.end()
    buffer.close()
    return bytes(data.data())


def svg_bytes(
    comparison: Comparison,
    levels: ImagePyramid,
    options: ExportOptions = USUAL,
    cut: CropInfo = UNCUT,
) -> bytes:
    """Scalable; the image is inside as pixels."""
    from PySide6.QtSvg import QSvgGenerator

    sheet = _sheet(comparison, levels, options, cut)
    width, height = sheet.size
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(round(width), round(height)))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(file_title(comparison, options.page))
    generator.setDescription(f"vizdesk {comparison.version}")
    painter = QPainter(generator)
    sheet.paint(painter)
    painter.end()
    buffer.close()
    return with_widths(xml_document(bytes(data.data()).decode())).encode()


def _sheet(
    comparison: Comparison, levels: ImagePyramid, options: ExportOptions, cut: CropInfo
) -> ComparisonSheet:
    load_fonts(resources.folder() / "fonts")
    return ComparisonSheet(comparison, levels, colors_of(options.background), cut, options.page)
