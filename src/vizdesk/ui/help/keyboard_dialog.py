"""All keys and mouse gestures on one page, made from the very commands they start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.ui.core.commands import Command
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.basics import label, open_at, read_by_keys


@dataclass(frozen=True)
class ShortcutLine:
    """What one can do, and the keys or gestures that do it."""

    words: str
    keys: tuple[str, ...]


def command_lines(commands: Sequence[Command]) -> tuple[list[ShortcutLine], list[ShortcutLine]]:
    """The commands with keys, and those that are in the menu alone."""
    named = [command for command in commands if command.name]
    with_keys = [
        ShortcutLine(command.name, tuple(map(native, command.keys)))
        for command in named
        if command.keys
    ]
    numbered = [command for command in commands if not command.name and command.keys]
    if numbered:
        keys = (f"{native(numbered[0].keys[0])} … {native(numbered[-1].keys[0])[-1]}",)
        with_keys.append(ShortcutLine(tr("Expand or restore a pane"), keys))
    return with_keys, [ShortcutLine(command.name, ()) for command in named if not command.keys]


def native(keys: str) -> str:
    """Keys as this system writes them: Ctrl+O, or ⌘O."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def task_lines(shortcuts: Sequence[str]) -> list[ShortcutLine]:
    """The keys of the tasks, from the first to the last."""
    if not shortcuts:
        return []
    return [ShortcutLine(tr("Choose a task"), (f"{shortcuts[0]} … {shortcuts[-1][-1]}",))]


def canvas_lines() -> list[ShortcutLine]:
    """What mouse and keys do in an image; see image_view and pane."""
    return [
        ShortcutLine(tr("Zoom all panes"), (tr("scroll"), "+", "−")),
        ShortcutLine(tr("Move all panes"), (tr("drag"), tr("arrow keys"))),
        ShortcutLine(tr("Pan one pane only"), (tr("Ctrl + drag"),)),
        ShortcutLine(tr("Fit, and relink"), (tr("double-click"), "0")),
        ShortcutLine(tr("Relink and keep the offset"), (tr("right-click"),)),
        ShortcutLine(tr("Pixel for pixel"), ("1",)),
        ShortcutLine(tr("Hide boxes while it is held"), (tr("Space"),)),
        ShortcutLine(tr("Select a box and its row; again: the larger one"), (tr("click"),)),
        ShortcutLine(tr("Zoom to a box; again: the whole image"), (tr("click its row"),)),
        ShortcutLine(tr("The same object in the other panes"), (tr("point at it"),)),
        ShortcutLine(tr("Expand or restore a pane"), (tr("double-click its head"),)),
        ShortcutLine(tr("Put a pane in another place"), (tr("drag its head"),)),
        ShortcutLine(tr("Image and answer of all panes"), (tr("drag between them"),)),
        ShortcutLine(tr("Add images or GGUF files"), (tr("drop"),)),
        ShortcutLine(tr("What else a model can do"), (tr("right-click it"),)),
    ]


class KeyboardDialog(QDialog):
    """Two columns: keys on the left; images and what has no key on the right."""

    def __init__(
        self,
        commands: Sequence[Command],
        task_shortcuts: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard map"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        with_keys, without = command_lines(commands)
        # After Run: a task is chosen as often.
        keys = [*with_keys[:1], *task_lines(task_shortcuts), *with_keys[1:]]
        self.lines = [*keys, *canvas_lines(), *without]
        left = self._section(tr("KEYS"), keys)
        right = QVBoxLayout()
        right.setSpacing(20)
        right.addLayout(self._section(tr("IN AN IMAGE"), canvas_lines()))
        right.addLayout(self._section(tr("IN THE MENU") + " ☰", without))
        right.addStretch(1)
        inside = QWidget()
        inside.setProperty("role", "list")
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        columns.setContentsMargins(24, 16, 24, 8)
        columns.setSpacing(40)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        room = self.screen().availableSize()
        if inside.minimumSizeHint().width() + 60 > room.width():
            columns.setDirection(QBoxLayout.Direction.TopToBottom)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        read_by_keys(area, self.windowTitle())
        area.setWidget(inside)
        # Else what does not fit beside each other would be cut.
        area.setMinimumWidth(inside.minimumSizeHint().width() + 14)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(20, 0, 20, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(12)
        column.addWidget(area, 1)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()
        # Whole, where the screen is high enough.
        open_at(self, 860, inside.sizeHint().height() + 76)

    def _section(self, title: str, lines: Sequence[ShortcutLine]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(title, "section"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for at, line in enumerate(lines):
            grid.addWidget(label(line.words), at, 0)
            grid.addLayout(self._keys(line), at, 1)
        column.addLayout(grid)
        column.addStretch(1)
        return column

    def _keys(self, line: ShortcutLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        for key in line.keys:
            cap = label(key, "key")
            cap.setAccessibleName(f"{line.words}: {key}")
            row.addWidget(cap)
        return row
