"""Votes and notes in the panes, tied to the session's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vizdesk.comparison.judgements import Judgement
from vizdesk.ui.core.session import Session

if TYPE_CHECKING:
    from vizdesk.ui.compare.answer_pane import AnswerPane


class PaneVotes(QObject):
    """`panes` gives the panes that are shown, by model id."""

    def __init__(
        self, parent: QObject, session: Session, panes: Callable[[], Mapping[str, AnswerPane]]
    ) -> None:
        super().__init__(parent)
        self._session, self._panes = session, panes
        session.judgements.changed.connect(self.show)

    def judge(self, model_id: str, judgement: Judgement) -> None:
        """Keep what a person said of the answer in a pane."""
        if self._session.current is not None:
            key, kind = self._session.current.key, self._session.task.kind
            self._session.judgements.judge(key, kind, model_id, judgement)

    def show(self) -> None:
        """Bring the panes up to date with the current image and task."""
        current = self._session.current
        if current is None:
            return
        judgements = self._session.judgements.of(current.key, self._session.task.kind)
        for key, pane in self._panes().items():
            pane.vote.show_judgement(judgements.get(key, Judgement()))
