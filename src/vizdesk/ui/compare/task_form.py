"""The line under the task bar: what this task needs (classes, question, fields), its prompt."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.ui.compare.class_chips import ClassChips
from vizdesk.ui.compare.prompt_panel import PromptPanel
from vizdesk.ui.widgets.basics import button, label

WITH_CLASSES = (TaskKind.DETECT, TaskKind.CLASSIFY, TaskKind.COUNT)


def parse_fields(text: str) -> tuple[tuple[str, str], ...]:
    """Fields of a structured answer from `name: what it is; other: …`; a name is enough."""
    pairs = (part.partition(":") for part in text.split(";"))
    return tuple((key.strip(), words.strip()) for key, _, words in pairs if key.strip())


class TaskForm(QWidget):
    """Edits a Task; remembers what was entered for each kind while the window is open."""

    changed = Signal(Task)
    constrained_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._task = Task(TaskKind.DETECT)
        self._kept: dict[TaskKind, Task] = {}
        self.chips = ClassChips()
        self.chips.changed.connect(lambda names: self._edit(replace(self._task, classes=names)))
        self.line = QLineEdit()
        self.line.setProperty("role", "quiet")
        self.line.textEdited.connect(self._line_edited)
        self.words = label("", "muted")
        self.option = QCheckBox()
        self.option.toggled.connect(self._option_toggled)
        self.prompt_button = button(
            self.tr("Prompt ▸"), "plain", self.tr("Show and edit the prompt")
        )
        self.prompt_button.setCheckable(True)
        self.prompt_button.toggled.connect(self._show_prompt)
        self.prompt = PromptPanel()
        self.prompt.edited.connect(lambda words: self._edit(replace(self._task, prompt=words)))
        self.prompt.constrained.toggled.connect(self.constrained_changed)
        self.prompt.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self.row = QHBoxLayout()
        self.row.setContentsMargins(16, 0, 16, 0)
        self.row.setSpacing(8)
        for widget, stretch in ((self.words, 0), (self.chips, 4), (self.line, 1), (self.option, 0)):
            self.row.addWidget(widget, stretch)
        self.row.addStretch(1)
        self.row.addStrut(32)
        self.row.addWidget(self.prompt_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addLayout(self.row)
        column.addWidget(self.prompt)

    def show_kind(self, kind: TaskKind) -> None:
        """Go to another kind of task, with what was entered for it before."""
        if kind is not self._task.kind:
            self._kept[self._task.kind] = self._task
            self.show_task(self._kept.get(kind, Task(kind)))
            self.changed.emit(self._task)

    def follow(self, task: Task) -> None:
        """Show what is asked now, where that was decided elsewhere: a comparison was reopened."""
        if task != self._task:
            self._kept[self._task.kind] = self._task
            self.show_task(task)

    def show_task(self, task: Task) -> None:
        """Show `task` for editing, without telling anybody."""
        self._task = task
        kind = task.kind
        self.chips.setVisible(kind in WITH_CLASSES)
        self.line.setVisible(kind in (TaskKind.ASK, TaskKind.STRUCTURED))
        self.words.setVisible(kind in (TaskKind.CAPTION, TaskKind.READ_TEXT))
        self.option.setVisible(kind in (TaskKind.CAPTION, TaskKind.CLASSIFY))
        self.option.blockSignals(True)
        self.option.setChecked(task.detailed if kind is TaskKind.CAPTION else task.many)
        self.option.blockSignals(False)
        self._set_words(kind)
        self.chips.set_classes(task.classes)
        fields = "; ".join(f"{key}: {words}" if words else key for key, words in task.fields)
        self.line.setText(task.question if kind is TaskKind.ASK else fields)
        self.prompt.show_edited(task.prompt)

    def _set_words(self, kind: TaskKind) -> None:
        chips = {
            TaskKind.DETECT: (self.tr("Find"), self.tr("add a class… (none: everything)")),
            TaskKind.CLASSIFY: (self.tr("Choose from"), self.tr("add a class… (none: free)")),
            TaskKind.COUNT: (self.tr("Count"), self.tr("add what to count… (none: all)")),
        }
        self.chips.set_words(*chips.get(kind, ("", "")))
        self.words.setText(
            self.tr("Reads all text in the image.")
            if kind is TaskKind.READ_TEXT
            else self.tr("Says what is in the image.")
        )
        self.option.setText(
            self.tr("in detail") if kind is TaskKind.CAPTION else self.tr("several may be true")
        )
        hint = (
            self.tr("Ask anything about the image…")
            if kind is TaskKind.ASK
            else self.tr("field: what it is; another field: what it is")
        )
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)

    def focus_input(self) -> None:
        """Put the cursor where this task is written."""
        if self.chips.isVisible():
            self.chips.field.setFocus()
        elif self.line.isVisible():
            self.line.setFocus()

    def _line_edited(self, text: str) -> None:
        if self._task.kind is TaskKind.ASK:
            self._edit(replace(self._task, question=text))
        else:
            self._edit(replace(self._task, fields=parse_fields(text)))

    def _option_toggled(self, on: bool) -> None:
        if self._task.kind is TaskKind.CAPTION:
            self._edit(replace(self._task, detailed=on))
        else:
            self._edit(replace(self._task, many=on))

    def _edit(self, task: Task) -> None:
        self._task = task
        self.changed.emit(task)

    def _show_prompt(self, on: bool) -> None:
        self.prompt.setVisible(on)
        self.prompt_button.setText(self.tr("Prompt ▾") if on else self.tr("Prompt ▸"))
