"""What a model thought before it answered: open while it thinks, folded once it answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vizdesk.common.formatting import number
from vizdesk.comparison.types import Answer
from vizdesk.ui.widgets.basics import button
from vizdesk.ui.widgets.streaming_text import StreamingText


class ThinkingSection(QWidget):
    """A heading that opens and closes the thinking. A person's own choice stays for that answer.

    Compact, it is the heading alone, and `room_wanted` when it was pressed.
    """

    room_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen: bool | None = None
        self._words = ""
        self._compact = False
        self.heading = button("", "fold")
        self.heading.clicked.connect(self._toggle)
        self.text = StreamingText(self.tr("Thinking"))
        self.text.setProperty("role", "thought")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.text, 1)
        self._open(False)
        self.hide()

    def show_answer(self, answer: Answer | None) -> None:
        """Show the thinking of `answer`, and how many tokens it took where that is known."""
        thinking = answer.thinking.strip() if answer is not None else ""
        self.setVisible(bool(thinking))
        if answer is None or not thinking:
            self._chosen = None
            return
        self.text.show_text(thinking)
        answering = bool(answer.text.strip()) or answer.state.final
        self._words = self._heading_of(answer)
        self._open(not answering if self._chosen is None else self._chosen)

    def _heading_of(self, answer: Answer) -> str:
        tokens = answer.usage.reasoning_tokens
        if not tokens:
            return self.tr("Thinking")
        return self.tr("Thinking · {count} tokens").format(count=number(tokens))

    def set_compact(self, compact: bool) -> None:
        """Whether there is room for its heading alone."""
        self._compact = compact
        self._column.setContentsMargins(0, 0, 0, 0 if compact else 4)

    def _toggle(self) -> None:
        if self._compact:
            self.room_wanted.emit()
            return
        self._chosen = self.text.isHidden()
        self._open(self._chosen)

    @property
    def opened(self) -> bool:
        """Whether the thinking is unfolded, and takes the room there is."""
        return not self.isHidden() and not self.text.isHidden()

    def _open(self, opened: bool) -> None:
        opened = opened and not self._compact
        self.text.setVisible(opened)
        self.heading.setText(f"{'▾' if opened else '▸'}  {self._words}")
        self.heading.setAccessibleName(self._words)
        self.heading.setAccessibleDescription(
            self.tr("open, press to fold") if opened else self.tr("folded, press to open")
        )
