"""Tab goes through a window as one reads it: by its layouts, not by when its parts were made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QTextEdit,
    QWidget,
)

# What is in these is their own affair.
WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)


def reading_order(root: QWidget) -> Iterator[QWidget]:
    """Everything visible in `root`: line by line, each part with what is in it."""
    for child in _children(root):
        if child.isVisibleTo(root) and not child.isWindow():
            yield child
            if not isinstance(child, WHOLE):
                yield from reading_order(child)


def is_stop(widget: QWidget) -> bool:
    """Whether Tab stops at `widget`; of buttons that exclude each other, at the chosen one."""
    # One with a proxy gives the focus on: the view around a viewport is the stop, or nothing is.
    elsewhere = widget.focusProxy() is not None
    if elsewhere or not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    return chosen is None or chosen is widget or not chosen.isVisible()


def next_stop(root: QWidget, here: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where Tab (or Shift+Tab) goes from `here`, around the end; None where it stops nowhere."""
    order = list(reading_order(root))
    while here is not None and here not in order:
        here = here.parentWidget()
    at = order.index(here) if here is not None else (-1 if forward else len(order))
    ahead = order[at + 1 :] + order[: at + 1] if forward else order[:at][::-1] + order[at:][::-1]
    return next((widget for widget in ahead if is_stop(widget)), None)


def step(root: QWidget, forward: bool) -> bool:
    """Give the focus to the next stop in `root`; whether there is one.

    Qt asks for it too when what has the focus goes (QWidget::hide): then nothing has it until Tab
    is pressed, instead of whatever comes first.
    """
    here = root.focusWidget()
    if here is not None and not here.isVisibleTo(root):
        root.setFocus()
        return True
    stop = next_stop(root, here, forward=forward)
    reason = Qt.FocusReason
    if stop is not None:
        stop.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return stop is not None


def leave(root: QWidget, part: QWidget) -> None:
    """Take the focus off `part` of `root`, which is about to go; nothing has it until Tab."""
    here = root.focusWidget()
    if here is not None and part.isAncestorOf(here):
        root.setFocus()


def _children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, QSplitter):
        return [part for at in range(widget.count()) if (part := widget.widget(at)) is not None]
    layout = widget.layout()
    laid = list(_in_layout(layout)) if layout is not None else []
    others = [
        child for child in widget.children() if isinstance(child, QWidget) and child not in laid
    ]
    return [*laid, *sorted(others, key=lambda child: (child.y(), child.x()))]


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _in_layout(inner)
