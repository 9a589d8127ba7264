"""The image file that a server was sent, in words."""

from __future__ import annotations

from math import ceil

from vizdesk.common.formatting import number
from vizdesk.comparison.models import Endpoint
from vizdesk.comparison.types import Answer


def sent_image(answer: Answer) -> str:
    """“2,048 × 1,536 px, JPEG, 640 kB”; empty for a model that is a file, or where not known."""
    sent = answer.sent
    if sent is None or sent.image_bytes is None or not isinstance(answer.model.source, Endpoint):
        return ""
    kind = sent.media_type.partition("/")[2].upper()
    size = f"{number(sent.width)} × {number(sent.height)} px"
    return f"{size}, {kind}, {kilobytes(sent.image_bytes)}"


def kilobytes(size: int) -> str:
    """Bytes of an image file: 1,190 kB."""
    return f"{number(ceil(size / 1000))} kB"
