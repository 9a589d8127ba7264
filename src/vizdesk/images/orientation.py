"""Which way up: EXIF orientation, read forgivingly and applied."""

from __future__ import annotations

import struct

from PIL import Image

_TAG = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(image: Image.Image) -> int:
    """EXIF orientation 1..8; 1 where there is none, or where the EXIF block is damaged."""
    # Pillow turns a TIFF itself, and gives its size as turned even before it is loaded.
    if image.format == "TIFF":
        return 1
    try:
        value = int(image.getexif().get(_TAG, 1))
    except (SyntaxError, ValueError, TypeError, OSError, struct.error):
        return 1
    return value if value in _TURNS else 1


def upright(image: Image.Image) -> Image.Image:
    """`image` the right way up; the same object when it already is."""
    turn = _TURNS.get(orientation(image))
    return image if turn is None else image.transpose(turn)


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height in pixels that `upright` will have; nothing is decoded."""
    width, height = image.size
    return (height, width) if orientation(image) >= 5 else (width, height)
