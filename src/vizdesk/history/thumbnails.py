"""An image small enough to be kept with every comparison."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST, QUALITY = 256, 80


def thumbnail(image: Image) -> bytes:
    """`image` as a JPEG of at most 256 px; transparency becomes white."""
    small = image.copy()
    small.thumbnail((LONGEST, LONGEST))
    if small.mode in ("RGBA", "LA", "PA"):
        import PIL.Image

        ground = PIL.Image.new("RGB", small.size, "white")
        ground.paste(small.convert("RGBA"), mask=small.convert("RGBA").getchannel("A"))
        small = ground
    data = io.BytesIO()
    small.convert("RGB").save(data, "JPEG", quality=QUALITY)
    return data.getvalue()
