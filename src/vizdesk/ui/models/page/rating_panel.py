"""One's own stars and notes of a model, kept on this machine, beside what was measured here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from vizdesk.catalog.cards.own_ratings import MOST_STARS, OwnRating
from vizdesk.common.formatting import day
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label

PAUSE_MS, NOTES_HEIGHT = 800, 96
FULL, OPEN = "★", "☆"


class RatingPanel(QWidget):
    """`changed` carries the rating after every star, and when writing pauses or the field is left.

    `measured` are sentences about this machine's own comparisons and evals.
    """

    changed = Signal(object)

    def __init__(self, card: str, today: Callable[[], str]) -> None:
        super().__init__()
        self._today, self._rating = today, OwnRating(card)
        self.stars = [self._star(number) for number in range(1, MOST_STARS + 1)]
        self.words = label("", "muted")
        self.notes = _Notes()
        self.notes.setPlaceholderText(self.tr("What you noticed with your own images…"))
        self.notes.setAccessibleName(self.tr("Your notes"))
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(NOTES_HEIGHT)
        self.measured = label("", "muted")
        self.measured.setWordWrap(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep_notes)
        row = QHBoxLayout()
        row.setSpacing(2)
        for star in self.stars:
            row.addWidget(star)
        row.addSpacing(8)
        row.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.notes)
        column.addWidget(self.measured)
        self.setEnabled(False)  # until what is kept was read
        self.notes.textChanged.connect(self._pause.start)
        self.notes.left.connect(self.keep_notes)
        self.show_measured(())
        self._show_stars()

    def _star(self, number: int) -> QWidget:
        star = button(OPEN, "link", self.tr("{n} of {all}").format(n=number, all=MOST_STARS))
        star.clicked.connect(lambda: self._rate(number))
        return star

    @property
    def rating(self) -> OwnRating:
        """What is said now."""
        return self._rating

    def show_rating(self, rating: OwnRating) -> None:
        """Show what was kept; from then on it can be changed."""
        self._rating = rating
        self.notes.blockSignals(True)
        self.notes.setPlainText(rating.notes)
        self.notes.blockSignals(False)
        self.setEnabled(True)
        self._show_stars()

    def show_measured(self, sentences: Sequence[str]) -> None:
        """Say what was measured here."""
        nothing = self.tr("Nothing was measured here yet: ask it, or run an eval.")
        self.measured.setText("\n".join(sentences) or nothing)

    def keep_notes(self) -> None:
        """Say `changed`, if the notes did."""
        self._pause.stop()
        if self.isEnabled() and self.notes.toPlainText() != self._rating.notes:
            self._change(self._rating.stars)

    def _rate(self, number: int) -> None:
        self._change(0 if number == self._rating.stars else number)

    def _change(self, stars: int) -> None:
        notes = self.notes.toPlainText()
        self._rating = OwnRating(self._rating.card, stars, notes, self._today())
        self._show_stars()
        self.changed.emit(self._rating)

    def _show_stars(self) -> None:
        given = self._rating.stars
        for number, star in enumerate(self.stars, 1):
            star.setText(FULL if number <= given else OPEN)  # type: ignore[attr-defined]
        if given:
            words = self.tr("{n} of {all}, {day}; the same star again takes them away")
            self.words.setText(
                words.format(n=given, all=MOST_STARS, day=translate_message(day(self._rating.day)))
            )
        else:
            self.words.setText(self.tr("not rated yet; stars and notes stay on this machine"))


class _Notes(QPlainTextEdit):
    """A field that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
