"""SVG: the comparison as a drawing that is sharp at any size."""

from __future__ import annotations

from pathlib import Path

from vizdesk.common.atomic_files import whole_file
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.export.export_format import MADE, ExportOptions, ImageFormat, ImageMaterial


def write_svg(path: Path, material: ImageMaterial, options: ExportOptions) -> None:
    """Write the drawing. Raises OSError."""
    from vizdesk.export.sheet.vector_files import svg_bytes
    from vizdesk.painting.image_pyramid import ImagePyramid

    drawing = svg_bytes(
        material.comparison, ImagePyramid(material.pixels), options, material.left_out
    )
    options.tell(MADE)
    with whole_file(path) as file:
        file.write(drawing)


SVG = ImageFormat(
    ending=".svg",
    title=QT_TRANSLATE_NOOP("export formats", "SVG drawing"),
    hint=QT_TRANSLATE_NOOP("export formats", "Sharp at any size; text stays text."),
    write=write_svg,
)
