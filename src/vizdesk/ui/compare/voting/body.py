"""The pair with its buttons, and the rating beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.ui.compare.voting.pair import PairView
from vizdesk.ui.compare.voting.rating_panel import RatingPanel
from vizdesk.ui.widgets.basics import ElidedLabel, button, label
from vizdesk.ui.widgets.theme import Tokens
from vizdesk.votes.ballot import Ballot
from vizdesk.votes.vote import Outcome

WIDTH, SHOWN = "rating-panel", "rating-panel-shown"
"""The settings under which the panel's width in pixels, and whether it is shown, are kept."""
PANEL_WIDTH, PANEL_LEAST, PAIR_LEAST = 360, 290, 380
LONGEST_NOTE = 1000
BUTTON_HEIGHT = 40


class NoteField(QLineEdit):
    """What is noted with the next vote; `ended` when it was written, or given up with Esc."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(self.tr("A note that is kept with your vote; Enter to go on"))
        self.setAccessibleName(self.tr("Note"))
        self.setMaxLength(LONGEST_NOTE)
        self.returnPressed.connect(self.ended)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.ended.emit()
            return
        super().keyPressEvent(event)


class VotingBody(QSplitter):
    """`chosen(outcome)` when a button was pressed; `go_on` when any pair is to be shown again."""

    chosen = Signal(object)
    skipped = Signal()
    go_on = Signal()

    def __init__(self, tokens: Tokens, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.setProperty("role", "truth")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Blind vote"))
        self.pair = PairView(tokens)
        self.panel = RatingPanel(tokens)
        self.words = label("", "lead")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.next = button("", "primary")
        self.next.clicked.connect(self.go_on)
        self.note = NoteField()
        self.note.ended.connect(self._close_note)
        self.note.hide()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.pair)
        self.pages.addWidget(self._words_page())
        self.buttons = self._buttons()
        self.foot = self._foot()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.pages, self.note, self.buttons, self.foot):
            column.addWidget(part, 1 if part is self.pages else 0)
        left.setMinimumWidth(PAIR_LEAST)
        self.panel.setMinimumWidth(PANEL_LEAST)
        self.addWidget(left)
        self.addWidget(self.panel)
        self.setHandleWidth(10)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        wide = str(settings.value(WIDTH, PANEL_WIDTH))
        self.setSizes([10_000, int(wide) if wide.isdecimal() else PANEL_WIDTH])
        self.splitterMoved.connect(lambda: settings.setValue(WIDTH, self.sizes()[1]))
        self.pair.holding.connect(self.enlarge)
        self._show_panel(str(settings.value(SHOWN, "yes")) == "yes")

    def _words_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addSpacing(12)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _buttons(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        words = (
            (Outcome.A, self.tr("‹  A is better"), "A", 3),
            (Outcome.TIE, self.tr("Tie"), "T", 2),
            (Outcome.BOTH_BAD, self.tr("Both bad"), "X", 2),
            (Outcome.B, self.tr("B is better  ›"), "B", 3),
        )
        for outcome, name, key, share in words:
            # What Tab has not reached is not pressed by Space, which enlarges the image.
            made = button(f"{name}   {key}", "", f"{name.strip('‹› ')} ({key})")
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setMinimumHeight(BUTTON_HEIGHT)
            made.clicked.connect(lambda _=False, outcome=outcome: self.chosen.emit(outcome))
            row.addWidget(made, share)
        return held

    def _foot(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        self.skip = button(self.tr("Skip"), "plain", self.tr("Skip this pair (S)"))
        self.skip.clicked.connect(self.skipped)
        self.add_note = button(self.tr("Note"), "plain", self.tr("Add a note (N)"))
        self.add_note.clicked.connect(self.open_note)
        keys = ElidedLabel(
            self.tr("Space: hold to enlarge the image · N: add a note · S: skip this pair"), "muted"
        )
        self.rating = button(self.tr("Rating"), "plain", self.tr("Show or hide the rating"))
        self.rating.setCheckable(True)
        self.rating.clicked.connect(self._show_panel)
        for made in (self.skip, self.add_note, self.rating):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for part in (self.skip, self.add_note, keys, self.rating):
            row.addWidget(part, 1 if part is keys else 0)
        return held

    def _show_panel(self, on: bool) -> None:
        self.rating.setChecked(on)
        self.panel.setVisible(on)
        self._settings.setValue(SHOWN, "yes" if on else "no")

    # --- What is shown ------------------------------------------------------------------------
    def show_pair(
        self, ballot: Ballot, levels: ImagePyramid | None, colours: Mapping[str, QColor]
    ) -> None:
        """Show two answers to be voted on."""
        self.pair.show_ballot(ballot, levels, colours)
        self._turn(voting=True)

    def show_words(self, words: str, offer: str = "") -> None:
        """Say why there is no pair, and what to press then."""
        self.words.setText(words)
        self.next.setText(offer)
        self.next.setVisible(bool(offer))
        self.note.clear()
        self.note.hide()
        self._turn(voting=False)

    def _turn(self, *, voting: bool) -> None:
        self.buttons.setEnabled(voting)
        self.skip.setEnabled(voting)
        self.add_note.setEnabled(voting)
        self.pages.setCurrentIndex(0 if voting else 1)
        if not self.note.hasFocus():
            self.setFocus()

    def enlarge(self, on: bool) -> None:
        """Give the image all the room while Space is held."""
        on = on and self.pages.currentIndex() == 0
        self.pair.enlarge(on)
        self.buttons.setVisible(not on)
        self.panel.setVisible(self.rating.isChecked() and not on)

    # --- Notes --------------------------------------------------------------------------------
    def open_note(self) -> None:
        """Have a note written that is kept with the next vote."""
        self.note.show()
        self.note.setFocus()

    def _close_note(self) -> None:
        self.note.setVisible(bool(self.note.text()))
        self.setFocus()

    def show_note(self, words: str) -> None:
        """Have this note there, to be kept with the next vote."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def take_note(self) -> str:
        """What was noted; the field is empty from now on."""
        words = self.note.text().strip()
        self.show_note("")
        return words

    def show_tokens(self, tokens: Tokens) -> None:
        """Take on a theme."""
        self.pair.show_tokens(tokens)
        self.panel.show_tokens(tokens)
