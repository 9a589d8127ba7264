"""The prompt as each model family will get it, and the place to write another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.prompts import build_prompt
from vizdesk.comparison.tasks import Task
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.plain_text import set_tip


class PromptPanel(QWidget):
    """Shows the words for one of the chosen models' families; editing replaces them for all."""

    edited = Signal(object)
    family_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._profiles: list[Profile] = []
        self._task: Task | None = None
        self._size = (0, 0)
        self._edited: str | None = None
        self.family = QComboBox()
        self.family.setAccessibleName(self.tr("Model family whose prompt is shown"))
        self.family.currentIndexChanged.connect(lambda _: self._refresh())
        self.reset = button(self.tr("Back to each family's own words"), "plain")
        self.reset.clicked.connect(lambda: self.edited.emit(None))
        self.how = button(
            self.tr("Prompt && box format…"),
            "plain",
            self.tr("Show and edit the prompts of this family"),
        )
        self.how.clicked.connect(self._ask_for_family)
        self.constrained = QCheckBox(self.tr("Structured output (JSON schema)"))
        set_tip(
            self.constrained,
            self.tr(
                "Forces the form of the answer. Off for a fair comparison: "
                "it changes what models say."
            ),
        )
        self.note = label("", "muted")
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Prompt"))
        self.text.setTabChangesFocus(True)
        self.text.setAcceptDrops(False)
        self.text.setFixedHeight(84)
        self.text.textChanged.connect(self._text_changed)
        head = QHBoxLayout()
        for widget in (self.family, self.how, self.note):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.constrained)
        head.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 4)
        column.addLayout(head)
        column.addWidget(self.text)

    def show_for(self, task: Task, profiles: Sequence[Profile], size: tuple[int, int]) -> None:
        """Show the prompt of `task` for these families; `size` is the image's, in pixels."""
        self._task, self._size = task, size
        before = [profile.id for profile in self._profiles]
        self._profiles = list(profiles)
        if [profile.id for profile in profiles] != before:
            self.family.blockSignals(True)
            self.family.clear()
            self.family.addItems([profile.name for profile in profiles])
            self.family.blockSignals(False)
        self.show_edited(task.prompt)

    def show_edited(self, words: str | None) -> None:
        """Take note of the user's own words (None: each family's own)."""
        self._edited = words
        self._refresh()

    def _refresh(self) -> None:
        self.reset.setVisible(self._edited is not None)
        self.family.setVisible(self._edited is None and len(self._profiles) > 1)
        self.how.setVisible(bool(self._profiles))
        self.note.setText(
            self.tr("Your words, for every model")
            if self._edited is not None
            else self.tr("Edit to use the same words for every model")
        )
        words = self._edited if self._edited is not None else self._own_words()
        if self.text.toPlainText() != words:
            self.text.blockSignals(True)
            self.text.setPlainText(words)
            self.text.blockSignals(False)

    def _own_words(self) -> str:
        at = self.family.currentIndex()
        if self._task is None or not 0 <= at < len(self._profiles):
            return ""
        return build_prompt(self._task, self._profiles[at], *self._size)

    def _ask_for_family(self) -> None:
        if 0 <= self.family.currentIndex() < len(self._profiles):
            self.family_wanted.emit(self._profiles[self.family.currentIndex()].id)

    def _text_changed(self) -> None:
        self.edited.emit(self.text.toPlainText())
