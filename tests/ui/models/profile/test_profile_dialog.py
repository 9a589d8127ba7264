"""“How … is asked” in the window: seen, edited, kept, used by the next answer, taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    MakeWindow,
    ScriptedEngine,
    local_model,
    open_test_image,
    remote_model,
)

from vizdesk.comparison.profiles import BoxForm, Fit, Thinking
from vizdesk.comparison.tasks import TaskKind
from vizdesk.ui.models.profile.dialog import ProfileDialog
from vizdesk.ui.models.profile.prompts_editor import KEY
from vizdesk.ui.shell.main_window import MainWindow

QWEN = replace(local_model("Qwen3-VL 8B"), profile="qwen3-vl", image_side=None)


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine(text="A street.")


@pytest.fixture
def window(make_window: MakeWindow, engine: ScriptedEngine) -> MainWindow:
    made = make_window(engine, [QWEN, remote_model("GPT")])
    made.form.show_kind(TaskKind.CAPTION)
    return made


def opened(window: MainWindow) -> ProfileDialog:
    dialog = window.findChild(ProfileDialog)
    assert dialog is not None
    return dialog


def choose_prompt(qtbot: QtBot, dialog: ProfileDialog, key: str) -> None:
    prompts = dialog.words.list
    row = next(n for n in range(prompts.count()) if prompts.item(n).data(KEY) == key)
    place = prompts.visualItemRect(prompts.item(row)).center()
    qtbot.mouseClick(prompts.viewport(), Qt.MouseButton.LeftButton, pos=place)


def write(qtbot: QtBot, dialog: ProfileDialog, words: str) -> None:
    dialog.words.text.selectAll()
    qtbot.keyClicks(dialog.words.text, words)


def save(qtbot: QtBot, window: MainWindow, dialog: ProfileDialog) -> None:
    done = window.session.models_changed
    with qtbot.waitSignal(done):
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)


def run(qtbot: QtBot, window: MainWindow) -> None:
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)


def test_it_opens_from_the_row_of_the_model(qtbot: QtBot, window: MainWindow) -> None:
    row = window.models.rows[QWEN.id]
    row.customContextMenuRequested.emit(QPoint(4, 4))
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    assert menu.actions()[0].text() == "Prompt && box format…"
    menu.actions()[0].trigger()
    menu.close()
    dialog = opened(window)
    assert dialog.windowTitle() == "How Qwen3-VL 8B is asked"
    assert dialog.words.current == "caption"
    qtbot.waitUntil(lambda: dialog.why.text() == "Chosen because its name has “qwen3-vl” in it.")
    dialog.reject()


def test_it_opens_from_the_prompt_for_the_family_that_is_shown_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.form.prompt_button.setChecked(True)
    window.form.prompt.family.setCurrentIndex(1)
    qtbot.mouseClick(window.form.prompt.how, Qt.MouseButton.LeftButton)
    assert opened(window).chosen == "gpt"
    opened(window).reject()


def test_words_that_were_edited_are_asked_by_the_next_answer(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    run(qtbot, window)
    assert window.runner.to_run_again() == window.session.chosen_models
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    write(qtbot, dialog, "Say it in Latin.")
    assert dialog.words.sent.toPlainText() == "Say it in Latin."
    assert dialog.state.text() == "Yours; for every model asked as this family."
    save(qtbot, window, dialog)
    # Only the one whose words are others has not been asked yet.
    assert [model.id for model in window.runner.to_run()] == [QWEN.id]
    assert window.form.prompt.text.toPlainText() == "Say it in Latin."
    run(qtbot, window)
    assert [request.prompt for request in engine.asked][-1] == "Say it in Latin."
    assert len(engine.asked) == 3


def test_cancel_keeps_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    write(qtbot, dialog, "Say it in Latin.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not (tmp_path / "config").exists()
    assert "Latin" not in window.session.profile_of(QWEN).prompts["caption"]


def test_back_to_the_shipped_profile(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    shipped = window.session.profile_of(QWEN)
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    assert not dialog.restore.isVisible()
    write(qtbot, dialog, "Say it in Latin.")
    save(qtbot, window, dialog)
    assert (tmp_path / "config" / "profiles" / "qwen3-vl.toml").is_file()
    qtbot.waitUntil(lambda: window.findChild(ProfileDialog) is None)

    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    assert dialog.words.text.toPlainText() == "Say it in Latin."
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert dialog.words.text.toPlainText() == shipped.prompts["caption"]
    assert dialog.state.text() == "As shipped again, once you save."
    save(qtbot, window, dialog)
    assert window.session.profile_of(QWEN) == shipped
    assert list((tmp_path / "config" / "profiles").iterdir()) == []


def test_every_other_part_can_be_edited(qtbot: QtBot, window: MainWindow) -> None:
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    boxes, image = dialog.boxes, dialog.image
    boxes.order.setCurrentIndex(boxes.order.findData(True))
    assert '[350, 300, 800, 700], "label": "cat"' in boxes.written.text()
    boxes.keys.selectAll()
    qtbot.keyClicks(boxes.keys, "left, top, right, bottom")
    assert boxes.written.text().startswith('{"left": 300, "top": 350')
    image.fit.setCurrentIndex(image.fit.findData(Fit.LONGEST))
    image.numbers["longest"].selectAll()
    qtbot.keyClicks(image.numbers["longest"], "200")
    assert image.result.text() == "This image, 400 × 300, is sent at 200 × 150."
    dialog.order.setCurrentIndex(1)
    dialog.thinking.setCurrentIndex(dialog.thinking.findData(Thinking.ON))
    qtbot.mouseClick(dialog.temperature, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    choose_prompt(qtbot, dialog, "(system)")
    write(qtbot, dialog, "Be brief.")
    save(qtbot, window, dialog)
    kept = window.session.profile_of(QWEN)
    assert kept.boxes.flat_keys == ("left", "top", "right", "bottom")
    assert (kept.boxes.y_first, kept.boxes.form) == (False, BoxForm.JSON)
    assert (kept.image.fit, kept.image.longest) == (Fit.LONGEST, 200)
    assert (kept.image_first, kept.thinking, kept.takes_temperature) == (False, Thinking.ON, False)
    assert kept.system == "Be brief."


def test_what_was_edited_reaches_the_engine(
    qtbot: QtBot, window: MainWindow, engine: ScriptedEngine
) -> None:
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    dialog.order.setCurrentIndex(1)
    dialog.thinking.setCurrentIndex(dialog.thinking.findData(Thinking.ON))
    save(qtbot, window, dialog)
    window.session.choose("gpt", False)
    run(qtbot, window)
    assert engine.asked[-1].image_first is False
    assert engine.asked[-1].model.sampling.thinking is True


def test_another_family_can_be_chosen_for_one_model(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    dialog.family.setCurrentIndex(dialog.family.findData("paddleocr-vl"))
    assert dialog.why.text() == "Chosen by you."
    choose_prompt(qtbot, dialog, "read-text")
    assert dialog.words.text.toPlainText() == "OCR:"
    assert "came with 1.5" in dialog.origin.text()
    save(qtbot, window, dialog)
    assert window.session.profile_of(QWEN).id == "paddleocr-vl"
    assert (tmp_path / "config" / "families.toml").is_file()


def test_the_size_this_very_image_is_sent_at_is_said(window: MainWindow) -> None:
    window.session.add_image(open_test_image(4000, 1000))
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    assert dialog.image.result.text() == "This image, 4,000 × 1,000, is sent at 2,880 × 704."
    assert "1,024 to 2,048 cells" in dialog.image.words.text()
    dialog.reject()
    window.session.add_image(open_test_image(4100, 10))
    window.profile_controller.show_dialog(QWEN)
    narrow = next(one for one in window.findChildren(ProfileDialog) if one is not dialog)
    assert "takes no such image" in narrow.image.result.text()
    narrow.reject()


def test_a_family_without_boxes_shows_none(window: MainWindow) -> None:
    model = replace(QWEN, profile="llava")
    window.profile_controller.show_dialog(model)
    dialog = opened(window)
    assert dialog.boxes.written.text() == "It writes no boxes."
    assert not dialog.boxes.drawing.isVisible()
    assert not dialog.boxes.scale.isVisible()
    window.form.show_kind(TaskKind.DETECT)
    dialog.words.list.setCurrentRow(4)
    assert dialog.words.sent_title.text() == "NOT ASKED"
    dialog.reject()


def test_a_prompt_nobody_wrote_says_so_and_can_be_written(qtbot: QtBot, window: MainWindow) -> None:
    model = replace(QWEN, profile="paddleocr-vl")
    window.profile_controller.show_dialog(model)
    dialog = opened(window)
    choose_prompt(qtbot, dialog, "ask")
    assert "no words for it" in dialog.words.text.placeholderText()
    write(qtbot, dialog, "{question}")
    assert dialog.draft.prompts["ask"] == "{question}"
    dialog.reject()


def test_it_can_be_used_by_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    dialog.words.list.setFocus()
    qtbot.keyClick(dialog.words.list, Qt.Key.Key_Down)
    assert dialog.words.current == "caption-detailed"
    qtbot.keyClick(dialog.words.list, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.words.text
    qtbot.keyClick(dialog.words.text, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.words.text
    names = [dialog.family, dialog.order, dialog.thinking, dialog.boxes.form, dialog.boxes.keys]
    assert all(widget.accessibleName() for widget in names)
    dialog.reject()


def test_a_file_that_cannot_be_used_is_named_when_the_window_opens(
    make_window: MakeWindow, tmp_path: Path
) -> None:
    file = tmp_path / "config" / "profiles" / "qwen3-vl.toml"
    file.parent.mkdir(parents=True)
    file.write_text('colour = "red"')
    window = make_window(models=[QWEN])
    assert f"{file} cannot be used: unknown key 'colour'" in window.message.text()


def test_what_cannot_be_kept_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    window.profile_controller.show_dialog(QWEN)
    dialog = opened(window)
    write(qtbot, dialog, "Say it in Latin.")
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "could not be kept" in window.message.text())
