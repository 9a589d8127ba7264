"""Tab goes through the window as one reads it, whenever its parts were made."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, local_model, open_test_image

from vizdesk.ui.widgets.tab_order import is_stop, next_stop, reading_order


def test_tab_goes_from_the_tasks_over_models_question_and_answers_to_the_images(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    # The hint of what is next follows the demo models alone.
    window = make_window(models=[local_model("Demo large"), local_model("Demo small")])
    window.resize(1440, 900)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    qtbot.waitUntil(window.banner.isVisible)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    parts = {
        "header": window.header,
        "models": window.models,
        "question": window.form,
        "agreement": window.agreement_bar,
        "answers": window.canvas.grid,
        "hint": window.banner,
        "images": window.strip,
    }
    window.header.pages[window.header.page].setFocus()
    passed = []
    for _ in reading_order(window):
        here = QApplication.focusWidget()
        assert here is not None
        passed.append(next(name for name, part in parts.items() if part.isAncestorOf(here)))
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is window.header.pages[window.header.page]:
            break
    assert [name for name, _ in groupby(passed)] == list(parts)


def test_of_tasks_tab_stops_at_the_chosen_one_alone(make_window: MakeWindow) -> None:
    window = make_window()
    tasks = window.header.tasks.buttons
    assert [kind for kind, task in tasks.items() if is_stop(task)] == [window.session.task.kind]


def test_what_came_later_is_passed_where_it_stands_and_shift_tab_goes_back(qtbot: QtBot) -> None:
    root = QWidget()
    row = QHBoxLayout(root)
    last, first, field = QPushButton("last"), QPushButton("first"), QLineEdit()
    row.addWidget(last)
    row.insertWidget(0, first)
    row.insertWidget(1, field)
    field.setClearButtonEnabled(True)
    qtbot.addWidget(root)
    root.show()
    order = [one for one in reading_order(root) if is_stop(one)]
    assert order == [first, field, last]
    assert next_stop(root, last, forward=True) is first
    assert next_stop(root, first, forward=False) is last
    assert next_stop(root, None, forward=True) is first
    field.setEnabled(False)
    assert next_stop(root, first, forward=True) is last


def test_when_what_has_the_focus_goes_nothing_else_is_ringed(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(image=False)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    inside = next(button for button in window.empty.findChildren(QPushButton) if button.isVisible())
    inside.setFocus()
    assert window.focusWidget() is inside
    window.session.add_image(open_test_image())
    qtbot.waitUntil(lambda: not window.empty.isVisible())
    assert window.focusWidget() is window
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    here = window.focusWidget()
    assert window.header.isAncestorOf(here)
    here.hide()
    assert window.focusWidget() is window
