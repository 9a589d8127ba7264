"""Two sample sets with recorded answers: the Differences layout can be seen without any model."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vizdesk.common import resources
from vizdesk.ui.core.commands import Command
from vizdesk.ui.core.open_image import OpenImage, opened_image
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.status_line import ShowMessage

if TYPE_CHECKING:
    from vizdesk.comparison.types import Comparison
    from vizdesk.images.pixel_cache import PixelCache


def recorded_sample(name: str, pixels: PixelCache) -> tuple[Comparison, OpenImage]:
    """The sample set of this name with its image. For a thread; raises RecordError, ImageError."""
    from vizdesk.comparison.saved_comparisons import read_comparisons
    from vizdesk.images.opening import open_image, pixels_again

    folder = resources.folder() / "samples" / "recorded"
    (comparison,) = read_comparisons(folder / f"{name}.json")
    image = open_image(folder / f"{name}.png")
    opened = opened_image(image, pixels, partial(pixels_again, image.ref))
    return replace(comparison, image=image.ref), opened


class RecordedSamples(QObject):
    """Opens a sample set; `opened` when it is on the screen. Nobody is asked, nothing is kept."""

    opened = Signal()

    def __init__(self, session: Session, say: ShowMessage) -> None:
        super().__init__(session)
        self._session, self._say = session, say

    def open(self, name: str) -> None:
        """Read a sample set in the background, and show it."""
        work = partial(recorded_sample, name, self._session.pixels)
        self._session.background.run(work, self).success(self._show).failure(
            lambda error: self._say(error_sentence(error))
        )

    def _show(self, sample: tuple[Comparison, OpenImage]) -> None:
        comparison, opened = sample
        self._session.reopen(opened, comparison)
        self.opened.emit()

    def commands(self) -> list[Command]:
        """A command for each sample set."""
        return [
            Command(tr("Sample of differences: a scene"), (), partial(self.open, "scene")),
            Command(tr("Sample of differences: a receipt"), (), partial(self.open, "receipt")),
        ]
