"""What open images are painted from: a small copy of each, always, and whole ones of a few."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vizdesk.common.lru_by_bytes import LruByBytes
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.core.task_runner import StoppedError, TaskRunner

if TYPE_CHECKING:
    from vizdesk.ui.core.open_image import OpenImage

COPIES_LIMIT = 140 * 1024 * 1024
"""Bytes: two photographs of 12 megapixels, each with its half sizes."""


class ScreenCopies(QObject):
    """Whole copies of the images looked at last; those of others are made when they are shown.

    `refined(image)` when the whole copies of an image are there that was asked for and had none,
    `unreadable(image, error)` when they cannot be made.
    """

    refined = Signal(object)
    unreadable = Signal(object, object)

    def __init__(self, background: TaskRunner, limit_bytes: int = COPIES_LIMIT) -> None:
        super().__init__()
        self._background = background
        self._whole: LruByBytes[str, ImagePyramid] = LruByBytes(
            limit_bytes, lambda copies: copies.held_bytes
        )
        self._wanted = ""
        self._being_made: set[str] = set()

    @property
    def held_bytes(self) -> int:
        """Bytes of all whole copies that are held now."""
        return self._whole.held_bytes

    def take(self, opened: OpenImage, whole: ImagePyramid) -> None:
        """Hold the whole copies of an image, made while it was opened."""
        if whole is not opened.levels:
            self._whole.put(opened.key, whole)

    def best_of(self, opened: OpenImage) -> ImagePyramid:
        """The best copies there are now; `refined` follows where better ones can be made.

        For the Qt thread. Only the image asked for last is worth the work.
        """
        self._wanted = opened.key
        if opened.levels.whole or not opened.whole:
            return opened.levels
        held = self._whole.get(opened.key)
        if held is not None:
            return held
        if opened.key not in self._being_made:
            self._make(opened)
        return opened.levels

    def _make(self, opened: OpenImage) -> None:
        self._being_made.add(opened.key)

        def ended() -> None:
            self._being_made.discard(opened.key)

        def stopped() -> None:
            if opened.key == self._wanted:  # it is looked at again meanwhile
                self._make(opened)

        operation = self._background.run(partial(self._made_if_wanted, opened), self)
        operation.finished(ended).stopped(stopped)
        operation.success(lambda _: self.refined.emit(opened))
        operation.failure(lambda error: self.unreadable.emit(opened, error))

    def whole_of(self, opened: OpenImage) -> ImagePyramid:
        """The whole copies, made here where none are held. For a thread; raises ImageError."""
        if opened.levels.whole:
            return opened.levels
        held = self._whole.get(opened.key)
        if held is None:
            held = ImagePyramid(opened.image.pixels)
            self._whole.put(opened.key, held)
        return held

    def _made_if_wanted(self, opened: OpenImage) -> None:
        if opened.key != self._wanted:
            raise StoppedError
        self.whole_of(opened)

    def discard(self, opened: OpenImage) -> None:
        """Let the whole copies of an image go that was closed."""
        self._whole.discard(opened.key)
