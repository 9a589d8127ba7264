"""SVG → pixels through Qt's own renderer, which is imported only when an SVG is opened."""

from __future__ import annotations

import re

from PIL import Image

from vizdesk.images.errors import ImageError

LONGEST = 1600
# One transparent pixel: an empty reference would make Qt warn.
_NOTHING = (
    b"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNgYAAA"
    b"AAMAASsJTYQAAAAASUVORK5CYII="
)
_HREF = re.compile(
    rb"""\b((?:xlink:)?href)\s*=\s*("(?!\s*(?:\#|data:))[^"]*"|'(?!\s*(?:\#|data:))[^']*')""", re.I
)
_URL = re.compile(rb"""url\(\s*["']?(?!\s*(?:\#|data:))[^)]*\)""", re.I)


def is_svg(data: bytes) -> bool:
    """Whether `data` begins like an SVG document (plain text; not svgz)."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in head


def refers_outside(data: bytes) -> bool:
    """Whether the document names files or addresses outside of itself."""
    return _closed(data) != data


def svg_size(data: bytes, name: str) -> tuple[int, int]:
    """Width and height in pixels at which the document is painted; longest side LONGEST."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    return _size(QSvgRenderer(QByteArray(_closed(data))), name)


def render_svg(data: bytes, name: str) -> Image.Image:
    """The document as RGBA. Raises ImageError when it cannot be read or painted."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    if QGuiApplication.instance() is None:
        # Qt aborts the process when letters are painted without an application.
        raise ImageError(f"{name} is an SVG; it can be opened only once Qt is running.")
    renderer = QSvgRenderer(QByteArray(_closed(data)))
    width, height = _size(renderer, name)
    page = QImage(width, height, QImage.Format.Format_RGBA8888)
    page.fill(0)
    painter = QPainter(page)
    renderer.render(painter)
    painter.end()
    pixels = bytes(page.constBits())
    return Image.frombytes("RGBA", (width, height), pixels, "raw", "RGBA", page.bytesPerLine())


def _closed(data: bytes) -> bytes:
    """The document without what it refers to outside: an SVG may not read this machine's files."""
    return _URL.sub(b"none", _HREF.sub(rb'\1="' + _NOTHING + b'"', data))


def _size(renderer: object, name: str) -> tuple[int, int]:
    from PySide6.QtSvg import QSvgRenderer

    assert isinstance(renderer, QSvgRenderer)
    size = renderer.defaultSize()
    if not renderer.isValid() or size.width() <= 0 or size.height() <= 0:
        raise ImageError(f"{name} is an SVG that cannot be read.")
    scale = LONGEST / max(size.width(), size.height())
    return max(1, round(size.width() * scale)), max(1, round(size.height() * scale))
