"""The Truth layout: boxes drawn by mouse or by keys alone, undone, saved, found again, scored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.analysis.comparison_kit import box
from tests.ui.compare.test_agreement_bar import CONE, CUP, LIMIT_MS, give, models
from tests.ui.window_kit import open_test_image

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Box, Detection
from vizdesk.images.opening import open_image
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.truth.image_truth import ImageTruth, Origin, TrueThing
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.compare.truth.canvas import Tool, TruthCanvas
from vizdesk.ui.compare.truth.editor import SaveState
from vizdesk.ui.compare.truth.workbench import TruthWorkbench
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.shell.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
KEYS = Qt.Key
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(make_window: MakeWindow, qtbot: QtBot) -> MainWindow:
    """A window with an image of 400 × 300 pixels, turned to its truth."""
    made: MainWindow = make_window(models=models())
    made.form.show_kind(TaskKind.DETECT)
    show_truth(made, qtbot)
    return made


def show_truth(window: MainWindow, qtbot: QtBot) -> None:
    window.header.choose_arrangement(Arrangement.TRUTH)
    bench_of(window).canvas.setFocus()
    qtbot.waitUntil(lambda: bench_of(window).editor.ready, timeout=LIMIT_MS)


def bench_of(window: MainWindow) -> TruthWorkbench:
    assert window.truth.workbench is not None
    return window.truth.workbench


def canvas_of(window: MainWindow) -> TruthCanvas:
    return bench_of(window).canvas


def pixel(canvas: TruthCanvas, x: float, y: float) -> QPoint:
    """Where a pixel of the image of 400 × 300 lies on the widget."""
    return canvas.to_view().map(QPointF(x / 400, y / 300)).toPoint()


def drag(canvas: TruthCanvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=pixel(canvas, *start))
    QTest.mouseMove(canvas, pixel(canvas, *end))
    QTest.mouseRelease(canvas, left, pos=pixel(canvas, *end))


def press(canvas: TruthCanvas, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(canvas, key, modifiers or Qt.KeyboardModifier.NoModifier)


def answer_menu(key: Qt.Key) -> None:
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, key)


def places(window: MainWindow) -> list[tuple[str, tuple[float, ...]]]:
    """Every object with its corners in pixels of the image of 400 × 300."""
    result = []
    for thing in bench_of(window).editor.drawn.things:
        corners = thing.box
        assert corners is not None
        sides = (corners.x0 * 400, corners.y0 * 300, corners.x1 * 400, corners.y1 * 300)
        result.append((thing.label, tuple(round(side, 3) for side in sides)))
    return result


def saved(window: MainWindow, qtbot: QtBot) -> ImageTruth | None:
    bench = bench_of(window)
    qtbot.waitUntil(lambda: bench.editor.pending.empty, timeout=LIMIT_MS)
    bench.editor.pending.write()
    assert bench.editor.image is not None
    return window.services.truth().of_image(bench.editor.image)


def wait_for_scores(window: MainWindow, qtbot: QtBot, *expected: str) -> None:
    table = bench_of(window).panel.scores.rows

    def shown() -> list[str]:
        return [" ".join(cell.words for cell in row) for row in table.rows]

    qtbot.waitUntil(lambda: shown() == list(expected), timeout=LIMIT_MS)


def test_a_box_is_drawn_by_mouse_given_a_class_moved_and_resized(
    window: MainWindow, qtbot: QtBot
) -> None:
    canvas = canvas_of(window)
    press(canvas, KEYS.Key_R)
    assert canvas.tool is Tool.DRAW
    window.form.chips.set_classes(("cone", "cup"), tell=True)
    drag(canvas, (40, 30), (120, 90))
    answer_menu(KEYS.Key_2)
    ((label, corners),) = places(window)
    assert label == "cup"
    assert corners == pytest.approx((40, 30, 120, 90), abs=1)
    press(canvas, KEYS.Key_V)
    drag(canvas, (80, 60), (180, 160))
    assert places(window)[0][1] == pytest.approx((140, 130, 220, 190), abs=2)
    drag(canvas, (220, 190), (260, 210))
    assert places(window)[0][1] == pytest.approx((140, 130, 260, 210), abs=2)
    truth = saved(window, qtbot)
    assert truth is not None
    assert truth.objects is not None
    assert [thing.origin for thing in truth.objects] == [Origin.DRAWN]


def test_a_box_is_drawn_by_keys_alone(window: MainWindow, qtbot: QtBot) -> None:
    window.form.chips.set_classes(("cone", "cup"), tell=True)
    canvas = canvas_of(window)
    press(canvas, KEYS.Key_R)
    press(canvas, KEYS.Key_Return)
    answer_menu(KEYS.Key_Return)
    assert places(window) == [("cone", (150, 112, 250, 188))]
    press(canvas, KEYS.Key_Right)
    press(canvas, KEYS.Key_Down, SHIFT)
    assert places(window) == [("cone", (151, 122, 251, 198))]
    press(canvas, KEYS.Key_Right, ALT)
    press(canvas, KEYS.Key_Up, ALT | SHIFT)
    press(canvas, KEYS.Key_2)
    assert places(window) == [("cup", (151, 122, 252, 188))]
    press(canvas, KEYS.Key_Delete)
    assert places(window) == []
    for _ in range(6):
        press(canvas, KEYS.Key_Z, CONTROL)
    assert places(window) == [("cone", (150, 112, 250, 188))]
    press(canvas, KEYS.Key_Z, CONTROL)
    assert not bench_of(window).editor.drawn.known
    assert saved(window, qtbot) is None
    for _ in range(7):
        press(canvas, KEYS.Key_Z, CONTROL | SHIFT)
    assert places(window) == []
    assert bench_of(window).editor.drawn.known


def test_an_arrow_that_is_held_is_one_edit(window: MainWindow) -> None:
    canvas = canvas_of(window)
    press(canvas, KEYS.Key_R)
    press(canvas, KEYS.Key_Return)
    answer_menu(KEYS.Key_Escape)
    press(canvas, KEYS.Key_Right)
    for _ in range(20):
        held = QKeyEvent(
            QKeyEvent.Type.KeyPress, KEYS.Key_Right, Qt.KeyboardModifier.NoModifier, "", True
        )
        QApplication.sendEvent(canvas, held)
    assert places(window) == [("object", (171, 112, 271, 188))]
    press(canvas, KEYS.Key_Z, CONTROL)
    assert places(window) == [("object", (150, 112, 250, 188))]


def test_tab_goes_from_box_to_box_and_then_on(window: MainWindow) -> None:
    bench, canvas = bench_of(window), canvas_of(window)
    give(window, models()[0], CONE, CUP)
    bench.start_from("gemma")
    press(canvas, KEYS.Key_Escape)
    assert bench.editor.drawn.selected is None
    press(canvas, KEYS.Key_Tab)
    assert bench.editor.drawn.selected == 0
    press(canvas, KEYS.Key_Tab)
    assert bench.editor.drawn.selected == 1
    assert canvas.hasFocus()
    press(canvas, KEYS.Key_Tab)
    assert not canvas.hasFocus()


def test_escape_lets_go_first_and_leaves_then(window: MainWindow) -> None:
    canvas = canvas_of(window)
    give(window, models()[0], CONE)
    bench_of(window).start_from("gemma")
    assert bench_of(window).editor.drawn.selected == 0
    press(canvas, KEYS.Key_Escape)
    assert window.canvas.grid.arrangement is Arrangement.TRUTH
    window.main_actions.stop_everything()
    assert window.canvas.grid.arrangement is Arrangement.GRID
    assert not window.agreement_bar.editing.isVisible()


def test_truth_is_found_again_and_scored_with_each_edit(window: MainWindow, qtbot: QtBot) -> None:
    gemma, pali, _ = models()
    give(window, gemma, CONE, CUP)
    give(window, pali, CONE)
    bench = bench_of(window)
    wait_for_scores(
        window,
        qtbot,
        "1 Gemma – – – – – –",
        "2 Pali – – – – – –",
        "3 Qwen – – – – – –",
    )
    bench.start_from("gemma")
    wait_for_scores(
        window,
        qtbot,
        "1 Gemma 2 0 0 1.00 1.00 1.00",
        "2 Pali 1 0 1 1.00 0.50 0.67",
        "3 Qwen – – – – – –",
    )
    row = bench.panel.scores.rows.rows
    assert [line[1].small for line in row] == ["truth started from this model", "", ""]
    first = window.session.current
    assert first is not None
    window.session.add_image(open_test_image(colour="red"))
    qtbot.waitUntil(lambda: bench.editor.ready, timeout=LIMIT_MS)
    assert places(window) == []
    assert bench.panel.progress_words.text() == "1 of 2 images have truth"
    window.session.show_image(first)
    qtbot.waitUntil(lambda: bench.editor.ready, timeout=LIMIT_MS)
    assert [label for label, _ in places(window)] == ["cone", "cup"]
    press(canvas_of(window), KEYS.Key_Tab)
    press(canvas_of(window), KEYS.Key_Delete)
    wait_for_scores(
        window,
        qtbot,
        "1 Gemma 1 1 0 0.50 1.00 0.67",
        "2 Pali 0 1 1 0.00 0.00 0.00",
        "3 Qwen – – – – – –",
    )


def test_what_a_model_has_wrong_is_drawn_on_demand(window: MainWindow, qtbot: QtBot) -> None:
    gemma, pali, _ = models()
    give(window, gemma, CONE, CUP)
    give(window, pali, CONE, box("cup", 0.1, 0.6, 0.2, 0.8))
    bench = bench_of(window)
    bench.start_from("gemma")
    qtbot.waitUntil(lambda: bench.board.scores.scores is not None, timeout=LIMIT_MS)
    bench.body.errors_wanted.emit("pali")
    assert [mark.words for mark in canvas_of(window)._errors] == ["2 cup · FP", "2 cup · FN"]
    bench.board.scores.show_all_images(True)
    qtbot.waitUntil(lambda: bench.board.scores.scores is not None, timeout=LIMIT_MS)
    assert [mark.words for mark in canvas_of(window)._errors] == ["2 cup · FP", "2 cup · FN"]
    bench.body.errors_wanted.emit("")
    assert list(canvas_of(window)._errors) == []


def test_the_consensus_is_what_more_than_half_found(window: MainWindow, qtbot: QtBot) -> None:
    gemma, pali, qwen = models()
    give(window, gemma, CONE, CUP)
    give(window, pali, CONE)
    give(window, qwen, CUP)
    bench = bench_of(window)
    chips = bench.panel.start.chips
    qtbot.waitUntil(lambda: "consensus" in chips or bool(bench.sources.consensus), timeout=LIMIT_MS)
    words = [chip.accessibleName() for chip in bench.panel.start.chips.values()]
    assert words == ["Consensus ≥ 2 of 3 · 2", "Gemma · 2", "Pali · 1", "Qwen · 1", "Empty"]
    bench.start_from("consensus")
    things = bench.editor.drawn.things
    assert [thing.source for thing in things] == ["consensus 2/3", "consensus 2/3"]
    assert bench.editor.drawn.started_from == ()
    rows = bench.panel.objects.rows.rows
    assert [row[2].words for row in rows] == ["consensus 2/3", "consensus 2/3"]


def test_empty_says_that_nothing_is_there(window: MainWindow, qtbot: QtBot) -> None:
    bench = bench_of(window)
    bench.start_from("\x00empty")
    truth = saved(window, qtbot)
    assert truth is not None
    assert truth.objects == ()
    press(canvas_of(window), KEYS.Key_Z, CONTROL)
    assert saved(window, qtbot) is None


def test_accepting_in_a_pane_makes_truth_without_leaving_it(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window: MainWindow = make_window(models=models())
    window.form.show_kind(TaskKind.DETECT)
    give(window, models()[0], CONE)
    pane = window.canvas.panes["gemma"]
    assert pane.accept.isEnabled()
    pane.accept.trigger()
    qtbot.waitUntil(
        lambda: window.message.text() == "What Gemma found is the truth of this image now.",
        timeout=LIMIT_MS,
    )
    assert window.canvas.grid.arrangement is Arrangement.GRID
    assert not window.agreement_bar.editing.isVisible()
    truth = saved(window, qtbot)
    assert truth is not None
    assert truth.started_from == ("gemma",)


def test_a_row_of_the_differences_is_accepted_and_the_strip_marks_its_image(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window: MainWindow = make_window(models=models())
    window.form.show_kind(TaskKind.DETECT)
    give(window, models()[0], CONE, CUP)
    give(window, models()[1], CONE)
    window.header.choose_arrangement(Arrangement.DIFFERENCES)
    qtbot.waitUntil(lambda: window.differences.table is not None, timeout=LIMIT_MS)
    assert window.differences.table is not None
    assert [row.head for row in window.differences.table.rows.rows] == ["cup", "cone"]
    for _ in range(2):  # the second time it is there already
        window.differences.accept.click()
        qtbot.waitUntil(
            lambda: window.message.text() == "“cup” is part of the truth of this image now.",
            timeout=LIMIT_MS,
        )
    truth = saved(window, qtbot)
    assert truth is not None
    assert truth.objects is not None
    assert [(thing.label, thing.source) for thing in truth.objects] == [("cup", "consensus 1/2")]
    assert window.strip.thumbs[0].truth
    assert window.strip.thumbs[0].accessibleName().endswith("has truth")


def test_next_goes_to_an_image_without_truth(window: MainWindow, qtbot: QtBot) -> None:
    bench = bench_of(window)
    first = window.session.current
    window.session.add_image(open_test_image(colour="red"), show=False)
    assert bench.panel.progress_words.text() == "0 of 2 images have truth"
    bench.start_from("\x00empty")
    press(canvas_of(window), KEYS.Key_N)
    assert window.session.current is not first
    qtbot.waitUntil(lambda: bench.editor.ready, timeout=LIMIT_MS)


def test_what_was_edited_last_is_saved_when_the_window_closes(
    window: MainWindow, qtbot: QtBot
) -> None:
    bench = bench_of(window)
    thing = TrueThing(Detection("cat", Box(0.1, 0.1, 0.2, 0.2)))
    assert bench.editor.image is not None
    bench.editor.pending.put(ImageTruth(bench.editor.image, (thing,)))
    window.truth.close()
    truth = window.services.truth().of_image(bench.editor.image)
    assert truth is not None
    assert truth.objects == (thing,)


def test_on_a_full_disk_truth_waits_other_images_open_and_the_next_start_says_so(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, no other image's truth could be read then, and what waited was lost in silence."""
    bench, service = bench_of(window), window.services.truth()
    first = window.session.current
    assert first is not None

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "truth.sqlite3")

    monkeypatch.setattr(type(service), "keep", full)
    bench.start_from("\x00empty")
    qtbot.waitUntil(lambda: bench.editor.state is SaveState.FAILED, timeout=LIMIT_MS)
    assert "No space left on device" in window.message.text()
    window.session.add_image(open_test_image(colour="red"))
    qtbot.waitUntil(lambda: bench.editor.ready, timeout=LIMIT_MS)
    window.session.show_image(first)
    qtbot.waitUntil(lambda: bench.editor.ready, timeout=LIMIT_MS)
    assert bench.editor.truth is not None
    assert bench.editor.truth.objects == ()
    window.truth.close()
    (notice,) = window.services.history.take_notices()
    assert notice.startswith("The truth of 1 image was not saved: ")
    assert "No space left on device" in notice


