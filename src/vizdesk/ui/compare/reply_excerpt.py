"""The first lines of the raw reply, beside the boxes, figures or fields that were read of it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vizdesk.export.text.reply_excerpt import excerpt
from vizdesk.ui.widgets.basics import ElidedLabel
from vizdesk.ui.widgets.streaming_text import StreamingText

MOST_LINES = 4
_MARGIN, _FRAME = 3, 4  # pixels


class ReplyExcerpt(QWidget):
    """A few lines high, or one line in a low pane; the whole reply is behind Raw."""

    def __init__(self) -> None:
        super().__init__()
        self.compact = False
        """Whether there is room for one line only, which then begins the reply."""
        self._reply = ""
        self.heading = ElidedLabel("", "muted")
        self.text = _FewLines(self.tr("Reply"), code=True)
        self.text.setProperty("role", "thought")
        self.text.document().setDocumentMargin(_MARGIN)
        self.text.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self.text)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show the beginning of a raw reply; nothing where it is empty."""
        self._reply = text
        head, left_out = excerpt(text)
        self.setVisible(bool(head))
        self.text.setVisible(not self.compact)
        if self.compact:
            begins = " ".join(head.split())
            self.heading.setText(self.tr("Reply: {beginning}").format(beginning=begins))
            return
        more = self.tr("Reply · {count} more characters under Raw").format(count=f"{left_out:,}")
        self.heading.setText(more if left_out else self.tr("Reply"))
        self.text.show_text(head)
        self.text.fit()

    def set_compact(self, compact: bool) -> None:
        """Take one line, or a few."""
        if compact != self.compact:
            self.compact = compact
            self.show_text(self._reply)


class _FewLines(StreamingText):
    """As high as its text, up to MOST_LINES, and at its beginning."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Lines break anew where the pane gets another width.
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Take the height that the text needs at this width."""
        block, height = self.document().begin(), 0.0
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        highest = MOST_LINES * self.fontMetrics().lineSpacing()
        self.setFixedHeight(ceil(min(height, highest)) + 2 * _MARGIN + _FRAME)
        self.verticalScrollBar().setValue(0)
