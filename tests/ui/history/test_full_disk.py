"""Comparisons made while the disk is full wait until there is room, and the window says so."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.small_disk import fill, small_disk
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    scripted_services,
    shown_window,
)

from vizdesk.common import resources
from vizdesk.common.lazy import Lazy
from vizdesk.comparison.types import Comparison
from vizdesk.history.store import History
from vizdesk.services.history import HistoryService
from vizdesk.settings.preferences import Preferences
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.history.loss_question import LossQuestion
from vizdesk.ui.history.recorder import AGAIN_MS, HistoryRecorder
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.shell.window_state import keep_notices, take_notices

SHAPES = resources.folder() / "samples" / "shapes.png"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk") as place:
        yield place


@dataclass(frozen=True, slots=True)
class Opened:
    """A window on a history, with what has to be closed after it."""

    window: MainWindow
    service: HistoryService
    background: TaskRunner


def open_window(qtbot: QtBot, folder: Path, history: History) -> Opened:
    """A window of one scripted model that keeps its comparisons in `history`."""
    service = HistoryService(Lazy(lambda: history), Preferences(folder / "settings.toml"))
    models = [local_model("Gemma 3 4B")]
    services = scripted_services(folder, models, ScriptedEngine(), history=service)
    background = TaskRunner()
    window = shown_window(qtbot, services, background, folder, size=(1200, 800))
    return Opened(window, service, background)


def open_image(qtbot: QtBot, window: MainWindow) -> None:
    """Open the shapes and choose the one model."""
    window.image_loader.take_files([SHAPES])
    qtbot.waitUntil(lambda: window.session.current is not None)
    window.session.choose_only(["gemma-3-4b"])


def pixels_held(recorder: HistoryRecorder) -> int:
    """How many of those that wait hold their decoded image."""
    return sum(waiting.opened is not None for waiting in recorder._pending.values())


def question(window: MainWindow) -> LossQuestion:
    """What is asked before the window closes on what is not written."""
    assert window.isVisible()
    return window.findChildren(LossQuestion)[-1]


def test_what_a_full_disk_refuses_waits_and_is_written_when_there_is_room(
    qtbot: QtBot, tmp_path: Path, disk: Path
) -> None:
    history = History(disk / "history.sqlite3")
    opened = open_window(qtbot, tmp_path, history)
    window, background = opened.window, opened.background
    recorder = window.history.recorder
    assert history.count() == 0
    ballast = fill(disk)
    with pytest.raises(OSError, match="No space left"):
        (disk / "more").write_bytes(b"x" * 4096)
    (disk / "more").unlink()
    open_image(qtbot, window)
    for waiting in (1, 2, 3):
        window.main_actions.run_again()
        qtbot.waitUntil(lambda: not window.runner.running)
        words = f"{waiting} comparison(s) wait to be written"
        qtbot.waitUntil(lambda words=words: words in window.status_line.last)
        assert recorder.waiting == waiting
    assert "full" in window.status_line.last
    assert pixels_held(recorder) == 0
    assert history.count() == 0
    ballast.unlink()
    qtbot.waitUntil(lambda: history.count() == 3, timeout=AGAIN_MS * 6)
    qtbot.waitUntil(lambda: recorder.waiting == 0)
    assert all(history.load(entry.id).answers[0].state.final for entry in history.entries())
    assert all(history.thumbnail(entry.id) for entry in history.entries())
    window.close()
    background.close()
    history.close()


class RefusesAll(History):
    """A history on a disk that is full until there is `room`."""

    room = False

    def keep(self, comparison: Comparison, *others: Any) -> None:
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().keep(comparison, *others)


def test_a_window_closed_on_a_full_disk_asks_and_closes_once_there_is_room(
    qtbot: QtBot, tmp_path: Path
) -> None:
    history = RefusesAll(tmp_path / "history.sqlite3")
    opened = open_window(qtbot, tmp_path, history)
    window, service, background = opened.window, opened.service, opened.background
    recorder = window.history.recorder
    open_image(qtbot, window)
    for waiting in (1, 2):
        window.main_actions.run_again()
        qtbot.waitUntil(lambda: not window.runner.running)
        qtbot.waitUntil(lambda waiting=waiting: recorder.waiting == waiting)
    window.close()
    asked = question(window)
    assert asked.box.text() == "2 comparison(s) could not be written yet."
    assert "No space left on device" in asked.box.informativeText()
    asked.box.done(QDialog.DialogCode.Rejected)  # Escape, or Keep open
    window.main_actions.run_again()
    qtbot.waitUntil(lambda: recorder.waiting == 3)
    qtbot.waitUntil(lambda: not window.runner.running)
    window.close()
    assert question(window).box.text() == "3 comparison(s) could not be written yet."
    history.room = True
    qtbot.waitUntil(lambda: not window.isVisible())
    assert history.count() == 3
    background.close()
    assert service.take_notices() == ()
    history.close()


def test_a_window_whose_session_ends_on_a_full_disk_closes_unasked_and_keeps_the_notice(
    qtbot: QtBot, tmp_path: Path
) -> None:
    history = RefusesAll(tmp_path / "history.sqlite3")
    opened = open_window(qtbot, tmp_path, history)
    window, service, background = opened.window, opened.service, opened.background
    open_image(qtbot, window)
    window.main_actions.run_again()
    qtbot.waitUntil(lambda: not window.runner.running)
    window.close_unasked()
    assert not window.isVisible()
    background.close()
    (notice,) = service.take_notices()
    assert "No space left on device" in notice
    history.close()


class RefusesOne(History):
    """A history that can never write the first comparison it is given."""

    refused = ""

    def keep(self, comparison: Comparison, *others: Any) -> None:
        self.refused = self.refused or comparison.id
        if comparison.id == self.refused:
            raise ValueError("this one can never be written")
        super().keep(comparison, *others)


def test_a_comparison_that_cannot_be_written_keeps_no_other_from_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    history = RefusesOne(tmp_path / "history.sqlite3")
    opened = open_window(qtbot, tmp_path, history)
    window, service, background = opened.window, opened.service, opened.background
    recorder = window.history.recorder
    open_image(qtbot, window)
    for written in (0, 1, 2):
        window.main_actions.run_again()
        qtbot.waitUntil(lambda: not window.runner.running)
        qtbot.waitUntil(lambda written=written: history.count() == written)
    qtbot.waitUntil(lambda: recorder.waiting == 1)
    assert history.refused not in {entry.id for entry in history.entries()}
    qtbot.waitUntil(lambda: "can never be written" in window.status_line.last)
    window.close()
    asked = question(window)
    assert asked.box.text() == "1 comparison(s) could not be written yet."
    assert "this one can never be written" in asked.box.informativeText()
    qtbot.mouseClick(asked.close, Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    background.close()
    (notice,) = service.take_notices()
    assert notice == (
        "A comparison could not be written to the history and is lost: "
        "this one can never be written"
    )
    history.close()
    keep_notices(window.session.window_state, [notice])
    window.say_left_notices()
    assert window.status_line.last == f"When vizdesk was closed last: {notice}"
    window.status_line.say("Ready.")
    window.say_left_notices()
    assert window.status_line.last == "Ready."


@pytest.mark.parametrize("written", ["", "{", "3", "[3]", "[{}]", "{}", "[" * 100_000])
def test_notices_that_another_hand_wrote_are_none(written: str, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "vizdesk.ini"), QSettings.Format.IniFormat)
    settings.setValue("notices", written)
    assert take_notices(settings) == ()
    assert not settings.contains("notices")
