"""Saving a comparison: every form is seen beforehand, written with progress, and can be stopped."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Box, Detection, PointDetection, Reading
from vizdesk.export.export_format import ExportFormat
from vizdesk.export.formats.csv import CSV
from vizdesk.export.formats.json import JSON
from vizdesk.export.formats.markdown import MARKDOWN
from vizdesk.export.formats.png import PNG
from vizdesk.export.formats.voc import VOC
from vizdesk.export.formats.yolo import YOLO
from vizdesk.export.image_set.registry import SET_FORMATS
from vizdesk.export.page_options import Background, PageOptions, PagePart
from vizdesk.export.registry import FORMATS
from vizdesk.export.view_filter import WHOLE
from vizdesk.ui.core.asked_answers import AnswerKey
from vizdesk.ui.export.dialog import ExportDialog
from vizdesk.ui.export.form import ROLE
from vizdesk.ui.shell.main_window import MainWindow


def answered(qtbot: QtBot, make_window: MakeWindow, *names: str) -> MainWindow:
    window = make_window(models=[local_model(name) for name in names])
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running and window.header.export.isEnabled())
    return window


def opened(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    window.main_actions.export()
    (dialog,) = [one for one in window.findChildren(ExportDialog) if one.isVisible()]
    qtbot.waitUntil(lambda: not dialog.form.image.pixmap().isNull())
    return dialog


def choose(dialog: ExportDialog, form: ExportFormat) -> None:
    for row in range(dialog.form.forms.count()):
        if dialog.form.forms.item(row).data(ROLE) is form:
            dialog.form.forms.setCurrentRow(row)


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


@pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.ending)
def test_every_form_is_shown_and_written(
    form: ExportFormat, qtbot: QtBot, make_window: MakeWindow, target: Path
) -> None:
    dialog = opened(qtbot, window := answered(qtbot, make_window, "Gemma"))
    choose(dialog, form)
    qtbot.waitUntil(lambda: dialog.form.pages.currentIndex() == int(not form.needs_image))
    if not form.needs_image:
        qtbot.waitUntil(lambda: bool(dialog.form.text.toPlainText()))
    dialog.form.save.click()
    qtbot.waitUntil(lambda: "Saved" in window.status_line.last)
    assert target.with_name("out" + form.ending).stat().st_size > 50


def test_what_i_see_is_the_part_the_classes_and_the_pane_in_sight(
    qtbot: QtBot, make_window: MakeWindow, target: Path
) -> None:
    window = answered(qtbot, make_window, "Gemma", "Qwen")
    assert window.canvas.view_filter.part == WHOLE
    window.canvas.camera.look(QPointF(0.25, 0.25), 2.5)
    window.canvas.hide("blue square", True)
    window.canvas.grid.expand_number(1)
    qtbot.wait(50)
    dialog = opened(qtbot, window)
    qtbot.mouseClick(dialog.form.parts.buttons[1], Qt.MouseButton.LeftButton)
    assert dialog.options.view.part != WHOLE
    choose(dialog, JSON)
    dialog.form.save.click()
    qtbot.waitUntil(lambda: "Saved" in window.status_line.last)
    record = json.loads(target.with_name("out.json").read_text())
    (answer,) = record["answers"]
    assert answer["name"] == "Gemma"
    assert [one["label"] for one in answer["detections"]] == ["red circle"]


def test_the_preview_is_as_wide_as_the_dialog_has_room(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    dialog = opened(qtbot, answered(qtbot, make_window, "Gemma", "Qwen"))
    pages, image = dialog.form.pages, dialog.form.image
    for width in (700, 1200):
        dialog.resize(width, 640)
        qtbot.waitUntil(lambda: pages.width() - 60 <= image.pixmap().width() <= pages.width())


def test_nothing_to_cut_is_not_offered(qtbot: QtBot, make_window: MakeWindow) -> None:
    dialog = opened(qtbot, answered(qtbot, make_window, "Gemma"))
    assert not dialog.form.parts.buttons[1].isEnabled()
    assert dialog.form.parts.buttons[1].toolTip()


def test_writing_says_how_far_it_is_and_stop_leaves_no_file(
    qtbot: QtBot, make_window: MakeWindow, target: Path
) -> None:
    engine = ScriptedEngine(text="Many words, **more** words. " * 2000, piece=8000)
    window = make_window(engine, [local_model("Gemma")])
    window.form.show_kind(TaskKind.CAPTION)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running and window.header.export.isEnabled())
    dialog = opened(qtbot, window)
    dialog.form.scales.buttons[2].click()
    assert "pixels" in dialog.form.facts.text()
    dialog.form.save.click()
    qtbot.waitUntil(lambda: dialog.form.progress.value() > 0)
    assert dialog.form.facts.text().endswith(("left", "…"))
    assert not dialog.form.save.isEnabled()
    dialog.form.cancel.click()
    qtbot.waitUntil(lambda: "Stopped" in dialog.form.facts.text())
    assert dialog.form.save.isEnabled()
    assert not list(target.parent.glob("out*")) + list(target.parent.glob(".new-*"))


def test_a_folder_that_cannot_be_written_is_said_in_the_dialog(
    qtbot: QtBot, make_window: MakeWindow, target: Path
) -> None:
    target.write_text("a file")
    dialog = opened(qtbot, answered(qtbot, make_window, "Gemma"))
    dialog.write_to(target / "inside.png")
    qtbot.waitUntil(lambda: bool(dialog.form.facts.text()) and not dialog.writing)
    assert "out" in dialog.form.facts.text()
    assert dialog.isVisible()


def test_files_nobody_was_asked_about_are_not_replaced_in_silence(
    qtbot: QtBot, make_window: MakeWindow, target: Path
) -> None:
    window = answered(qtbot, make_window, "Gemma", "Qwen")
    dialog = opened(qtbot, window)
    choose(dialog, VOC)
    qtbot.waitUntil(lambda: bool(dialog.form.text.toPlainText()))
    mine = target.with_name("out-gemma.xml")
    mine.write_text("mine")
    dialog.form.save.click()
    (box,) = dialog.findChildren(QMessageBox)
    assert box.informativeText() == "out-gemma.xml"
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert not dialog.writing
    assert mine.read_text() == "mine"
    qtbot.waitUntil(lambda: not dialog.findChildren(QMessageBox))
    dialog.form.save.click()
    (box,) = dialog.findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Replace").click()
    qtbot.waitUntil(lambda: "Saved" in window.status_line.last)
    assert mine.read_text().startswith("<annotation>")


def test_the_clipboard_gets_an_image_as_large_as_chosen(
    qtbot: QtBot, make_window: MakeWindow, target: Path
) -> None:
    window = answered(qtbot, make_window, "Gemma")
    dialog = opened(qtbot, window)
    dialog.form.scales.buttons[0].click()
    dialog.form.copy.click()
    qtbot.waitUntil(lambda: "clipboard" in window.message.text())
    small = QGuiApplication.clipboard().image()
    assert small.width() > 700
    window.main_actions.copy()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().image().width() == 2 * small.width())


def test_markdown_is_copied_as_text(qtbot: QtBot, make_window: MakeWindow, target: Path) -> None:
    window = answered(qtbot, make_window, "Gemma")
    dialog = opened(qtbot, window)
    choose(dialog, MARKDOWN)
    assert dialog.form.copy.text() == "Copy as text"
    dialog.form.copy.click()
    assert "| red circle |" in QGuiApplication.clipboard().text()
    assert "clipboard as text" in window.message.text()
    other = opened(qtbot, window)
    choose(other, PNG)
    assert other.form.copy.text() == "Copy as image"
    choose(other, YOLO)
    assert not other.form.copy.isEnabled()
    # The form of the last save is offered first, with what it has.
    window.session.window_state.setValue("export form", CSV.ending)
    other.reject()
    window.main_actions.export()
    (again,) = [one for one in window.findChildren(ExportDialog) if one.isVisible()]
    assert again.form.copy.text() == "Copy as text"
    assert not again.form.scales.isVisible()


def test_every_control_of_the_dialog_has_a_name(qtbot: QtBot, make_window: MakeWindow) -> None:
    dialog = opened(qtbot, answered(qtbot, make_window, "Gemma"))
    reachable = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    named = [one for one in reachable if one.accessibleName() or one.objectName().startswith("qt_")]
    assert [one for one in reachable if one not in named and one.isVisible()] == []


# --- What a form cannot hold ----------------------------------------------------------------------

POINTED = Reading(
    (Detection("cat", Box(0.1, 0.1, 0.5, 0.5)),),
    points=(PointDetection("cat", 0.3, 0.3), PointDetection("cat", 0.7, 0.7)),
)
TOLD = "Left out, as files of this form cannot hold them: 2 points."


def keep_reading(window: MainWindow, reading: Reading) -> None:
    """Put a reading in the place of what the model's answer gave."""
    session = window.session
    (model,) = session.chosen_models
    asked = session.answer_for(model.id)
    assert asked is not None
    assert session.current is not None
    key = AnswerKey(session.current.key, session.task.kind, model.id)
    session.keep_answer(key, replace(asked, answer=replace(asked.answer, reading=reading)))


