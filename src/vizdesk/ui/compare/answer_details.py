"""The answer beside the image: boxes, words, raw reply, and what is to be known about them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.ui.compare.answer_views import AnswerText
from vizdesk.ui.compare.boxes_table import BoxesTable
from vizdesk.ui.compare.reply_excerpt import ReplyExcerpt
from vizdesk.ui.compare.thinking_section import ThinkingSection
from vizdesk.ui.text.translate import translate_message, translated
from vizdesk.ui.widgets.basics import Fitting, button, label, restyle
from vizdesk.ui.widgets.streaming_text import StreamingText

BOXES, WORDS, RAW = range(3)
# Below this height, in pixels, the table of boxes needs the room that lines of the reply take.
ROOM_FOR_REPLY = 260
# Below this width, in pixels, the word on the copy button would hold a small window's panes apart.
ROOM_FOR_COPY = 280
LEAST_PAGE = 58  # pixels
LONGEST_NOTE = 2_000  # characters


class AnswerDetails(QWidget):
    """Three tabs and a note. Only the tab that is seen is brought up to date."""

    details_wanted = Signal()

    def __init__(self, *, askable: bool = True) -> None:
        """`askable`: the model can be asked, and its answer was not pasted."""
        super().__init__()
        self.askable = askable
        self._answer: Answer | None = None
        self._shown_colours: dict[str, QColor] = {}
        self._kind = TaskKind.DETECT
        self._colours: Mapping[str, QColor] = {}
        self.boxes = BoxesTable()
        self.words = AnswerText()
        self.raw = StreamingText(self.tr("Raw reply"), code=True)
        self.pages = QStackedWidget()
        for page in (self.boxes, self.words, self.raw):
            self.pages.addWidget(page)
        self.note = label("", tone="fair")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note_area = Fitting(self.note, self._room_for_note)
        self.details = button(self.tr("Copy details"), "plain")
        self.details.clicked.connect(self.details_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 6)
        column.setSpacing(4)
        column.addLayout(self._tabs())
        column.addWidget(self.note_area, 0)
        column.addWidget(self.details, 0, Qt.AlignmentFlag.AlignLeft)
        self.thinking = ThinkingSection()
        column.addWidget(self.thinking, 0)
        # Two rows of boxes; a page that would rather have more does not take it from the image.
        self.pages.setMinimumHeight(LEAST_PAGE)
        column.addWidget(self.pages, 1)
        self.reply = ReplyExcerpt()
        column.addWidget(self.reply, 0)
        self._end = QWidget()
        column.addWidget(self._end, 1)

    def _tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        self._group = QButtonGroup(self)
        self.tabs = []
        for at, name in enumerate((self.tr("Boxes"), self.tr("Answer"), self.tr("Raw"))):
            tab = button(name, "tab")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)  # to screen readers: one of several, not on or off
            self._group.addButton(tab, at)
            row.addWidget(tab)
            self.tabs.append(tab)
        row.addStretch(1)
        self.copy = button(self.tr("Copy"), "plain", self.tr("Copy the answer"))
        self.copy.setAccessibleName(self.tr("Copy the answer"))
        self.copy.clicked.connect(self._copy_answer)
        row.addWidget(self.copy)
        self._group.idClicked.connect(self.show_page)
        self.tabs[BOXES].setChecked(True)
        return row

    def show_page(self, page: int) -> None:
        """Go to Boxes, Answer or Raw."""
        self.tabs[page].setChecked(True)
        self.pages.setCurrentIndex(page)
        self._refresh()

    def show_answer(
        self, answer: Answer | None, kind: TaskKind, colours: Mapping[str, QColor]
    ) -> None:
        """Show an answer; a new kind of task goes to the tab that suits it."""
        if kind is not self._kind:
            self._kind = kind
            page = BOXES if spec_of(kind).output is TaskOutput.BOXES else WORDS
            self.tabs[page].setChecked(True)
            self.pages.setCurrentIndex(page)
        self._answer, self._colours = answer, colours
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.reply.set_compact(event.size().height() < ROOM_FOR_REPLY)
        roomy = event.size().width() >= ROOM_FOR_COPY
        self.copy.setText(self.tr("Copy") if roomy else "❐")

    def _refresh(self) -> None:
        answer = self._answer or None
        page = self.pages.currentIndex()
        detections = answer.reading.all_detections if answer else ()
        differ = self._shown_colours != self._colours
        if page == BOXES and (differ or self.boxes.boxes.detections != detections):
            self.boxes.show_detections(detections, self._colours)
            self._shown_colours = dict(self._colours)
        if answer is not None and page == WORDS:
            self.words.show_answer(answer, self._kind, self._colours)
        elif page == RAW:
            self.raw.show_text(answer.text if answer else "")
        beside = page == BOXES or (page == WORDS and self.words.hides_reply)
        self.reply.show_text(answer.text if answer and beside else "")
        self.thinking.show_answer(answer)
        self._refresh_note(answer)
        self.copy.setVisible(answer is not None and bool(answer.text))
        wordless = answer is None or (answer.failure is not None and not answer.text)
        self.pages.setVisible(not wordless)
        self._end.setVisible(wordless)

    def _refresh_note(self, answer: Answer | None) -> None:
        sentence, tone = "", "fair"
        if answer is None:
            sentence = self.tr("Run to ask this model.")
            if not self.askable:
                sentence = self.tr("Nothing was pasted about this image and task.")
            tone = "quiet"
        elif answer.failure is not None:
            unsupported = answer.state is AnswerState.UNSUPPORTED
            parts = (answer.failure.what, answer.failure.todo)  # the advice on a line of its own
            sentence = "\n".join(translate_message(part) for part in parts if part)
            tone = "quiet" if unsupported else "weak"
        elif answer.problems:
            sentence = "\n".join(map(translated, answer.problems))
        elif (
            answer.state.final
            and spec_of(self._kind).output is TaskOutput.BOXES
            and not answer.reading.all_detections
        ):
            sentence, tone = self.tr("No objects found."), "quiet"
        restyle(self.note, "tone", tone)
        self.note.setText(sentence[:LONGEST_NOTE])
        self.note_area.setVisible(bool(sentence))
        self.note_area.fit()
        self.details.setVisible(answer is not None and answer.state is AnswerState.FAILED)

    def _room_for_note(self) -> int:
        """Pixels: much of a pane without an answer, so that the reason and the advice are seen."""
        pane, answer = self.parentWidget(), self._answer
        if pane is None or answer is None or answer.failure is None or answer.text:
            return 0
        return 2 * pane.height() // 5

    def _copy_answer(self) -> None:
        if self._answer is not None:
            QApplication.clipboard().setText(self._answer.text)
