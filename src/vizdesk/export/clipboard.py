"""A comparison as one image for the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QImage

from vizdesk.comparison.nouns import Comparison
from vizdesk.export.comparison_png import comparison_image
from vizdesk.export.formats import Look, cropped
from vizdesk.export.picture_levels import PictureLevels
from vizdesk.export.seen import cut
from vizdesk.pictures.picture import Picture


def clipboard_image(comparison: Comparison, picture: Picture, look: Look) -> QImage:
    """The sheet as it would be saved as PNG. For a thread. Raises MemoryError."""
    part = look.view.part
    seen, left_out = cut(comparison, look.view)
    levels = PictureLevels(cropped(picture.image, part))
    return comparison_image(seen, levels, scale=look.scale, dark=look.dark, cut=left_out)
