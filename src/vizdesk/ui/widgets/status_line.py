"""The line under the panes where the window says what happened, and offers to undo it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
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
    """Shows a sentence, with or without an offer; an empty one takes the last away.

    `passing`: it tells what is going on just now; see `StatusLine.say`.
    """

    def __call__(
        self, words: str, offer: Action | None = None, *, passing: bool = False
    ) -> None: ...


class StatusLine(QWidget):
    """Hidden when silent. A new sentence takes the place of the last, and of its offer.

    It lies over the foot of what is above it: a sentence that comes and goes moves nothing. `last`
    is what was said last, also when it has gone by now.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "toast")
        # It lies over others: without this a widget of one's own class has no ground.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self.last = ""
        self.offer = button("", "plain")
        self._below: QWidget | None = None
        self._offered: Action | None = None
        self._passing = False
        self._unread: tuple[str, Action | None] | None = None
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

    def say(self, words: str, offer: Action | None = None, *, passing: bool = False) -> None:
        """Show `words` for as long as they take to read; empty words hide the line.

        `passing` words tell what is going on just now (“Opening…”): a sentence that is still being
        read comes back after them.
        """
        words, offer = self._after(translated(words), offer, passing)
        self._passing, self._offered = passing and bool(words), offer
        self.words.setText(words)
        self.last = words or self.last
        self.offer.setText(offer.words if offer else "")
        self.offer.setAccessibleName(self.offer.text())
        self.offer.setVisible(offer is not None)
        self.setVisible(bool(words))
        if words:
            self.place()
        self._timer.stop()
        if words:
            least = LEAST_WITH_OFFER_MS if offer else LEAST_MS
            self._timer.start(max(least, MS_PER_CHARACTER * len(words)))

    def _after(self, words: str, offer: Action | None, passing: bool) -> tuple[str, Action | None]:
        """What is to be shown: these words, or the sentence that others have passed over."""
        unread = self._unread
        if words and passing:
            if self._timer.isActive() and not self._passing:
                self._unread = (self.words.text(), self._offered)
            return words, offer
        self._unread = None
        return unread if unread is not None and not words and self._passing else (words, offer)

    def lie_above(self, below: QWidget) -> None:
        """Lie in the parent of `below`, right above it."""
        self._below = below
        self.setParent(below.parentWidget())
        below.installEventFilter(self)

    def place(self) -> None:
        """Go to one's place, as high as the words need."""
        if self._below is None:
            return
        foot, wide = self._below.geometry().top(), self._below.width()
        if self._below.isHidden():
            foot = self._below.geometry().bottom()
        high = max(self.sizeHint().height(), self.heightForWidth(wide))
        self.setGeometry(self._below.x(), foot - high, wide, high)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def silence(self, words: str) -> None:
        """Take `words` away, if it is they that are shown."""
        if self.words.text() == translated(words):
            self.say("")

    def _take(self) -> None:
        taken = self._offered
        self.say("")
        if taken is not None:
            taken.act()
