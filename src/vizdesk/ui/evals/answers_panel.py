"""What every model answered to one prompt: verdict, what was read, why; and a person's own word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.evals.verdicts import PersonVerdict, VerdictState
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.prompts import Prompt
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import ElidedLabel, button, label
from vizdesk.ui.widgets.theme import Tokens

HIGHEST = 260  # pixels of the image
LONGEST = 1_200  # characters of an answer shown here; all of it is on its image


_STATES: Mapping[VerdictState, Message] = {
    VerdictState.RIGHT: message("right"),
    VerdictState.WRONG: message("wrong"),
    VerdictState.UNREADABLE: message("unreadable"),
    VerdictState.AMBIGUOUS: message("ambiguous"),
    VerdictState.REFUSED: message("refused"),
    VerdictState.EMPTY: message("empty"),
}


class AnswersPanel(QScrollArea):
    """`judged` carries an answer and a person's verdict on it, or None to take that back."""

    judged = Signal(object, object)

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens
        self._image: QImage | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "pane")
        self.setAccessibleName(self.tr("Answers"))
        self.setMinimumWidth(240)

    def show_prompt(self, prompt: Prompt, rule: Message, plan: RunPlan) -> None:
        """Show what was asked, by which rule it is judged, and what was said."""
        inside = QWidget()
        inside.setProperty("role", "panel")
        self._image = None
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        self.image = QLabel()
        self.image.setAccessibleName(self.tr("Image of the prompt"))
        self.image.hide()
        column.addWidget(self.image)
        column.addWidget(_words(prompt.item.prompt or prompt.item.image_name, "strong"))
        column.addWidget(_words(translate_message(rule), "muted"))
        if prompt.item.note:
            column.addWidget(_words(prompt.item.note, "muted"))
        for model in plan.models:
            column.addSpacing(6)
            for answer in prompt.answers[model.id]:
                repeat = f" · {answer.cell.repeat + 1}" if plan.repeats > 1 else ""
                column.addWidget(self._answer(answer, model.name + repeat))
        column.addStretch(1)
        self.setWidget(inside)

    def show_image(self, image: QImage | None) -> None:
        """The image of the prompt that is shown; None where it cannot be opened."""
        self._image = image
        self._fit_image()

    def _fit_image(self) -> None:
        image = self._image
        self.image.setVisible(image is not None)
        if image is None:
            return
        ratio = self.devicePixelRatioF()
        room = QSize(max(120, self.viewport().width() - 40), HIGHEST) * ratio
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fits = image.width() <= room.width() and image.height() <= room.height()
        pixmap = QPixmap.fromImage(image if fits else image.scaled(room, keep, smooth))
        pixmap.setDevicePixelRatio(ratio)
        self.image.setPixmap(pixmap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._image is not None:
            self._fit_image()

    def _answer(self, record: EvalRecord, name: str) -> QWidget:
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(name, "strong", Qt.TextElideMode.ElideMiddle))
        words, tone = self._verdict(record)
        head.addWidget(label(words, tone=tone))
        head.addStretch(1)
        if record.answered:
            for choice in self._choices(record):
                head.addWidget(choice)
        column.addLayout(head)
        failure = record.answer.failure
        reply = translate_message(failure.message) if failure else record.answer.text.strip()
        column.addWidget(_words(reply[:LONGEST] + ("…" if len(reply) > LONGEST else "")))
        if record.verdict is not None:
            column.addWidget(_words(translate_message(record.verdict.why), "muted"))
        if record.judge is not None:
            verdicts = {
                True: self.tr("right"),
                False: self.tr("wrong"),
                None: self.tr("no verdict"),
            }
            by = self.tr("{model} as judge: {verdict} (“{reply}”)").format(
                model=record.judge.model,
                verdict=verdicts[record.judge.right],
                reply=" ".join(record.judge.reply.split())[:LONGEST],
            )
            column.addWidget(_words(by, "muted"))
        return frame

    def _verdict(self, record: EvalRecord) -> tuple[str, str]:
        if record.right is None:
            return (self.tr("failed"), "weak") if record.answer.failure else ("", "")
        mine = self.tr(" (your word)") if record.person is not None else ""
        if record.right:
            loose = record.person is None and not record.strict
            words = self.tr("right, not in the form asked for") if loose else self.tr("right")
            return words + mine, "good"
        state = _STATES[record.verdict.state] if record.verdict is not None else EMPTY
        wrong = self.tr("wrong")
        return (
            wrong if record.person is not None or not state else translate_message(state)
        ) + mine, "weak"

    def _choices(self, record: EvalRecord) -> list[QWidget]:
        if record.person is not None:
            back = button(self.tr("Take back"), "plain", self.tr("Take your verdict back"))
            back.clicked.connect(lambda: self.judged.emit(record, None))
            return [back]
        other = not record.right
        words = self.tr("Count as right") if other else self.tr("Count as wrong")
        turn = button(words, "plain")
        turn.clicked.connect(
            lambda: self.judged.emit(record, PersonVerdict(other, datetime.now(UTC)))
        )
        return [turn]


def _words(text: str, role: str = "") -> QWidget:
    words = label(text, role)
    words.setWordWrap(True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words
