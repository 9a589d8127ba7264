"""The row of tasks: one segment each, one of them chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout

from vizdesk.comparison.tasks import TaskKind
from vizdesk.ui.widgets import button
from vizdesk.ui.wording import task_name


class TaskBar(QFrame):
    """Chooses the kind of task; Ctrl+1 to Ctrl+7 do the same."""

    chosen = Signal(TaskKind)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "segments")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self.setFixedHeight(36)
        self._group = QButtonGroup(self)
        self.buttons = {}
        for at, kind in enumerate(TaskKind, 1):
            segment = button(task_name(kind), "segment")
            segment.setToolTip(f"Ctrl+{at}")
            segment.setShortcut(f"Ctrl+{at}")
            segment.setCheckable(True)
            segment.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            self._group.addButton(segment)
            row.addWidget(segment)
            self.buttons[kind] = segment

    @property
    def shortcuts(self) -> list[str]:
        """The keys of the tasks, in their order."""
        return [one.shortcut().toString() for one in self.buttons.values()]

    def show_kind(self, kind: TaskKind) -> None:
        """Mark `kind` as the chosen one."""
        self.buttons[kind].setChecked(True)
