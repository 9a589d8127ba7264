"""Endings of the files that may be opened as images; what they hold is told by their bytes."""

from __future__ import annotations

DOCUMENT_ENDINGS = frozenset({".pdf"})
"""Of documents: each page can be opened, but a folder's documents are not all meant as images."""

IMAGE_ENDINGS: tuple[str, ...] = (
    *(".png", ".apng", ".jpg", ".jpeg", ".jfif", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff"),
    *(".svg", ".svgz", ".heic", ".heif", ".ico", ".jp2", ".ppm", ".pgm", ".pbm"),
    *(".dng", ".nef", ".cr2", ".arw"),  # camera raw: the preview in it
    ".pdf",
)
