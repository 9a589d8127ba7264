"""Keeps the agreement of what is on the screen: computed off the Qt thread as answers end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import AnswerState, Comparison
from vizdesk.ui.compare.agreement_bar import AgreementBar
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.translate import error_sentence

if TYPE_CHECKING:
    from vizdesk.analysis.comparison_agreement import Agreement
    from vizdesk.services.agreement import AgreementService

LONG_MS = 250
"""Where comparing takes longer, the bar says so: its figures would be those of before."""
PAUSE_MS = 60
"""Answers that end together are computed together."""


class AgreementController(QObject):
    """Fills the bar, and tells who shows the same (`computed`, None: nothing to show).

    While models write nothing is computed: an answer counts when it has ended.
    """

    computed = Signal(object, object)
    marked = Signal(object)
    """How far the answers to the present task agree: so many of so many, by the image's key."""

    def __init__(self, session: Session, bar: AgreementBar) -> None:
        super().__init__(bar)
        self._session, self._bar = session, bar
        self._service: AgreementService = session.services.agreement
        self.agreement: Agreement | None = None
        self.comparison: Comparison | None = None
        self._shown: object = None
        self._wanted: object = None
        self._computing = False
        self._hidden: dict[AnswerKey, None] = {}  # images that are not shown, to be marked
        self._marking = False
        self._marks: dict[tuple[str, TaskKind], tuple[int, int]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.refresh)
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(LONG_MS)
        self._long.timeout.connect(self._show_comparing)
        for changed in (
            session.current_changed,
            session.image_completed,
            session.models_changed,
            session.task_changed,
            session.answer_changed,
            bar.changed,
        ):
            changed.connect(self._later)
        session.task_changed.connect(self.tell_marks)
        session.answer_kept.connect(self._kept)
        self.refresh()

    def _later(self, *_: object) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def refresh(self) -> None:
        """Bring the bar up to date; computes where other answers have ended than before."""
        session, bar = self._session, self._bar
        bar.setVisible(session.current is not None)  # the way in needs the room
        bar.show_choices(spec_of(session.task.kind).output if session.current else None)
        bar.show_models([(model.id, model.name) for model in session.chosen_models])
        comparison = session.comparison()
        if comparison is None or len(session.chosen) == 0:
            self._show_nothing()
            return
        key = (comparison.image, comparison.task, bar.choices, self._ended(comparison))
        self._wanted = key
        if key == self._shown:
            self._long.stop()
            return
        if not self._long.isActive():
            self._long.start()
        if self._computing:
            return  # what is wanted is looked at again when the one at work has ended
        self._computing = True
        drawn = session.asked.boxes_drawn(
            comparison.image.key, comparison.task.kind, session.chosen_models
        )
        session.background.run(
            partial(self._service.agreement, comparison, bar.choices.options, drawn), owner=self
        ).finished(self._computed).success(partial(self._show, key, comparison)).failure(
            partial(self._fail, key)
        )

    def _computed(self) -> None:
        self._computing = False
        self._later()

    @staticmethod
    def _ended(comparison: Comparison) -> tuple[object, ...]:
        return tuple(
            (answer.model.id, answer.state.final and (answer.text, answer.reading, answer.state))
            for answer in comparison.answers
        )

    def _show_comparing(self) -> None:
        """How many answers there are is known before they are compared."""
        from vizdesk.analysis.agreement_words import figures_of_answers
        from vizdesk.analysis.participation import participation

        comparison = self._session.comparison()
        if comparison is None or self._wanted == self._shown:
            return
        output = spec_of(comparison.task.kind).output
        kinds = [participation(answer, output) for answer in comparison.answers]
        self._bar.show_comparing(tuple(figures_of_answers(kinds)))

    def _show_nothing(self) -> None:
        self._long.stop()
        self._shown = self._wanted = None
        self.agreement = self.comparison = None
        words = ""
        if self._session.current is not None:
            words = (
                self.tr("Run to compare.")
                if len(self._session.chosen) > 1
                else self.tr("Choose two models or more to see where they differ.")
            )
        self._bar.show_hint(words)
        self.computed.emit(None, None)

    def _show(self, key: object, comparison: Comparison, agreement: Agreement) -> None:
        if key != self._wanted:
            return  # something else is asked for by now
        from vizdesk.analysis.agreement_words import figures_of

        self._long.stop()
        self._shown = key
        self.agreement, self.comparison = agreement, comparison
        done = all(answer.state.final for answer in comparison.answers)
        answered = any(answer.state is AnswerState.DONE for answer in comparison.answers)
        self._bar.show_figures(figures_of(agreement), done=done, answered=answered)
        place = comparison.image.key, comparison.task.kind
        if agreement.agreeing is None:
            self._marks.pop(place, None)
        else:
            self._marks[place] = agreement.agreeing
        self.tell_marks()
        self.computed.emit(comparison, agreement)

    def _fail(self, key: object, error: BaseException) -> None:
        if key != self._wanted:
            return
        self._long.stop()
        self._shown = key
        self.agreement = self.comparison = None
        self._bar.show_hint(error_sentence(error))
        self.computed.emit(None, None)

    # --- Images that are not shown ------------------------------------------------------------
    def _kept(self, opened: OpenImage | None, asked: AskedAnswer) -> None:
        """A run over many images answers about those nobody looks at: they are marked too."""
        session = self._session
        if opened is None or opened is session.current or not asked.answer.state.final:
            return
        self._hidden[AnswerKey(opened.key, asked.task.kind, "")] = None
        self._mark_next()

    def _mark_next(self) -> None:
        while self._hidden and not self._marking:
            place = next(iter(self._hidden))
            del self._hidden[place]
            comparison = self._session.comparison(place.image, place.kind)
            if comparison is None or not all(each.state.final for each in comparison.answers):
                continue  # it was closed, or it comes again with the last of them
            self._marking = True
            self._session.background.run(
                partial(self._service.agreement, comparison), owner=self
            ).finished(self._marked_one).success(partial(self._mark, place)).failure(
                lambda _error: self._mark_next()  # the image says why when it is looked at
            )

    def _marked_one(self) -> None:
        self._marking = False

    def _mark(self, place: AnswerKey, agreement: Agreement) -> None:
        if agreement.agreeing is not None:
            self._marks[place.image, place.kind] = agreement.agreeing
            self.tell_marks()
        self._mark_next()

    def tell_marks(self) -> None:
        """Tell how far the answers to the present task agree, on each image."""
        kind = self._session.task.kind
        self.marked.emit(
            {image: mark for (image, task), mark in self._marks.items() if task == kind}
        )
