"""The command “Refresh prices”: fetches in the background, says how far it is, can be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vizdesk.common.formatting import byte_size
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import StoppedError
from vizdesk.ui.widgets.status_line import Action, StatusLine

if TYPE_CHECKING:
    from concurrent.futures import Future

    from vizdesk.services.price_refresh import Refreshed

EVERY_MS = 500


class PriceRefreshController(QObject):
    """One fetch at a time. `refreshed` is emitted when the models have their new prices."""

    refreshed = Signal()

    def __init__(self, session: Session, notice: StatusLine) -> None:
        super().__init__(notice)  # its clock ends with what it writes on
        self._session, self._notice = session, notice
        self._future: Future[Refreshed] | None = None
        self._received = 0
        self._said = ""
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self._show_progress)

    def refresh(self) -> None:
        """Fetch the prices, unless that is being done already."""
        if self._future is not None:
            self._say()
            return
        self._received = 0
        self._say()
        work = self._session.services.pricing.refresh(self._note)
        self._future = self._session.background.start(work, self._done)
        self._clock.start()

    def stop(self) -> None:
        """Fetch no further; the prices stay as they were."""
        if self._future is not None:
            self._future.cancel()

    def _note(self, received: int, total: int | None) -> None:
        # Called by the background: only a number, which the clock shows.
        self._received = received

    def _show_progress(self) -> None:
        # Whatever else was said meanwhile is not written over.
        if self._notice.words.text() in ("", self._said):
            self._say()

    def _say(self) -> None:
        self._said = self.tr("Fetching prices from OpenRouter…")
        if self._received:
            self._said += f" {byte_size(self._received)}"
        self._notice.say(self._said, Action(self.tr("Stop"), self.stop))

    def _done(self, found: Refreshed | None, error: BaseException | None) -> None:
        self._clock.stop()
        self._future = None
        if found is not None:
            self._session.note_prices()
            self.refreshed.emit()
            self._notice.say(self._news(found))
        elif isinstance(error, StoppedError):
            self._notice.say(self.tr("Stopped. The prices are as they were."))
        else:
            self._notice.say(str(error))

    def _news(self, found: Refreshed) -> str:
        words = f"{found.prices}."
        if found.problems:
            words += " " + self.tr("Entries not read: {n}.").format(n=len(found.problems))
        return words
