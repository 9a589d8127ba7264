"""The child process that decodes foreign images: confined first, then one image after the other.

Reads from stdin a header line (JSON) and the file's bytes, writes to stdout a header line and raw
RGB pixels. It knows no key, opens no connection, and can open no file but programs and fonts.
Started by `decoder_process.py`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from vizdesk.common import resources, sandbox
from vizdesk.common.messages import Message, message, pack
from vizdesk.images import pdf, svg, tiff_fallback
from vizdesk.images.colour import to_rgb
from vizdesk.images.decoding import Decoded, decode
from vizdesk.images.errors import ImageError, ImageTooLarge
from vizdesk.images.heif import register_heif
from vizdesk.images.limits import check_size, open_header
from vizdesk.images.orientation import upright_size

MEMORY_BYTES = 1_500_000_000
# Where programs keep fonts: https://specifications.freedesktop.org/basedir-spec, Apple, Microsoft.
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/etc/fonts", "/System/Library/Fonts")


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with the bytes that follow: `what` is decode, preview or measure."""

    what: str
    name: str
    size: int
    limit_megapixels: float
    frame: int = 0
    longest: int = 0


def run() -> int:
    """Serve until stdin ends; returns the exit status."""
    register_heif()
    Image.init()
    # Our own limits are checked while opening; memory is bounded by the process.
    Image.MAX_IMAGE_PIXELS = None
    taken, given = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not come between header and pixels.
    os.dup2(2, 1)
    held = sandbox.confine(MEMORY_BYTES, readable_folders())
    _write(given, {"ready": True, "limits": held})
    while line := taken.readline():
        order = Order(**json.loads(line))
        data = taken.read(order.size)
        _answer(given, order, data)
        del data
    return 0


def readable_folders() -> list[Path]:
    """Where a confined child may still read: programs, libraries and fonts."""
    home = Path(os.environ.get("HOME", "/nonexistent"))
    own = [home / ".fonts", home / ".local/share/fonts"]
    return [*sandbox.program_folders(), *map(Path, _FONTS), *own, resources.folder() / "fonts"]


def _answer(given: BinaryIO, order: Order, data: bytes) -> None:
    try:
        header, pixels = _WORK[order.what](order, data)
    except ImageTooLarge as error:
        size = [error.width, error.height]
        _write(given, {"too_large": size, "error": pack(error.message)})
        return
    except ImageError as error:
        _write(given, {"error": pack(error.message)})
        return
    except (MemoryError, RecursionError):
        _write(given, {"memory": True})
        return
    except Exception as error:  # noqa: BLE001 - a decoder's mistake costs one image, not the child
        _write(given, {"error": pack(_unknown(order.name, error))})
        return
    _write(given, header, pixels)


def _unknown(name: str, error: Exception) -> Message:
    return message(
        "{name} cannot be opened: {kind}: {error}.",
        name=name,
        kind=type(error).__name__,
        error=str(error),
    )


def _write(given: BinaryIO, header: dict[str, Any], pixels: bytes = b"") -> None:
    given.write(json.dumps({**header, "bytes": len(pixels)}).encode() + b"\n")
    given.write(pixels)
    given.flush()


def _decoded(order: Order, data: bytes) -> Decoded:
    if svg.is_svg(data):
        image, notes = svg.render(data, order.name)
        flat, changed = to_rgb(image)
        return Decoded(flat, notes + changed)
    if pdf.is_pdf(data):
        image, note, pages = pdf.render(data, order.name, order.frame)
        return Decoded(image, (note,), pages)
    if tiff_fallback.is_tiff(data):
        return _decoded_tiff(order, data)
    return _with_second_try(order, data)


def _decoded_tiff(order: Order, data: bytes) -> Decoded:
    raw = tiff_fallback.raw_preview(data)
    if raw is not None:
        image, note = raw
        flat, changed = to_rgb(image)
        return Decoded(flat, (*((note,) if note else ()), *changed))
    try:
        return _with_second_try(order, data)
    except ImageTooLarge:
        raise
    except ImageError as error:
        try:
            image, note, pages = tiff_fallback.decode_tiff(data, order.name, order.frame)
            check_size(image.size, order.name, order.limit_megapixels)
        except tiff_fallback.UnreadTiffError:
            raise
        except ImageError:
            raise error from None
        flat, changed = to_rgb(image)
        return Decoded(flat, (*((note,) if note else ()), *changed), pages)


def _with_second_try(order: Order, data: bytes) -> Decoded:
    """Strictly first; then as far as the file goes."""
    try:
        return decode(data, order.name, order.limit_megapixels, frame=order.frame)
    except ImageTooLarge:
        raise
    except ImageError as error:
        try:
            return decode(data, order.name, order.limit_megapixels, frame=order.frame, lenient=True)
        except ImageError:
            raise error from None


def _decode(order: Order, data: bytes) -> tuple[dict[str, Any], bytes]:
    decoded = _decoded(order, data)
    return _header(decoded), decoded.pixels.tobytes()


def _preview(order: Order, data: bytes) -> tuple[dict[str, Any], bytes]:
    decoded = _decoded(order, data)
    decoded.pixels.thumbnail(
        (order.longest, order.longest), Image.Resampling.BILINEAR, reducing_gap=1.5
    )
    return _header(decoded), decoded.pixels.tobytes()


def _header(decoded: Decoded) -> dict[str, Any]:
    notes = list(map(pack, decoded.notes))
    return {"size": decoded.pixels.size, "notes": notes, "frames": decoded.frames}


def _measure(order: Order, data: bytes) -> tuple[dict[str, Any], bytes]:
    if svg.is_svg(data):
        return {"size": svg.document_size(data, order.name), "format": "SVG"}, b""
    if pdf.is_pdf(data):
        return {"size": pdf.first_page_size(data, order.name), "format": "PDF"}, b""
    with open_header(data, order.name, 2**62 / 1e6) as image:
        return {"size": upright_size(image), "format": image.format or ""}, b""


_WORK: dict[str, Callable[[Order, bytes], tuple[dict[str, Any], bytes]]] = {
    "decode": _decode,
    "preview": _preview,
    "measure": _measure,
}
