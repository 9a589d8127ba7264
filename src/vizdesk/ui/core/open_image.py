"""An open image: what models are sent of it, and what is painted of it until there is more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vizdesk.images.decoded_image import DecodedImage, UprightImage
from vizdesk.images.pixel_cache import PixelCache
from vizdesk.painting.image_pyramid import ImagePyramid, small_copies

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, eq=False)
class OpenImage:
    """One image, shared by all panes, and copies for the screen that are always there.

    `levels` may be small; `Session.screen_copies` has, or makes, whole ones.

    Not `whole`: a small copy to be looked at while a large image is still being decoded, or, if
    `gone`, because the image of a reopened comparison is not there any more.
    """

    image: UprightImage
    levels: ImagePyramid
    whole: bool = True
    gone: bool = False

    @property
    def key(self) -> str:
        """What tells two open images apart: the file's SHA-256, and its frame."""
        return self.image.ref.key


def opened_image(
    image: DecodedImage, pixels: PixelCache, again: Callable[[], Image.Image]
) -> OpenImage:
    """A whole image, whose pixels are held in `pixels`; `again` gives them anew. For a thread."""
    return OpenImage(pixels.cached(image, again), small_copies(image.pixels))
