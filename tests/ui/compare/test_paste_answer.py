"""A pasted answer stands beside those that were asked for, and says that it was pasted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import ScriptedEngine, local_model, open_test_image

from vizdesk.comparison.models import EngineKind, Model
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import AnswerState, Box
from vizdesk.export.writer import write
from vizdesk.ui.compare.answer_pane import AnswerPane
from vizdesk.ui.compare.paste_dialog import PasteDialog
from vizdesk.ui.models.list.context_menu import MenuAction, menu_actions_for
from vizdesk.ui.models.list.list_panel import ListSection, section_of
from vizdesk.ui.shell.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
GEMINI = '[{"box_2d": [200, 100, 400, 300], "label": "cat"}]'
QWEN = '[{"bbox_2d": [100, 200, 300, 400], "label": "cat"}]'


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
def window(make_window: MakeWindow, engine: ScriptedEngine) -> MainWindow:
    QGuiApplication.clipboard().clear()
    return make_window(engine, [local_model("Gemma")])


def dialog_of(window: MainWindow, model_id: str = "") -> PasteDialog:
    window.paste_controller.ask(model_id)
    dialog = window.paste_controller.dialog
    assert dialog is not None
    return dialog


def paste(window: MainWindow, reply: str, name: str = "ChatGPT", model_id: str = "") -> AnswerPane:
    """Paste a reply; the pane that shows it."""
    before = {model.id for model in window.session.models}
    dialog = dialog_of(window, model_id)
    dialog.reply.setPlainText(reply)
    if not model_id:
        dialog.name_field.setText(name)
    dialog.add.click()
    added = [model.id for model in window.session.models if model.id not in before]
    return window.canvas.panes[added[0] if added else model_id]


# --- The dialog -----------------------------------------------------------------------------------


def test_its_key_opens_it_with_what_is_in_the_clipboard(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(QWEN)
    QTest.keyClick(
        window,
        Qt.Key.Key_V,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    dialog = window.paste_controller.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.text == QWEN
    assert "“Detect”" in dialog.about.text()


def test_it_stands_in_the_menu_and_in_the_context_menu_of_the_panes(window: MainWindow) -> None:
    name = "Paste an answer…"
    assert name in [action.text() for action in window.header.menu.menu().actions()]
    (action,) = [action for action in window.canvas.grid.actions() if action.text() == name]
    assert window.canvas.grid.contextMenuPolicy() is Qt.ContextMenuPolicy.ActionsContextMenu
    action.trigger()
    assert window.paste_controller.dialog is not None


def test_the_family_is_guessed_and_said_or_chosen(window: MainWindow) -> None:
    dialog = dialog_of(window)
    assert not dialog.add.isEnabled()
    dialog.reply.setPlainText(GEMINI)
    assert dialog.add.isEnabled()
    assert dialog.profile == "gemini"
    assert dialog.family.currentText() == "Guess: Google Gemini"
    assert dialog.why.text() == "Family guessed: gemini, as the reply has “box_2d” in it."
    dialog.family.setCurrentIndex(dialog.family.findData("qwen3-vl"))
    assert (dialog.profile, dialog.guess) == ("qwen3-vl", None)
    assert dialog.why.text() == "Chosen by you."


def test_the_size_that_was_sent_may_be_left_open(window: MainWindow) -> None:
    dialog = dialog_of(window)
    assert dialog.sent is None
    dialog.wide.setValue(1000)
    assert dialog.sent is None
    dialog.high.setValue(750)
    assert dialog.sent == (1000, 750)


@pytest.mark.parametrize(
    ("task", "words"),
    [(Task(TaskKind.ASK), "Write a question first."), (None, "Open an image first.")],
)
def test_without_an_image_or_a_question_there_is_nothing_to_answer(
    task: Task | None, words: str, make_window: MakeWindow
) -> None:
    window = make_window(models=[local_model("Gemma")], image=task is not None)
    if task is not None:
        window.session.set_task(task)
    window.paste_controller.ask()
    assert window.paste_controller.dialog is None
    assert window.message.text() == words


# --- The answer -----------------------------------------------------------------------------------


def test_it_gets_a_pane_that_reads_it_and_says_that_it_was_pasted(window: MainWindow) -> None:
    pane = paste(window, GEMINI)
    assert pane.model.name == "ChatGPT (pasted)"
    assert (pane.badge.text(), pane.state.text()) == ("Pasted", "")
    assert pane.badge.isVisible()
    assert pane.answer is not None
    assert pane.answer.reading.detections[0].box == Box(0.1, 0.2, 0.3, 0.4)
    assert pane.side.note.text().startswith("Family guessed: gemini")
    assert pane.figures.text() == ""
    assert not pane.action.isVisible()
    assert list(window.canvas.panes) == [window.session.models[0].id, pane.model.id]


def test_run_never_asks_for_it_again(
    window: MainWindow, engine: ScriptedEngine, qtbot: QtBot
) -> None:
    pane = paste(window, GEMINI)
    before = pane.answer
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    assert {request.model.name for request in engine.asked} == {"Gemma"}
    assert pane.answer == before
    window.runner.run([pane.model])
    assert not window.runner.running


def test_run_says_so_where_there_is_nobody_else_to_ask(window: MainWindow) -> None:
    pane = paste(window, GEMINI)
    window.session.choose_only([pane.model.id])
    words = "Pasted answers are not asked for: check a model on the left."
    assert window.main_actions.why_not_run() == words


def test_a_second_one_of_the_same_name_takes_nothings_place(window: MainWindow) -> None:
    first, second = paste(window, GEMINI), paste(window, "No cats.")
    assert first.model.id != second.model.id
    assert first.answer is not None
    assert first.answer.text == GEMINI


def test_about_another_image_it_can_be_pasted_into_the_same_pane(window: MainWindow) -> None:
    pane = paste(window, GEMINI)
    window.session.add_image(open_test_image(200, 100, "red"))
    assert pane.answer is None
    assert pane.side.note.text() == "Nothing was pasted about this image and task."
    assert pane.action.text() == "Paste…"
    pane.action.click()
    dialog = window.paste_controller.dialog
    assert dialog is not None
    assert dialog.name_field.text() == "ChatGPT (pasted)"
    dialog.reply.setPlainText(GEMINI)
    dialog.add.click()
    assert window.canvas.panes[pane.model.id].answer is not None
    assert [model.name for model in window.session.models].count("ChatGPT (pasted)") == 1


def test_in_the_list_it_has_a_section_of_its_own_and_can_be_taken_off(window: MainWindow) -> None:
    pane = paste(window, GEMINI)
    model: Model = pane.model
    assert section_of(model, None) is ListSection.PASTED
    assert menu_actions_for(model, added=False, need=None) == [
        [MenuAction.COPY_ID],
        [MenuAction.REMOVE],
    ]
    window.session.remove_model(model.id)
    assert model.id not in window.canvas.panes


# --- Where it goes --------------------------------------------------------------------------------


def test_it_is_exported_like_any_other_and_marked(window: MainWindow, tmp_path: Path) -> None:
    pane = paste(window, GEMINI)
    comparison = window.session.comparison()
    assert comparison is not None
    (answer,) = comparison.answers
    assert (answer.model.engine, answer.cost_usd) == (EngineKind.PASTED, None)
    assert answer.state is AnswerState.DONE
    assert to_record(comparison)["answers"][0]["engine"] == "pasted"
    (path,) = write(tmp_path / "a.coco.json", comparison, None)
    described = json.loads(path.read_text())["info"]["description"]
    assert described.startswith("ChatGPT (pasted), pasted into vizdesk")
    assert pane.model.id == answer.model.id


def test_the_history_keeps_it_and_reopens_it(window: MainWindow, qtbot: QtBot) -> None:
    pane = paste(window, GEMINI)
    comparison_id = window.history.recorder.current()
    store = window.services.history.store()
    qtbot.waitUntil(lambda: bool(store.entries()))
    (entry,) = store.entries()
    assert entry.models == ("ChatGPT (pasted)",)
    again = store.load(comparison_id)
    assert again.answers == (pane.answer,)
    current = window.session.current
    assert current is not None
    window.session.remove_model(pane.model.id)
    window.session.reopen(current, again)
    reopened = window.canvas.panes[pane.model.id]
    assert (reopened.answer, reopened.badge.text()) == (pane.answer, "Pasted")
