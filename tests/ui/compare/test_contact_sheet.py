"""The Contact sheet layout: all images × models as a table, opened, sorted, filtered, copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from tests.analysis.comparison_kit import box
from tests.ui.window_kit import local_model, open_test_image

from vizdesk.common.messages import verbatim
from vizdesk.common.paths import cache_folder
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Detection,
    Failure,
    FinishReason,
    Label,
    Phase,
    Reading,
    Timing,
    Usage,
)
from vizdesk.images.thumbnail_cache import ThumbnailCache
from vizdesk.ui.compare.contact_sheet.model import CellLook, CountLook
from vizdesk.ui.compare.contact_sheet.table import SheetTable, columns_in
from vizdesk.ui.compare.contact_sheet.thumbnails import LONGEST, fetched
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer
from vizdesk.ui.core.image_runs import RunScope
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.widgets.plain_text import words_of_tip
from vizdesk.ui.widgets.theme import DARK

MakeWindow = Callable[..., MainWindow]
CONE, CUP = box("cone", 0.1, 0.1, 0.3, 0.4), box("cup", 0.5, 0.5, 0.9, 0.9)
LIMIT_MS = 90_000
GEMMA, PALI, QWEN = (local_model(name, at) for at, name in enumerate(("Gemma", "Pali", "Qwen")))
COLOURS = ("white", "red", "green", "blue")


def give(
    window: MainWindow,
    opened: OpenImage,
    model: Model,
    *boxes: Detection,
    state: AnswerState = AnswerState.DONE,
    kind: TaskKind = TaskKind.DETECT,
    text: str = "boxes",
    reading: Reading | None = None,
) -> None:
    """Have a model's answer about an image there."""
    answer = Answer(
        model,
        state,
        text=text,
        phase=Phase.WRITING,
        reading=reading or Reading(tuple(boxes)),
        failure=Failure(verbatim("Rate limited (429)")) if state is AnswerState.FAILED else None,
        timing=Timing(total_s=2.0),
        usage=Usage(output_tokens=40),
    )
    window.session.keep_answer(
        AnswerKey(opened.key, kind, model.id), AskedAnswer(Task(kind), answer, datetime.now(UTC))
    )


def images(window: MainWindow) -> list[OpenImage]:
    return window.session.images


def settled(window: MainWindow) -> bool:
    """Whether rows, agreement and sums are all there."""
    sheet = window.contact_sheet
    summed = not sheet._summing and not sheet._sum_again
    idle = not sheet.computing and summed and not sheet._timer.isActive()
    return window.canvas.sheet.table is not None and idle


@pytest.fixture
def window(make_window: MakeWindow, qtbot: QtBot) -> MainWindow:
    """Four images: all agree; only Qwen has a cup; one failed and one writes; nothing was run."""
    made: MainWindow = make_window(models=[GEMMA, PALI, QWEN])
    made.resize(1440, 900)
    made.form.show_kind(TaskKind.DETECT)
    for colour in COLOURS[1:]:
        made.session.add_image(open_test_image(colour=colour), show=False)
    first, second, third, _ = images(made)
    for model in (GEMMA, PALI, QWEN):
        give(made, first, model, CONE)
        give(made, second, model, *((CONE, CUP) if model is QWEN else (CONE,)))
    give(made, third, GEMMA, CONE)
    give(made, third, PALI, state=AnswerState.FAILED)
    give(made, third, QWEN, state=AnswerState.RUNNING, text='[{"label": "co')
    made.main_actions.show_contact_sheet()
    qtbot.waitUntil(lambda: settled(made), timeout=LIMIT_MS)
    return made


def table(window: MainWindow) -> SheetTable:
    found = window.canvas.sheet.table
    assert found is not None
    return found


def cells(window: MainWindow) -> list[list[str]]:
    sheet = table(window).sheet
    return [
        [sheet.words(at, column) for column in range(sheet.columnCount())]
        for at in range(sheet.rowCount())
    ]


def names(window: MainWindow) -> list[str]:
    return [row[0] for row in cells(window)]


def filters(window: MainWindow) -> list[str]:
    return [button.text() for button in window.canvas.sheet.filters.buttons]


