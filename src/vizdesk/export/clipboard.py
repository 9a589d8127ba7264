"""A comparison as one image for the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QImage

from vizdesk.comparison.nouns import Comparison
from vizdesk.export.comparison_png import comparison_image
from vizdesk.export.formats import Look, cropped
from vizdesk.export.picture_levels import PictureLevels
from vizdesk.export.seen import cut, shown, words_of
from vizdesk.pictures.picture import Picture


def clipboard_image(comparison: Comparison, picture: Picture, look: Look) -> QImage:
    """The sheet as it would be saved as PNG. For a thread. Raises MemoryError."""
    part = look.view.part
    inside = cut(shown(comparison, look.view), part)
    levels = PictureLevels(cropped(picture.image, part))
    note = words_of(look.view, comparison)
    return comparison_image(inside, levels, scale=look.scale, dark=look.dark, note=note)
