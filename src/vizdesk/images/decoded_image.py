"""One decoded, upright image, shared by all panes and all models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vizdesk.common.messages import Message
from vizdesk.comparison.types import ImageRef

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, eq=False, slots=True)
class DecodedImage:
    """An upright RGB image in sRGB, and which file it is.

    `pixels` (a PIL image) is never changed. `notes` are sentences about what was left out or
    changed: "First of 12 frames."
    """

    pixels: Image.Image
    ref: ImageRef
    notes: tuple[Message, ...] = ()
