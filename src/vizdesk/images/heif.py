"""HEIC and HEIF, the photos of phones, through pillow-heif (libheif)."""

from __future__ import annotations


def register_heif() -> bool:
    """Let Pillow read HEIF in this process; False where the package is not installed."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True
