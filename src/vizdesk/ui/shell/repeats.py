"""One model asked several times: each answer has a pane and is kept; their spread is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from vizdesk.common.formatting import dollars
from vizdesk.comparison.models import Model
from vizdesk.comparison.types import Answer, Comparison
from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.banner import Banner
from vizdesk.ui.widgets.status_line import Action, ShowMessage

LEAST, USUAL, MOST = 2, 3, 10
MARK = "#"  # between a model's id and the number of the repeat


@dataclass(frozen=True)
class _Repeats:
    """Repeats that are being asked: the model, their ids, and what was checked before."""

    model: Model
    ids: tuple[str, ...]
    chosen: tuple[str, ...]


class RepeatController(QObject):
    """`run` asks the checked models about the current image."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        runner: ComparisonRunner,
        run: Callable[[], None],
        banner: Banner,
        say: ShowMessage,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._runner = window, session, runner
        self._run, self._banner, self._say = run, banner, say
        self._repeats: _Repeats | None = None
        runner.running_changed.connect(self._ended)

    def ask(self, model_id: str) -> QInputDialog | None:
        """Ask how many times, saying what each costs; None where there is no image."""
        session = self._session
        model = session.model(model_id)
        if session.current is None or session.current.gone:
            self._say(self.tr("Open an image first."))
            return None
        dialog = QInputDialog(self._window)
        dialog.setInputMode(QInputDialog.InputMode.IntInput)
        dialog.setWindowTitle(self.tr("Repeat"))
        dialog.setLabelText(self._question(model))
        dialog.setIntRange(LEAST, MOST)
        dialog.setIntValue(USUAL)
        dialog.intValueSelected.connect(partial(self.repeat, model_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _question(self, model: Model) -> str:
        words = [self.tr("How many times is {name} to be asked?").format(name=model.name)]
        if model.sampling.temperature == 0:
            words.append(self.tr("At temperature 0 the answers differ only by the engine."))
        image = self._session.current
        if image is not None and not model.local:
            ref = image.image.ref
            estimate = self._session.services.comparisons.estimate_before(
                model, self._session.task, (ref.width, ref.height)
            )
            cost = dollars(estimate.cost_usd if estimate is not None else None)
            words.append(self.tr("Each costs about {cost}.").format(cost=cost))
        return "\n".join(words)

    def repeat(self, model_id: str, times: int) -> None:
        """Ask a model `times` times; the other checked models rest meanwhile."""
        session = self._session
        model, at = session.model(model_id), session.models.index(session.model(model_id))
        copies = [
            replace(model, id=f"{model.id}{MARK}{n}", name=f"{model.name} · {n}")
            for n in range(1, times + 1)
        ]
        before = tuple(key for key in session.chosen if MARK not in key)
        for number, copy in enumerate(copies, 1):
            session.add_model(copy, at + number, choose=False)
        self._repeats = _Repeats(model, tuple(copy.id for copy in copies), before)
        session.choose_only([copy.id for copy in copies])
        self._run()

    def _answers(self, ids: Sequence[str]) -> list[Answer]:
        asked = (self._session.answer_for(key) for key in ids)
        return [latest.answer for latest in asked if latest is not None]

    def _ended(self) -> None:
        repeats = self._repeats
        if repeats is None or self._runner.running:
            return
        answers = self._answers(repeats.ids)
        comparison = self._session.comparison()
        if len(answers) < len(repeats.ids) or comparison is None:
            return
        self._repeats = None
        self._session.background.run(partial(self._told, comparison, answers), self).success(
            partial(self._show, repeats)
        ).failure(lambda error: self._say(error_sentence(error)))

    def _told(self, comparison: Comparison, answers: Sequence[Answer]) -> str:
        """For a thread: the spread of the figures, and how far the answers agree."""
        from vizdesk.analysis.agreement_words import agreement_line
        from vizdesk.analysis.repeat_spread import spread_of

        agreement = self._session.services.agreement.agreement(comparison)
        lines = (spread_of(answers).sentence, agreement_line(agreement))
        return "\n".join(map(translate_message, lines))

    def _show(self, repeats: _Repeats, words: str) -> None:
        title = self.tr("%n answer(s) of {name}", "", len(repeats.ids))
        back = Action(self.tr("Back to the models before"), partial(self._back, repeats))
        self._banner.say(title.format(name=repeats.model.name), words, [back])

    def _back(self, repeats: _Repeats) -> None:
        """Take the repeats off the list; their answers stay in the history."""
        there = {model.id for model in self._session.models}
        for key in repeats.ids:
            if key in there:
                self._session.remove_model(key)
        self._session.choose_only(repeats.chosen)
