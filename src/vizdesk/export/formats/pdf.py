"""PDF: the comparison on one page whose text can be copied."""

from __future__ import annotations

from pathlib import Path

from vizdesk.common.atomic_files import whole_file
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.export.export_format import MADE, ExportOptions, ImageFormat, ImageMaterial


def write_pdf(path: Path, material: ImageMaterial, options: ExportOptions) -> None:
    """Write the page. Raises OSError."""
    from vizdesk.export.sheet.vector_files import pdf_bytes
    from vizdesk.painting.image_pyramid import ImagePyramid

    page = pdf_bytes(material.comparison, ImagePyramid(material.pixels), options, material.left_out)
    options.tell(MADE)
    with whole_file(path) as file:
        file.write(page)


PDF = ImageFormat(
    ending=".pdf",
    title=QT_TRANSLATE_NOOP("export formats", "PDF page"),
    hint=QT_TRANSLATE_NOOP("export formats", "One page; its text can be copied."),
    write=write_pdf,
)
