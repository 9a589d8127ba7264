"""Scores against the truth on the screen, computed off the Qt thread after each edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from vizdesk.comparison.types import Comparison, ImageRef
from vizdesk.truth.image_truth import ImageTruth
from vizdesk.truth.scoring import ModelScore, Scores
from vizdesk.ui.compare.truth.editor import TruthEditor
from vizdesk.ui.compare.truth.painting import ErrorMark
from vizdesk.ui.core.session import Session

PAUSE_MS = 15
"""Edits within so many milliseconds are scored together."""


@dataclass(frozen=True, slots=True)
class ScoreQuestion:
    """What scores depend on: the answers, the truth on the screen, IoU, and one image or all."""

    comparisons: tuple[Comparison, ...]
    truth: ImageTruth | None
    iou: float
    all_images: bool


class TruthScores(QObject):
    """Keeps `scores` up to date: one computation at a time, and the newest question next.

    `computed` when they are others; None where there is nothing to score, or not yet. `failed` with
    what kept them from being computed.
    """

    computed = Signal()
    failed = Signal(object)

    def __init__(
        self, session: Session, editor: TruthEditor, iou: Callable[[], float], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._editor, self._iou = session, editor, iou
        self.scores: Scores | None = None
        self.all_images = False
        self._shown: ScoreQuestion | None = None
        self._asked: ScoreQuestion | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._compute)

    def show_all_images(self, on: bool) -> None:
        """Score all open images that have truth, or the one that is looked at."""
        self.all_images = on
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Look whether there is something else to score."""
        question = self._question()
        if question is None or (self._shown is not None and _differs(question, self._shown)):
            # Figures of another image must not stand for one frame.
            self.scores, self._shown = None, None
            self.computed.emit()
        if question is not None and not self._timer.isActive():
            self._timer.start()

    def _question(self) -> ScoreQuestion | None:
        session, truth = self._session, self._editor.truth
        if truth is None:
            return None
        if self.all_images:
            keys = {*self._editor.with_truth, truth.image.key}
            opened = [image.key for image in session.images if image.key in keys]
            comparisons = [session.comparison(key) for key in opened]
        else:
            comparisons = [session.comparison()]
        answered = tuple(each for each in comparisons if each is not None)
        if not answered:
            return None
        return ScoreQuestion(answered, truth, self._iou(), self.all_images)

    def _compute(self) -> None:
        question = self._question()
        if self._asked is not None or question is None:
            return  # it is looked at again when the one at work has ended
        if self._shown is not None and _same(question, self._shown):
            return
        self._asked = question
        service, pending = self._session.services.truth, self._editor.pending

        def work() -> Scores:
            truth, options = question.truth, service().options(question.iou)

            def truth_of(image: ImageRef) -> ImageTruth | None:
                here = truth is not None and image.key == truth.image.key
                return truth if here else pending.of_image(image.key)

            return service().score(question.comparisons, options, truth_of)

        self._session.background.run(work, owner=self).finished(self._ended).success(
            lambda scores: self._take(question, scores)
        ).failure(self.failed.emit)

    def _ended(self) -> None:
        self._asked = None
        self._timer.start()

    def _take(self, question: ScoreQuestion, scores: Scores) -> None:
        now = self._question()
        if now is not None and not _differs(now, question):
            self.scores, self._shown = scores, question
            self.computed.emit()


def error_marks(
    score: ModelScore, key: str, number: int, wrong: str, missed: str
) -> list[ErrorMark]:
    """What a model has wrong on the image of this key; `wrong`, `missed`: words with {label}."""
    if score.boxes is None or key not in score.images:
        return []
    at = score.images.index(key)
    case, image = score.cases[at], score.boxes.images[at]
    marks = [
        ErrorMark(case.detections[at].box, wrong.format(n=number, label=case.detections[at].label))
        for at in image.wrong
    ]
    marks += [
        ErrorMark(case.truth[at].box, missed.format(n=number, label=case.truth[at].label), True)
        for at in image.missed
    ]
    return marks


def _differs(question: ScoreQuestion, shown: ScoreQuestion) -> bool:
    """Whether the figures that are shown are about other images or another task."""
    return (
        question.all_images is not shown.all_images
        or [each.task.kind for each in question.comparisons]
        != [each.task.kind for each in shown.comparisons]
        or [each.image.key for each in question.comparisons]
        != [each.image.key for each in shown.comparisons]
    )


def _same(question: ScoreQuestion, shown: ScoreQuestion) -> bool:
    """Whether both have the same answer; comparisons are made anew each time they are asked for."""
    return (
        not _differs(question, shown)
        and question.truth == shown.truth
        and question.iou == shown.iou
        and [(each.task, each.answers) for each in question.comparisons]
        == [(each.task, each.answers) for each in shown.comparisons]
    )
