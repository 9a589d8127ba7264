"""The window's side of “Expect this”: the dialog, and the suite it is written to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vizdesk.comparison.types import ImageRef
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.status_line import Action, ShowMessage

if TYPE_CHECKING:
    from vizdesk.evals.checks import Check
    from vizdesk.evals.suite import EvalItem
    from vizdesk.ui.evals.expectation_dialog import ExpectationDialog


class ExpectationController(QObject):
    """`show_evals` turns the window to its evals."""

    def __init__(
        self, window: QWidget, session: Session, say: ShowMessage, show_evals: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._say = window, session, say
        self._show_evals = show_evals
        self.dialog: ExpectationDialog | None = None

    def ask(self) -> None:
        """Open the dialog for the image on the screen and what was answered to it."""
        from vizdesk.evals.check_proposals import proposal
        from vizdesk.ui.evals.expectation_dialog import ExpectationDialog

        session = self._session
        if session.current is None:
            self._say(self.tr("Open an image first."))
            return
        asked = {model.name: session.answer_for(model.id) for model in session.chosen_models}
        proposals = {
            name: proposal(answered.task, answered.answer)
            for name, answered in asked.items()
            if answered is not None and answered.answer.state.final
        } or {self.tr("nobody"): proposal(session.task, None)}
        ref = session.current.image.ref
        suites = session.services.user_suites().names()
        dialog = self.dialog = ExpectationDialog(ref.name, proposals, suites, self._window)
        dialog.wanted.connect(
            lambda suite, prompt, check, category: self._write(
                dialog, suite, ref, prompt, check, category
            )
        )
        dialog.open()

    def _write(
        self,
        dialog: ExpectationDialog,
        suite: str,
        image: ImageRef,
        prompt: str,
        check: Check,
        category: str,
    ) -> None:
        user_suites = self._session.services.user_suites()

        def work() -> EvalItem:
            from vizdesk.evals.suite_writer import NewItem

            path, frame = Path(image.path), image.frame
            return user_suites.expect(
                suite, NewItem(path, prompt, check, category.strip(), frame=frame)
            )

        def failed(error: BaseException) -> None:
            if isValid(dialog):
                dialog.show_message(error_sentence(error), "weak")

        def written(_: EvalItem) -> None:
            if isValid(dialog):
                dialog.accept()
            words = self.tr("Added to “{suite}”.").format(suite=suite)
            self._say(words, Action(self.tr("Show the evals"), self._show_evals))

        self._session.background.run(work, self).success(written).failure(failed)
