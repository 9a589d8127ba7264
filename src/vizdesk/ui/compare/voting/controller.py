"""Brings the Blind vote layout to life at the first look, and keeps it in step with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from vizdesk.common.messages import plural, reason
from vizdesk.ui.compare.agreement_bar import AgreementBar
from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.widgets.status_line import ShowMessage
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.ui.compare.voting.booth import VotingBooth


class VotingController(QObject):
    """Light until it is needed: pairs, votes and ratings come with the first look."""

    def __init__(
        self, session: Session, canvas: CompareView, bar: AgreementBar, say: ShowMessage
    ) -> None:
        super().__init__(canvas.voting)
        self._session, self._compare, self._bar, self._say = session, canvas, bar, say
        self.view = canvas.voting
        self.booth: VotingBooth | None = None
        self.view.shown.connect(self._show)
        canvas.grid.placed.connect(self._placed)
        for changed in (
            session.answer_shown,
            session.models_changed,
            session.task_changed,
            session.images_changed,
        ):
            changed.connect(self._follow)
        session.current_changed.connect(self._follow_image)
        session.image_completed.connect(lambda _, whole: self._refine(whole))
        session.screen_copies.refined.connect(self._refine)
        canvas.display_changed.connect(self._follow_display)

    @property
    def voting(self) -> bool:
        """Whether names are hidden because votes are cast; without an image there are none."""
        here = self._session.current is not None
        return here and self._compare.grid.arrangement is Arrangement.VOTE

    def _show(self) -> None:
        if self.booth is None:
            # Only now: numpy and the store of votes come with it.
            from vizdesk.ui.compare.voting.booth import VotingBooth

            self.booth = VotingBooth(self._session, self._compare, self._bar, self._say, self)
            self.view.take(self.booth.body)
        self.booth.begin()

    def _placed(self) -> None:
        if not self.voting:
            self._bar.show_voting(None)
        elif self.booth is not None:
            self.booth.show()

    def _follow(self, *_: object) -> None:
        if self.voting and self.booth is not None:
            self.booth.follow()

    def _follow_image(self) -> None:
        if self.voting and self.booth is not None:
            self.booth.follow_image()

    def _follow_display(self) -> None:
        if self.booth is not None:
            self.booth.body.pair.show_options(self._compare.display)

    def _refine(self, opened: OpenImage) -> None:
        if self.booth is not None:
            self.booth.refine(opened)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means while votes are cast; False where it means nothing then."""
        if self.booth is None or not self.voting or event.isAutoRepeat():
            return False
        if event.key() == Qt.Key.Key_Space:
            self.booth.body.enlarge(event.type() == QEvent.Type.KeyPress)
            return True
        return event.type() == QEvent.Type.KeyPress and self.booth.press(event)

    def choose_b(self) -> None:
        """B: the right answer is better. The key belongs to boxes everywhere else."""
        if self.booth is not None:
            self.booth.choose_b()

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        if self.booth is not None:
            self.booth.body.show_tokens(tokens)

    def close(self) -> None:
        """Write what is not written yet; what cannot be is told at the next start."""
        if self.booth is None:
            return
        pending = self.booth.pending
        if (error := pending.write_last()) is not None:
            self._session.services.history.notices.append(
                plural(
                    "{n} vote was not saved: {why}",
                    "{n} votes were not saved: {why}",
                    len(pending.waiting),
                    why=reason(error),
                )
            )
