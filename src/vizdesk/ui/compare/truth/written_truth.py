"""Truth that is written instead of drawn: ties the form to the task and to what is known."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.truth.expected import (
    ExpectedWords,
    answer_words,
    expected_words,
    with_expected,
)
from vizdesk.ui.compare.truth.answer_form import AnswerForm, scored_by_words
from vizdesk.ui.compare.truth.editor import TruthEditor
from vizdesk.ui.compare.truth.panel import StartChoice
from vizdesk.ui.compare.truth.start_sources import EMPTY
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import error_sentence


class WrittenTruth(QObject):
    """Shows what is known when another image or task is looked at, and takes what is written."""

    def __init__(
        self, session: Session, editor: TruthEditor, form: AnswerForm, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._editor, self._form = session, editor, form
        editor.loaded.connect(self.show)
        session.task_changed.connect(self.show)
        form.edited.connect(self._take)

    @property
    def wanted(self) -> bool:
        """Whether the task's truth is written."""
        return scored_by_words(self._session.task.kind)

    def show(self) -> None:
        """Show what is known of the image and task that are looked at."""
        if not self.wanted:
            return
        truth, form = self._editor.truth, self._form
        form.show_task(self._session.task.kind)
        form.setEnabled(truth is not None)
        form.show_problem("")
        if truth is not None:
            form.show_words(expected_words(truth, self._session.task))

    def _take(self, words: ExpectedWords) -> None:
        """Keep what is written, where it is whole; until then what was known stays."""
        truth, task = self._editor.truth, self._session.task
        if truth is None:
            return
        try:
            after = with_expected(truth, task, words)
        except ValueError as error:
            self._form.show_problem(error_sentence(error))
            return
        self._form.show_problem("")
        self._editor.change(lambda _: after)

    @property
    def _answers(self) -> list[Answer]:
        comparison = self._session.comparison()
        answers = () if comparison is None else comparison.answers
        return [answer for answer in answers if answer.state is AnswerState.DONE]

    def choices(self) -> list[StartChoice]:
        """What the words can be begun with."""
        truth, task = self._editor.truth, self._session.task
        known = expected_words(truth, task).text if truth is not None else ""
        choices = []
        for answer in self._answers:
            text = answer_words(task, answer).text
            if text:
                choices.append(StartChoice(answer.model.id, answer.model.name, text == known))
        tip = tr("What is right is not known: no answer is scored.")
        return [*choices, StartChoice(EMPTY, tr("Not known"), not known, tip)]

    def start_from(self, key: str) -> None:
        """Write what a model answered, or nothing; Ctrl+Z in the field takes it back."""
        if key == EMPTY:
            self._form.write(replace(self._form.words, text=""))
        for answer in self._answers:
            if answer.model.id == key:
                self.accept(answer)

    def accept(self, answer: Answer) -> None:
        """Have a model's answer be what is right."""
        self.show()
        self._form.write(answer_words(self._session.task, answer))
