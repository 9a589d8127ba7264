"""Bytes of one raster image → upright RGB pixels, in this process; only promised formats.

`decode` is used directly for ordinary images and inside the confined child for all others
(`decoder_process.py` decides). Every exception of a decoder becomes an ImageError.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageFile

from vizdesk.common.messages import Message, message
from vizdesk.images.colour import to_rgb
from vizdesk.images.errors import ImageError
from vizdesk.images.limits import open_header

# How far into a file its signature may begin: some servers put line breaks before it.
_LEADING = 64
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Upright RGB pixels in sRGB, and sentences about what was changed or left out.

    `frames` is how many pages or frames the file has.
    """

    pixels: Image.Image
    notes: tuple[Message, ...] = ()
    frames: int = 1


def decode(
    data: bytes, name: str, limit_megapixels: float, *, frame: int = 0, lenient: bool = False
) -> Decoded:
    """The image in `data`; `frame` counts from 0. Raises ImageError, ImageTooLarge.

    `lenient` takes files that are cut off or whose checksums are wrong, and says so. It changes a
    global of Pillow, so only a process with one thread may ask for it.
    """
    data, notes = without_leading_bytes(data)
    with _lenient(lenient):
        image = open_header(data, name, limit_megapixels)
        frames = _frame_count(image)
        if frames > 1 or frame:
            notes += (_go_to_frame(image, name, frame, frames),)
        if _has_deep_colours(image):
            notes += (message("16-bit values scaled to 8 bits."),)
        _load(image, name)
    if lenient:
        notes += (message("The file is damaged or cut off; what could be read is shown."),)
    try:
        upright, changed = to_rgb(image)
    except MemoryError:
        raise
    except Exception as error:
        raise damaged(name, error) from error
    return Decoded(upright, notes + changed, frames)


def without_leading_bytes(data: bytes) -> tuple[bytes, tuple[Message, ...]]:
    """`data` from its signature on, where only white space stands before it."""
    start = len(data[:_LEADING]) - len(data[:_LEADING].lstrip(b" \t\r\n\xef\xbb\xbf"))
    if start and data[start:].startswith(_SIGNATURES):
        return data[start:], (
            message("{start} stray bytes before the image were skipped.", start=start),
        )
    return data, ()


def damaged(name: str, error: Exception) -> ImageError:
    """The ImageError for whatever a decoder raised."""
    words = str(error).strip().rstrip(".")
    if re.search(r"truncated|not enough|premature", words, re.I):
        return ImageError(message("{name} is cut off: part of the file is missing.", name=name))
    return ImageError(
        message(
            "{name} is damaged and cannot be opened: {error}.",
            name=name,
            error=words or type(error).__name__,
        )
    )


@contextmanager
def _lenient(lenient: bool) -> Iterator[None]:
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = lenient or before
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _frame_count(image: Image.Image) -> int:
    if image.format == "MPO":
        return 1  # a phone's photograph; what follows it is a smaller copy, or a map of depth
    try:
        return int(getattr(image, "n_frames", 1))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a damaged list of frames; the first one may still be whole
        return 1


def _has_deep_colours(image: Image.Image) -> bool:
    """Whether Pillow will take colours of 16 bits to 8 while it decodes (raw mode RGB;16B)."""
    return image.mode.startswith("RGB") and any(
        ";16" in str(tile.args) for tile in getattr(image, "tile", ())
    )


def check_frame(name: str, frame: int, frames: int) -> None:
    """Raise ImageError when a file of so many frames has no frame of this number, from 0."""
    if 0 <= frame < frames:
        return
    if frames == 1:
        raise ImageError(
            message(
                "{name} has one frame only; there is no frame {number}.",
                name=name,
                number=frame + 1,
            )
        )
    raise ImageError(
        message(
            "{name} has {frames} frames; there is no frame {number}.",
            name=name,
            frames=frames,
            number=frame + 1,
        )
    )


def _go_to_frame(image: Image.Image, name: str, frame: int, frames: int) -> Message:
    check_frame(name, frame, frames)
    if frame:
        try:
            image.seek(frame)
        except MemoryError:
            raise
        except Exception as error:
            raise damaged(name, error) from error
        return message("Frame {number} of {frames}.", number=frame + 1, frames=frames)
    return message("First of {n} frames.", n=frames)


def _load(image: Image.Image, name: str) -> None:
    """Decode the pixels. Truncated and damaged files end here."""
    try:
        image.load()
    except MemoryError:
        raise
    except Exception as error:
        raise damaged(name, error) from error
