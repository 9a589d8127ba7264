"""The line under the panes where the window says what happened, and offers to undo it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import button, label

# Long enough to be read; longer where there is something to decide.
LEAST_MS = 4000
LEAST_WITH_OFFER_MS = 10_000
MS_PER_CHARACTER = 60


@dataclass(frozen=True)
class Action:
    """A button beside the sentence: its words, and what it does."""

    words: str
    act: Callable[[], object]


class ShowMessage(Protocol):
    """Shows a sentence, with or without an offer; an empty one takes the last away."""

    def __call__(self, words: str, offer: Action | None = None) -> None: ...


class StatusLine(QWidget):
    """Hidden when silent. A new sentence takes the place of the last, and of its offer.

    `last` is what was said last, also when it has gone by now.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.last = ""
        self.offer = button("", "plain")
        self._act: Callable[[], object] | None = None
        self.offer.clicked.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.say(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.addStrut(24)
        row.addWidget(self.words, 1)
        row.addWidget(self.offer)
        self.hide()

    def say(self, words: str, offer: Action | None = None) -> None:
        """Show `words` for as long as they take to read; empty words hide the line."""
        words = translated(words)
        self.words.setText(words)
        self.last = words or self.last
        self._act = offer.act if offer else None
        self.offer.setText(offer.words if offer else "")
        self.offer.setAccessibleName(self.offer.text())
        self.offer.setVisible(offer is not None)
        self.setVisible(bool(words))
        self._timer.stop()
        if words:
            least = LEAST_WITH_OFFER_MS if offer else LEAST_MS
            self._timer.start(max(least, MS_PER_CHARACTER * len(words)))

    def silence(self, words: str) -> None:
        """Take `words` away, if it is they that are shown."""
        if self.words.text() == translated(words):
            self.say("")

    def _take(self) -> None:
        act = self._act
        self.say("")
        if act is not None:
            act()
