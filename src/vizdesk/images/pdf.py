"""Pages of a PDF → pixels through PDFium, in the confined child only.

A page is drawn as it would be printed: 200 dots an inch (what Tesseract's guide asks for letters of
10 points, at least: https://tesseract-ocr.github.io/tessdoc/ImproveQuality.html, is 300; models of
vision scale an A4 page of 200 down already), fewer where the page would have more pixels than a
model ever sees. The PDFium of pypdfium2 is built without JavaScript and without XFA.
https://pypdfium2.readthedocs.io
"""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING

from PIL import Image

from vizdesk.common.messages import Message, message
from vizdesk.images.errors import ImageError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfiumError, PdfPage

DPI = 200
MOST_MEGAPIXELS = 25.0
"""Of one page: a sheet of A1 at 200 dots an inch has 31 million pixels."""
_POINTS_AN_INCH = 72  # PDF 32000-1, 8.3.2.3
_HEADER_WITHIN = 1024  # bytes; where readers of old looked for it (PDF 1.7, appendix H.3)


def is_pdf(data: bytes) -> bool:
    """Whether `data` begins as a PDF does, white space and a byte order mark left aside."""
    return data[:_HEADER_WITHIN].lstrip(b"\0\t\n\f\r \xef\xbb\xbf").startswith(b"%PDF-")


def render(data: bytes, name: str, page: int) -> tuple[Image.Image, Message, int]:
    """Page number `page` (from 0) as RGB pixels, what it is, and how many pages there are.

    Raises ImageError.
    """
    document = _open(data, name)
    try:
        pages = len(document)
        sheet = _page(document, name, page)
        scale = _scale(sheet)
        pixels = sheet.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    drawn = message(
        "Page {number} of {pages}, drawn at {dpi} dpi.",
        number=page + 1,
        pages=pages,
        dpi=round(scale * _POINTS_AN_INCH),
    )
    return pixels, drawn, pages


def first_page_size(data: bytes, name: str) -> tuple[int, int]:
    """Width and height in pixels of page 1 as `render` draws it. Raises ImageError."""
    document = _open(data, name)
    try:
        sheet = _page(document, name, 0)
        width, height = sheet.get_size()
        scale = _scale(sheet)
    finally:
        document.close()
    return ceil(width * scale), ceil(height * scale)


def _open(data: bytes, name: str) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        raise ImageError(_refusal(name, error)) from error
    document.init_forms()  # else what was filled in is not drawn
    return document


def _refusal(name: str, error: PdfiumError) -> Message:
    from pypdfium2 import raw

    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return message(
            "{name} is protected by a password. Save it without one to open it.", name=name
        )
    if error.err_code == raw.FPDF_ERR_SUCCESS:  # nothing is wrong with it, but its pages are none
        return message("{name} has no pages.", name=name)
    why = str(error).rstrip(".")
    return message("{name} is damaged and cannot be opened: {error}.", name=name, error=why)


def _page(document: PdfDocument, name: str, page: int) -> PdfPage:
    from pypdfium2 import PdfiumError

    if not 0 <= page < len(document):
        raise ImageError(
            message(
                "{name} has {pages} pages; there is no page {number}.",
                name=name,
                pages=len(document),
                number=page + 1,
            )
        )
    try:
        return document[page]
    except PdfiumError as error:
        raise ImageError(
            message("Page {number} of {name} is damaged.", number=page + 1, name=name)
        ) from error


def _scale(sheet: PdfPage) -> float:
    """Pixels for a point."""
    width, height = sheet.get_size()
    scale = DPI / _POINTS_AN_INCH
    most = MOST_MEGAPIXELS * 1e6
    return min(scale, sqrt(most / max(1.0, width * height)))
