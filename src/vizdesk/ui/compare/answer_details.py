"""The answer beside the image: boxes, words, raw reply, and what is to be known about them."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.painting.fonts import sans
from vizdesk.ui.compare.answer_note import AnswerNote
from vizdesk.ui.compare.answer_views import AnswerText
from vizdesk.ui.compare.boxes_table import BoxesTable
from vizdesk.ui.compare.class_counts import ClassCount, ClassCounts, class_counts
from vizdesk.ui.compare.pane_split import TABS_HEIGHT
from vizdesk.ui.compare.reply_excerpt import ReplyExcerpt
from vizdesk.ui.compare.thinking_section import ThinkingSection
from vizdesk.ui.text.translate import translate_message, translated
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.streaming_text import StreamingText

BOXES, WORDS, RAW = range(3)
# Below this height, in pixels, the table of boxes needs the room that lines of the reply take.
ROOM_FOR_REPLY = 260
# Below it a table would show a row or two: the counts of the classes say more.
ROOM_FOR_TABLE = 118
# Below this width, in pixels, the word on the copy button would hold a small window's panes apart.
ROOM_FOR_COPY = 280
LEAST_PAGE = 18  # pixels
MARGIN, GAP = 12, 10  # pixels
# Below it only the tabs are left.
ROOM_FOR_BODY = TABS_HEIGHT + 2 + LEAST_PAGE
LONGEST_NOTE = 2_000  # characters


class AnswerDetails(QWidget):
    """Three tabs and a note. Only the tab that is seen is brought up to date.

    Its room is what the split of the panes leaves it: nothing in it asks for more. `bare` when
    only its tabs are left, so that what they would say has to stand elsewhere.
    """

    details_wanted = Signal()
    room_wanted = Signal()
    bared = Signal()

    def __init__(self, *, askable: bool = True) -> None:
        """`askable`: the model can be asked, and its answer was not pasted."""
        super().__init__()
        self.askable = askable
        self._answer: Answer | None = None
        self._shown_colours: dict[str, QColor] = {}
        self._kind = TaskKind.DETECT
        self._colours: Mapping[str, QColor] = {}
        self._usual: Mapping[str, int] = {}
        self.bare = False
        self.boxes = BoxesTable()
        self.counts = ClassCounts()
        self.counts.more_wanted.connect(self.room_wanted)
        self.words = AnswerText()
        self.raw = StreamingText(self.tr("Raw reply"), code=True)
        self.pages = QStackedWidget()
        for page in (self.boxes, self.words, self.raw, self.counts):
            self.pages.addWidget(page)
        self.note_area = AnswerNote()
        self.note = self.note_area.label
        self.thinking = ThinkingSection()
        self.thinking.room_wanted.connect(self.room_wanted)
        self.reply = ReplyExcerpt()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, 2)
        column.setSpacing(0)
        column.addWidget(self._tabs())
        self.body = self._body()
        column.addWidget(self.body, 1)

    def _body(self) -> QWidget:
        body = _Body()
        column = self._column = QVBoxLayout(body)
        column.addWidget(self.note_area, 0)
        column.addWidget(self.thinking, 0)
        self.pages.setMinimumHeight(LEAST_PAGE)
        column.addWidget(self.pages, 1)
        column.addWidget(self.reply, 0)
        self._end = QWidget()
        column.addWidget(self._end, 1)
        return body

    def _tabs(self) -> QWidget:
        line = QWidget()
        line.setFixedHeight(TABS_HEIGHT)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self._group = QButtonGroup(self)
        self.tabs = []
        for at, name in enumerate((self.tr("Boxes"), self.tr("Answer"), self.tr("Raw"))):
            tab = button(name, "tab")
            tab.setCheckable(True)
            tab.setAutoExclusive(True)  # to screen readers: one of several, not on or off
            self._group.addButton(tab, at)
            row.addWidget(tab)
            self.tabs.append(tab)
            self._name_tab(at, name)
        self.more = button("▾", "plain", self.tr("Boxes, Answer, Raw"))
        self.more.setAccessibleName(self.tr("Boxes, Answer, Raw"))
        self.more.clicked.connect(self._open_pages)
        self.more.hide()
        row.addWidget(self.more)
        row.addStretch(1)
        self.differ = label("", "muted", "fair")
        self.differ.hide()
        row.addWidget(self.differ)
        self.remark = button("⚠", "plain")
        self.remark.clicked.connect(self.room_wanted)
        self.remark.hide()
        row.addWidget(self.remark)
        self.details = button(self.tr("Copy details"), "plain")
        self.details.clicked.connect(self.details_wanted)
        row.addWidget(self.details)
        self.copy = button(self.tr("Copy"), "plain", self.tr("Copy the answer"))
        self.copy.setAccessibleName(self.tr("Copy the answer"))
        self.copy.clicked.connect(self._copy_answer)
        row.addWidget(self.copy)
        self._group.idClicked.connect(self.show_page)
        self.tabs[BOXES].setChecked(True)
        return line

    def _name_tab(self, at: int, words: str) -> None:
        """A tab as wide as its words are when it is chosen and bold: none moves the others."""
        self.tabs[at].setText(words)
        wide = QFontMetricsF(sans(12, 600)).horizontalAdvance(words)
        self.tabs[at].setMinimumWidth(ceil(wide) + 10)

    def _fit_tabs(self) -> None:
        """Beside an upright image there may be room for one tab: the others are in a menu then."""
        signs = (self.differ, self.remark, self.details, self.copy)
        taken = sum(sign.sizeHint().width() + GAP for sign in signs if not sign.isHidden())
        room = self.width() - 2 * MARGIN - taken
        boxless = self._answer is None or not self._answer.reading.all_detections
        spared = boxless and _page_of(self._kind) != BOXES and self.page != BOXES
        for offered in (list(self.tabs), self.tabs[WORDS:] if spared else []):
            if offered and sum(tab.minimumWidth() + GAP for tab in offered) - GAP <= room:
                break
        else:
            offered = [self.tabs[self.page]]
        for tab in self.tabs:
            tab.setVisible(tab in offered)
        self.more.setVisible(len(offered) == 1)

    def _open_pages(self) -> None:
        menu = QMenu(self)
        for page, tab in enumerate(self.tabs):
            action = menu.addAction(tab.text())
            action.setCheckable(True)
            action.setChecked(page == self.page)
            action.triggered.connect(lambda _=False, page=page: self.show_page(page))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, TABS_HEIGHT)

    @property
    def page(self) -> int:
        """Boxes, Answer or Raw."""
        return self._group.checkedId()

    def show_page(self, page: int) -> None:
        """Go to Boxes, Answer or Raw."""
        self.tabs[page].setChecked(True)
        self._refresh()

    def show_answer(
        self, answer: Answer | None, kind: TaskKind, colours: Mapping[str, QColor]
    ) -> None:
        """Show an answer; a new kind of task goes to the tab that suits it."""
        if kind is not self._kind:
            self._kind = kind
            self.tabs[_page_of(kind)].setChecked(True)
        self._answer, self._colours = answer, colours
        self._refresh()

    def show_usual(self, usual: Mapping[str, int]) -> None:
        """What most models found of each class, which this answer is held against."""
        if usual != self._usual:
            self._usual = dict(usual)
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.reply.set_compact(event.size().height() < ROOM_FOR_REPLY)
        roomy = event.size().width() >= ROOM_FOR_COPY
        self.copy.setText(self.tr("Copy") if roomy else "❐")
        self.details.setText(self.tr("Copy details") if roomy else "❐")
        bare = event.size().height() < ROOM_FOR_BODY
        self.body.setVisible(not bare)
        if bare is not self.bare:
            self.bare = bare
            self.bared.emit()
        if event.size().height() != event.oldSize().height():
            self._refresh()
        else:
            self._fit_tabs()

    def _refresh(self) -> None:
        answer, page = self._answer, self.page
        low = self.height() < ROOM_FOR_TABLE
        self._refresh_boxes(answer, page, low)
        self._name_tabs(answer)
        if page == WORDS:
            self.words.show_answer(answer, self._kind, self._colours)
        elif page == RAW:
            self.raw.show_text(answer.text if answer else "")
        self.pages.setCurrentIndex(page if page != BOXES or not low else _COUNTS)
        beside = page == BOXES or (page == WORDS and self.words.hides_reply)
        self.reply.show_text(answer.text if answer and beside and not low else "")
        failed = answer is not None and answer.state is AnswerState.FAILED
        self.details.setVisible(failed)
        copies = answer is not None and bool(answer.text) and not failed
        self.copy.setVisible(copies and not self.differ.isVisibleTo(self))
        self.note_words, self.note_tone = self._note_of(answer)
        self._share_room(answer, low)
        self._fit_tabs()

    def _share_room(self, answer: Answer | None, low: bool) -> None:
        """Show as much as there is room for; in a low pane whole lines of one thing, or of two."""
        self._column.setContentsMargins(0, 0 if low else 2, 0, 0 if low else 2)
        self._column.setSpacing(0 if low else 4)
        room = max(0, self.height() - TABS_HEIGHT - 2)
        has_note, line = bool(self.note_words), self.note_area.line
        wordless = answer is None or (answer.failure is not None and not answer.text)
        both = not low or room >= line + LEAST_PAGE
        # What was not done stands before what there is of it. A remark on what was done is a sign
        # beside the tabs, whose tip has its words.
        noted = has_note and (both or wordless or answer is None or answer.failure is not None)
        self._show_remark(has_note and not wordless and (self.bare or not noted))
        lines = (max(1, room // line) if wordless else 1) if low else None
        self.note_area.setVisible(noted)
        self.note_area.show_note(
            self.note_words, self.note_tone, room - 4 if wordless else 0, lines
        )
        # In a low pane what was thought stands under Raw alone once there is something to say.
        thought = answer if not (low and answer and (answer.text or has_note)) else None
        self.words.set_compact(low and noted)
        self.thinking.set_compact(low)
        self.thinking.show_answer(thought)
        self._column.setStretchFactor(self.thinking, 1 if self.thinking.opened else 0)
        # Who only thinks as yet has all the room for that.
        unfolded = self.thinking.opened or (low and not self.thinking.isHidden())
        thinks = answer is not None and not answer.text and unfolded
        self.pages.setVisible(not wordless and not thinks and (both or not noted))
        self._end.setVisible(wordless and not low)

    def _show_remark(self, shown: bool) -> None:
        self.remark.setVisible(shown)
        set_tip(self.remark, self.note_words)
        self.remark.setAccessibleName(self.note_words)

    def _refresh_boxes(self, answer: Answer | None, page: int, low: bool) -> None:
        detections = answer.reading.all_detections if answer else ()
        differ = self._shown_colours != self._colours
        if page == BOXES and (differ or self.boxes.boxes.detections != detections):
            self.boxes.show_detections(detections, self._colours)
            self._shown_colours = dict(self._colours)
        counts: tuple[ClassCount, ...] = ()
        if answer is not None and answer.failure is None and page == BOXES:
            usual = self._usual if answer.state is AnswerState.DONE else {}
            counts = class_counts(detections, usual)
        if low:
            self.counts.show_counts(counts, self._colours)
        others = sum(count.differs for count in counts)
        words = self.tr("%n differ(s)", "", others) if others else ""
        narrow = self.width() < ROOM_FOR_COPY
        self.differ.setText(f"≠ {others}" if others and narrow else words)
        self.differ.setAccessibleName(words)
        set_tip(self.differ, words if narrow else "")
        self.differ.setVisible(bool(others) and self.bare)

    def _name_tabs(self, answer: Answer | None) -> None:
        """The tab of the task is that of the error where an answer is nothing else."""
        count = len(answer.reading.all_detections) if answer else 0
        names = [self.tr("Boxes"), self.tr("Answer")]
        names[BOXES] += f" {count}" if count else ""
        if answer is not None and answer.state is AnswerState.FAILED and not answer.text:
            names[_page_of(self._kind)] = self.tr("Error")
        for at, name in enumerate(names):
            self._name_tab(at, name)

    def _note_of(self, answer: Answer | None) -> tuple[str, str]:
        """What is to be known about an answer, and its tone."""
        sentence, tone = "", "fair"
        if answer is None:
            sentence = self.tr("Not run yet.")
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
        return sentence[:LONGEST_NOTE], tone

    def _copy_answer(self) -> None:
        if self._answer is not None:
            QApplication.clipboard().setText(self._answer.text)


_COUNTS = 3


def _page_of(kind: TaskKind) -> int:
    """The tab that suits a task."""
    return BOXES if spec_of(kind).output is TaskOutput.BOXES else WORDS


class _Body(QWidget):
    """What is cut off where there is no room, instead of taking it from the image."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
