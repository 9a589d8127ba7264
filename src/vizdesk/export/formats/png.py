"""PNG: the comparison as an image, one, two or four times its size at 100 %."""

from __future__ import annotations

from pathlib import Path

from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.export.export_format import ExportOptions, ImageFormat, ImageMaterial


def write_png(path: Path, material: ImageMaterial, options: ExportOptions) -> None:
    """Paint and compress in bands: memory does not grow with the height. Raises OSError."""
    # Only now: the command line's help does not wait for Qt.
    from vizdesk.export.sheet.comparison_sheet import save_png
    from vizdesk.painting.image_pyramid import ImagePyramid

    save_png(
        path,
        material.comparison,
        ImagePyramid(material.pixels),
        options,
        material.left_out,
    )


PNG = ImageFormat(
    ending=".png",
    title=QT_TRANSLATE_NOOP("export formats", "PNG image"),
    hint=QT_TRANSLATE_NOOP("export formats", "For slides, chats and pull requests."),
    write=write_png,
    has_scale=True,
)
