"""The question before the window closes on comparisons that cannot be written to the history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from vizdesk.ui.history.recorder import HistoryRecorder
from vizdesk.ui.widgets.plain_text import message_box


class LossQuestion(QObject):
    """Asks whether they are to be lost; `close_anyway` is called if so, and once all is written.

    It counts anew with each attempt, and goes when it is answered.
    """

    def __init__(
        self, window: QWidget, recorder: HistoryRecorder, close_anyway: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._recorder, self._close_anyway = recorder, close_anyway
        self.box = message_box(window, self.tr("Not in the history yet"), "")
        self.close = self.box.addButton(
            self.tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole
        )
        keep = self.box.addButton(self.tr("Keep open"), QMessageBox.ButtonRole.RejectRole)
        self.box.setDefaultButton(keep)
        self.box.finished.connect(self.deleteLater)
        self.close.clicked.connect(lambda: close_anyway())
        recorder.kept.connect(self._close_if_written)
        recorder.failed.connect(self.show_waiting)

    def show_waiting(self, why: str, waiting: int) -> None:
        """Say how many comparisons wait, and why."""
        self.box.setText(self.tr("%n comparison(s) could not be written yet.", "", waiting))
        more = self.tr(
            "{why}\n\nClosed now, this is lost. It is tried again every 5 seconds; once all is "
            "written, vizdesk closes."
        )
        self.box.setInformativeText(more.format(why=why))

    def open(self) -> None:
        """Ask; returns at once."""
        self.box.open()

    def _close_if_written(self) -> None:
        if not self._recorder.waiting:
            self.box.accept()
            self._close_anyway()
