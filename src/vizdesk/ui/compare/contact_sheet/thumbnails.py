"""Thumbnails of the rows in sight: from the disk cache, or made of the image, off the Qt thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from vizdesk.common.lru_by_bytes import LruByBytes
from vizdesk.painting.image_pyramid import ImagePyramid, to_image

if TYPE_CHECKING:
    from vizdesk.images.thumbnail_cache import ThumbnailCache
    from vizdesk.ui.core.open_image import OpenImage
    from vizdesk.ui.core.task_runner import TaskRunner

LONGEST = 128
"""Pixels of the longest side: 64 in a cell, and twice as many on a dense screen."""
HELD_BYTES = 24 * 1024 * 1024
AT_ONCE, MOST_WANTED = 8, 64


class SheetThumbnails(QObject):
    """`arrived(keys)` when thumbnails are there that were asked for and had to be fetched."""

    arrived = Signal(object)

    def __init__(self, background: TaskRunner, cache: ThumbnailCache, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._cache = background, cache
        self._images: Mapping[str, OpenImage] = {}
        self._held: LruByBytes[str, QImage] = LruByBytes(
            HELD_BYTES, lambda image: image.sizeInBytes()
        )
        self._wanted: dict[str, None] = {}
        self._fetching: frozenset[str] = frozenset()

    @property
    def held_bytes(self) -> int:
        """Bytes of all thumbnails that are held now."""
        return self._held.held_bytes

    def show_images(self, images: Mapping[str, OpenImage]) -> None:
        """These are the images, by their keys."""
        self._images = images

    def get(self, key: str) -> QImage | None:
        """The thumbnail; None where it has to be fetched, and `arrived` follows.

        Those asked for last are fetched first; of too many the first are given up: they are
        asked for again when they are painted again.
        """
        held = self._held.get(key)
        if held is None and key in self._images and key not in self._fetching:
            self._wanted.pop(key, None)
            self._wanted[key] = None
            while len(self._wanted) > MOST_WANTED:
                del self._wanted[next(iter(self._wanted))]
            self._fetch()
        return held

    def _fetch(self) -> None:
        if self._fetching or not self._wanted:
            return
        keys = list(self._wanted)[-AT_ONCE:]
        for key in keys:
            del self._wanted[key]
        images = [self._images[key] for key in keys if key in self._images]
        self._fetching = frozenset(keys)
        self._background.run(partial(fetched, self._cache, images), self).finished(
            self._ended
        ).success(self._take)

    def _ended(self) -> None:
        self._fetching = frozenset()

    def _take(self, thumbnails: Mapping[str, QImage]) -> None:
        for key, image in thumbnails.items():
            self._held.put(key, image)
        self.arrived.emit(frozenset(thumbnails))
        self._fetch()


def fetched(cache: ThumbnailCache, images: Sequence[OpenImage]) -> dict[str, QImage]:
    """The thumbnails of images, by their keys, from the cache or put there. For a thread."""
    thumbnails = {}
    for opened in images:
        kept = cache.get(opened.key, LONGEST) if opened.whole else None
        if kept is not None:
            thumbnails[opened.key] = ImagePyramid(kept).levels[0]
            continue
        thumbnail = opened.levels.thumbnail(LONGEST)
        # What stands in for an image that is not there is not kept under its name.
        if opened.whole:
            cache.put(opened.key, LONGEST, to_image(thumbnail))
        thumbnails[opened.key] = thumbnail
    return thumbnails
