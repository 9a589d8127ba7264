"""Scrolls the answers of all panes together, where somebody wants that."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollBar

if TYPE_CHECKING:
    from vizdesk.ui.compare.answer_details import AnswerDetails


class LinkedScrolling:
    """Moves the scroll bars of the same page in every pane by the same lines."""

    def __init__(self) -> None:
        self.linked = False
        self._moving = False
        self._bars: dict[str, list[QScrollBar]] = {}

    def follow(self, panes: Sequence[AnswerDetails]) -> None:
        """These panes' answers scroll together from now on, each page with its like."""
        known = {bar for bars in self._bars.values() for bar in bars}
        self._bars = {
            "plain": [pane.words.plain.verticalScrollBar() for pane in panes],
            "rich": [pane.words.rich.verticalScrollBar() for pane in panes],
            "raw": [pane.raw.verticalScrollBar() for pane in panes],
            "boxes": [pane.boxes.verticalScrollBar() for pane in panes],
        }
        for page, bars in self._bars.items():
            for bar in bars:
                if bar not in known:
                    bar.valueChanged.connect(partial(self._moved, page, bar))

    def _moved(self, page: str, moved: QScrollBar, value: int) -> None:
        if not self.linked or self._moving or not moved.isVisible():
            return
        self._moving = True
        for bar in self._bars.get(page, ()):
            if bar is not moved:
                bar.setValue(value)
        self._moving = False
