"""What the window promises, with scripted models behind it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    MakeWindow,
    ScriptedEngine,
    local_model,
    open_test_image,
    remote_model,
)

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import AnswerState
from vizdesk.ui.compare.answer_pane import AnswerPane
from vizdesk.ui.compare.pane_grid import Arrangement, columns_for
from vizdesk.ui.core.pages import Page
from vizdesk.ui.shell.actions import MainActions
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.widgets import theme


def states(window: MainWindow) -> list[AnswerState]:
    return [answer.state for answer in window.canvas.answers().values()]


def wait_done(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.runner.running and bool(states(window)))


def test_run_asks_every_checked_model_and_shows_its_boxes(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    qtbot.mouseClick(window.header.run, Qt.MouseButton.LeftButton)
    wait_done(qtbot, window)
    assert states(window) == [AnswerState.DONE] * 3
    for pane in window.canvas.panes.values():
        assert [detection.label for detection in pane.side.boxes.boxes.detections][:1] == [
            "red circle"
        ]
        assert pane.state.text() == "Done"
        assert "31.2 tok/s" in pane.figures.text()


def test_boxes_appear_while_the_model_still_writes(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(ScriptedEngine(hang=True), [local_model("Gemma")])
    window.main_actions.run()
    pane = window.canvas.panes["gemma"]
    qtbot.waitUntil(lambda: len(pane.side.boxes.boxes.detections) == 2)
    assert pane.answer is not None
    assert pane.answer.state is AnswerState.RUNNING
    window.runner.stop()


def test_stop_keeps_what_was_said(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(ScriptedEngine(hang=True), [local_model("Gemma")])
    window.main_actions.run()
    pane = window.canvas.panes["gemma"]
    qtbot.waitUntil(lambda: pane.answer is not None and "blue square" in pane.answer.text)
    assert pane.action.text() == "Stop"
    qtbot.mouseClick(pane.action, Qt.MouseButton.LeftButton)
    assert pane.answer is not None
    assert pane.answer.state is AnswerState.STOPPED
    assert len(pane.answer.reading.detections) == 2


def test_adding_a_model_runs_only_the_new_one(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = ScriptedEngine()
    window = make_window(engine, [local_model("Gemma"), local_model("Pali")])
    window.session.choose("pali", False)
    window.main_actions.run()
    wait_done(qtbot, window)
    window.session.choose("pali", True)
    assert [model.id for model in window.runner.to_run()] == ["pali"]
    window.main_actions.run()
    wait_done(qtbot, window)
    assert len(engine.asked) == 2


def test_a_model_that_cannot_do_a_task_says_why(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(models=[local_model("Gemma")])
    window.form.show_kind(TaskKind.STRUCTURED)
    window.form.line.setText("total: the sum")
    window.form.line.textEdited.emit("total: the sum")
    window.main_actions.run()
    wait_done(qtbot, window)
    assert states(window) == [AnswerState.UNSUPPORTED]
    assert window.canvas.panes["gemma"].side.note.text()


def test_each_image_keeps_its_own_answers(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(models=[local_model("Gemma")])
    window.main_actions.run()
    wait_done(qtbot, window)
    window.session.add_image(open_test_image(200, 500, "pink"))
    assert window.canvas.answers() == {}
    window.session.step_image(-1)
    assert states(window) == [AnswerState.DONE]


def test_a_dropped_file_opens(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window(image=False)
    path = tmp_path / "dropped.png"
    Image.new("RGB", (64, 48), "red").save(path)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(100, 100),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: window.session.current is not None)
    assert window.session.current is not None
    assert window.session.current.image.ref.width == 64


def test_a_file_that_is_no_image_gives_a_sentence(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(image=False)
    path = tmp_path / "notes.png"
    path.write_text("not an image")
    window.image_loader.take_files([path])
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    assert "notes.png" in window.message.text()
    assert window.session.current is None


def test_selecting_a_row_selects_the_box_and_back(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(models=[local_model("Gemma")])
    window.main_actions.run()
    wait_done(qtbot, window)
    pane = window.canvas.panes["gemma"]
    pane.view.selected.emit(1)
    assert pane.side.boxes.currentIndex().row() == 1


def test_why_run_is_not_possible_is_said(make_window: MakeWindow) -> None:
    window = make_window(image=False)
    assert window.main_actions.why_not_run() == "Open an image first."
    window.session.add_image(open_test_image())
    window.form.show_kind(TaskKind.ASK)
    assert window.main_actions.why_not_run() == "Write a question first."


def test_choices_are_found_again(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    first = make_window()
    first.form.chips.field.setText("mug, plant")
    first.form.chips.field.returnPressed.emit()
    first.header.choose_arrangement(Arrangement.COLUMNS)
    first.session.choose("pali", False)
    first.close()
    second = make_window(image=False)
    assert second.session.task.classes == ("mug", "plant")
    assert second.canvas.grid.arrangement is Arrangement.COLUMNS


def test_every_control_has_a_name(make_window: MakeWindow) -> None:
    window = make_window()
    nameless = []
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isVisible():
            continue
        if not isinstance(widget, QAbstractButton | QLineEdit) and not widget.accessibleName():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name):
            nameless.append(repr(widget))
    assert nameless == []


@pytest.mark.parametrize(
    ("count", "width", "columns"),
    [
        (1, 1400, 1),
        (2, 1400, 2),
        (4, 1400, 2),
        (8, 1400, 4),
        (8, 700, 2),
        (3, 360, 1),
        (8, 1117, 4),
    ],
)
def test_panes_are_laid_out_to_fit(count: int, width: int, columns: int) -> None:
    assert columns_for(count, width) == columns


def test_one_pane_can_fill_the_space(make_window: MakeWindow) -> None:
    window = make_window()
    window.canvas.grid.expand_number(2)
    shown = [pane.model.id for pane in window.canvas.panes.values() if not pane.isHidden()]
    assert shown == ["pali"]
    window.canvas.grid.expand_number(2)
    assert all(not pane.isHidden() for pane in window.canvas.panes.values())


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two #RRGGBB colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_words_can_be_read_in_both_themes(tokens: theme.Tokens) -> None:
    for colour in (tokens.text, tokens.muted, tokens.good, tokens.fair, tokens.weak):
        assert contrast(colour, tokens.panel) >= 4.5, colour
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


def test_eight_panes_side_by_side_still_say_whose_they_are_and_which_send_the_image(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    models = [local_model("Gemma 3 4B"), *(remote_model(f"GPT-5.{n} Mini") for n in range(7))]
    window = make_window(models=models)
    window.resize(1440, 900)
    panes = window.canvas.grid._panes
    qtbot.waitUntil(lambda: {pane.y() for pane in panes} == {panes[0].y(), panes[4].y()})

    def named(pane: AnswerPane) -> bool:
        room = pane.title.fontMetrics().horizontalAdvance(pane.model.name)
        return pane.title.width() >= room

    qtbot.waitUntil(lambda: all(map(named, panes)))
    for pane in panes:
        assert pane.badge.isVisible() is not pane.model.local
        assert pane.geometry().right() <= window.canvas.grid.viewport().width()


@pytest.mark.parametrize("running", [False, True])
def test_the_header_never_clips_and_folds_in_a_fixed_order(
    make_window: MakeWindow, running: bool
) -> None:
    window = make_window()
    header = window.header
    header.show_offline(True)
    header.show_running(running, 0 if running else 8, True)
    folded: list[int] = []
    for width in range(640, 2600, 20):
        window.resize(width, 700)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        parts = [part for part in header.children() if isinstance(part, QWidget)]
        inside = [part for part in parts if part.isVisibleTo(header) and part.width()]
        assert max(part.geometry().right() for part in inside) <= header.width(), width
        for part in inside:
            assert part.width() >= part.minimumSizeHint().width(), (width, part.accessibleName())
        order = (
            header.name.isVisible(),
            header.export.isVisible(),
            header.pages[Page.MODELS].isVisible(),
            not header.tasks.short.isVisible(),
            header.view.isVisible(),
            header.layout_button.isVisible(),
        )
        # What goes first is there only where all that goes later is.
        assert list(order) == sorted(order), (width, order)
        folded.append(sum(order))
    assert folded == sorted(folded), "a wider window never shows less"
    assert folded[-1] == 6


def test_return_presses_the_button_that_has_the_focus(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MainActions, "browse", lambda self: None)  # a dialog of the system
    window = make_window(image=False)
    with qtbot.waitSignal(window.empty.browse):
        qtbot.keyClick(window.empty.browse_button, Qt.Key.Key_Return)


@pytest.mark.parametrize("side", [Page.MODELS, Page.EVALS])
def test_an_image_that_is_opened_and_a_run_are_seen_wherever_one_was(
    side: Page, qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "opened.png"
    Image.new("RGB", (40, 30), "red").save(path)
    window = make_window()
    window.main_actions.turn_to(side)
    window.image_loader.take_files([path])
    qtbot.waitUntil(lambda: window.header.page is Page.COMPARE)
    window.main_actions.turn_to(side)
    window.main_actions.run()
    assert window.header.page is Page.COMPARE
    qtbot.waitUntil(lambda: not window.runner.running)
