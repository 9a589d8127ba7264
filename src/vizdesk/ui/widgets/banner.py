"""A calm card under the panes: a sentence that stays until one takes its offer or closes it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.status_line import Action

# Pixels for the words, below which the buttons go under them.
LEAST_WORDS = 320
GAP, AROUND = 8, 76  # between the buttons; margins and the cross


class Banner(QFrame):
    """Hidden when it has nothing to say. A new sentence takes the place of the last."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setAccessibleName(self.tr("Hint"))
        self.title = label("", "strong")
        self.words = label("", "muted")
        for part in (self.title, self.words):
            part.setWordWrap(True)
        self.offers: list[QPushButton] = []
        self.close_button = button("×", "plain", self.tr("Close this hint"))
        self.close_button.clicked.connect(self.hide)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        for widget in (self.title, self.words):
            column.addWidget(widget)
        column.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GAP)
        self._row.addStretch(1)
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(8)
        self._words.addLayout(column, 1)
        self._words.addLayout(self._row)
        all_of_it = QHBoxLayout(self)
        all_of_it.setContentsMargins(16, 10, 8, 10)
        all_of_it.setSpacing(16)
        all_of_it.addLayout(self._words, 1)
        all_of_it.addWidget(self.close_button)
        self.hide()

    def say(self, title: str, words: str, offers: Sequence[Action] = ()) -> None:
        """Show a sentence, what more there is to know, and a button for each offer."""
        self.title.setText(title)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        for old in self.offers:
            self._row.removeWidget(old)
            old.deleteLater()
        self.offers = [button(offer.words) for offer in offers]
        for at, (made, offer) in enumerate(zip(self.offers, offers, strict=True)):
            made.clicked.connect(partial(self._take, offer))
            self._row.insertWidget(at, made)
        self.show()
        self._fit()

    def _fit(self) -> None:
        """The buttons beside the words, or under them where it is narrow, or under each other."""
        directions = QBoxLayout.Direction
        beside = sum(offer.minimumSizeHint().width() + GAP for offer in self.offers)
        for layout, room in ((self._words, LEAST_WORDS), (self._row, AROUND)):
            fits = self.width() >= beside + room
            layout.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # Else the window could never become narrower than words and buttons side by side.
        widest = max((offer.minimumSizeHint().width() for offer in self.offers), default=0)
        return QSize(widest + AROUND, super().minimumSizeHint().height())

    def _take(self, offer: Action, _: bool = False) -> None:
        self.hide()
        offer.act()