def test_in_a_narrow_window_the_panel_lies_below_the_image(
    window: MainWindow, qtbot: QtBot
) -> None:
    body = bench_of(window).body
    assert body.orientation() is Qt.Orientation.Horizontal
    body.resize(590, 500)
    assert body.orientation() is Qt.Orientation.Vertical
    body.resize(620, 500)
    assert body.orientation() is Qt.Orientation.Horizontal


def test_an_edit_while_truth_is_read_again_is_not_lost(window: MainWindow, qtbot: QtBot) -> None:
    bench, loaded = bench_of(window), []
    bench.editor.loaded.connect(lambda: loaded.append(places(window)))
    bench.editor.reread()
    press(canvas_of(window), KEYS.Key_R)
    press(canvas_of(window), KEYS.Key_Return)
    answer_menu(KEYS.Key_Return)
    qtbot.waitUntil(lambda: bool(loaded), timeout=LIMIT_MS)
    assert loaded == [[("object", (150, 112, 250, 188))]]


# --- Suites and files --------------------------------------------------------------------------
def open_files(window: MainWindow, folder: Path, count: int) -> list[Path]:
    """Open so many image files, each of its own colour."""
    paths = []
    folder.mkdir()
    for at in range(count):
        path = folder / f"image-{at:02}.png"
        Image.new("RGB", (400, 300), (5 * at, 80, 120)).save(path)
        opened = open_image(path)
        window.session.add_image(OpenImage(opened, ImagePyramid(opened.pixels)), show=at == 0)
        paths.append(path)
    return paths


