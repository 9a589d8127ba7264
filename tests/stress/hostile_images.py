"""Images as an attacker or a broken disk would write them; the same for the same seed."""

from __future__ import annotations

import gzip
import io
import random
import re
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import tifffile
from PIL import Image, ImageCms

from vizdesk.images.heif import register_heif

SIZE = (64, 48)
HUGE = (0, 1, 0x7F, 0xFF, 0xFFFF, 2**24, 2**31 - 1, 2**31, 2**32 - 1)


def _picture(mode: str = "RGB") -> Image.Image:
    values = np.random.default_rng(7).integers(90, 160, (*SIZE[::-1], 3), dtype="uint8")
    noise = Image.fromarray(values)
    noise.paste((220, 30, 30), (8, 8, 40, 30))
    return noise.convert(mode)


def _encoded(mode: str, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    _picture(mode).save(file, kind, **options)
    return file.getvalue()


def _frames(kind: str, **options: object) -> bytes:
    rest = [_picture().rotate(angle) for angle in (90, 180)]
    return _encoded("RGB", kind, save_all=True, append_images=rest, **options)


def _tiff(values: np.ndarray, **options: object) -> bytes:
    file = io.BytesIO()
    tifffile.imwrite(file, values, **options)
    return file.getvalue()


def rasters() -> dict[str, bytes]:
    """A real file of every promised raster format, in the ways they come, by a name."""
    register_heif()
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a description"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    grey = np.linspace(0, 4095, SIZE[0] * SIZE[1]).reshape(SIZE[::-1])
    return {
        "rgb.png": _encoded("RGB", "PNG", icc_profile=profile, exif=exif),
        "rgba.png": _encoded("RGBA", "PNG"),
        "palette.png": _encoded("P", "PNG"),
        "grey16.png": _encoded("I;16", "PNG"),
        "bits.png": _encoded("1", "PNG"),
        "animated.png": _frames("PNG"),
        "photo.jpg": _encoded("RGB", "JPEG", quality=80, exif=exif, icc_profile=profile),
        "progressive.jpg": _encoded("RGB", "JPEG", progressive=True),
        "cmyk.jpg": _encoded("CMYK", "JPEG"),
        "phone.jpg": _frames("MPO"),
        "lossy.webp": _encoded("RGB", "WEBP", exif=exif),
        "lossless.webp": _encoded("RGBA", "WEBP", lossless=True),
        "animated.webp": _frames("WEBP"),
        "animated.gif": _frames("GIF"),
        "rgb.bmp": _encoded("RGB", "BMP"),
        "palette.bmp": _encoded("P", "BMP"),
        "raw.tif": _encoded("RGB", "TIFF", exif=exif),
        "lzw.tif": _encoded("RGB", "TIFF", compression="tiff_lzw"),
        "fax.tif": _encoded("1", "TIFF", compression="group4"),
        "jpeg.tif": _encoded("RGB", "TIFF", compression="jpeg"),
        "pages.tif": _frames("TIFF", compression="tiff_adobe_deflate"),
        "float.tif": _tiff(grey.astype("float32")),
        "twelve-bits.tif": _tiff(grey.astype("uint16"), tile=(16, 16)),
        "planes.tif": _tiff(np.zeros((3, *SIZE[::-1]), "uint8"), photometric="rgb"),
        "photo.avif": _encoded("RGB", "AVIF"),
        "animated.avif": _frames("AVIF"),
        "photo.heic": _encoded("RGB", "HEIF"),
        "icon.ico": _encoded("RGBA", "ICO"),
        "photo.jp2": _encoded("RGB", "JPEG2000"),
        "rgb.ppm": _encoded("RGB", "PPM"),
        "grey.pgm": _encoded("L", "PPM"),
    }


# --- Rasters ------------------------------------------------------------------------------------
Mutation = Callable[[bytearray, random.Random], None]


def damaged_raster(whole: bytes, chance: random.Random) -> bytes:
    """`whole`, damaged in one to five places: more often near its beginning, where headers are."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 5)):
        if data:
            chance.choice(_MUTATIONS)(data, chance)
    return bytes(data)


def _place(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(min(len(data), 600) if chance.random() < 0.6 else len(data))


def _byte(data: bytearray, chance: random.Random) -> None:
    data[_place(data, chance)] = chance.randrange(256)


def _bit(data: bytearray, chance: random.Random) -> None:
    data[_place(data, chance)] ^= 1 << chance.randrange(8)


def _number(data: bytearray, chance: random.Random) -> None:
    """A length, an offset or a size where one may be, of either byte order."""
    at, number = _place(data, chance), chance.choice((*HUGE, len(data), len(data) - 1))
    form = chance.choice((">I", "<I", ">H", "<H"))
    limit = 2**32 if form.endswith("I") else 2**16
    octets = struct.pack(form, number % limit)
    data[at : at + len(octets)] = octets


def _cut(data: bytearray, chance: random.Random) -> None:
    if chance.random() < 0.4:
        del data[_place(data, chance) :]


def _remove(data: bytearray, chance: random.Random) -> None:
    at = _place(data, chance)
    del data[at : at + chance.randrange(1, 80)]


def _repeat(data: bytearray, chance: random.Random) -> None:
    at = _place(data, chance)
    piece = bytes(data[at : at + chance.randrange(1, 300)])
    data[at:at] = piece * chance.randrange(1, 40)


def _noise(data: bytearray, chance: random.Random) -> None:
    at = _place(data, chance)
    data[at : at + 48] = chance.randbytes(48)


def _join(data: bytearray, chance: random.Random) -> None:
    data += bytes(data)


_MUTATIONS: tuple[Mutation, ...] = (_byte, _bit, _number, _cut, _remove, _repeat, _noise, _join)


# --- SVG ----------------------------------------------------------------------------------------
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="200" height="100" viewBox="0 0 200 100"><defs><linearGradient id="g">'
    '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient>'
    '<g id="part"><circle r="5"/></g><filter id="f"><feGaussianBlur stdDeviation="2"/></filter>'
    '<pattern id="p" width="4" height="4"><rect width="2" height="2"/></pattern></defs>'
    "<style>.a { fill: #0f0; stroke: url(#g) }</style>"
    '<rect class="a" width="200" height="50" fill="url(#g)" transform="rotate(3)"/>'
    '<path d="M10 80 C 40 10, 65 10, 95 80 S 150 150, 180 80" stroke-dasharray="3 1"/>'
    '<use xlink:href="#part" x="9" filter="url(#f)"/><text x="9" y="60">words</text></svg>'
)


def _hostile_tokens(secret: Path, address: str) -> tuple[str, ...]:
    """Pieces that read, fetch, run or multiply, put where a token of the drawing was."""
    return (
        f'<image href="{secret.as_uri()}" width="200" height="100"/>',
        f'<image xlink:href="{secret}" width="200" height="100"/>',
        f'<image href="../{secret.parent.name}/{secret.name}" width="9" height="9"/>',
        f'<image href="{address}" width="200" height="100"/>',
        f'<feImage href="{secret.as_uri()}"/>',
        f'<use href="{secret.as_uri()}#a"/>',
        f'<style>@import "{address}"; rect {{ fill: url({secret.as_uri()}) }}</style>',
        f'<?xml-stylesheet href="{address}"?>',
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{secret.as_uri()}">]>',
        f'<!DOCTYPE svg SYSTEM "{address}">',
        "<script>for(;;){}</script>",
        "<foreignObject><iframe/></foreignObject>",
        '<animate attributeName="x" to="9" dur="1s"/>',
        '<use href="#part"/>' * 40,
        '<g id="part"><use href="#part"/></g>',
        "<g>" * 300,
        "&x;" * 50,
        "]]>",
        "<![CDATA[",
        "<!--" + "x" * 4000,
        "\x00",
        "\ufffe",
        "1e308",
        "-1e-308",
        "NaN",
        "9" * 400,
        "url(" * 500,
        '"' * 50,
        'width="1e9" height="1e9"',
        'stdDeviation="1e9"',
        'stroke-dasharray="' + "1 " * 2000 + '"',
    )


def damaged_svg(chance: random.Random, secret: Path, address: str) -> bytes:
    """A drawing with one to six of its tokens repeated, moved, left out or replaced."""
    tokens = re.findall(r"<[^>]*>|[^<\s]+|\s+|<", _SVG)
    hostile = _hostile_tokens(secret, address)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(tokens))
        change = chance.randrange(5)
        if change == 0:
            tokens[at] = chance.choice(hostile)
        elif change == 1:
            tokens.insert(at, chance.choice(hostile))
        elif change == 2:
            tokens.insert(at, chance.choice(tokens) * chance.choice((1, 2, 500)))
        elif change == 3 and len(tokens) > 1:
            del tokens[at]
        else:
            token = tokens[at]
            cut = chance.randrange(len(token) + 1)
            tokens[at] = token[:cut] + chance.choice(hostile) + token[cut:]
    text = "".join(tokens)
    data = text.encode(
        chance.choice(("utf-8",) * 8 + ("utf-16", "utf-7", "cp037", "latin-1")), "replace"
    )
    if chance.random() < 0.15:
        data = damaged_raster(data, chance)
    return gzip.compress(data, mtime=0) if chance.random() < 0.1 else data
