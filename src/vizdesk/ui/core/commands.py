"""Everything one can do by keyboard or menu, as a table; the keyboard map is made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Command:
    """One action: its name, its keys, and what it does.

    `checked` makes it a switch, and says how it stands after each use. `names_models`: it shows or
    hands on whose answers they are, which nobody may know while votes are cast.
    """

    name: str
    keys: tuple[str, ...]
    run: Callable[[], object]
    checked: Callable[[], bool] | None = None
    names_models: bool = False


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
