"""The pixels of open images: those used last are held, others are decoded again when needed.

A photograph of 12 megapixels takes 48 MB decoded and 4 MB as a file: of forty that are open, few
are being sent to a model at any time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vizdesk.common.allocator import give_back_large_blocks
from vizdesk.common.lru_by_bytes import LruByBytes
from vizdesk.common.messages import Message
from vizdesk.comparison.types import ImageRef
from vizdesk.images.decoded_image import DecodedImage

if TYPE_CHECKING:
    from PIL import Image

PIXELS_LIMIT = 64 * 1024 * 1024
"""Bytes: one photograph of 12 megapixels. The image used last is held, however large."""
_BYTES_A_PIXEL = 4  # of RGB in Pillow


def bytes_of(pixels: Image.Image) -> int:
    """The memory that an RGB image takes."""
    return pixels.width * pixels.height * _BYTES_A_PIXEL


class PixelCache:
    """Pixels by `ImageRef.key`. Any thread may call; one image is decoded at a time."""

    def __init__(self, limit_bytes: int = PIXELS_LIMIT) -> None:
        self._held: LruByBytes[str, Image.Image] = LruByBytes(limit_bytes, bytes_of)
        self._decoding = threading.Lock()

    @property
    def held_bytes(self) -> int:
        """Bytes of all pixels that are held now."""
        return self._held.held_bytes

    def cached(self, image: DecodedImage, decode: Callable[[], Image.Image]) -> CachedImage:
        """`image`, whose pixels may be let go from now on; `decode` gives them again."""
        give_back_large_blocks()
        self._held.put(image.ref.key, image.pixels)
        return CachedImage(image.ref, image.notes, decode, self)

    def pixels(self, key: str, decode: Callable[[], Image.Image]) -> Image.Image:
        """The pixels that are held, else those that `decode` gives. Raises what that raises."""
        pixels = self._held.get(key)
        if pixels is not None:
            return pixels
        # Eight models that are asked about one image wait for one decoder.
        with self._decoding:
            pixels = self._held.get(key)
            if pixels is None:
                pixels = decode()
                self._held.put(key, pixels)
            return pixels

    def discard(self, key: str) -> None:
        """Let the pixels of an image go that was closed."""
        self._held.discard(key)


@dataclass(frozen=True, eq=False, slots=True)
class CachedImage:
    """An `UprightImage` whose pixels `cache` holds while there is room."""

    ref: ImageRef
    notes: tuple[Message, ...]
    decode: Callable[[], Image.Image]
    cache: PixelCache

    @property
    def pixels(self) -> Image.Image:
        """The whole image, decoded again where its pixels were let go. Raises ImageError."""
        return self.cache.pixels(self.ref.key, self.decode)
