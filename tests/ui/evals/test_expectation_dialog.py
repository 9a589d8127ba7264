"""“Expect this”: what is on the screen becomes a prompt of one's own suite, with its check."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model

from vizdesk.common import paths, resources
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.evals.checks import Boxes, Number
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.suite import Suite
from vizdesk.ui.evals.expectation_dialog import ExpectationDialog
from vizdesk.ui.shell.main_window import MainWindow


def suite(name: str) -> Suite:
    return open_suite(paths.data_folder() / "suites" / name)


def dialog_of(window: MainWindow) -> ExpectationDialog:
    window.expect.ask()
    assert window.expect.dialog is not None
    return window.expect.dialog


def answered(qtbot: QtBot, window: MainWindow) -> None:
    path = resources.folder() / "samples" / "shapes.png"
    window.image_loader.take_files([path])
    qtbot.waitUntil(
        lambda: (
            window.session.current is not None
            and window.session.current.image.ref.path == str(path)
        )
    )
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)


def test_an_answer_becomes_what_is_expected_and_a_suite_is_begun(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(ScriptedEngine(text="3"), [local_model("Gemma")])
    window.form.show_kind(TaskKind.ASK)
    window.form.show_task(Task(TaskKind.ASK, question="How many dogs are there?"))
    window.session.set_task(Task(TaskKind.ASK, question="How many dogs are there?"))
    answered(qtbot, window)
    dialog = dialog_of(window)
    assert dialog.prompt.toPlainText() == "How many dogs are there?"
    assert (dialog.kind.currentData().name, dialog.expected.toPlainText()) == ("number", "3")
    assert "3" in dialog.message_label.text()
    dialog.category.setText("counting")
    dialog.suite.setCurrentText("My Dogs!")
    dialog.add.click()
    qtbot.waitUntil(lambda: "My Dogs!" in window.message.text())
    (item,) = suite("my-dogs").items
    assert (item.prompt, item.check, item.category) == (
        "How many dogs are there?",
        Number(3),
        "counting",
    )
    again = dialog_of(window)
    assert again.suite.currentText() == "my-dogs"
    again.add.click()
    qtbot.waitUntil(lambda: "asks the same" in again.message_label.text())
    again.reject()


def test_boxes_of_an_answer_are_the_boxes_expected(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(models=[local_model("Gemma")])
    answered(qtbot, window)
    dialog = dialog_of(window)
    assert dialog.kind.currentData().name == "boxes"
    dialog.suite.setCurrentText("boxes")
    dialog.add.click()
    qtbot.waitUntil(lambda: "boxes" in window.message.text())
    (item,) = suite("boxes").items
    assert isinstance(item.check, Boxes)
    assert [one.label for one in item.check.value] == ["red circle", "blue square"]


def test_before_anything_was_asked_one_writes_it_oneself_and_faults_are_said(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(models=[local_model("Gemma")])
    dialog = dialog_of(window)
    dialog.prompt.setPlainText("Is it torn?")
    dialog.show_kind("yes_no")
    dialog.expected.setPlainText("perhaps")
    assert "yes or no" in dialog.message_label.text()
    assert not dialog.add.isEnabled()
    dialog.expected.setPlainText("no")
    assert dialog.add.isEnabled()
    dialog.show_kind("one_of")
    assert not dialog.add.isEnabled()
    dialog.option.setText("no, yes")
    assert dialog.add.isEnabled()


@pytest.mark.parametrize(
    "kind", ["number", "text", "set", "ordered", "date", "time", "cer", "json"]
)
def test_every_kind_can_be_written_down(kind: str, qtbot: QtBot, make_window: MakeWindow) -> None:
    dialog = dialog_of(make_window(models=[local_model("Gemma")]))
    dialog.prompt.setPlainText("What?")
    dialog.show_kind(kind)
    values = {
        "number": "4",
        "date": "2026-11-21",
        "time": "15:30",
        "json": '{"total": 4}',
        "set": "a, b",
    }
    dialog.expected.setPlainText(values.get(kind, "a; b"))
    assert dialog.add.isEnabled(), dialog.message_label.text()


def test_every_field_has_a_name(qtbot: QtBot, make_window: MakeWindow) -> None:
    dialog = dialog_of(make_window(models=[local_model("Gemma")]))
    reached = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    nameless = [one for one in reached if one.isVisible() and not one.accessibleName()]
    buttons = set(dialog.buttons.buttons())
    inner = {dialog.suite.lineEdit()}
    assert [one for one in nameless if one not in buttons and one not in inner] == []
