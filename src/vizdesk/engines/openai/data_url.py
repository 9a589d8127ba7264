"""An image as a data URL, the one form of an image that every compatible server takes."""

from __future__ import annotations

import base64

from vizdesk.comparison.types import SentImage


def data_url(image: SentImage) -> str:
    """`data:image/png;base64,…` (RFC 2397) of exactly the bytes of `image`."""
    return f"data:{image.media_type};base64,{base64.b64encode(image.data).decode('ascii')}"
