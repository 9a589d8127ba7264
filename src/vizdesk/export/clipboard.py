"""A comparison as one image for the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QImage

from vizdesk.comparison.types import Comparison
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.sheet.comparison_sheet import comparison_image
from vizdesk.export.view_filter import cut
from vizdesk.export.writer import cropped
from vizdesk.images.decoded_image import UprightImage
from vizdesk.painting.image_pyramid import ImagePyramid


def clipboard_image(comparison: Comparison, image: UprightImage, options: ExportOptions) -> QImage:
    """The sheet as it would be saved as PNG. For a thread. Raises MemoryError."""
    part = options.view.part
    seen, left_out = cut(comparison, options.view)
    levels = ImagePyramid(cropped(image.pixels, part))
    return comparison_image(seen, levels, options, left_out)
