"""Beside the image: where truth starts from, what it is, the scores, how many images have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vizdesk.ui.compare.truth.answer_form import AnswerForm
from vizdesk.ui.compare.truth.tables import TruthTable
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, rule
from vizdesk.ui.widgets.flow_layout import FlowLayout
from vizdesk.ui.widgets.plain_text import set_tip
from vizdesk.ui.widgets.segmented_control import SegmentedControl
from vizdesk.ui.widgets.theme import Tokens

LOW = 520
"""Pixels of height under which one source is shown, and the others in a menu."""
MARGIN = 12
SCORES_LEAST, PAGE_LEAST = 60, 56


@dataclass(frozen=True, slots=True)
class StartChoice:
    """Something truth can be started from: its key, its words, and whether it was."""

    key: str
    words: str
    chosen: bool = False
    tip: str = ""


class StartFrom(QWidget):
    """Chips for all choices, or, `folded`, one and a menu with the others. `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._choices: tuple[StartChoice, ...] = ()
        self._folded = False
        self.chips: dict[str, QPushButton] = {}
        self.other = button(self.tr("Other"), "chip")
        self._menu = QMenu(self)
        self.other.setMenu(self._menu)
        self._flow = FlowLayout([self.other])
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 10, MARGIN, 10)
        column.setSpacing(6)
        column.addWidget(label(self.tr("Start from"), "strong"))
        column.addWidget(self._flow)

    def show_choices(self, choices: Sequence[StartChoice]) -> None:
        """Offer these; chips that stay keep the focus."""
        choices = tuple(choices)
        if choices == self._choices:
            return
        self._choices = choices
        before, self.chips = self.chips, {}
        for choice in choices:
            chip = before.pop(choice.key, None) or self._chip(choice.key)
            chip.setText(("✓  " if choice.chosen else "") + choice.words.replace("&", "&&"))
            chip.setAccessibleName(choice.words)
            chip.setChecked(choice.chosen)
            set_tip(chip, choice.tip)
            self.chips[choice.key] = chip
        self._place()
        for chip in before.values():
            chip.hide()
            chip.deleteLater()

    def fold(self, folded: bool) -> None:
        """Show one choice and a menu, or all."""
        if folded != self._folded:
            self._folded = folded
            self._place()

    def _chip(self, key: str) -> QPushButton:
        chip = button("", "chip")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self._press(key))
        return chip

    def _press(self, key: str) -> None:
        chosen = next((choice.chosen for choice in self._choices if choice.key == key), False)
        self.chips[key].setChecked(chosen)  # whether it was taken is told with the next choices
        self.chosen.emit(key)

    def _place(self) -> None:
        shown = list(self._choices)
        self._menu.clear()
        if self._folded and len(shown) > 1:
            first = next((choice for choice in shown if choice.chosen), shown[0])
            for choice in shown:
                if choice is not first:
                    words = choice.words.replace("&", "&&")
                    action = self._menu.addAction(words)
                    action.triggered.connect(lambda _=False, key=choice.key: self.chosen.emit(key))
            self._flow.set_widgets([self.chips[first.key], self.other])
        else:
            self._flow.set_widgets([self.chips[choice.key] for choice in shown])


class TruthPanel(QFrame):
    """`all_images(on)` when the scores of all are asked for; the rest are its parts' signals."""

    all_images = Signal(bool)
    next_wanted = Signal()
    suite_wanted = Signal()
    import_wanted = Signal()
    folder_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.start = StartFrom()
        self.count = label("", "muted")
        self.objects = TruthTable(tokens, self.tr("Objects of the truth"))
        self.objects.horizontalHeader().hide()
        self.nothing = label("", "muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMargin(MARGIN)
        self.pages = QStackedWidget()
        self.form = AnswerForm()
        # With little height the form scrolls; it must not make the window higher.
        self.written = QScrollArea()
        self.written.setWidgetResizable(True)
        self.written.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setProperty("role", "list")
        self.written.setWidget(self.form)
        for page in (self.objects, self.nothing, self.written):
            self.pages.addWidget(page)
        self.pages.setMinimumHeight(PAGE_LEAST)
        self.score_hint = ElidedLabel("", "muted")
        self.scores = TruthTable(tokens, self.tr("Scores of the models"))
        self.scores.setMinimumHeight(SCORES_LEAST)
        self.which = SegmentedControl((self.tr("This image"), self.tr("All images")), 0)
        self.which.chosen.connect(lambda: self.all_images.emit(self.which.at == 1))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.start)
        column.addWidget(rule())
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 8, MARGIN, 6)
        head.setSpacing(8)
        self.title = label(self.tr("Truth"), "strong")
        self.keys = label(self.tr("Tab: next box"), "muted")
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.keys)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        column.addWidget(rule())
        middle = QHBoxLayout()
        middle.setContentsMargins(MARGIN, 8, MARGIN, 4)
        middle.setSpacing(8)
        middle.addWidget(label(self.tr("Score now"), "strong"))
        middle.addWidget(self.score_hint, 1)
        middle.addWidget(self.which)
        column.addLayout(middle)
        column.addWidget(self.scores)
        column.addWidget(rule())
        column.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        self.progress_words = label("", "")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(110)
        self.progress.setAccessibleName(self.tr("Images with truth"))
        line = QHBoxLayout()
        line.addWidget(self.progress_words, 1)
        line.addWidget(self.progress)
        self.next = button(self.tr("Next without truth"), "", self.tr("Next without truth (N)"))
        self.more = button("⋯", "", self.tr("Import and export truth"))
        menu = QMenu(self)
        menu.addAction(self.tr("Import a file…"), self.import_wanted.emit)
        menu.addAction(self.tr("Import a folder…"), self.folder_wanted.emit)
        menu.addAction(self.tr("Export truth…"), self.export_wanted.emit)
        self.more.setMenu(menu)
        self.suite = button(self.tr("Save as suite…"), "primary")
        self.next.clicked.connect(self.next_wanted)
        self.suite.clicked.connect(self.suite_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(self.next)
        buttons.addWidget(self.more)
        buttons.addStretch(1)
        buttons.addWidget(self.suite)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 8, MARGIN, 10)
        foot.setSpacing(8)
        foot.addLayout(line)
        foot.addLayout(buttons)
        return foot

    def show_progress(self, done: int, images: int) -> None:
        """Say how many of the open images have truth."""
        words = self.tr("{n} of {all} images have truth")
        self.progress_words.setText(words.format(n=done, all=images))
        self.progress.setRange(0, max(1, images))
        self.progress.setValue(done)
        self.suite.setEnabled(done > 0)
        self.next.setEnabled(done < images)

    def fit_scores(self) -> None:
        """Give the scores the height of their rows, and less where there is not so much."""
        self.scores.setMaximumHeight(max(SCORES_LEAST, self.scores.whole_height))
        self.scores.updateGeometry()

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self.objects.show_tokens(tokens)
        self.scores.show_tokens(tokens)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.start.fold(self.height() < LOW)
