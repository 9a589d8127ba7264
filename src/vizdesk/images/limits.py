"""Opening with Pillow under a limit of our own, without touching Pillow's global one for others."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from vizdesk.common.messages import Message, message
from vizdesk.images.errors import ImageError, ImageTooLarge

DEFAULT_LIMIT_MEGAPIXELS = 200.0
# More cannot be decoded within the memory of a confined child, which holds the file as well.
MOST_FILE_BYTES = 1_000_000_000

# Only what vizdesk promises: a file named .png must not start Ghostscript (Pillow's EPS plugin).
FORMATS = (
    *("PNG", "JPEG", "MPO", "WEBP", "GIF", "BMP", "DIB"),
    *("TIFF", "AVIF", "HEIF", "ICO", "JPEG2000", "PPM"),
)

# Pillow knows only a module-wide limit, checked while it opens: one opener at a time, and the
# old value is put back. https://pillow.readthedocs.io/en/stable/reference/limits.html
_opening = threading.Lock()


@contextmanager
def pixel_limit(megapixels: float) -> Iterator[None]:
    """Let Pillow open images up to `megapixels` (10^6 pixels) inside the block, in this thread.

    Pillow raises DecompressionBombError only above twice its limit; `check_size` draws the line.
    """
    with _opening:
        before = Image.MAX_IMAGE_PIXELS
        Image.MAX_IMAGE_PIXELS = max(1, round(megapixels * 1e6))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                yield
        finally:
            Image.MAX_IMAGE_PIXELS = before


def open_header(data: bytes, name: str, limit_megapixels: float) -> Image.Image:
    """The lazily decoded image in `data`, its size within the limit.

    Raises ImageTooLarge, or ImageError when `data` is no image.
    """
    if not data:
        raise ImageError(message("{name} is empty (0 bytes).", name=name))
    try:
        with pixel_limit(limit_megapixels):
            image = Image.open(BytesIO(data), formats=_known_formats())
    except Image.DecompressionBombError as error:
        raise _too_large(data, name, limit_megapixels) from error
    except UnidentifiedImageError:
        raise ImageError(_unknown(data, name)) from None
    except MemoryError:
        raise
    except Exception as error:
        raise ImageError(
            message("{name} is damaged and cannot be opened: {error}.", name=name, error=str(error))
        ) from error
    check_size(image.size, name, limit_megapixels)
    return image


def _known_formats() -> list[str]:
    """Those of FORMATS that this Pillow can read (HEIF is a plugin of its own)."""
    Image.init()
    return [name for name in FORMATS if name in Image.OPEN]


def check_size(size: tuple[int, int], name: str, limit_megapixels: float) -> None:
    """Raise ImageTooLarge when `size` (width, height in pixels) is above the limit.

    Raises ImageError where there is no pixel at all.
    """
    width, height = size
    if width < 1 or height < 1:
        raise ImageError(
            message(
                "{name} has no pixels ({width} × {height}).", name=name, width=width, height=height
            )
        )
    if width * height > limit_megapixels * 1e6:
        raise ImageTooLarge(name, width, height, limit_megapixels)


def _too_large(data: bytes, name: str, limit_megapixels: float) -> ImageError:
    """The error for a bomb, naming its size: its header is read again, no pixel is decoded."""
    generous = 2**63 / 1e6
    try:
        with pixel_limit(generous):
            width, height = Image.open(BytesIO(data), formats=_known_formats()).size
    except Exception as error:  # noqa: BLE001 - whatever a decoder raises is about this file
        return ImageError(
            message("{name} is damaged and cannot be opened: {error}.", name=name, error=str(error))
        )
    return ImageTooLarge(name, width, height, limit_megapixels)


def _unknown(data: bytes, name: str) -> Message:
    """Why nothing could make sense of `data`."""
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"):
        return message("{name} is a HEIC image that cannot be read.", name=name)
    if b"\0" not in data[:1024]:
        return message("{name} is text, not an image.", name=name)
    return message("{name} is not an image in a format that vizdesk knows.", name=name)
