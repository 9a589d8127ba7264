"""A walk through every page and dialog of the window, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vizdesk.common import resources
from vizdesk.ui.core.pages import Page
from vizdesk.ui.models.list.list_row import ModelRow
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.widgets.basics import ElidedLabel

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QTableView)


def dialogs(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens each dialog of the window, by name; a comparison must be open."""
    services, model = window.model_list_controller, window.session.models[0]
    remote = next(model for model in window.session.models if not model.local)
    return {
        "keys": services.show_keys,
        "key": lambda: services.ask_for_key(remote.id),
        "found": services.find_on_disk,
        "how-asked": lambda: window.profile_controller.show_dialog(model),
        "model-settings": lambda: services.edit_settings(model.id, copy=False),
        "download": lambda: window.downloads.choose(),
        "export": window.main_actions.export,
        "expect": window.expect.ask,
        "settings": window.settings_controller.show_dialog,
        "save-set": window.sets.ask_to_save,
        "keyboard-map": lambda: window.help.show_keyboard_map(
            window.commands, window.header.tasks.shortcuts
        ),
        "about": window.help.show_about,
        "mishap": lambda: window.help.show_unexpected_error(ValueError("x")),
    }


@contextmanager
def opened(qtbot: QtBot, window: MainWindow, name: str) -> Iterator[QDialog]:
    """One dialog, open and laid out; closed again at the end."""
    dialogs(window)[name]()
    qtbot.waitUntil(lambda: shown_dialog(window) is not None)
    dialog = shown_dialog(window)
    assert dialog is not None
    qtbot.wait(80)
    try:
        yield dialog
    finally:
        dialog.reject()
        dialog.deleteLater()
        qtbot.waitUntil(lambda: shown_dialog(window) is None)


def shown_dialog(window: MainWindow) -> QDialog | None:
    """The dialog that is open over the window."""
    return next((each for each in window.findChildren(QDialog) if each.isVisible()), None)


def compare(qtbot: QtBot, window: MainWindow) -> None:
    """Ask the demo models about the first sample."""
    window.image_loader.take_files(resources.samples()[:1])
    qtbot.waitUntil(lambda: window.session.current is not None)
    window.main_actions.run()
    qtbot.waitUntil(lambda: len(window.canvas.answers()) == 2 and not window.runner.running)


def pages(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """Turn to every page, a model's own too; yields its name once it is laid out."""
    for page in Page:
        window.main_actions.turn_to(page)
        qtbot.wait(250)
        yield page.name.lower()
    window.main_actions.turn_to(Page.MODELS)
    window.models_view.open_card("gemma-3-4b")
    qtbot.waitUntil(lambda: window.models_view.page is not None)
    qtbot.wait(250)
    yield "model-page"
    window.models_view.show_table()
    window.main_actions.turn_to(Page.COMPARE)


def controls(root: QWidget) -> Iterator[QWidget]:
    """What a person can press or write into."""
    own = root.window()
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, CONTROLS) and widget.window() is own:
            yield widget


def clipped(root: QWidget) -> set[str]:
    """Words that have less room than they need, or lie outside of what contains them."""
    return {
        _words(widget)
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton | QComboBox)
        and widget.isVisible()
        and widget.window() is root.window()
        and not isinstance(widget, ElidedLabel | ModelRow)
        and _words(widget)
        and (_too_narrow(widget) or _too_low(widget) or _outside(widget))
    }


def _words(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    assert isinstance(widget, QLabel | QAbstractButton)
    return widget.text()


def _too_narrow(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and (widget.wordWrap() or "<span" in widget.text()):
        return False
    wanted = widget.sizeHint() if not isinstance(widget, QComboBox) else widget.minimumSizeHint()
    return wanted.width() > widget.width() + 1


def _too_low(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 2
    if isinstance(widget, QCheckBox | QComboBox):
        return False
    return widget.fontMetrics().height() > widget.height() + 2


def _outside(widget: QWidget) -> bool:
    """Whether it lies beyond the edge of a parent that does not scroll."""
    parent = widget.parentWidget()
    if parent is None or parent.objectName() == "qt_scrollarea_viewport":
        return False
    place = widget.geometry()
    return place.right() > parent.width() + 1 or place.bottom() > parent.height() + 1
