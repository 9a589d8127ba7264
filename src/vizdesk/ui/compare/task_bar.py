"""The row of tasks: one segment each, one of them chosen; one button where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu

from vizdesk.comparison.task_specs.registry import TASKS
from vizdesk.comparison.tasks import TaskKind
from vizdesk.ui.text.labels import task_name
from vizdesk.ui.widgets.basics import button
from vizdesk.ui.widgets.plain_text import set_tip


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
        self.short = button("", "", self.tr("Choose a task"))
        self.short.setMenu(QMenu(self))
        self.short.hide()
        row.addWidget(self.short)
        self.shortcuts: list[str] = []
        self.buttons = {}
        for number, kind in enumerate((spec.kind for spec in TASKS), 1):
            segment = button(task_name(kind), "segment")
            keys = QKeySequence(f"Ctrl+{number}")
            set_tip(segment, keys.toString(QKeySequence.SequenceFormat.NativeText))
            # Not the segment's own: those of hidden buttons do nothing.
            QShortcut(keys, self, segment.click, context=Qt.ShortcutContext.WindowShortcut)
            self.shortcuts.append(segment.toolTip())
            self.short.menu().addAction(segment.text(), segment.click)
            segment.setCheckable(True)
            segment.setAutoExclusive(True)  # to screen readers: one of several, not on or off
            segment.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            self._group.addButton(segment)
            row.addWidget(segment)
            self.buttons[kind] = segment

        self._group.buttonToggled.connect(self._name_short)

    def show_kind(self, kind: TaskKind) -> None:
        """Mark `kind` as the chosen one."""
        self.buttons[kind].setChecked(True)

    def set_short(self, short: bool) -> None:
        """One button that opens a menu instead of all segments."""
        self.short.setVisible(short)
        for segment in self.buttons.values():
            segment.setVisible(not short)
        self.updateGeometry()  # who asks how wide this is asks at once

    def _name_short(self) -> None:
        chosen = self._group.checkedButton()
        if chosen is not None:
            self.short.setText(chosen.text())
            self.short.setAccessibleName(f"{self.tr('Choose a task')}: {chosen.text()}")
