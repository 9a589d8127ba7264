"""A picture as a data URL, the one form of an image that every compatible server takes."""

from __future__ import annotations

import base64

from vizdesk.comparison.nouns import SentPicture


def data_url(picture: SentPicture) -> str:
    """`data:image/png;base64,…` (RFC 2397) of exactly the bytes of `picture`."""
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode('ascii')}"
