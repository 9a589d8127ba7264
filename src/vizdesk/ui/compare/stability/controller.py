"""Brings the Stability layout to life at the first look, and keeps it in step with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.core.session import Session
from vizdesk.ui.widgets.status_line import ShowMessage
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.ui.compare.stability.workbench import StabilityWorkbench


class StabilityController(QObject):
    """Light until it is needed: perturbations and reports come with the first look."""

    def __init__(self, session: Session, canvas: CompareView, say: ShowMessage) -> None:
        super().__init__(canvas.stability)
        self._session, self._compare, self._say = session, canvas, say
        self.view = canvas.stability
        self.workbench: StabilityWorkbench | None = None
        self.view.shown.connect(self._show)
        for changed in (
            session.current_changed,
            session.image_completed,
            session.models_changed,
            session.task_changed,
        ):
            changed.connect(self._follow)

    def _show(self) -> None:
        if self.workbench is None:
            from vizdesk.ui.compare.stability.workbench import StabilityWorkbench

            self.workbench = StabilityWorkbench(self._session, self._compare, self._say, self)
            self.view.take(self.workbench.body)
        self.workbench.plan_anew()

    def _follow(self, *_: object) -> None:
        if self.workbench is not None and self.view.isVisible():
            self.workbench.plan_anew()

    def stop(self) -> bool:
        """Stop what is being asked; False where nothing is."""
        running = self.workbench is not None and self.workbench.running
        if running and self.workbench is not None:
            self.workbench.stop()
        return running

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        if self.workbench is not None:
            self.workbench.body.show_tokens(tokens)
