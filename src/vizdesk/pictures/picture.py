"""The noun: one decoded, upright picture, shared by all panes and all models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vizdesk.comparison.nouns import PictureRef

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """An upright RGB picture in sRGB, and which file it is.

    `image` is never changed once it is here. `notes` are sentences about what was left out or
    changed: "First of 12 frames."
    """

    image: Image.Image
    ref: PictureRef
    notes: tuple[str, ...] = ()
