"""Room for comparing: one split for all panes, one scale, and nothing that moves in a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model, open_test_image

from vizdesk.comparison.jobs import Job
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.compare.pane_split import TABS_HEIGHT, PaneSplit, view_extent
from vizdesk.ui.shell.main_window import MainWindow

VERTICAL, HORIZONTAL = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
NAMES = (
    "qwen3-vl-8b-instruct",
    "gemma-3-12b-it",
    "internvl3-8b",
    "pixtral-12b",
    "qwen3-vl-30b-thinking",
    "smolvlm2-2.2b",
    "llama-3.2-11b-vision",
    "moondream3-preview",
)


def shown(qtbot: QtBot, make_window: MakeWindow, count: int, wide: int, high: int) -> MainWindow:
    """A window of this size with `count` panes."""
    models = [local_model(name) for name in NAMES[:count]]
    window = make_window(ScriptedEngine(piece=4, pause=0.001), models)
    window.resize(wide, high)
    window.session.show_image(window.session.images[0])
    qtbot.waitUntil(lambda: len({view.width() for view in views(window)}) == 1)
    return window


def views(window: MainWindow) -> list:  # type: ignore[type-arg]
    return [pane.view for pane in window.canvas.panes.values()]


def places(window: MainWindow) -> list[tuple[int, ...]]:
    """Where all images, splits and buttons of the panes are."""
    parts = [
        part
        for pane in window.canvas.panes.values()
        for part in (pane, pane.view, pane.side, pane.badge)
    ]
    header = window.header
    parts += [header.run, header.stop, header.view, header.layout_button, header.tasks]
    return [(*part.mapTo(window, part.rect().topLeft()).toTuple(), part.width()) for part in parts]


@pytest.mark.parametrize("folded", [False, True])
def test_eight_panes_are_four_by_two_and_their_images_180_pixels_high(
    qtbot: QtBot, make_window: MakeWindow, folded: bool
) -> None:
    window = shown(qtbot, make_window, 8, 1440, 900)
    window.side.fold(folded)
    qtbot.waitUntil(lambda: len({view.width() for view in views(window)}) == 1)
    assert {view.height() for view in views(window)} == {views(window)[0].height()}
    assert views(window)[0].height() >= 180
    panes = list(window.canvas.panes.values())
    assert len({pane.x() for pane in panes}) == 4
    assert len({pane.y() for pane in panes}) == 2
    assert panes[-1].geometry().bottom() <= window.canvas.grid.viewport().height()
    assert len({view.to_view().m11() for view in views(window)}) == 1, "one scale"


def test_no_pane_is_half_empty(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown(qtbot, make_window, 8, 980, 640)
    for count in (8, 4, 2, 1):
        window.session.choose_only(NAMES[:count])
        for size in ((980, 640), (1366, 768), (1440, 900), (2560, 1440)):
            window.resize(*size)
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            pane = window.canvas.panes[NAMES[0]]
            image = pane.view.to_view()
            covered = image.m11() * image.m22()
            assert covered >= 0.32 * pane.width() * pane.height(), (count, size)
            assert covered >= 0.55 * pane.view.width() * pane.view.height(), (count, size)
            assert pane.side.tabs[0].isVisible()


def test_nothing_moves_while_models_answer(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown(qtbot, make_window, 4, 1440, 900)
    window.session.window_state.setValue("next steps", "yes")  # no banner, which comes once
    qtbot.waitUntil(window.agreement_bar.isVisible)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    before = places(window)
    seen: list[list[tuple[tuple[int, ...], tuple[int, ...]]]] = []

    def note(_: str) -> None:
        pairs = zip(before, places(window), strict=True)
        seen.append([(was, now) for was, now in pairs if was != now])

    window.session.answer_changed.connect(note)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    assert len(seen) > 8
    assert not any(seen), next(filter(None, seen))
    assert places(window) == before


def test_a_split_that_is_dragged_moves_all_and_is_remembered(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = shown(qtbot, make_window, 4, 1440, 900)
    first, *others = window.canvas.panes.values()
    orientation = window.canvas.grid.split.orientation
    assert orientation is HORIZONTAL
    first.splitter.moveSplitter(180, 1)
    assert {pane.view.width() for pane in (first, *others)} == {first.view.width()}
    share = window.canvas.grid.split.shares[orientation]
    again = PaneSplit(window.session.window_state)
    assert again.shares[orientation] == pytest.approx(share, abs=1e-3)
    window.canvas.grid.split.reset()
    assert first.view.width() != 180
    assert PaneSplit(window.session.window_state).shares == {}


def test_the_image_fills_the_pane_where_the_answer_keeps_its_tabs() -> None:
    assert view_extent(600, 280, 4 / 3, VERTICAL) == 210
    assert view_extent(263, 280, 4 / 3, VERTICAL) == 190
    assert view_extent(200, 280, 4 / 3, VERTICAL) == 200 - TABS_HEIGHT
    assert view_extent(540, 270, 4 / 3, HORIZONTAL) == 340
    assert view_extent(540, 270, 3 / 4, HORIZONTAL) == 202
    assert view_extent(287, 334, 4 / 3, VERTICAL, words=True) == 180
    assert view_extent(700, 334, 4 / 3, VERTICAL, words=True) == 250


def test_what_was_kept_of_a_split_and_is_none_is_left_alone(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "state.ini"), QSettings.Format.IniFormat)
    settings.setValue("split below", "much")
    settings.setValue("split beside", "7")
    assert PaneSplit(settings).shares == {}


def test_panes_keep_the_order_they_were_dragged_into(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = shown(qtbot, make_window, 4, 1440, 900)
    panes = window.canvas.panes
    panes["internvl3-8b"].moved.emit("internvl3-8b", NAMES[0])
    wanted = ["internvl3-8b", NAMES[0], NAMES[1], NAMES[3]]
    assert list(window.canvas.panes) == wanted
    assert [pane.number.text() for pane in window.canvas.panes.values()] == ["1", "2", "3", "4"]
    window.canvas.panes[NAMES[3]].view.setFocus()
    window.canvas.move_focused(-1)
    wanted = ["internvl3-8b", NAMES[0], NAMES[3], NAMES[1]]
    assert [model.id for model in window.session.chosen_models] == wanted
    window.remember()
    window.session.chosen = []
    from vizdesk.ui.shell.window_state import recall

    recall(window.session, window.header)
    assert window.session.chosen == wanted


def test_large_text_leaves_panes_that_are_not_wider_than_the_window(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = shown(qtbot, make_window, 8, 720, 450)  # 1440 × 900 at 200 %
    bar = window.canvas.grid.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    for arrangement in Arrangement:
        if arrangement is not Arrangement.COLUMNS:
            window.header.choose_arrangement(arrangement)
            qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_the_model_list_folds_and_keeps_its_width(make_window: MakeWindow) -> None:
    window = make_window()
    window.resize(1440, 900)
    usual = window.side.width()
    window.side.toggle()
    assert window.side.width() == 48
    assert not window.models.isVisible()
    assert [shown.entry.name for shown in window.rail.buttons] == ["Gemma", "Pali", "GPT"]
    window.rail.buttons[1].click()
    assert window.canvas.grid.expanded == "pali"
    window.rail.open.click()
    assert window.side.width() == usual
    window.side.take_width(330)
    window.side.toggle()
    window.side.toggle()
    assert window.side.width() == 330
    window.remember()
    assert str(window.session.window_state.value("list width")) == "330"


def failing(job: Job) -> ScriptedEngine:
    from collections.abc import AsyncIterator

    from vizdesk.common.messages import verbatim
    from vizdesk.comparison.events import EngineError, Event, Request

    class Failing(ScriptedEngine):
        async def ask(self, request: Request) -> AsyncIterator[Event]:
            raise EngineError(verbatim("Server error 500: out of memory."))
            yield

    return Failing() if job.task.prompt == "fail" else ScriptedEngine()


def test_a_pane_that_failed_or_was_not_asked_shows_nothing_of_the_last_run(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    from dataclasses import replace

    window = make_window(failing, [local_model("Gemma")])
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    pane = window.canvas.panes["gemma"]
    assert "0.42 s" in pane.figures.text()
    assert pane.side.boxes.boxes.detections
    window.session.set_task(replace(window.session.task, prompt="fail"))
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    assert "500" in pane.side.note.text()
    for text in (pane.figures.text(), pane.figures.toolTip(), pane.side.raw.toPlainText()):
        assert text == ""
    assert not pane.side.boxes.boxes.detections
    assert not pane.view.detections
    for page in (1, 2, 0):
        pane.side.show_page(page)
    assert pane.side.words.plain.toPlainText() == ""
    window.session.add_image(open_test_image(200, 300, "pink"))
    assert (pane.figures.text(), pane.figures.toolTip()) == ("", "")
    assert pane.side.counts.counts == ()
    assert pane.side.reply.isHidden()
