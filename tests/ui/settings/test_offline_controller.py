"""Offline in the window: one command, a quiet word, remote answers ended, remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedComparisons,
    ScriptedEngine,
    local_model,
    open_test_image,
    remote_model,
    scripted_services,
    shown_window,
)
from tests.waiting import LIMIT_S

from vizdesk.common.offline import Offline
from vizdesk.comparison.types import AnswerState
from vizdesk.services.settings import SettingsService
from vizdesk.settings.preferences import Preferences
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.models.endpoints.dialog import EndpointsDialog
from vizdesk.ui.shell.main_window import MainWindow

Open = Callable[..., MainWindow]


@pytest.fixture
def kept() -> list[str]:
    """What the window did to the rest of vizdesk, in order."""
    return []


@pytest.fixture
def open_window(qtbot: QtBot, background: TaskRunner, tmp_path: Path, kept: list[str]) -> Open:
    """A window with one local and one remote model, and this switch."""

    def make(offline: Offline, engine: ScriptedEngine | None = None) -> MainWindow:
        class NotedComparisons(ScriptedComparisons):
            async def close_connections(self) -> None:
                kept.append("hung up")

        class NotedSettings(SettingsService):
            def remember_offline(self) -> None:
                kept.append(f"offline {self.offline.on}")

        models, engine = [local_model("Gemma"), remote_model("GPT")], engine or ScriptedEngine()
        preferences = Preferences(tmp_path / "settings.toml")
        services = scripted_services(
            tmp_path, models, engine, settings=NotedSettings(preferences, offline)
        )
        services = replace(services, comparisons=NotedComparisons(engine, services.profiles))
        window = shown_window(qtbot, services, background, tmp_path)
        for model in models:
            window.session.choose(model.id, True)
        window.session.add_image(open_test_image())
        return window

    return make


def action(window: MainWindow) -> QAction:
    return next(one for one in window.actions() if one.text() == "Offline")


def test_the_command_is_a_switch_that_shows_how_it_stands(
    qtbot: QtBot, open_window: Open, kept: list[str]
) -> None:
    window = open_window(Offline())
    assert not action(window).isChecked()
    assert not window.header.offline.isVisible()
    action(window).trigger()
    assert action(window).isChecked()
    assert window.header.offline.isVisible()
    assert window.message.text().startswith("Offline: ")
    qtbot.waitUntil(lambda: sorted(kept) == ["hung up", "offline True"])
    action(window).trigger()
    assert not action(window).isChecked()
    assert not window.header.offline.isVisible()
    qtbot.waitUntil(lambda: kept[-1] == "offline False")


def test_a_window_opened_offline_says_so_at_once(open_window: Open) -> None:
    window = open_window(Offline(on=True))
    assert action(window).isChecked()
    assert window.header.offline.isVisible()


def test_a_run_kept_offline_from_outside_stays_so(open_window: Open, kept: list[str]) -> None:
    window = open_window(Offline(on=True, forced=True))
    action(window).trigger()
    assert action(window).isChecked()
    assert "was started offline" in window.message.text()
    assert kept == []


def test_going_offline_ends_remote_answers_and_leaves_local_ones(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window(Offline(), ScriptedEngine(hang=True))
    window.main_actions.run()
    qtbot.waitUntil(lambda: all(answer.text for answer in window.canvas.answers().values()))
    action(window).trigger()
    states = {key: answer.state for key, answer in window.canvas.answers().items()}
    assert states == {"gemma": AnswerState.RUNNING, "gpt": AnswerState.STOPPED}
    window.runner.stop()


def test_a_switch_that_cannot_be_remembered_is_told(
    qtbot: QtBot, open_window: Open, kept: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(Offline())

    def full() -> None:
        raise OSError(28, "No space left on device")

    object.__setattr__(window.services.settings, "remember_offline", full)
    action(window).trigger()
    qtbot.waitUntil(lambda: "not remembered" in window.message.text())
    assert window.header.offline.isVisible()


def test_pasting_where_there_is_no_clipboard_is_a_sentence(open_window: Open) -> None:
    window = open_window(Offline())
    window.image_loader.take_mime(None)
    assert window.message.text() == "There is no image in the clipboard."


def test_the_page_of_keys_may_be_closed_while_it_still_looks(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window(Offline())
    looking, go_on = threading.Event(), threading.Event()

    def slow(endpoints: object) -> dict[str, object]:
        looking.set()
        go_on.wait(LIMIT_S)
        return {}

    object.__setattr__(window.services.endpoints, "key_statuses", slow)
    window.model_list_controller.show_keys()
    dialog = window.findChild(EndpointsDialog)
    assert looking.wait(LIMIT_S)
    with qtbot.waitSignal(dialog.destroyed), qtbot.captureExceptions() as mistakes:
        dialog.close()
    go_on.set()
    came: list[bool] = []
    window.background.run(lambda: True).success(came.append)
    qtbot.waitUntil(lambda: came == [True])
    assert mistakes == []
