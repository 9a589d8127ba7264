"""The window's side of “Expect this”: the dialog, and the suite it is written to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vizdesk.ui.notice import Offer, Say
from vizdesk.ui.session import Session

if TYPE_CHECKING:
    from vizdesk.evals.checks import Check
    from vizdesk.evals.suite import Item
    from vizdesk.ui.expect_dialog import ExpectDialog


class ExpectDesk(QObject):
    """`show_evals` turns the window to its evals."""

    def __init__(
        self, window: QWidget, session: Session, say: Say, show_evals: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._say = window, session, say
        self._show_evals = show_evals
        self.dialog: ExpectDialog | None = None

    def ask(self) -> None:
        """Open the dialog for the picture on the screen and what was answered to it."""
        from vizdesk.evals.expecting import proposal
        from vizdesk.ui.expect_dialog import ExpectDialog

        session = self._session
        if session.current is None:
            self._say(self.tr("Open a picture first."))
            return
        asked = {model.name: session.asked(model.id) for model in session.chosen_models}
        proposals = {
            name: proposal(one.task, one.answer)
            for name, one in asked.items()
            if one is not None and one.answer.state.final
        } or {self.tr("nobody"): proposal(session.task, None)}
        picture = Path(session.current.picture.ref.path)
        suites = session.desk.own_suites().names()
        dialog = self.dialog = ExpectDialog(picture.name, proposals, suites, self._window)
        dialog.wanted.connect(
            lambda suite, prompt, check, category: self._write(
                dialog, suite, picture, prompt, check, category
            )
        )
        dialog.open()

    def _write(
        self,
        dialog: ExpectDialog,
        suite: str,
        picture: Path,
        prompt: str,
        check: Check,
        category: str,
    ) -> None:
        own = self._session.desk.own_suites()

        def done(item: Item | None, error: BaseException | None) -> None:
            if item is None:
                if isValid(dialog):
                    dialog.show_said(str(error), "weak")
                return
            if isValid(dialog):
                dialog.accept()
            words = self.tr("Added to “{suite}”.").format(suite=suite)
            self._say(words, Offer(self.tr("Show the evals"), self._show_evals))

        self._session.background.call(
            lambda: own.expect(suite, picture, prompt, check, category), done
        )
