"""The window is found again as it was left: place, layout, side, models, task."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    MakeWindow,
    ScriptedEngine,
    local_model,
    remote_model,
    scripted_services,
    window_state,
)

from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.core.pages import Page
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow


def test_what_is_left_is_found_again(qtbot: QtBot, background: TaskRunner, tmp_path: Path) -> None:
    models = [local_model("Gemma"), local_model("Pali"), remote_model("GPT")]

    def make() -> MainWindow:
        window = MainWindow(
            scripted_services(tmp_path, models, ScriptedEngine()),
            background,
            window_state(tmp_path),
        )
        qtbot.addWidget(window)
        window.show()
        return window

    first = make()
    first.resize(760, 700)  # the screen of the tests is 800 wide
    first.session.choose_only(["pali", "gpt"])
    first.header.choose_arrangement(Arrangement.COLUMNS)
    first.main_actions.turn_to(Page.MODELS)
    first.close()
    second = make()
    assert (second.width(), second.height()) == (760, 700)
    assert second.session.chosen == ["pali", "gpt"]
    assert second.canvas.grid.arrangement is Arrangement.COLUMNS
    assert second.header.page is Page.MODELS
    assert second.pages.currentWidget() is not second.pages.widget(0)


def test_a_side_of_another_version_is_the_comparison(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path
) -> None:
    services = scripted_services(tmp_path, [local_model("Gemma")], ScriptedEngine())
    state = window_state(tmp_path)
    state.setValue("side", "of next year")
    state.setValue("layout", "of next year")
    window = MainWindow(services, background, state)
    qtbot.addWidget(window)
    assert window.header.page is Page.COMPARE
    assert window.canvas.grid.arrangement is Arrangement.GRID


def test_the_layout_that_is_named_is_the_one_that_is_shown(make_window: MakeWindow) -> None:
    """A comparison that is opened again brings its own layout, not through the menu."""
    window = make_window()
    window.header.choose_arrangement(Arrangement.TRUTH)
    assert window.header.layout_button.text() == "Truth"
    window.canvas.grid.arrange(Arrangement.COLUMNS)
    assert window.header.layout_button.text() == "Columns"
