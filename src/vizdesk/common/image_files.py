"""How files that may be images are told from others: by their endings, and by their first bytes.

One list for the window, suites and drops; `images.opening` decodes what it names.
"""

from __future__ import annotations

DOCUMENT_ENDINGS = frozenset({".pdf"})
"""Of documents: each page can be opened, but a folder's documents are not all meant as images."""

IMAGE_ENDINGS: tuple[str, ...] = (
    *(".png", ".apng", ".jpg", ".jpeg", ".jfif", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff"),
    *(".svg", ".svgz", ".heic", ".heif", ".ico", ".jp2", ".ppm", ".pgm", ".pbm"),
    *(".dng", ".nef", ".cr2", ".arw"),  # camera raw: the preview in it
    ".pdf",
)

HEAD_BYTES = 4096
"""How much of a file `is_image_data` is to be given."""
_SIGNATURES = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"%PDF-"),
    *(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),  # TIFF and BigTIFF
    *(b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51"),  # JPEG 2000: a file, a bare codestream
    b"\0\0\1\0",  # ICO
    *(b"P%d%c" % (kind, space) for kind in range(1, 7) for space in b" \t\r\n"),  # PPM, PGM, PBM
)
_SVG_STARTS = (b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")
_GZIP, _UTF_16 = b"\x1f\x8b", (b"\xff\xfe", b"\xfe\xff", b"<\0")
_BEFORE = b" \t\r\n\xef\xbb\xbf"  # white space and a byte order mark


def is_image_data(begins: bytes) -> bool:
    """Whether a file that begins so (`HEAD_BYTES`) is of a kind vizdesk opens.

    Not yet that it is whole, nor that XML, gzip or UTF-16 turns out to be an SVG.
    """
    start = begins.lstrip(_BEFORE)
    if start.startswith(_SIGNATURES) or begins.startswith(_SIGNATURES):
        return True
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return True
    if begins[4:8] == b"ftyp":  # AVIF and HEIC are boxes of ISO 14496-12: a length, then their kind
        return True
    if begins.startswith((_GZIP, *_UTF_16)):
        return True
    return start.startswith(_SVG_STARTS) or (start.startswith(b"<") and b"svg" in begins)
