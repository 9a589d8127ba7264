"""Open any image: from a file, from bytes, from pixels; or only look at its header.

Ordinary images (those of DECODED_HERE_UP_TO) are decoded here; everything else, and whatever the
strict decoder refuses, goes to a confined child (`decoder_process.py`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import message
from vizdesk.common.regular_files import NoRegularFileError, open_regular
from vizdesk.comparison.types import ImageRef
from vizdesk.images.colour import to_rgb
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.decoder_process import Pixels, pool
from vizdesk.images.decoding import Decoded, check_frame, decode, without_leading_bytes
from vizdesk.images.errors import ImageError, ImageTooLarge
from vizdesk.images.limits import (
    DEFAULT_LIMIT_MEGAPIXELS,
    MOST_FILE_BYTES,
    check_size,
    open_header,
)
from vizdesk.images.orientation import upright_size

DECODED_HERE_UP_TO: Mapping[str, float] = {
    "JPEG": 50.0,
    "MPO": 50.0,
    "PNG": 50.0,
    "BMP": 50.0,
    "WEBP": 13.0,
}
"""Up to how many megapixels an image of a format is decoded in this process.

Formats whose decoders are decades old and cheap, at a size that takes at most about 600 MB.
Pillow's decoder of WebP keeps the interpreter lock for the whole image, and the window with it:
21 ms of a processor for 12 megapixels, 80 (lossy) to 146 (lossless) for 48; the others let it go
(at most 5 ms). Measured: docs/reliability.md, the window while images decode.
"""
_JPEG = b"\xff\xd8\xff"
_SIGNATURES = (_JPEG, b"\x89PNG\r\n\x1a\n", b"BM")
# A progressive JPEG has about ten scans; each one goes over the whole image, and a file of a few
# kilobytes can hold thousands. GIF is no ordinary format, since its frames must be walked to count.
_START_OF_SCAN, _MOST_SCANS = b"\xff\xda", 40
# Python counts in bytes without giving the interpreter lock away: 38 ms for 20 MB in one go.
_COUNTED_AT_ONCE = 1 << 18


def open_image(
    path: Path, *, limit_megapixels: float = DEFAULT_LIMIT_MEGAPIXELS, frame: int = 0
) -> DecodedImage:
    """The whole image at `path`, upright, in sRGB; `frame` counts pages and frames from 0.

    Raises ImageError, ImageTooLarge.
    """
    return _open(_bytes_of(path), path.name, str(path.resolve()), limit_megapixels, frame)


def open_bytes(
    data: bytes,
    name: str,
    *,
    limit_megapixels: float = DEFAULT_LIMIT_MEGAPIXELS,
    frame: int = 0,
) -> DecodedImage:
    """The image in `data`, as it came from the clipboard, a browser or another machine."""
    return _open(data, name, name, limit_megapixels, frame)


def pixels_again(ref: ImageRef) -> Image.Image:
    """The pixels of an image that was opened before, from its file.

    Raises ImageError where that is not there any more, or is another by now.
    """
    path = Path(ref.path)
    data = _bytes_of(path)
    if hashlib.sha256(data).hexdigest() != ref.sha256:
        raise ImageError(
            message("{name} was changed since it was opened. Open it again.", name=path.name)
        )
    return _open(data, path.name, ref.path, DEFAULT_LIMIT_MEGAPIXELS, ref.frame).pixels


def from_image(image: Image.Image, name: str) -> DecodedImage:
    """Pixels that never were a file; their SHA-256 is taken over size and RGB values."""
    check_size(image.size, name, DEFAULT_LIMIT_MEGAPIXELS)
    upright, notes = to_rgb(image.copy())
    digest = hashlib.sha256(f"{upright.width}x{upright.height}:".encode())
    digest.update(upright.tobytes())
    return DecodedImage(upright, ImageRef(name, digest.hexdigest(), *upright.size), notes)


def measure(path: Path) -> tuple[int, int, str]:
    """Upright width and height in pixels, and the format's name; decodes only the header.

    Has no limit, so that an image too large to open can still be named. Raises ImageError.
    """
    return _measured(_bytes_of(path), path.name)


def preview(path: Path, longest: int = 1600) -> Image.Image:
    """A quick, upright RGB copy, no side above about `longest` pixels. Raises ImageError.

    JPEGs are decoded at 1/2, 1/4 or 1/8 size (libjpeg's scaled decoding), others whole.
    """
    return _preview(_bytes_of(path), path.name, longest)


def _measured(data: bytes, name: str) -> tuple[int, int, str]:
    if _looks_ordinary(data):
        with open_header(data, name, 2**62 / 1e6) as image:
            return *upright_size(image), image.format or ""
    measured = pool.ask(_order("measure", name, DEFAULT_LIMIT_MEGAPIXELS), data)
    return *measured.size, measured.format


def _preview(data: bytes, name: str, longest: int) -> Image.Image:
    if not data.startswith(_JPEG) or not _looks_ordinary(data):
        order = _order("preview", name, DEFAULT_LIMIT_MEGAPIXELS) | {"longest": longest}
        return _image(pool.ask(order, data))
    image = open_header(data, name, DEFAULT_LIMIT_MEGAPIXELS)
    # draft never goes below what is asked for, so ask for half: smooth enough for a preview.
    image.draft("RGB", (max(1, longest // 2), max(1, longest // 2)))
    try:
        image.thumbnail((longest, longest), Image.Resampling.BILINEAR, reducing_gap=1.5)
        return to_rgb(image)[0]
    except MemoryError:
        raise
    except Exception as error:
        raise ImageError(
            message("{name} is damaged and cannot be opened: {error}.", name=name, error=str(error))
        ) from error


def first_sight(path: Path, least_pixels: int, longest: int) -> DecodedImage | None:
    """A small copy of a large JPEG, long before the whole is decoded; its `ref` is the whole's.

    None for images of fewer than `least_pixels`, for other formats (which have no quick way),
    and for what cannot be opened (`open_image` will say why). `longest` is in pixels.
    """
    if path.suffix.lower() not in (".jpg", ".jpeg"):
        return None
    try:
        data = _bytes_of(path)
        width, height, _ = _measured(data, path.name)
        if width * height < least_pixels:
            return None
        image = _preview(data, path.name, longest)
        digest = hashlib.sha256(data).hexdigest()
    except ImageError:
        return None
    return DecodedImage(image, ImageRef(str(path.resolve()), digest, width, height))


def _open(data: bytes, name: str, path: str, limit_megapixels: float, frame: int) -> DecodedImage:
    if not data:
        raise ImageError(message("{name} is empty (0 bytes).", name=name))
    decoded = _ordinary(data, name, limit_megapixels, frame)
    if decoded is None:
        order = _order("decode", name, limit_megapixels) | {"frame": frame}
        answered = pool.ask(order, data)
        check_size(answered.size, name, limit_megapixels)
        decoded = Decoded(_image(answered), answered.notes, answered.frames)
    check_frame(name, frame, max(1, decoded.frames))
    digest = hashlib.sha256(data).hexdigest()
    ref = ImageRef(path, digest, *decoded.pixels.size, frame, max(1, decoded.frames))
    return DecodedImage(decoded.pixels, ref, decoded.notes)


def _ordinary(data: bytes, name: str, limit_megapixels: float, frame: int) -> Decoded | None:
    """The image decoded here; None where the confined child is to do it, or to try again."""
    if not _looks_ordinary(data):
        return None
    try:
        plain, _ = without_leading_bytes(data)
        with open_header(plain, name, limit_megapixels) as image:
            width, height = image.size
            if width * height > DECODED_HERE_UP_TO.get(image.format or "", 0.0) * 1e6:
                return None
        return decode(data, name, limit_megapixels, frame=frame)
    except ImageTooLarge:
        raise
    except (ImageError, MemoryError):
        return None


def _looks_ordinary(data: bytes) -> bool:
    start = without_leading_bytes(data)[0][:16]
    if start.startswith(_JPEG) and _scans(data) > _MOST_SCANS:
        return False
    return start.startswith(_SIGNATURES) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")


def _scans(data: bytes) -> int:
    """How many scans a JPEG has at most: marks that stand in its metadata count as well."""
    more = len(_START_OF_SCAN) - 1  # one mark may stand over the border of two parts
    return sum(
        data.count(_START_OF_SCAN, begin, begin + _COUNTED_AT_ONCE + more)
        for begin in range(0, len(data), _COUNTED_AT_ONCE)
    )


def _order(what: str, name: str, limit_megapixels: float) -> dict[str, object]:
    return {"what": what, "name": name, "limit_megapixels": limit_megapixels}


def _image(answered: Pixels) -> Image.Image:
    return Image.frombytes("RGB", answered.size, answered.data)


def _bytes_of(path: Path) -> bytes:
    """The file's content. Raises ImageError with the reason as a sentence."""
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > MOST_FILE_BYTES:
                raise ImageError(
                    message(
                        "{name} has {size}: image files of more than {most} are not read.",
                        name=path.name,
                        size=byte_size(size),
                        most=byte_size(MOST_FILE_BYTES),
                    )
                )
            return file.read()
    except FileNotFoundError:
        raise ImageError(
            message(
                "{name} is not there any more ({folder}).", name=path.name, folder=str(path.parent)
            )
        ) from None
    except (NoRegularFileError, PermissionError) as error:
        if path.is_dir():  # Windows reports a folder as one that may not be read
            raise ImageError(message("{name} is a folder, not an image.", name=path.name)) from None
        if isinstance(error, NoRegularFileError):
            raise ImageError(message("{name} is no file.", name=path.name)) from None
        raise ImageError(
            message("{name} may not be read: permission denied.", name=path.name)
        ) from error
    except OSError as error:
        raise ImageError(
            message(
                "{name} cannot be read: {why}.", name=path.name, why=error.strerror or str(error)
            )
        ) from error
