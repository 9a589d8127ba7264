"""Everything one can do by keyboard or menu, as a table; the help page is made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def tr(text: str) -> str:
    """Translate within the context `commands`."""
    return QCoreApplication.translate("commands", text)


@dataclass(frozen=True)
class Command:
    """One action: its name, its keys, and what it does.

    `checked` makes it a switch, and says how it stands after each use.
    """

    name: str
    keys: tuple[str, ...]
    run: Callable[[], object]
    checked: Callable[[], bool] | None = None


def install(window: QWidget, commands: list[Command]) -> list[QAction]:
    """Give the window these actions; they work wherever the focus is."""
    actions = []
    for command in commands:
        action = QAction(command.name, window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.triggered.connect(lambda _=False, command=command: command.run())
        if command.checked is not None:
            show = partial(_show_switch, action, command.checked)
            action.setCheckable(True)
            action.triggered.connect(show)
            show()
        window.addAction(action)
        actions.append(action)
    return actions


def _show_switch(action: QAction, checked: Callable[[], bool], *_: object) -> None:
    action.setChecked(checked())


def keyboard_map(commands: list[Command]) -> str:
    """The keyboard map as HTML, for the help page."""
    rows = [(command.name, " · ".join(command.keys)) for command in commands if command.keys]
    rows += [
        (tr("Choose a task"), "Ctrl+1 … Ctrl+7"),
        (tr("Zoom in, out, fit, one to one"), "+ · − · 0 · 1 " + tr("(in a picture)")),
        (tr("Move the picture"), tr("arrow keys (in a zoomed picture)")),
        (tr("Expand a pane"), "Alt+1 … Alt+9"),
    ]
    cells = "".join(f"<tr><td>{name}</td><td><b>{keys}</b></td></tr>" for name, keys in rows)
    return f"<table cellpadding='6'>{cells}</table>"