def test_what_a_form_cannot_hold_is_said_before_and_after_it_is_written(
    qtbot: QtBot, make_window: MakeWindow, target: Path
) -> None:
    window = answered(qtbot, make_window, "Gemma")
    keep_reading(window, POINTED)
    dialog = opened(qtbot, window)
    assert dialog.form.facts.text() != TOLD
    choose(dialog, YOLO)
    qtbot.waitUntil(lambda: dialog.form.facts.text() == TOLD)
    assert dialog.form.save.isEnabled()
    dialog.form.save.click()
    qtbot.waitUntil(lambda: window.message.text().endswith(TOLD))
    assert len(target.with_name("out.txt").read_text().splitlines()) == 1


def test_where_a_form_can_hold_nothing_of_it_there_is_nothing_to_save(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = answered(qtbot, make_window, "Gemma")
    keep_reading(window, Reading(points=POINTED.points))
    dialog = opened(qtbot, window)
    choose(dialog, VOC)
    words = f"No model gave boxes, so there are none to write. {TOLD}"
    qtbot.waitUntil(lambda: dialog.form.facts.text() == words)
    assert not dialog.form.save.isEnabled()


# --- How pages are laid out -----------------------------------------------------------------------


def page_shape(dialog: ExportDialog) -> float:
    """The previewed page's width, as a share of its height."""
    pixmap = dialog.form.image.pixmap()
    return pixmap.width() / pixmap.height()


def test_the_preview_is_what_is_written_while_choices_change(
    qtbot: QtBot, make_window: MakeWindow, target: Path
) -> None:
    window = answered(qtbot, make_window, "Gemma", "Qwen")
    dialog = opened(qtbot, window)
    page = dialog.form.page
    page.columns.setCurrentIndex(page.columns.count() - 1)
    qtbot.waitUntil(lambda: abs(page_shape(dialog) - 16 / 9) < 0.01)
    page.title.setText("Two models")
    page.note.setPlainText("On one image.")
    page.parts[PagePart.FOOTER].click()
    page.original.click()
    dialog.form.scales.buttons[0].click()
    options = dialog.options
    assert (options.page.slide, options.page.title, options.page.note) == (
        True,
        "Two models",
        "On one image.",
    )
    assert options.page.leave_out == {PagePart.FOOTER}
    dialog.form.save.click()
    qtbot.waitUntil(lambda: "Saved" in window.status_line.last)
    with Image.open(target.with_name("out.png")) as written:
        assert written.width * 9 == written.height * 16
        assert written.info["Title"].startswith("Two models: ")


def test_choices_are_remembered_but_not_the_words_about_one_comparison(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = answered(qtbot, make_window, "Gemma")
    dialog = opened(qtbot, window)
    page = dialog.form.page
    page.title.setText("Mine")
    page.columns.setCurrentIndex(4)
    page.label_size.setValue(20)
    page.parts[PagePart.PROMPT].click()
    page.overlay.click()
    dialog.form.grounds.buttons[2].click()
    dialog.reject()
    again = opened(qtbot, window)
    leave_out = frozenset({PagePart.PROMPT})
    assert again.options.page == PageOptions(
        columns=4, leave_out=leave_out, overlay=True, label_size=20
    )
    assert again.options.background is Background.WHITE
    again.form.page.reset.click()
    assert again.options.page == PageOptions()
    again.reject()
    assert opened(qtbot, window).options.page == PageOptions()


def test_remembered_choices_that_are_none_any_more_are_the_usual_ones(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = answered(qtbot, make_window, "Gemma")
    for name, value in (("columns", 99), ("label size", "large"), ("leave out", "names,,")):
        window.session.window_state.setValue(f"export page/{name}", value)
    assert opened(qtbot, window).options.page == PageOptions()


def test_a_form_offers_what_it_follows(qtbot: QtBot, make_window: MakeWindow) -> None:
    dialog = opened(qtbot, answered(qtbot, make_window, "Gemma"))
    page = dialog.form.page
    choose(dialog, MARKDOWN)
    assert page.title.isVisible()
    assert not page.columns.isVisible()
    choose(dialog, CSV)
    assert not page.title.isVisible()
    choose(dialog, PNG)
    assert page.columns.isVisible()


def test_a_low_dialog_scrolls_what_can_be_chosen_and_keeps_its_buttons(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    dialog = opened(qtbot, answered(qtbot, make_window, "Gemma"))
    dialog.resize(700, 420)
    qtbot.waitUntil(lambda: dialog.height() <= 420)
    assert dialog.rect().contains(dialog.form.save.geometry())


# --- All open images ------------------------------------------------------------------------------


def two_answered(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> MainWindow:
    """Two open images, both asked about."""
    window = answered(qtbot, make_window, "Gemma")
    path = tmp_path / "second.png"
    Image.new("RGB", (60, 40), (200, 30, 30)).save(path)
    window.image_loader.take_files([path])
    qtbot.waitUntil(lambda: len(window.session.images) == 2)
    qtbot.waitUntil(lambda: window.session.current.image.ref.path == str(path))
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running and window.header.export.isEnabled())
    return window


def choose_set(dialog: ExportDialog, ending: str) -> None:
    dialog.form.images.buttons[1].click()
    for row, form in enumerate(SET_FORMATS):
        if form.ending == ending:
            dialog.form.forms.setCurrentRow(row)


def test_all_open_images_are_saved_together(
    qtbot: QtBot, make_window: MakeWindow, target: Path, tmp_path: Path
) -> None:
    window = two_answered(qtbot, make_window, tmp_path)
    dialog = opened(qtbot, window)
    assert dialog.form.images.buttons[1].text() == "All open images (2)"
    choose_set(dialog, ".csv")
    assert not dialog.form.copy_images.isVisible()
    dialog.form.save.click()
    qtbot.waitUntil(lambda: "Saved" in window.status_line.last)
    table = target.with_name("out.csv").read_text(encoding="utf-8")
    assert "second.png" in table
    assert table.count("picture,task") == 1


def test_each_image_of_a_set_can_be_looked_at_before_it_is_saved(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    dialog = opened(qtbot, two_answered(qtbot, make_window, tmp_path))
    pager = dialog.form.pager
    assert not pager.isVisible(), "one image has no other"
    choose_set(dialog, ".csv")
    assert pager.words.text() == "Image 2 of 2 · second.png"
    qtbot.waitUntil(lambda: "second.png" in dialog.form.text.toPlainText())
    assert not pager.after.isEnabled()
    pager.before.click()
    qtbot.waitUntil(lambda: "second.png" not in dialog.form.text.toPlainText())
    assert pager.words.text().startswith("Image 1 of 2 · ")
    assert not pager.before.isEnabled()


def test_files_of_further_models_are_not_replaced_in_silence(
    qtbot: QtBot, make_window: MakeWindow, target: Path, tmp_path: Path
) -> None:
    window = two_answered(qtbot, make_window, tmp_path)
    mine = target.with_name("out-qwen.coco.json")
    mine.write_text("mine")
    dialog = opened(qtbot, window)
    choose_set(dialog, ".coco.json")
    dialog.form.save.click()
    (box,) = dialog.findChildren(QMessageBox)
    assert box.informativeText() == "out-qwen.coco.json"
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert not dialog.writing
    assert mine.read_text() == "mine"


def test_a_data_set_is_a_new_folder_with_the_images_where_they_are_wanted(
    qtbot: QtBot, make_window: MakeWindow, target: Path, tmp_path: Path
) -> None:
    window = two_answered(qtbot, make_window, tmp_path)
    dialog = opened(qtbot, window)
    choose_set(dialog, "data.yaml")
    dialog.form.copy_images.click()
    qtbot.waitUntil(lambda: bool(dialog.form.text.toPlainText()))
    dialog.form.save.click()
    qtbot.waitUntil(lambda: "Saved" in window.status_line.last)
    assert (target / "data.yaml").is_file()
    assert (target / "images" / "second.png").read_bytes() == (tmp_path / "second.png").read_bytes()
    again = opened_again(qtbot, window)
    choose_set(again, "data.yaml")
    again.form.save.click()
    qtbot.waitUntil(lambda: "already" in again.form.facts.text())
    assert again.isVisible()


def opened_again(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    qtbot.waitUntil(lambda: not [d for d in window.findChildren(ExportDialog) if d.isVisible()])
    return opened(qtbot, window)


def test_one_image_has_nothing_to_choose_of(qtbot: QtBot, make_window: MakeWindow) -> None:
    dialog = opened(qtbot, answered(qtbot, make_window, "Gemma"))
    assert not dialog.form.images.isVisible()


def test_an_image_without_boxes_does_not_keep_the_others_from_being_saved(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = two_answered(qtbot, make_window, tmp_path)
    keep_reading(window, Reading())
    dialog = opened(qtbot, window)
    choose_set(dialog, "data.yaml")
    qtbot.waitUntil(lambda: dialog.form.pages.currentIndex() == 1)
    assert dialog.form.save.isEnabled()
    # A set has everything of each image: nothing that is seen now can be chosen for it.
    assert not dialog.form.parts.isEnabled()
