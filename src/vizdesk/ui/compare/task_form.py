"""The line under the task bar: what this task needs (classes, question, fields), its prompt."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskInput, TaskSpec
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.painting.class_colors import ClassColours
from vizdesk.ui.compare.class_chips import ClassChips
from vizdesk.ui.compare.prompt_panel import PromptPanel
from vizdesk.ui.widgets.basics import button, label


def parse_fields(text: str) -> tuple[tuple[str, str], ...]:
    """Fields of a structured answer from `name: what it is; other: …`; a name is enough."""
    pairs = (part.partition(":") for part in text.split(";"))
    return tuple((key.strip(), words.strip()) for key, _, words in pairs if key.strip())


def _translated(text: str) -> str:
    return QCoreApplication.translate("task inputs", text)


class TaskForm(QWidget):
    """Edits a Task; remembers what was entered for each kind while the window is open."""

    changed = Signal(Task)
    constrained_changed = Signal(bool)
    sent = Signal()
    """Enter was pressed in a question or in the fields."""

    def __init__(self, colours: ClassColours | None = None) -> None:
        super().__init__()
        self._task = Task(TaskKind.DETECT)
        self._kept: dict[TaskKind, Task] = {}
        self.chips = ClassChips(colours)
        self.chips.changed.connect(lambda names: self._edit(replace(self._task, classes=names)))
        self.line = QLineEdit()
        self.line.setProperty("role", "quiet")
        self.line.setAcceptDrops(False)  # a file that is dropped here is for the window
        self.line.textEdited.connect(self._line_edited)
        self.line.returnPressed.connect(self.sent)
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
        spec = spec_of(task.kind)
        self.chips.setVisible(spec.input is TaskInput.CLASSES)
        self.line.setVisible(spec.input in (TaskInput.QUESTION, TaskInput.FIELDS))
        self.words.setVisible(spec.input is TaskInput.NOTHING)
        self.option.setVisible(spec.option is not None)
        self.option.blockSignals(True)
        self.option.setChecked(spec.option is not None and spec.option.is_on(task))
        self.option.blockSignals(False)
        self._set_words(spec)
        self.chips.set_classes(task.classes)
        fields = "; ".join(f"{key}: {words}" if words else key for key, words in task.fields)
        self.line.setText(task.question if spec.input is TaskInput.QUESTION else fields)
        self.prompt.show_edited(task.prompt)

    def _set_words(self, spec: TaskSpec) -> None:
        title, hint = _translated(spec.input_title), _translated(spec.input_hint)
        with_classes = spec.input is TaskInput.CLASSES
        self.chips.set_words(title if with_classes else "", hint if with_classes else "")
        self.words.setText(hint)
        self.option.setText("" if spec.option is None else _translated(spec.option.title))
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)

    def focus_input(self) -> None:
        """Put the cursor where this task is written."""
        if self.chips.isVisible():
            self.chips.field.setFocus()
        elif self.line.isVisible():
            self.line.setFocus()

    def _line_edited(self, text: str) -> None:
        if spec_of(self._task.kind).input is TaskInput.QUESTION:
            self._edit(replace(self._task, question=text))
        else:
            self._edit(replace(self._task, fields=parse_fields(text)))

    def _option_toggled(self, on: bool) -> None:
        option = spec_of(self._task.kind).option
        if option is not None:
            self._edit(option.turned(self._task, on))

    def _edit(self, task: Task) -> None:
        self._task = task
        self.changed.emit(task)

    def _show_prompt(self, on: bool) -> None:
        self.prompt.setVisible(on)
        self.prompt_button.setText(self.tr("Prompt ▾") if on else self.tr("Prompt ▸"))
