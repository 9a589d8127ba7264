"""The command “Refresh prices”: fetches in the background, says how far it is, can be stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vizdesk.common.formatting import byte_size
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import Operation
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.status_line import Action, StatusLine

if TYPE_CHECKING:
    from vizdesk.services.price_refresh import Refreshed

EVERY_MS = 500


class PriceRefreshController(QObject):
    """One fetch at a time. `refreshed` is emitted when the models have their new prices."""

    refreshed = Signal()

    def __init__(self, session: Session, status_line: StatusLine) -> None:
        super().__init__(status_line)  # its clock ends with what it writes on
        self._session, self._status_line = session, status_line
        self._operation: Operation[Refreshed] | None = None
        self._received = 0
        self._words = ""
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self._show_progress)

    def refresh(self) -> None:
        """Fetch the prices, unless that is being done already."""
        if self._operation is not None:
            self._say()
            return
        self._received = 0
        self._say()
        work = self._session.services.pricing.refresh(self._note)
        operation = self._session.background.run(work, self).finished(self._finished)
        operation.success(self._show).stopped(self._show_stopped).failure(self._show_failure)
        self._operation = operation
        self._clock.start()

    def stop(self) -> None:
        """Fetch no further; the prices stay as they were."""
        if self._operation is not None:
            self._operation.cancel()

    def _note(self, received: int, total: int | None) -> None:
        # Called by the background: only a number, which the clock shows.
        self._received = received

    def _show_progress(self) -> None:
        # Whatever else is shown by now is not written over.
        if self._status_line.words.text() in ("", self._words):
            self._say()

    def _say(self) -> None:
        self._words = self.tr("Fetching prices from OpenRouter…")
        if self._received:
            self._words += f" {byte_size(self._received)}"
        self._status_line.say(self._words, Action(self.tr("Stop"), self.stop))

    def _finished(self) -> None:
        self._clock.stop()
        self._operation = None

    def _show(self, refreshed: Refreshed) -> None:
        self._session.note_prices()
        self.refreshed.emit()
        words = f"{translate_message(refreshed.prices.sentence)}."
        if refreshed.problems:
            words += " " + self.tr("Entries not read: {n}.").format(n=len(refreshed.problems))
        self._status_line.say(words)

    def _show_stopped(self) -> None:
        self._status_line.say(self.tr("Stopped. The prices are as they were."))

    def _show_failure(self, error: BaseException) -> None:
        self._status_line.say(error_sentence(error))
