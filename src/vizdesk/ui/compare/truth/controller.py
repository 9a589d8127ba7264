"""Brings the Truth layout to life at the first look, and keeps it in step with the rest."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vizdesk.common.messages import plural, reason
from vizdesk.comparison.types import Detection
from vizdesk.ui.compare.agreement_bar import AgreementBar
from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.widgets.status_line import Action, ShowMessage
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.analysis.box_agreement import AgreedObject
    from vizdesk.ui.compare.truth.workbench import TruthWorkbench


class TruthController(QObject):
    """Light until it is needed: what draws and scores comes with the first look.

    `wanted` when the Truth layout is to be shown, `suites_wanted` when the evals are.
    `images_wanted(paths)` when images are to be opened.
    """

    wanted = Signal()
    suites_wanted = Signal()
    images_wanted = Signal(object)
    marked = Signal(object)
    """The keys of all images that have truth, as far as it was looked at."""

    def __init__(
        self, session: Session, canvas: CompareView, bar: AgreementBar, say: ShowMessage
    ) -> None:
        super().__init__(canvas.truth)
        self._session, self._compare, self._bar, self._say = session, canvas, bar, say
        self.view = canvas.truth
        self.workbench: TruthWorkbench | None = None
        self.view.shown.connect(self._show)
        canvas.grid.placed.connect(self._placed)
        for changed in (
            session.answer_changed,
            session.models_changed,
            session.task_changed,
            session.images_changed,
            bar.changed,
        ):
            changed.connect(self._follow)
        session.current_changed.connect(self._follow_image)
        session.image_completed.connect(lambda _, whole: self._refine(whole))
        session.screen_copies.refined.connect(self._refine)
        canvas.accept_wanted.connect(self.accept)
        canvas.differences.accept_wanted.connect(self.accept_object)

    @property
    def in_sight(self) -> bool:
        """Whether the layout is looked at."""
        return self.workbench is not None and self.view.isVisible()

    def _made(self) -> TruthWorkbench:
        if self.workbench is None:
            # Only now: numpy, the checks of evals and the scores come with it.
            from vizdesk.ui.compare.truth.workbench import TruthWorkbench

            self.workbench = TruthWorkbench(
                self._session, self._compare, self._bar, self._say, self
            )
            self.view.take(self.workbench.body)
            self.workbench.edited.connect(self._mark)
            self.workbench.exchange.suites_wanted.connect(self.suites_wanted)
            self.workbench.exchange.images_wanted.connect(self.images_wanted)
        return self.workbench

    def _mark(self) -> None:
        if self.workbench is not None:
            self.marked.emit(self.workbench.editor.with_truth)

    def _show(self) -> None:
        workbench = self._made()
        workbench.show_image()
        workbench.canvas.setFocus()

    def _placed(self) -> None:
        if not self.view.isVisible():
            self._bar.show_truth(None)

    def _follow(self, *_: object) -> None:
        if self.in_sight and self.workbench is not None:
            self.workbench.show_answers()

    def _follow_image(self) -> None:
        if self.in_sight and self.workbench is not None:
            self.workbench.show_image()

    def _refine(self, opened: OpenImage) -> None:
        if self.workbench is not None and opened is self._session.current:
            self.workbench.refine()

    def accept(self, model_id: str) -> None:
        """Have a model's objects be the truth of the current image."""
        asked = self._session.answer_for(model_id)
        if asked is None or not asked.answer.state.final:
            return
        workbench = self._made()
        workbench.show_image()
        name = asked.answer.model.name
        workbench.acceptance.accept(asked.answer, partial(self._accepted, name))

    def accept_object(self, each: AgreedObject, models: int) -> None:
        """Have an object that models agree on be one of those that are there."""
        from vizdesk.truth.image_truth import CONSENSUS

        workbench = self._made()
        workbench.show_image()
        source = f"{CONSENSUS} {each.support}/{models}"
        workbench.acceptance.accept_object(
            Detection(each.label, each.box), source, partial(self._accepted_object, each.label)
        )

    def _accepted_object(self, label: str) -> None:
        words = self.tr("“{label}” is part of the truth of this image now.").format(label=label)
        self._say(words, Action(self.tr("Show"), self.wanted.emit))

    def _accepted(self, name: str) -> None:
        words = self.tr("What {name} found is the truth of this image now.").format(name=name)
        self._say(words, Action(self.tr("Show"), self.wanted.emit))

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        if self.workbench is not None:
            self.workbench.body.show_tokens(tokens)

    def close(self) -> None:
        """Save what is not saved yet; what cannot be is told at the next start."""
        if self.workbench is None:
            return
        pending = self.workbench.editor.pending
        if (error := pending.write_last()) is not None:
            self._session.services.history.notices.append(
                plural(
                    "The truth of {n} image was not saved: {why}",
                    "The truth of {n} images was not saved: {why}",
                    len(pending.waiting),
                    why=reason(error),
                )
            )
