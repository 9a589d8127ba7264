"""The history of comparisons, within the limits that are set for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vizdesk.common.lazy import Lazy
from vizdesk.common.messages import Message, message
from vizdesk.settings.preferences import Preferences

if TYPE_CHECKING:
    from vizdesk.history.store import History
    from vizdesk.images.decoded_image import UprightImage


@dataclass(frozen=True)
class HistoryService:
    """Every comparison kept so far. Its file is first touched by the first question to `store`.

    `notices` is what the history and the file of eval runs had to tell and nobody has been told
    yet; see `take_notices`.
    """

    store: Lazy[History]
    preferences: Preferences
    notices: list[Message] = field(default_factory=list)

    def take_notices(self) -> tuple[Message, ...]:
        """What there is to tell since it was last asked: damage, and what became of it."""
        notices = []
        while self.notices:
            notices.append(self.notices.pop(0))
        return tuple(notices)

    @property
    def keeps_images(self) -> bool:
        """Whether whole copies of compared images are kept."""
        return self.preferences.now.keep_pictures == "copy"

    def keep_image(self, image: UprightImage) -> None:
        """Keep a whole copy of a compared image, where that is set. Blocks; raises OSError.

        An image whose file became another meanwhile cannot be kept; `take_notices` says so.
        """
        if not self.keeps_images:
            return
        from vizdesk.images.errors import ImageError

        try:
            self.store().copies.keep(image.ref, lambda: image.pixels)
        except ImageError as error:
            self.notices.append(error.message)

    def shrink(self) -> int:
        """Keep the history below its limit; returns how many comparisons went. Blocks."""
        limit = self.preferences.history_limit_bytes
        return self.store().shrink(limit) if limit is not None else 0

    def close(self) -> None:
        """Shrink it, and let its file go; nothing to do where nobody asked it anything.

        A history that cannot be shrunk is let go all the same; `take_notices` says why.
        """
        if not self.store.made:
            return
        import sqlite3  # the window is visible before it is needed

        from vizdesk.history.schema import HistoryError

        try:
            self.shrink()
        except (HistoryError, sqlite3.Error, OSError) as error:
            words = message("The history could not be kept below its limit: {why}", why=str(error))
            self.notices.append(words)
        finally:
            self.store().close()
