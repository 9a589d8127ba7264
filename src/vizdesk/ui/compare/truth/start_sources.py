"""What truth can be started from: the consensus of answers, a model, the last image, nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from vizdesk.analysis.agreement_options import AgreementOptions
from vizdesk.analysis.box_fusion import ConsensusBox
from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.types import Answer, AnswerState, Comparison, Detection
from vizdesk.truth.editing import DrawnObjects, accepted
from vizdesk.truth.image_truth import CONSENSUS
from vizdesk.ui.compare.truth.editor import TruthEditor
from vizdesk.ui.compare.truth.panel import StartChoice
from vizdesk.ui.core.session import Session
from vizdesk.ui.text.i18n import tr

LAST, EMPTY = "\x00last", "\x00empty"
"""Keys of choices that are no model."""


class StartSources(QObject):
    """`changed` when there is something else to start from; the consensus is fused in a thread."""

    changed = Signal()

    def __init__(
        self,
        session: Session,
        editor: TruthEditor,
        options: Callable[[], AgreementOptions],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._editor, self._options = session, editor, options
        self._fused: tuple[ConsensusBox, ...] = ()
        self._of: Comparison | None = None
        self._fusing = False

    # --- What there is ------------------------------------------------------------------------
    @property
    def answers(self) -> list[Answer]:
        """The answers on the screen that have boxes, points or outlines to be accepted."""
        comparison = self._session.comparison()
        if comparison is None or spec_of(comparison.task.kind).output is not TaskOutput.BOXES:
            return []
        return [each for each in comparison.answers if each.state is AnswerState.DONE]

    @property
    def majority(self) -> int:
        """How many models must have a box of the consensus: more than half."""
        return len(self.answers) // 2 + 1

    @property
    def consensus(self) -> list[ConsensusBox]:
        """The boxes that most models gave."""
        if self._of is None or len(self.answers) < 2 or not self._is_current(self._of):
            return []
        return [box for box in self._fused if box.support >= self.majority]

    def choices(self) -> list[StartChoice]:
        """All of it, with what was chosen."""
        drawn, answers = self._editor.drawn, self.answers
        choices = []
        if boxes := self.consensus:
            words = tr("Consensus ≥ {k} of {n} · {boxes}")
            words = words.format(k=self.majority, n=len(answers), boxes=len(boxes))
            fused = bool(drawn.things) and any(
                thing.source.startswith(CONSENSUS) for thing in drawn.things
            )
            choices.append(StartChoice(CONSENSUS, words, fused and not drawn.started_from))
        for answer in answers:
            words = f"{answer.model.name} · {len(answer.reading.all_detections)}"
            chosen = drawn.started_from == (answer.model.id,)
            choices.append(StartChoice(answer.model.id, words, chosen))
        if previous := self._editor.previous:
            words = tr("Last image · {n}").format(n=len(previous))
            choices.append(StartChoice(LAST, words))
        empty = drawn.known and not drawn.things
        tip = tr("Nothing is there: a box of a model is wrong then.")
        choices.append(StartChoice(EMPTY, tr("Empty"), empty, tip))
        return choices

    def objects_of(self, key: str) -> DrawnObjects | None:
        """What is drawn after this choice; None where it is not there any more."""
        drawn = self._editor.drawn
        if key == EMPTY:
            return accepted(drawn, (), "")
        if key == LAST:
            things = self._editor.previous
            models = {each.source for each in things} & set(self._session.chosen)
            return DrawnObjects(things, 0 if things else None, True, tuple(sorted(models)))
        if key == CONSENSUS:
            return self._consensus_objects(drawn)
        for answer in self.answers:
            if answer.model.id == key:
                return accepted(drawn, answer.reading.all_detections, key)
        return None

    def _consensus_objects(self, drawn: DrawnObjects) -> DrawnObjects:
        models = len(self.answers)
        boxes = [
            (Detection(box.label, box.box), f"{CONSENSUS} {box.support}/{models}")
            for box in self.consensus
        ]
        parts = [accepted(drawn, (place,), source).things[0] for place, source in boxes]
        return DrawnObjects(tuple(parts), 0 if parts else None, known=True)

    # --- Fusing -------------------------------------------------------------------------------
    def refresh(self, *_: object) -> None:
        """Fuse the boxes of the answers on the screen, where they are others than before."""
        comparison = self._session.comparison()
        if comparison is None or len(self.answers) < 2:
            self._fused, self._of = (), None
            self.changed.emit()
            return
        if self._fusing or (self._of is not None and self._is_current(self._of)):
            self.changed.emit()
            return
        from vizdesk.analysis.consensus import consensus_boxes

        self._fusing = True
        service, options = self._session.services.agreement, self._options()
        self._session.background.run(
            lambda: consensus_boxes(comparison, service.options(options)), owner=self
        ).finished(self._ended).success(partial(self._take, comparison))

    def _ended(self) -> None:
        self._fusing = False

    def _take(self, comparison: Comparison, boxes: Sequence[ConsensusBox]) -> None:
        self._fused, self._of = tuple(boxes), comparison
        if self._is_current(comparison):
            self.changed.emit()
        else:
            self.refresh()

    def _is_current(self, comparison: Comparison) -> bool:
        now = self._session.comparison()
        return (
            now is not None
            and now.image == comparison.image
            and now.task == comparison.task
            and now.answers == comparison.answers
        )
