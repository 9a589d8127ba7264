"""Work that waits until a window has been seen: on a slow machine its making takes a while."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

MOST_LOOKS = 20
"""A window that starts minimised is not exposed; its work is done all the same."""


def after_first_paint(
    window: QWidget, delay_ms: int, owner: QObject, call: Callable[[], object], looks: int = 0
) -> None:
    """Call on the Qt thread, `delay_ms` from now, and no sooner after `window` is on the screen.

    A timer alone would be due before the first painting where making the window took longer. A
    window that is not shown at all (a test's) is not waited for. Nothing once `owner` is deleted.
    """
    look = partial(_look, window, delay_ms, owner, call, looks, _is_on_screen(window))
    QTimer.singleShot(delay_ms, owner, look)


def _look(
    window: QWidget,
    delay_ms: int,
    owner: QObject,
    call: Callable[[], object],
    looks: int,
    was_on_screen: bool,
) -> None:
    if was_on_screen or not window.isVisible() or looks >= MOST_LOOKS:
        call()
    else:
        after_first_paint(window, delay_ms, owner, call, looks + 1)


def _is_on_screen(window: QWidget) -> bool:
    handle = window.windowHandle()
    return window.isVisible() and handle is not None and handle.isExposed()
