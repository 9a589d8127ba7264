"""The scores beside the image, and the errors of one model drawn on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from vizdesk.ui.compare.truth.answer_form import scored_by_words
from vizdesk.ui.compare.truth.body import TruthBody
from vizdesk.ui.compare.truth.editor import TruthEditor
from vizdesk.ui.compare.truth.rows import ScoredModel, score_columns, score_rows
from vizdesk.ui.compare.truth.scores import TruthScores, error_marks
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.translate import error_sentence
from vizdesk.ui.widgets.status_line import ShowMessage


class ScoreBoard(QObject):
    """Shows what `scores` computes: a row for each model, and on demand what one has wrong."""

    def __init__(
        self,
        session: Session,
        editor: TruthEditor,
        body: TruthBody,
        iou: Callable[[], float],
        say: ShowMessage,
    ) -> None:
        super().__init__(body)
        self._session, self._editor, self._body = session, editor, body
        self.scores = TruthScores(session, editor, iou, self)
        self._errors_of = ""
        self.scores.computed.connect(self.show)
        self.scores.failed.connect(lambda error: say(error_sentence(error)))
        body.errors_wanted.connect(self._take_errors_of)
        body.panel.all_images.connect(self.scores.show_all_images)

    def _scored(self) -> list[ScoredModel]:
        kind, scores = self._session.task.kind, self.scores.scores
        known = {
            score.model: score for score in (scores.models if scores else ()) if score.task is kind
        }
        return [
            ScoredModel(number, model.name, known.get(model.id))
            for number, model in enumerate(self._session.chosen_models, 1)
        ]

    def show(self) -> None:
        """Bring table and image up to date."""
        models, panel = self._scored(), self._body.panel
        columns = score_columns(self._session.task.kind, all_images=self.scores.all_images)
        panel.scores.show_rows(columns, score_rows(models, columns))
        panel.fit_scores()
        panel.score_hint.setText(self._score_words(models))
        self._show_errors(models)

    def _score_words(self, models: list[ScoredModel]) -> str:
        if all(each.score is None for each in models):
            if self._session.comparison() is None:
                return self.tr("Run to score")
            return self.tr("no truth yet")
        if not self.scores.all_images:
            written = scored_by_words(self._session.task.kind)
            return self.tr("as you write") if written else self.tr("as you draw")
        images = max(len(each.score.images) for each in models if each.score is not None)
        return self.tr("%n image(s)", "", images)

    def _show_errors(self, models: list[ScoredModel]) -> None:
        ids = [model.id for model in self._session.chosen_models]
        offered = [
            (key, f"{each.number} {each.name}")
            for key, each in zip(ids, models, strict=True)
            if each.score is not None and each.score.boxes is not None
        ]
        offered_now = self._errors_of if self._errors_of in dict(offered) else ""
        marks, image = [], self._editor.image
        for key, each in zip(ids, models, strict=True):
            if key == offered_now and each.score is not None and image is not None:
                wrong, missed = self.tr("{n} {label} · FP"), self.tr("{n} {label} · FN")
                marks = error_marks(each.score, image.key, each.number, wrong, missed)
        self._body.canvas.show_errors(marks)
        self._body.show_errors_of(offered, offered_now)

    def _take_errors_of(self, key: str) -> None:
        self._errors_of = key
        self.show()
