"""The history of comparisons, within the limits that are set for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vizdesk.common.lazy import Lazy
from vizdesk.settings.preferences import Preferences

if TYPE_CHECKING:
    from vizdesk.history.store import History
    from vizdesk.images.decoded_image import DecodedImage


@dataclass(frozen=True)
class HistoryService:
    """Every comparison kept so far. Its file is first touched by the first question to `store`."""

    store: Lazy[History]
    preferences: Preferences

    def keep_image(self, image: DecodedImage) -> None:
        """Keep a whole copy of a compared image, where that is set. Blocks; raises OSError."""
        if self.preferences.now.keep_pictures == "copy":
            self.store().copies.keep(image.ref, image.pixels)

    def shrink(self) -> int:
        """Keep the history below its limit; returns how many comparisons went. Blocks."""
        limit = self.preferences.history_limit_bytes
        return self.store().shrink(limit) if limit is not None else 0

    def close(self) -> None:
        """Shrink it, and let its file go; nothing to do where nobody asked it anything."""
        if self.store.made:
            self.shrink()
            self.store().close()
