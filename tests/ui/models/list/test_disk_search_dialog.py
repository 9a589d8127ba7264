"""“Models on this disk”: shown program by program, taken into the list, looked for again."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    Find,
    ScriptedEngine,
    ScriptedModels,
    local_model,
    scripted_services,
    shown_window,
)
from tests.waiting import LIMIT_S

from vizdesk.catalog.gguf.known_places import KnownFolder, Program
from vizdesk.catalog.models.disk_search import DiskSearchResult, Tell, find_models
from vizdesk.common import resources
from vizdesk.comparison.profiles import load_profiles
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.models.list.disk_search_dialog import DiskSearchDialog
from vizdesk.ui.shell.main_window import MainWindow

FOLDER = resources.folder()
PROFILES = load_profiles(FOLDER / "profiles")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    studio = tmp_path / "lmstudio"
    shutil.copytree(FOLDER / "demo", studio / "me" / "demo")

    def find(folders: Sequence[Path], tell: Tell) -> DiskSearchResult:
        chosen = [KnownFolder(Program.FOLDER, folder) for folder in folders]
        return find_models([KnownFolder(Program.LM_STUDIO, studio), *chosen], PROFILES, None, tell)

    models = [local_model("Gemma 3 4B")]
    services = scripted_services(tmp_path, models, ScriptedEngine(), on_disk=find)
    background = TaskRunner()
    window = shown_window(qtbot, services, background, tmp_path)
    yield window
    window.close()
    background.close()


def opened(qtbot: QtBot, window: MainWindow) -> DiskSearchDialog:
    window.model_list_controller.find_on_disk()
    qtbot.waitUntil(lambda: bool(window.findChildren(DiskSearchDialog)))
    return window.findChildren(DiskSearchDialog)[-1]


def test_what_was_found_is_grouped_checked_and_added(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    qtbot.waitUntil(lambda: dialog.add.text() == "Add 2")
    assert dialog.tree.topLevelItem(0).text(0) == "LM Studio"
    dialog.tree.topLevelItem(0).child(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.add.text() == "Add 1"
    dialog.add.click()
    qtbot.waitUntil(lambda: len(window.models.rows) == 2)
    assert window.services.models.user_models.holds("demo-large")


def test_what_is_in_the_list_already_is_shown_as_such(qtbot: QtBot, window: MainWindow) -> None:
    first = opened(qtbot, window)
    qtbot.waitUntil(lambda: first.add.text() == "Add 2")
    first.add.click()
    qtbot.waitUntil(lambda: len(window.models.rows) == 3)
    second = opened(qtbot, window)
    qtbot.waitUntil(lambda: second.tree.topLevelItemCount() == 1)
    items = [second.tree.topLevelItem(0).child(at) for at in range(2)]
    assert [item.text(4) for item in items] == ["in the list", "in the list"]
    assert not second.add.isEnabled()
    second.reject()


def test_a_folder_is_looked_into_and_remembered(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    mine = tmp_path / "my models"
    shutil.copytree(FOLDER / "demo", mine)
    dialog = opened(qtbot, window)
    qtbot.waitUntil(lambda: dialog.add.text() == "Add 2")
    dialog.look_in(mine)
    qtbot.waitUntil(lambda: dialog.add.text() == "Add 4")
    assert dialog.tree.topLevelItem(1).text(0) == "your folders"
    dialog.reject()
    again = opened(qtbot, window)
    assert again.folders == [mine]
    again.reject()


def finding(window: MainWindow, find: Find) -> None:
    """Have the window find other things from now on."""
    models = window.services.models
    assert isinstance(models, ScriptedModels)
    window.session.services = replace(window.services, models=replace(models, on_disk=find))


def test_nothing_found_says_where_was_looked(qtbot: QtBot, window: MainWindow) -> None:
    finding(window, lambda folders, tell: DiskSearchResult(text_only=3))
    dialog = opened(qtbot, window)
    qtbot.waitUntil(lambda: "No models that see images" in dialog.words.text())
    assert "3 text-only models were left out." in dialog.words.text()
    dialog.reject()


def test_closing_the_dialog_ends_the_looking(qtbot: QtBot, window: MainWindow) -> None:
    ended, going = threading.Event(), threading.Event()

    def find(folders: Sequence[Path], tell: Tell) -> DiskSearchResult:
        going.set()
        try:
            while True:
                tell(1, Path("/somewhere"))
                threading.Event().wait(0.01)
        finally:
            ended.set()

    finding(window, find)
    dialog = opened(qtbot, window)
    assert going.wait(LIMIT_S)
    dialog.reject()
    qtbot.waitUntil(ended.is_set)