def test_a_row_an_image_a_cell_a_model_with_its_state_and_how_far_they_agree(
    window: MainWindow,
) -> None:
    assert cells(window) == [
        ["white-400.png", "cone 1", "cone 1", "cone 1", "all agree"],
        ["red-400.png", "cone 1", "cone 1", "cone 1, cup 1", "1/2"],
        [
            "green-400.png",
            "cone 1",
            "Failed · Rate limited (429)",
            'Writing… · [{"label": "co',
            "–",
        ],
        ["blue-400.png", "Not run", "Not run", "Not run", "–"],
    ]


def test_it_fills_the_canvas_in_the_place_of_the_strip_and_other_layouts_bring_it_back(
    window: MainWindow,
) -> None:
    assert window.canvas.sheet.isVisible()
    assert not window.strip.isVisible()
    assert window.agreement_bar.isVisible()
    window.header.choose_arrangement(Arrangement.COLUMNS)
    assert window.strip.isVisible()
    assert not window.canvas.sheet.isVisible()


def test_the_keys_are_at_the_table_at_once(window: MainWindow) -> None:
    assert window.focusWidget() is table(window)


def test_failed_answers_leave_the_others_to_agree(window: MainWindow, qtbot: QtBot) -> None:
    give(window, images(window)[2], QWEN, CONE)
    qtbot.waitUntil(lambda: cells(window)[2][4] == "2 of 2 agree", timeout=LIMIT_MS)
    assert cells(window)[2][3] == "cone 1"


def test_filters_say_how_many_and_show_them(window: MainWindow, qtbot: QtBot) -> None:
    assert filters(window) == ["All  4", "Differing  1", "Failed  1", "Incomplete  2"]
    shown = []
    for segment in window.canvas.sheet.filters.buttons:
        segment.click()
        shown.append(names(window))
    assert shown == [
        ["white-400.png", "red-400.png", "green-400.png", "blue-400.png"],
        ["red-400.png"],
        ["green-400.png"],
        ["green-400.png", "blue-400.png"],
    ]


def test_only_one_model_and_a_name_narrow_it_and_nothing_is_said(
    window: MainWindow,
) -> None:
    sheet = window.canvas.sheet
    assert [sheet.only.itemText(at) for at in range(sheet.only.count())] == [
        "Only one model: any",
        "Only 1 Gemma",
        "Only 2 Pali",
        "Only 3 Qwen",
    ]
    sheet.only.setCurrentIndex(3)
    sheet.only.activated.emit(3)
    assert names(window) == ["red-400.png"]
    sheet.filters.buttons[0].click()
    assert sheet.only.currentIndex() == 0
    sheet.search.setText("GREEN")
    assert names(window) == ["green-400.png"]
    sheet.search.setText("nobody")
    assert names(window) == []
    assert sheet.foot.text().startswith("No image passes the filter")


def test_sorted_by_disagreement_or_name_by_menu_or_by_a_press_on_the_head(
    window: MainWindow,
) -> None:
    head = table(window).horizontalHeader()
    head.sectionClicked.emit(4)
    assert names(window)[0] == "red-400.png"
    assert window.canvas.sheet.order.currentText() == "Sort: disagreement"
    head.sectionClicked.emit(0)
    assert names(window) == ["blue-400.png", "green-400.png", "red-400.png", "white-400.png"]
    head.sectionClicked.emit(0)
    assert names(window) == ["white-400.png", "red-400.png", "green-400.png", "blue-400.png"]


def test_no_row_moves_while_answers_come_in(window: MainWindow, qtbot: QtBot) -> None:
    table(window).horizontalHeader().sectionClicked.emit(4)
    before = names(window)
    give(window, images(window)[3], GEMMA, CONE)
    give(window, images(window)[3], PALI, CUP, state=AnswerState.RUNNING)
    qtbot.waitUntil(lambda: cells(window)[3][1] == "cone 1", timeout=LIMIT_MS)
    assert names(window) == before


