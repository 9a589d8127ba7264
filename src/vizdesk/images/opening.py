"""Open any image: from a file, from bytes, from pixels; or only look at its header."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

from PIL import Image

from vizdesk.comparison.types import ImageRef
from vizdesk.images.colour import to_rgb
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.errors import ImageError
from vizdesk.images.limits import DEFAULT_LIMIT_MEGAPIXELS, check_size, open_header
from vizdesk.images.orientation import upright_size
from vizdesk.images.svg import is_svg, refers_outside, render_svg, svg_size


def open_image(path: Path, *, limit_megapixels: float = DEFAULT_LIMIT_MEGAPIXELS) -> DecodedImage:
    """The whole image at `path`, upright, in sRGB. Raises ImageError, ImageTooLarge."""
    return _open(_bytes_of(path), path.name, str(path.resolve()), limit_megapixels)


def open_bytes(
    data: bytes, name: str, *, limit_megapixels: float = DEFAULT_LIMIT_MEGAPIXELS
) -> DecodedImage:
    """The image in `data`, as it came from the clipboard or a browser, called `name`."""
    return _open(data, name, name, limit_megapixels)


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
    data = _bytes_of(path)
    if is_svg(data):
        return *svg_size(data, path.name), "SVG"
    _know_heic()
    with open_header(data, path.name, 2**62 / 1e6) as image:
        return *upright_size(image), image.format or ""


def preview(path: Path, longest: int = 1600) -> Image.Image:
    """A quick, upright RGB copy, no side above about `longest` pixels. Raises ImageError.

    JPEGs are decoded at 1/2, 1/4 or 1/8 size (libjpeg's scaled decoding), others whole.
    """
    data = _bytes_of(path)
    if is_svg(data):
        image = render_svg(data, path.name)
    else:
        _know_heic()
        image = open_header(data, path.name, DEFAULT_LIMIT_MEGAPIXELS)
        # draft never goes below what is asked for, so ask for half: smooth enough for a preview.
        image.draft("RGB", (max(1, longest // 2), max(1, longest // 2)))
    _load(image, path.name)
    image.thumbnail((longest, longest), Image.Resampling.BILINEAR, reducing_gap=1.5)
    return to_rgb(image)[0]


def first_sight(path: Path, least_pixels: int, longest: int) -> DecodedImage | None:
    """A small copy of a large JPEG, long before the whole is decoded; its `ref` is the whole's.

    None for images of fewer than `least_pixels`, for other formats (which have no quick way),
    and for what cannot be opened (`open_image` will say why). `longest` is in pixels.
    """
    if path.suffix.lower() not in (".jpg", ".jpeg"):
        return None
    try:
        width, height, _ = measure(path)
        if width * height < least_pixels:
            return None
        image = preview(path, longest)
        digest = hashlib.sha256(_bytes_of(path)).hexdigest()
    except ImageError:
        return None
    return DecodedImage(image, ImageRef(str(path.resolve()), digest, width, height))


def _open(data: bytes, name: str, path: str, limit_megapixels: float) -> DecodedImage:
    notes: tuple[str, ...] = ()
    if is_svg(data):
        image = render_svg(data, name)
        if refers_outside(data):
            notes = ("Files this SVG refers to were left out.",)
    else:
        _know_heic()
        image = open_header(data, name, limit_megapixels)
        frames = getattr(image, "n_frames", 1)
        if frames > 1:
            notes = (f"First of {frames} frames.",)
        _load(image, name)
    upright, changed = to_rgb(image)
    ref = ImageRef(path, hashlib.sha256(data).hexdigest(), *upright.size)
    return DecodedImage(upright, ref, notes + changed)


def _bytes_of(path: Path) -> bytes:
    """The file's content. Raises ImageError with the reason as a sentence."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ImageError(f"{path.name} is not there any more ({path.parent}).") from None
    except IsADirectoryError:
        raise ImageError(f"{path.name} is a folder, not an image.") from None
    except PermissionError as error:
        if path.is_dir():  # Windows reports a folder so
            raise ImageError(f"{path.name} is a folder, not an image.") from None
        raise ImageError(f"{path.name} may not be read: permission denied.") from error
    except OSError as error:
        raise ImageError(f"{path.name} cannot be read: {error.strerror or error}.") from error


def _load(image: Image.Image, name: str) -> None:
    """Decode the pixels. Truncated and damaged files end here."""
    try:
        image.load()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError) as error:
        if "truncated" in str(error).lower():
            raise ImageError(f"{name} is cut off: part of the file is missing.") from error
        raise ImageError(f"{name} is damaged and cannot be opened: {error}.") from error


def _know_heic() -> None:
    """Let Pillow read HEIC where the extra `pillow-heif` is installed."""
    try:
        from pillow_heif import register_heif_opener  # type: ignore[import-not-found]
    except ImportError:
        return  # Without it a HEIC file is refused with a sentence: see limits._unknown.
    register_heif_opener()
