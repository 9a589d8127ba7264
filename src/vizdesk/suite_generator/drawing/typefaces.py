"""The typefaces of the drawn suites: those the program ships, laid out the same everywhere."""

from __future__ import annotations

from enum import Enum
from functools import cache

from PIL import ImageFont

from vizdesk.common import resources


class Face(Enum):
    """A file of resources/fonts."""

    REGULAR = "Inter-Regular.otf"
    MEDIUM = "Inter-Medium.otf"
    BOLD = "Inter-Bold.otf"
    MONO = "JetBrainsMono-Regular.ttf"


@cache
def typeface(face: Face, pixels: int) -> ImageFont.FreeTypeFont:
    """A face at a height in pixels; Pillow's own layout, for Raqm is not everywhere."""
    path = resources.folder() / "fonts" / face.value
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)