def test_return_opens_the_image_in_the_grid_and_escape_comes_back_to_its_row(
    window: MainWindow, qtbot: QtBot
) -> None:
    sheet = table(window)
    sheet.setFocus()
    sheet.setCurrentIndex(sheet.sheet.index(1, 0))
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert window.canvas.grid.arrangement is Arrangement.GRID
    assert window.session.current is images(window)[1]
    window.main_actions.stop_everything()
    assert window.canvas.grid.arrangement is Arrangement.SHEET
    assert sheet.currentIndex().row() == 1
    assert sheet.cells.current_key == images(window)[1].key
    # Escape leads back once, and from an image that was opened from here.
    window.header.choose_arrangement(Arrangement.GRID)
    window.main_actions.stop_everything()
    assert window.canvas.grid.arrangement is Arrangement.GRID


def test_keys_turn_its_pages_and_not_the_images(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    sheet = table(window)
    sheet.setFocus()
    sheet.setCurrentIndex(sheet.sheet.index(0, 0))
    before = window.session.current
    qtbot.keyClick(sheet, Qt.Key.Key_PageDown)
    assert window.session.current is before
    assert sheet.currentIndex().row() == 3


def test_copied_as_tsv_all_rows_or_those_that_are_selected(
    window: MainWindow, qtbot: QtBot
) -> None:
    sheet = table(window)
    qtbot.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Image\t1 Gemma\t2 Pali\t3 Qwen\tAgreement"
    assert len(lines) == 5
    sheet.setCurrentIndex(sheet.sheet.index(0, 0))
    qtbot.keyClick(sheet, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[1:] == [
        "white-400.png\tcone 1\tcone 1\tcone 1\tall agree",
        "red-400.png\tcone 1\tcone 1\tcone 1, cup 1\t1/2",
    ]


def test_a_screen_reader_hears_image_model_answer_and_that_it_differs(
    window: MainWindow,
) -> None:
    sheet = table(window).sheet
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert sheet.data(sheet.index(1, 0), spoken) == "red-400.png"
    assert sheet.data(sheet.index(1, 1), spoken) == "red-400.png, 1 Gemma: cone 1"
    assert sheet.data(sheet.index(1, 3), spoken) == (
        "red-400.png, 3 Qwen: cone 1, cup 1, differs from most"
    )
    assert sheet.data(sheet.index(1, 4), spoken) == "red-400.png, Agreement: 1/2"
    assert table(window).accessibleName() == (
        "Contact sheet: images, and what each model says of them"
    )
    assert sheet.data(QModelIndex(), spoken) is None


def test_what_differs_is_marked_in_counts(window: MainWindow) -> None:
    sheet = table(window).sheet
    assert sheet.look(1, 3) == CellLook(
        "",
        "good",
        "cone 1, cup 1",
        (CountLook("cone", "1", False), CountLook("cup", "1", True)),
        differs=True,
    )
    assert sheet.look(1, 1).counts == (CountLook("cone", "1", False),)


def test_foreign_words_are_plain_in_cells_and_tips(window: MainWindow, qtbot: QtBot) -> None:
    words = "<img src='file:///x'>\n<b>bold</b>"
    give(window, images(window)[3], GEMMA, text=words)
    sheet = table(window).sheet
    shown = "<img src='file:///x'> <b>bold</b>"
    qtbot.waitUntil(lambda: sheet.words(3, 1) == shown, timeout=LIMIT_MS)
    tip = sheet.data(sheet.index(3, 1), Qt.ItemDataRole.ToolTipRole)
    assert words_of_tip(tip) == shown
    assert "<b>" not in tip


@pytest.mark.parametrize(
    ("kind", "reading", "text", "expected"),
    [
        (TaskKind.COUNT, Reading(value=7), "There are 7.", "7"),
        (TaskKind.CLASSIFY, Reading(labels=(Label("cat", 0.9),)), "cat", "cat"),
        (TaskKind.STRUCTURED, Reading(value={"total": 17.38}), "{}", "total: 17.38"),
        (TaskKind.READ_TEXT, Reading(), "SHOP\nTOTAL", "SHOP TOTAL"),
        (TaskKind.CAPTION, Reading(), "A cat.", "A cat."),
        (TaskKind.ASK, Reading(), "Yes.", "Yes."),
    ],
)
def test_every_task_has_its_short_answer(
    window: MainWindow, qtbot: QtBot, kind: TaskKind, reading: Reading, text: str, expected: str
) -> None:
    give(window, images(window)[0], PALI, kind=kind, text=text, reading=reading)
    window.form.show_kind(kind)
    qtbot.waitUntil(lambda: cells(window)[0][2] == expected, timeout=LIMIT_MS)
    assert cells(window)[0][1] == "Not run"
    assert not window.canvas.sheet.cells.isVisible()
    window.grab()


def test_objects_can_be_read_as_words(window: MainWindow) -> None:
    window.canvas.sheet.cells.buttons[1].click()
    look = table(window).sheet.look(1, 3)
    assert (look.counts, look.words) == ((), "cone 1, cup 1")
    assert not table(window).sheet.boxes


@pytest.mark.parametrize("size", [(980, 640), (2560, 1440)])
@pytest.mark.parametrize("count", [1, 8])
def test_one_model_or_eight_in_small_and_large_windows(
    make_window: MakeWindow, qtbot: QtBot, count: int, size: tuple[int, int]
) -> None:
    chosen = [local_model(f"Model {at}", at) for at in range(count)]
    made: MainWindow = make_window(models=chosen)
    made.resize(*size)
    made.form.show_kind(TaskKind.DETECT)
    for model in chosen:
        give(made, images(made)[0], model, CONE)
    made.main_actions.show_contact_sheet()
    qtbot.waitUntil(lambda: settled(made), timeout=LIMIT_MS)
    assert (made.width(), made.height()) == size
    sheet = table(made)
    assert sheet.sheet.columnCount() == count + 2
    assert sheet.viewport().height() >= 2 * sheet.rowHeight(0)
    made.apply_theme(DARK)
    assert cells(made)[0][-1] == ("–" if count == 1 else "all agree")
    made.grab()


def test_columns_share_the_width_and_scroll_below_the_least() -> None:
    assert columns_in(1102, 8) == [184, *[96] * 8, 150]  # 1440 px with the model list
    assert columns_in(900, 8) == [184, *[96] * 8, 150]
    assert columns_in(1334, 4) == [184, *[250] * 4, 150]
    assert columns_in(600, 0) == [184, 150]
    assert columns_in(1334, 1, 2.0) == [368, 666, 300]


def test_the_foot_has_times_money_and_the_majority(window: MainWindow) -> None:
    lines = window.canvas.sheet.footer.figures.lines
    assert lines == (
        ("Median time · done", "2.00 s · 3/4", *["2.00 s · 2/4"] * 2, "2 complete rows"),
        ("Tokens out · cost", *["120"] * 3, "complete rows only:"),
        ("With majority", "2 of 2", "2 of 2", "1 of 2", "1 of 2 all agree"),
    )


def test_truncated_answers_say_so(window: MainWindow, qtbot: QtBot) -> None:
    opened = images(window)[0]
    key = AnswerKey(opened.key, TaskKind.DETECT, GEMMA.id)
    asked = window.session.asked.at(key)
    assert asked is not None
    cut = replace(asked.answer, finish_reason=FinishReason.LENGTH)
    window.session.keep_answer(key, replace(asked, answer=cut))
    expected = "Truncated (max tokens) · cone 1"
    qtbot.waitUntil(lambda: cells(window)[0][1] == expected, timeout=LIMIT_MS)


def test_thumbnails_come_from_the_disk_and_are_made_anew_where_damaged(
    window: MainWindow, qtbot: QtBot
) -> None:
    cache = ThumbnailCache(cache_folder() / "thumbnails")
    thumbnails = window.contact_sheet.thumbnails
    assert thumbnails is not None
    window.grab()
    keys = [opened.key for opened in images(window)]
    qtbot.waitUntil(lambda: all(cache.get(key, LONGEST) for key in keys), timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: all(thumbnails.get(key) for key in keys), timeout=LIMIT_MS)
    red = images(window)[1]
    kept = fetched(cache, [red])[red.key]
    assert (kept.width(), kept.height()) == (128, 96)
    assert kept.pixelColor(64, 48).red() > 240
    for file in (cache_folder() / "thumbnails").rglob("*.thumb"):
        file.write_bytes(b"damaged")
    assert fetched(cache, [red])[red.key].pixelColor(64, 48).red() > 240
    assert cache.get(red.key, LONGEST) is not None


def test_an_image_that_is_gone_leaves_nothing_under_its_name(window: MainWindow) -> None:
    cache = ThumbnailCache(cache_folder() / "elsewhere")
    stand_in = replace(images(window)[0], whole=False, gone=True)
    assert fetched(cache, [stand_in])[stand_in.key].width() == 128
    assert cache.get(stand_in.key, LONGEST) is None


def test_closed_images_leave_and_new_ones_join(window: MainWindow, qtbot: QtBot) -> None:
    window.session.close_image(images(window)[0])
    window.session.add_image(open_test_image(colour="yellow"), show=False)
    expected = ["red-400.png", "green-400.png", "blue-400.png", "yellow-400.png"]
    qtbot.waitUntil(lambda: names(window) == expected, timeout=LIMIT_MS)


def test_another_iou_has_everything_compared_anew(window: MainWindow, qtbot: QtBot) -> None:
    near = box("cone", 0.1, 0.1, 0.3, 0.28)
    give(window, images(window)[0], QWEN, near)
    qtbot.waitUntil(lambda: settled(window), timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: cells(window)[0][4] == "all agree", timeout=LIMIT_MS)
    menu = window.agreement_bar.overlap.menu()
    next(action for action in menu.actions() if "0.75" in action.text()).trigger()
    qtbot.waitUntil(lambda: cells(window)[0][4] == "0/2", timeout=LIMIT_MS)


def test_the_layout_is_not_kept_with_one_comparison(window: MainWindow) -> None:
    from vizdesk.ui.compare.view_state import state_of

    assert state_of(window.canvas).arrangement is Arrangement.GRID


def test_what_the_filter_shows_is_exported(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sheet.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.canvas.sheet.filters.buttons[1].click()
    assert window.header.export.isEnabled()
    window.main_actions.export()
    qtbot.waitUntil(lambda: str(target) in window.message.text(), timeout=LIMIT_MS)
    qtbot.waitUntil(target.is_file, timeout=LIMIT_MS)
    lines = target.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    assert all(line.startswith("red-400.png,detect,") for line in lines[1:])


def test_a_file_the_dialog_did_not_ask_about_is_not_replaced_in_silence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "sheet.png"
    target.write_text("mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet"), ""))
    window.main_actions.export()
    (question,) = window.canvas.sheet.findChildren(QMessageBox)
    assert question.informativeText() == "sheet.png"
    question.button(QMessageBox.StandardButton.Cancel).click()
    assert target.read_text() == "mine"


def test_what_failed_and_what_is_left_can_be_asked_from_here(
    window: MainWindow, qtbot: QtBot
) -> None:
    sheet = window.canvas.sheet
    assert (sheet.run_rest.text(), sheet.retry.text()) == ("Run 3 not answered", "Retry 1 failed")
    scopes: list[RunScope] = []
    window.main_actions.run_on_wanted.disconnect()
    window.main_actions.run_on_wanted.connect(scopes.append)
    sheet.run_rest.click()
    sheet.retry.click()
    assert scopes == [RunScope.UNANSWERED, RunScope.FAILED]


def test_a_question_that_waits_is_queued_and_not_run_again_where_it_never_was_asked(
    window: MainWindow, qtbot: QtBot
) -> None:
    key = AnswerKey(images(window)[3].key, TaskKind.DETECT, GEMMA.id)
    queued = AskedAnswer(Task(TaskKind.DETECT), Answer(GEMMA), datetime.now(UTC))
    window.session.keep_answer(key, queued, recorded=False)
    qtbot.waitUntil(lambda: cells(window)[3][1] == "Queued", timeout=LIMIT_MS)
    window.session.keep_answer(key, None, recorded=False)
    qtbot.waitUntil(lambda: cells(window)[3][1] == "Not run", timeout=LIMIT_MS)
