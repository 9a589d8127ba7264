"""Help: keyboard map, log, about; what to say after a mistake, and after a bad end last time."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from vizdesk.common import resources
from vizdesk.diagnostics.run_diagnostics import RunDiagnostics
from vizdesk.ui.core.commands import Command
from vizdesk.ui.core.session import Session
from vizdesk.ui.help.error_dialog import ErrorDialog
from vizdesk.ui.help.session_log import SessionLog
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.banner import Banner
from vizdesk.ui.widgets.basics import offer_details
from vizdesk.ui.widgets.status_line import Action, StatusLine


def open_log_folder(diagnosis: RunDiagnostics) -> bool:
    """Open the folder with the log in the file manager; whether there is one that opens it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(diagnosis.log_path.parent)))


class HelpController(QObject):
    """Needs nothing of the window but to stand over it. `reopen` shows a kept comparison."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        status_line: StatusLine,
        banner: Banner,
        reopen: Callable[[str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._status_line = window, session, status_line
        self._banner, self._reopen = banner, reopen
        self._diagnosis = session.services.diagnostics
        self._shown_places: set[tuple[str, int | None]] = set()
        self.error_dialog: ErrorDialog | None = None
        self.session_log = SessionLog(session)
        offer_details(status_line.words, self._diagnosis.details)

    # --- The menu -----------------------------------------------------------------------------
    def commands(
        self, all_of_them: Callable[[], Sequence[Command]], task_shortcuts: Sequence[str]
    ) -> list[Command]:
        """The commands of the help menu; the map shows `all_of_them`, these included."""
        show = lambda: self.show_keyboard_map(all_of_them(), task_shortcuts)  # noqa: E731
        return [
            Command(self.tr("Keyboard map"), ("F1", "Ctrl+/"), show),
            Command(
                self.tr("Copy details of the last message"),
                ("Ctrl+Shift+D",),
                self.copy_last_message,
            ),
            Command(self.tr("Log file"), (), self.show_log),
            Command(self.tr("About vizdesk"), (), self.show_about),
        ]

    def show_keyboard_map(self, commands: Sequence[Command], shortcuts: Sequence[str]) -> None:
        """Show all keys and gestures."""
        from vizdesk.ui.help.keyboard_dialog import KeyboardDialog

        KeyboardDialog(commands, shortcuts, self._window).open()

    def show_about(self) -> None:
        """Show versions and licences."""
        from vizdesk.diagnostics.licences import components
        from vizdesk.ui.help.about_dialog import AboutDialog

        versions = self._diagnosis.details.versions()
        dialog = AboutDialog(versions, resources.icons(), self._window)
        dialog.open()
        gpus = self._session.services.settings.gpus
        self._session.background.run(gpus, dialog).success(dialog.show_devices)
        self._session.background.run(components, dialog).success(dialog.show_components)

    def show_log(self) -> None:
        """Open the folder with the log in the file manager; say where it is when none opens."""
        path, problem = self._diagnosis.log_path, self._diagnosis.log_problem()
        opened = open_log_folder(self._diagnosis)
        words = self.tr("The log is {path}.").format(path=path)
        if problem or not opened:
            self._status_line.say(problem or words)

    def copy_last_message(self) -> None:
        """Put what the window said last into the clipboard, with versions and time."""
        last = self._status_line.last
        if last:
            QGuiApplication.clipboard().setText(self._diagnosis.details.of_sentence(last))
            words = self.tr("The details of the last message are in the clipboard.")
        else:
            words = self.tr("There was no message yet.")
        self._status_line.say(words)
        self._status_line.last = last

    # --- What went wrong ------------------------------------------------------------------------
    def show_unexpected_error(self, error: BaseException) -> None:
        """Say that vizdesk made a mistake: one dialog at a time, and each place once."""
        frames = traceback.extract_tb(error.__traceback__)
        place = (frames[-1].filename, frames[-1].lineno) if frames else (repr(error), 0)
        if self.error_dialog is not None or place in self._shown_places:
            return
        self._shown_places.add(place)
        dialog = ErrorDialog(self._diagnosis.details.of_error(error), self._window)
        self.error_dialog = dialog
        dialog.log_wanted.connect(self.show_log)
        dialog.finished.connect(self._error_dialog_closed)
        dialog.open()

    def _error_dialog_closed(self) -> None:
        self.error_dialog = None

    def say_how_it_ended(self) -> None:
        """Say that the last run ended badly, if it did, and offer what was done in it."""
        if self._diagnosis.ended_badly is None:
            return
        store = self._session.services.history.store

        def work() -> list[str]:
            return [entry.id for entry in store().entries(most=1)]

        self._session.background.run(work, self).success(self._say_bad_end).failure(
            self._say_bad_end_without_history
        )

    def _say_bad_end(self, latest: list[str]) -> None:
        if not latest:
            self._show_bad_end("")
            return
        reopen = Action(self.tr("Reopen the last comparison"), partial(self._reopen, latest[0]))
        self._show_bad_end(self.tr("What was answered until then is in the history."), reopen)

    def _say_bad_end_without_history(self, error: BaseException) -> None:
        self._show_bad_end(self.tr("The history could not be used: {why}").format(why=error))

    def _show_bad_end(self, words: str, *actions: Action) -> None:
        copy = Action(tr("Copy details"), self.copy_bad_end)
        show_log = Action(self.tr("Show the log"), self.show_log)
        title = self.tr("Last time vizdesk ended unexpectedly.")
        self._banner.say(title, words, [*actions, copy, show_log])

    def copy_bad_end(self) -> None:
        """Put what is known of the last run's end into the clipboard, with versions."""
        end = self._diagnosis.ended_badly
        if end is not None:
            QGuiApplication.clipboard().setText(self._diagnosis.details.of_bad_end(end))
            self._status_line.say(self.tr("The details of that end are in the clipboard."))
