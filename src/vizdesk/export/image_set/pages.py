"""Several images as pages of one PDF, as one tall PNG, or as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QRectF,
    QSizeF,
)
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QTransform

from vizdesk.common.atomic_files import whole_file, whole_files
from vizdesk.common.xml_text import xml_text
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.file_names import FileNames
from vizdesk.export.html.page import comparison_section, page_end, page_start
from vizdesk.export.image_set.set_format import ImageSetMember, WrittenSet
from vizdesk.export.sheet.comparison_sheet import ComparisonSheet, laid_out, painted_bands
from vizdesk.export.sheet.png_stream import write_png
from vizdesk.export.sheet.vector_files import LONGEST, PDF_DPI, POINTS
from vizdesk.export.text.answer_metrics import heading_of
from vizdesk.export.view_filter import cut
from vizdesk.painting.image_pyramid import ImagePyramid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TALLEST = 16_000.0
"""Pixels at 100 % from which on a PNG goes on in a further file."""


def write_pdf_set(
    path: Path, members: Sequence[ImageSetMember], options: ExportOptions, copy_images: bool
) -> WrittenSet:
    """A page for each image, each as large as its sheet. One image is in memory at a time."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PDF_DPI)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(_title(members, options))
    writer.setCreator(f"vizdesk {members[0].comparison.version}")
    painter: QPainter | None = None
    try:
        for at, member in enumerate(members):
            sheet = _sheet(member, options)
            width, height = sheet.size
            smaller = min(1.0, LONGEST * PDF_DPI / POINTS / max(width, height))
            page = QSizeF(width * POINTS / PDF_DPI, height * POINTS / PDF_DPI) * smaller
            writer.setPageSize(QPageSize(page, QPageSize.Unit.Point))
            if painter is None:
                painter = QPainter(writer)
            else:
                writer.newPage()
            painter.save()
            painter.scale(smaller, smaller)
            sheet.paint(painter)
            painter.restore()
            options.tell((at + 1) / (len(members) + 1))
    finally:
        if painter is not None:
            painter.end()
        buffer.close()
    with whole_file(path) as file:
        file.write(bytes(data.data()))
    return WrittenSet((path,))


def write_png_set(
    path: Path, members: Sequence[ImageSetMember], options: ExportOptions, copy_images: bool
) -> WrittenSet:
    """The sheets under each other; where they are taller than TALLEST, on in further files."""
    sizes = [laid_out_size(member, options) for member in members]
    files: list[Path] = []
    names = FileNames([Path(member.comparison.image.path) for member in members])
    with whole_files() as opened:
        for part in _parts([high for _, high in sizes]):
            files.append(names.take(path))
            share = _Share(part.start, len(members))
            with opened(files[-1]) as file:
                _write_png(file, members[part], sizes[part], options, share)
    return WrittenSet(tuple(files))


@dataclass(frozen=True, slots=True)
class _Share:
    """How far it is: the place of the first image of a file among all of them."""

    first: int
    of: int

    def at(self, number: int, within: float) -> float:
        return (self.first + number + within) / self.of


@dataclass(frozen=True, slots=True)
class _SizeAlone:
    """An image of which only the size is known: enough to lay a sheet out."""

    size: QSizeF

    def paint(self, painter: QPainter, to_view: QTransform, view: QRectF) -> None:
        return


def laid_out_size(member: ImageSetMember, options: ExportOptions) -> tuple[float, float]:
    """Width and height in pixels at 100 % of an image's sheet, without opening the image."""
    image = member.comparison.image
    seen, left_out = cut(member.comparison, options.view)
    return laid_out(seen, _SizeAlone(QSizeF(image.width, image.height)), options, left_out).size


def _parts(heights: Sequence[float]) -> list[slice]:
    """Which sheets stand in one file: as many as fit, at least one."""
    parts, begin, high = [], 0, 0.0
    for at, height in enumerate(heights):
        if at > begin and high + height > TALLEST:
            parts.append(slice(begin, at))
            begin, high = at, 0.0
        high += height
    return [*parts, slice(begin, len(heights))]


def _write_png(
    file: BinaryIO,
    members: Sequence[ImageSetMember],
    sizes: Sequence[tuple[float, float]],
    options: ExportOptions,
    share: _Share,
) -> None:
    scale = options.scale
    wide = max(ceil(width * scale) for width, _ in sizes)
    heights = [ceil(height * scale) for _, height in sizes]

    def bands() -> Iterator[NDArray[np.uint8]]:
        for at, (member, high) in enumerate(zip(members, heights, strict=True)):

            def tell(done: float, at: int = at) -> None:
                options.tell(share.at(at, done))

            yield from painted_bands(_sheet(member, options), wide, high, scale, tell)

    texts = {
        "Title": _title(members, options),
        "Software": f"vizdesk {members[0].comparison.version}",
    }
    write_png(file, wide, sum(heights), bands(), texts, dpi=96 * scale)


def write_html_set(
    path: Path, members: Sequence[ImageSetMember], options: ExportOptions, copy_images: bool
) -> WrittenSet:
    """One page with a section for each image; zooming moves all images of the page."""
    version, page = members[0].comparison.version, options.page
    with whole_file(path) as file:
        file.write(xml_text(page_start(_title(members, options), version, page)).encode())
        for at, member in enumerate(members):
            seen, left_out = cut(member.comparison, options.view)
            pixels = member.open_image().pixels
            section = comparison_section(
                seen, pixels, left_out, page, prefix=f"{at}-", first=at == 0
            )
            file.write(xml_text(section).encode())
            options.tell((at + 1) / len(members))
        file.write(xml_text(page_end(version, "", page)).encode())
    return WrittenSet((path,))


def _sheet(member: ImageSetMember, options: ExportOptions) -> ComparisonSheet:
    seen, left_out = cut(member.comparison, options.view)
    return laid_out(seen, ImagePyramid(member.open_image().pixels), options, left_out)


def _title(members: Sequence[ImageSetMember], options: ExportOptions) -> str:
    heading = heading_of(members[0].comparison, options.page)
    return heading if len(members) == 1 else f"{heading}: {len(members)} images"
