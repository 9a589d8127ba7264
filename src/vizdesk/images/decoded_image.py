"""An upright image, shared by all panes and all models: decoded, or decoded again when needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from vizdesk.common.messages import Message
from vizdesk.comparison.types import ImageRef

if TYPE_CHECKING:
    from PIL import Image


class UprightImage(Protocol):
    """An upright RGB image in sRGB, and which file it is.

    `pixels` (a PIL image) is never changed; asking for it may decode the file again, so it is
    asked for in a thread, and raises ImageError where the file is not the one that was opened.
    `notes` are sentences about what was left out or changed: "First of 12 frames."
    """

    @property
    def pixels(self) -> Image.Image: ...
    @property
    def ref(self) -> ImageRef: ...
    @property
    def notes(self) -> tuple[Message, ...]: ...


@dataclass(frozen=True, eq=False, slots=True)
class DecodedImage:
    """An `UprightImage` whose pixels are held as long as it is."""

    pixels: Image.Image
    ref: ImageRef
    notes: tuple[Message, ...] = ()
