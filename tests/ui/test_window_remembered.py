"""The window is found again as it was left: place, layout, side, models, task."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from window_kit import ScriptedEngine, build_desk, local_model, remote_model

from vizdesk.ui.background import Background
from vizdesk.ui.header import Page
from vizdesk.ui.main_window import MainWindow
from vizdesk.ui.pane_grid import Arrangement


def test_what_is_left_is_found_again(qtbot: QtBot, background: Background, tmp_path: Path) -> None:
    models = [local_model("Gemma"), local_model("Pali"), remote_model("GPT")]

    def make() -> MainWindow:
        window = MainWindow(build_desk(tmp_path, models, ScriptedEngine()), background)
        qtbot.addWidget(window)
        window.show()
        return window

    first = make()
    first.resize(900, 700)  # the screen of the tests is 800 wide
    first.session.choose_only(["pali", "gpt"])
    first.header.choose_arrangement(Arrangement.COLUMNS)
    first.turn_to(Page.MODELS)
    first.close()
    second = make()
    assert (second.width(), second.height()) == (900, 700)
    assert second.session.chosen == ["pali", "gpt"]
    assert second.canvas.grid.arrangement is Arrangement.COLUMNS
    assert second.header.page is Page.MODELS
    assert second.pages.currentWidget() is not second.pages.widget(0)


def test_a_side_of_another_version_is_the_comparison(
    qtbot: QtBot, background: Background, tmp_path: Path
) -> None:
    desk = build_desk(tmp_path, [local_model("Gemma")], ScriptedEngine())
    desk.settings.setValue("side", "of next year")
    desk.settings.setValue("layout", "of next year")
    window = MainWindow(desk, background)
    qtbot.addWidget(window)
    assert window.header.page is Page.COMPARE
    assert window.canvas.grid.arrangement is Arrangement.GRID
