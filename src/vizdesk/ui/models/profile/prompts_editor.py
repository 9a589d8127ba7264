"""The prompts of a profile: a list of them, and the words of the chosen one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.prompts import build_prompt, prompt_key
from vizdesk.comparison.task_specs.registry import TASKS, missing
from vizdesk.comparison.tasks import Task
from vizdesk.ui.models.profile.labels import prompt_hint, prompt_names
from vizdesk.ui.widgets.basics import label

KEY = Qt.ItemDataRole.UserRole
# A list entry of its own; no prompt has this key.
SYSTEM = "(system)"
# Sentences about the form are seen at work with the task they belong to.
AT_WORK = {
    spec.format_key: spec.prompt_key(spec.samples[0])
    for spec in TASKS
    if spec.format_key and spec.samples
}


class PromptsEditor(QWidget):
    """Edits `prompts` and `system`; `profile_with` puts what is written into a profile."""

    changed = Signal()
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, str] = {}
        self._known: frozenset[str] = frozenset()
        self.list = QListWidget()
        self.list.setProperty("role", "choices")
        self.list.setMinimumWidth(120)
        self.list.setMinimumHeight(80)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Prompts"))
        self.list.currentItemChanged.connect(lambda *_: self._turned())
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._written)
        self.hint = label("", "muted")
        self.hint.setWordWrap(True)
        self.sent_title = label(self.tr("SENT NOW"), "section")
        self.sent = QPlainTextEdit()
        self.sent.setReadOnly(True)
        self.sent.setProperty("role", "reply")
        self.sent.setTabChangesFocus(True)
        self.sent.setAccessibleName(self.tr("The words as they are sent now"))
        self.sent.setMinimumHeight(56)
        self.sent.setMaximumHeight(150)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.text, 1)
        right.addWidget(self.hint)
        right.addSpacing(6)
        right.addWidget(self.sent_title)
        right.addWidget(self.sent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.list)
        row.addLayout(right, 1)

    def show_profile(self, profile: Profile, at: str = "") -> None:
        """Show these words, with the prompt `at` in front (default: the one shown before)."""
        at = at or self.current
        self._words = {**profile.prompts, SYSTEM: profile.system or ""}
        self._known = frozenset(profile.prompts)
        names: Mapping[str, str] = {
            **prompt_names(),
            **{key: key for key in profile.prompts if key not in prompt_names()},
            SYSTEM: self.tr("System prompt"),
        }
        self.list.blockSignals(True)
        self.list.clear()
        for key, name in names.items():
            item = QListWidgetItem(name)
            item.setData(KEY, key)
            self.list.addItem(item)
        self.list.setMaximumWidth(max(198, self.list.sizeHintForColumn(0) + 12))
        keys = list(names)
        self.list.setCurrentRow(keys.index(at) if at in keys else 0)
        self.list.blockSignals(False)
        self._mark()
        self._show_words()

    def show_sent(self, profile: Profile, task: Task | None, size: tuple[int, int]) -> None:
        """Show what is sent with these words: for `task` where it is this one, else an example.

        `size` is that of the image as sent, in pixels.
        """
        asked, mine = asked_with(self.current, task)
        for widget in (self.sent_title, self.sent):
            widget.setVisible(asked is not None)
        if asked is None:
            return
        if profile.tasks is not None and asked.kind not in profile.tasks:
            self.sent_title.setText(self.tr("NOT ASKED"))
            self.sent.setPlainText(self.tr("This family cannot do it, says its profile."))
            return
        self.sent_title.setText(self.tr("SENT NOW") if mine else self.tr("SENT, FOR EXAMPLE"))
        self.sent.setPlainText(build_prompt(asked, profile, *size))

    @property
    def current(self) -> str:
        """The key of the prompt in front; empty before there is one."""
        item = self.list.currentItem()
        return str(item.data(KEY)) if item is not None else ""

    def profile_with(self, profile: Profile) -> Profile:
        """`profile` with the words as written here."""
        prompts = {key: words for key, words in self._words.items() if key != SYSTEM}
        # An empty field that was never filled is no prompt, and stays none.
        kept = {key: words for key, words in prompts.items() if words or key in self._known}
        return replace(profile, prompts=kept, system=self._words[SYSTEM] or None)

    def _turned(self) -> None:
        self._show_words()
        self.turned.emit()

    def _show_words(self) -> None:
        key = self.current
        self.text.blockSignals(True)
        self.text.setPlainText(self._words.get(key, ""))
        self.text.blockSignals(False)
        name = self.list.currentItem().text() if self.list.currentItem() else ""
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(self._when_empty(key))
        self.hint.setText("" if key == SYSTEM else prompt_hint(key))

    def _when_empty(self, key: str) -> str:
        if key == SYSTEM:
            return self.tr("Nothing is said before the prompt.")
        if key in self._known:
            return self.tr("No words: the image is sent alone.")
        return self.tr("This family has no words for it. Write some to be able to ask.")

    def _written(self) -> None:
        self._words[self.current] = self.text.toPlainText()
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        """Fade the prompts that have no words."""
        faint = self.palette().color(self.foregroundRole())
        faint.setAlphaF(0.5)
        for number in range(self.list.count()):
            item = self.list.item(number)
            empty = not self._words.get(str(item.data(KEY)), "")
            item.setForeground(faint if empty else self.palette().color(self.foregroundRole()))


def asked_with(key: str, task: Task | None) -> tuple[Task | None, bool]:
    """A task that uses the prompt `key`, and whether it is `task` itself; None where none does."""
    key = AT_WORK.get(key, key)
    if task is not None and prompt_key(task) == key and not missing(task):
        return task, True
    samples = (sample for spec in TASKS for sample in spec.samples)
    return next((sample for sample in samples if prompt_key(sample) == key), None), False