def test_forty_images_are_drawn_scored_and_saved_as_a_suite_by_keys_alone(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window: MainWindow = make_window(models=models(), image=False)
    open_files(window, tmp_path / "images", 40)
    window.form.show_kind(TaskKind.DETECT)
    window.form.chips.set_classes(("cone", "cup"), tell=True)
    gemma, pali, _ = models()
    found = Detection("cone", Box(0.375, 112 / 300, 0.625, 188 / 300))
    for opened in window.session.images:
        window.session.show_image(opened)
        give(window, gemma, found)
        give(window, pali, CUP)
    window.session.show_image(window.session.images[0])
    show_truth(window, qtbot)
    bench, canvas = bench_of(window), canvas_of(window)
    press(canvas, KEYS.Key_R)
    for _ in range(40):
        qtbot.waitUntil(lambda: bench.editor.ready, timeout=LIMIT_MS)
        press(canvas, KEYS.Key_Return)
        answer_menu(KEYS.Key_1)
        press(canvas, KEYS.Key_N)
    assert bench.panel.progress_words.text() == "40 of 40 images have truth"
    assert window.message.text() == "All open images have truth."
    bench.panel.which.buttons[1].setFocus()
    QTest.keyClick(bench.panel.which.buttons[1], KEYS.Key_Space)
    wait_for_scores(
        window,
        qtbot,
        "1 Gemma 40 0 0 1.00 1.00 1.00 1.00",
        "2 Pali 0 40 40 0.00 0.00 0.00 0.00",
        "3 Qwen – – – – – – –",
    )
    QTest.keyClick(bench.panel.suite, KEYS.Key_Return)
    dialog = bench.exchange.dialog
    assert dialog is not None
    assert not dialog.left_out.isVisibleTo(dialog)
    QTest.keyClicks(dialog.name, "Cones")
    QTest.keyClick(dialog.name, KEYS.Key_Return)
    qtbot.waitUntil(lambda: "Cones" in window.message.text(), timeout=LIMIT_MS)
    assert window.message.text() == "“Cones” is saved as a suite: 40 prompt(s)."
    suite = window.services.user_suites().folder / "cones"
    read = window.services.truth().read(suite)
    assert [len(truth.objects or ()) for truth in read.truths] == [1] * 40
    hashes = {opened.image.ref.sha256 for opened in window.session.images}
    assert {truth.image.sha256 for truth in read.truths} == hashes


def test_a_suite_says_what_it_leaves_out_and_keeps_other_suites(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    open_files(window, tmp_path / "images", 2)
    bench = bench_of(window)
    qtbot.waitUntil(lambda: bench.editor.ready, timeout=LIMIT_MS)
    press(canvas_of(window), KEYS.Key_R)
    press(canvas_of(window), KEYS.Key_Return)
    answer_menu(KEYS.Key_Return)
    bench.exchange.ask_for_suite()
    dialog = bench.exchange.dialog
    assert dialog is not None
    assert dialog.left_out.text() == "2 image(s) without truth are left out."
    assert not dialog.save.isEnabled()
    dialog.name.setText("Mine")
    dialog.save.click()
    qtbot.waitUntil(lambda: "Mine" in window.message.text(), timeout=LIMIT_MS)
    bench.exchange.ask_for_suite()
    again = bench.exchange.dialog
    assert again is not None
    again.name.setText("mine!")
    assert again.problem.text() == "There is a suite of this name; choose another one."
    assert not again.save.isEnabled()
    again.reject()


def test_what_an_import_takes_the_place_of_comes_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    open_files(window, tmp_path / "images", 1)
    window.session.show_image(window.session.images[-1])
    bench = bench_of(window)
    qtbot.waitUntil(lambda: bench.editor.ready, timeout=LIMIT_MS)
    press(canvas_of(window), KEYS.Key_R)
    press(canvas_of(window), KEYS.Key_Return)
    answer_menu(KEYS.Key_Return)
    target = tmp_path / "images" / "truth.coco.json"
    bench.exchange.export_to(target)
    qtbot.waitUntil(lambda: window.message.text() == f"Saved {target}", timeout=LIMIT_MS)
    press(canvas_of(window), KEYS.Key_Right, SHIFT)
    assert places(window) == [("object", (160, 112, 260, 188))]
    bench.exchange.import_from(target)
    qtbot.waitUntil(
        lambda: window.message.text() == "Truth of 1 image(s) was imported.", timeout=LIMIT_MS
    )
    qtbot.waitUntil(lambda: places(window) == [("object", (150, 112, 250, 188))], timeout=LIMIT_MS)
    assert bench.editor.drawn.things[0].origin is Origin.IMPORTED
    window.status_line.offer.click()
    qtbot.waitUntil(lambda: places(window) == [("object", (160, 112, 260, 188))], timeout=LIMIT_MS)


def test_a_file_that_cannot_be_read_says_why_and_changes_nothing(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "broken.json"
    path.write_text("{", encoding="utf-8")
    bench_of(window).exchange.import_from(path)
    qtbot.waitUntil(lambda: "broken.json" in window.message.text(), timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: "Reading" not in window.message.text(), timeout=LIMIT_MS)
    assert window.services.truth().store().all() == []


# --- Tasks whose truth is written --------------------------------------------------------------
def test_expected_text_is_written_saved_and_scored(window: MainWindow, qtbot: QtBot) -> None:
    window.form.show_kind(TaskKind.READ_TEXT)
    bench = bench_of(window)
    form = bench.panel.form
    gemma, pali, _ = models()
    give(window, gemma, text="TOTAL 17.38", kind=TaskKind.READ_TEXT)
    give(window, pali, text="TOTAL 17.88", kind=TaskKind.READ_TEXT)
    assert bench.panel.pages.currentWidget() is bench.panel.written
    QTest.keyClicks(form.text, "TOTAL 17.38")
    truth = saved(window, qtbot)
    assert truth is not None
    assert truth.text is not None
    assert (truth.text.text, truth.objects) == ("TOTAL 17.38", None)
    wait_for_scores(window, qtbot, "1 Gemma 0.0 % 0.0 %", "2 Pali 9.1 % 50.0 %", "3 Qwen – –")
    bench.start_from("pali")
    assert form.text.toPlainText() == "TOTAL 17.88"
    form.text.undo()
    assert form.text.toPlainText() == "TOTAL 17.38"
    window.form.show_kind(TaskKind.DETECT)
    assert bench.panel.pages.currentWidget() is bench.panel.nothing
    window.form.show_kind(TaskKind.READ_TEXT)
    assert form.text.toPlainText() == "TOTAL 17.38"


def test_what_is_not_whole_yet_is_said_and_what_was_known_stays(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.form.show_kind(TaskKind.COUNT)
    bench = bench_of(window)
    form = bench.panel.form
    QTest.keyClicks(form.text, "4")
    assert form.problem.text() == ""
    QTest.keyClicks(form.text, "x")
    assert form.problem.text() == "Write a whole number, 0 or more."
    truth = saved(window, qtbot)
    assert truth is not None
    assert [count.value for count in truth.counts] == [4]


def test_an_answer_is_accepted_in_its_pane_for_any_scored_task(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window: MainWindow = make_window(models=models())
    window.form.show_kind(TaskKind.READ_TEXT)
    give(window, models()[0], text="SHOP", kind=TaskKind.READ_TEXT)
    window.canvas.panes["gemma"].accept.trigger()
    qtbot.waitUntil(lambda: "Gemma" in window.message.text(), timeout=LIMIT_MS)
    truth = saved(window, qtbot)
    assert truth is not None
    assert truth.text is not None
    assert truth.text.text == "SHOP"
    window.form.show_kind(TaskKind.CAPTION)
    assert not window.canvas.panes["gemma"].accept.isVisible()
