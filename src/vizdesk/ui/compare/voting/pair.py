"""The two answers of a ballot, side by side and without names: boxes on the image, or words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.answer_views import AnswerText
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.class_counts import ClassCounts, class_counts
from vizdesk.ui.compare.display_options import DisplayOptions
from vizdesk.ui.compare.image_view import ImageView
from vizdesk.ui.widgets.basics import label
from vizdesk.ui.widgets.theme import Tokens
from vizdesk.votes.ballot import Ballot

IMAGE_LEAST, WORDS_LEAST, GAP = 120, 150, 12
COUNTS_HEIGHT = 24


class AnswerSide(QFrame):
    """One answer under its letter. `holding(on)` while Space is held in its words."""

    holding = Signal(bool)

    def __init__(self, letter: str, camera: Camera) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.badge = label(letter, "number")
        self.badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.badge.setMinimumSize(22, 20)
        self.title = label(self.tr("Answer {letter}").format(letter=letter), "strong")
        self.amount = label("", "muted")
        self.view = ImageView(camera)
        self.counts = ClassCounts()
        self.counts.setFixedHeight(COUNTS_HEIGHT)
        self.words = AnswerText()
        for words in (self.words.plain, self.words.rich):
            words.installEventFilter(self)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        head.setSpacing(8)
        head.addWidget(self.badge)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.amount)
        inside = QVBoxLayout()
        inside.setContentsMargins(12, 0, 12, 10)
        inside.addWidget(self.counts)
        inside.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(inside)
        self._inside = inside

    def show_answer(
        self,
        answer: Answer,
        kind: TaskKind,
        levels: ImagePyramid | None,
        colours: Mapping[str, QColor],
    ) -> None:
        """Show boxes on the image, or the words."""
        boxes = spec_of(kind).output is TaskOutput.BOXES
        self.view.setVisible(boxes)
        self.counts.setVisible(boxes)
        self.words.setVisible(not boxes)
        detections = answer.reading.all_detections
        self.view.set_levels(levels if boxes else None)
        self.view.set_detections(detections if boxes else (), colours)
        self.counts.show_counts(class_counts(detections, {}) if boxes else (), colours)
        self.words.show_answer(None if boxes else answer, kind, colours)
        if boxes:
            self.amount.setText(self.tr("%n object(s)", "", len(detections)))
        else:
            self.amount.setText(self.tr("%n word(s)", "", len(answer.text.split())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A text would scroll by Space.
        keys = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        if (
            isinstance(event, QKeyEvent)
            and event.type() in keys
            and event.key() == Qt.Key.Key_Space
        ):
            if not event.isAutoRepeat():
                self.holding.emit(event.type() == QEvent.Type.KeyPress)
            return True
        return super().eventFilter(watched, event)


class PairView(QWidget):
    """Both sides, under the image where they are words. `holding(on)` while Space is held."""

    holding = Signal(bool)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.camera = Camera()
        self.image = ImageView(self.camera)
        self._frame = QFrame()
        self._frame.setProperty("role", "pane")
        around = QVBoxLayout(self._frame)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(self.image)
        self._frame.setMinimumHeight(IMAGE_LEAST)
        self.sides = (AnswerSide("A", self.camera), AnswerSide("B", self.camera))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self._answers = QWidget()
        self._answers.setLayout(row)
        self._answers.setMinimumHeight(WORDS_LEAST)
        for side in self.sides:
            row.addWidget(side, 1)
            side.view.hiding.connect(self.holding)
            side.holding.connect(self.holding)
        self.image.hiding.connect(self.holding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._frame, 1)
        column.addWidget(self._answers, 1)
        self._boxes = True
        self._ballot: Ballot | None = None
        self.show_tokens(tokens)

    @property
    def views(self) -> tuple[ImageView, ...]:
        """Every view of the image."""
        return (self.image, *(side.view for side in self.sides))

    def show_ballot(
        self, ballot: Ballot, levels: ImagePyramid | None, colours: Mapping[str, QColor]
    ) -> None:
        """Show the pair; the whole image where it is another pair than before."""
        if self._ballot != ballot:
            self.camera.reset()
        self._ballot = ballot
        self._boxes = spec_of(ballot.task.kind).output is TaskOutput.BOXES
        self._frame.setVisible(not self._boxes)
        self.image.set_levels(None if self._boxes else levels)
        for side, answer in zip(self.sides, (ballot.a, ballot.b), strict=True):
            side.show_answer(answer, ballot.task.kind, levels, colours)

    def refine(self, levels: ImagePyramid) -> None:
        """Show more pixels of the same image."""
        for view in self.views:
            if not view.isHidden():
                view.refine(levels)

    def enlarge(self, on: bool) -> None:
        """Give the image all the room, where the answers are words."""
        self._answers.setVisible(self._boxes or not on)

    def show_options(self, options: DisplayOptions) -> None:
        """Show boxes, labels and classes so."""
        for view in self.views:
            view.set_options(options)

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        for view in self.views:
            view.set_stage(QColor(tokens.stage))
