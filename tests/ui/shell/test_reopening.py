"""One finds everything as one left it: images, task, answers, models; what is gone is said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    scripted_services,
    shown_window,
    window_state,
)

from vizdesk.common.offline import Offline
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import AnswerState, ImageRef
from vizdesk.services.settings import SettingsService
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.store import Settings
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.last_session import LastImage, LastSession, read, written
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.shell.reopen_session import KEY

COLOURS = ("red", "green", "blue")
Open = Callable[..., MainWindow]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three images."""
    folder = tmp_path / "images"
    folder.mkdir()
    paths = [folder / f"{colour}.png" for colour in COLOURS]
    for path in paths:
        Image.new("RGB", (64, 48), path.stem).save(path)
    return paths


@pytest.fixture
def open_window(qtbot: QtBot, background: TaskRunner, tmp_path: Path) -> Iterator[Open]:
    """Opens the window of one person, again and again; the one before is closed."""
    windows: list[MainWindow] = []

    def make(reopen_last: str = "reopen") -> MainWindow:
        for old in windows:
            old.close()
            old.services.history.close()
        models = [local_model("Gemma"), local_model("Pali")]
        preferences = Preferences(tmp_path / "settings.toml", Settings(reopen_last=reopen_last))
        services = scripted_services(
            tmp_path,
            models,
            ScriptedEngine(text="A plain colour."),
            settings=SettingsService(preferences, Offline()),
        )
        window = shown_window(qtbot, services, background, tmp_path)
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.close()


def names(window: MainWindow) -> list[str]:
    return [image.image.ref.name for image in window.session.images]


def worked(qtbot: QtBot, window: MainWindow, files: list[Path]) -> None:
    """Open three images, ask Pali for a caption of the second, and look at that."""
    window.session.choose_only(["pali"])
    window.image_loader.take_files(files)
    qtbot.waitUntil(lambda: len(window.session.images) == len(files))
    window.form.show_task(Task(TaskKind.CAPTION))
    window.session.set_task(Task(TaskKind.CAPTION))
    window.session.show_image(window.session.images[1])
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running and not window.history.recorder.waiting)


def reopened(qtbot: QtBot, open_window: Open) -> MainWindow:
    window = open_window()
    with qtbot.waitSignal(window.reopening.done):
        window.reopening.begin()
    return window


def test_images_task_answers_and_models_come_back(
    qtbot: QtBot, open_window: Open, files: list[Path]
) -> None:
    worked(qtbot, open_window(), files)
    window = reopened(qtbot, open_window)
    assert names(window) == ["red.png", "green.png", "blue.png"]
    assert window.session.current is window.session.images[1]
    assert window.session.task == Task(TaskKind.CAPTION)
    assert window.header.tasks.buttons[TaskKind.CAPTION].isChecked()
    assert window.session.chosen == ["pali"]
    answer = window.canvas.answers()["pali"]
    assert (answer.state, answer.text) == (AnswerState.DONE, "A plain colour.")
    assert not window.banner.isVisible()
    before = window.history.recorder.current()
    window.session.choose("gemma", True)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    assert window.history.recorder.current() == before


def test_what_was_open_is_kept_without_closing_and_without_pixels(
    qtbot: QtBot, open_window: Open, files: list[Path], tmp_path: Path
) -> None:
    worked(qtbot, open_window(), files)
    state = window_state(tmp_path)

    def kept() -> bool:
        state.sync()
        text = str(state.value(KEY, ""))
        return text.count("sha256") == 3 and '"caption"' in text

    qtbot.waitUntil(kept)
    table = json.loads(str(state.value(KEY)))
    assert [set(image) for image in table["images"]] == [
        {"path", "sha256", "width", "height", "frame", "frames", "comparisons"}
    ] * 3
    assert [len(image["comparisons"]) for image in table["images"]] == [0, 1, 0]


def test_an_image_that_is_gone_is_said_and_its_preview_stands_in(
    qtbot: QtBot, open_window: Open, files: list[Path]
) -> None:
    worked(qtbot, open_window(), files)
    files[0].unlink()
    files[1].unlink()
    Image.new("RGB", (64, 48), "black").save(files[2])
    window = reopened(qtbot, open_window)
    assert names(window) == ["green.png"]
    assert window.session.images[0].gone
    assert window.canvas.answers()["pali"].text == "A plain colour."
    assert window.banner.title.text() == "3 image(s) of the last time are not as they were"
    lines = window.banner.words.text().split("\n")
    assert lines[0].startswith("red.png is not there any more")
    assert "Its small preview stands in." in lines[1]
    assert "blue.png" in lines[2]
    assert "was changed since" in lines[2]


def test_when_nothing_is_left_it_is_said_once(
    qtbot: QtBot, open_window: Open, files: list[Path], tmp_path: Path
) -> None:
    window = open_window()
    window.image_loader.take_files(files[:1])
    qtbot.waitUntil(lambda: bool(window.session.images))
    window.close()
    files[0].unlink()
    window = reopened(qtbot, open_window)
    assert window.banner.words.text().startswith("red.png is not there any more")
    assert window.session.images == []
    assert window.empty.resume.isHidden()
    window.close()
    assert not window_state(tmp_path).contains(KEY)


def test_closed_images_are_offered_and_not_opened_by_themselves(
    qtbot: QtBot, open_window: Open, files: list[Path]
) -> None:
    window = open_window()
    assert window.empty.resume.isHidden()
    worked(qtbot, window, files)
    for image in list(window.session.images):
        window.session.close_image(image)  # blue.png is the last
    assert not window.empty.resume.isHidden()
    window = open_window()
    window.reopening.begin()
    qtbot.wait(20)
    assert window.session.images == []
    assert window.empty.resume_title.text() == "Continue with the last images"
    assert window.empty.first_button() is window.empty.continue_button
    with qtbot.waitSignal(window.reopening.done):
        window.empty.continue_button.click()
    assert names(window) == ["blue.png"]
    assert window.empty.resume.isHidden()


@pytest.mark.parametrize(("choice", "offered"), [("offer", True), ("empty", False)])
def test_it_can_be_switched_off(
    qtbot: QtBot, open_window: Open, files: list[Path], tmp_path: Path, choice: str, offered: bool
) -> None:
    worked(qtbot, open_window(choice), files)
    window = open_window(choice)
    window.reopening.begin()
    qtbot.wait(20)
    assert window.session.images == []
    assert window.empty.resume.isHidden() is not offered
    assert window_state(tmp_path).contains(KEY) is offered


def test_a_comparison_deleted_from_the_history_leaves_the_image(
    qtbot: QtBot, open_window: Open, files: list[Path]
) -> None:
    window = open_window()
    worked(qtbot, window, files)
    window.history.delete([window.history.recorder.current()])
    qtbot.waitUntil(lambda: window.services.history.store().count() == 0)
    window = reopened(qtbot, open_window)
    assert names(window) == ["red.png", "green.png", "blue.png"]
    assert window.canvas.answers() == {}


# --- The record alone -------------------------------------------------------------------------

SESSION = LastSession(
    images=(
        LastImage(ImageRef("/a/page.tif", "ab" * 32, 640, 480, frame=2, frames=5), ("one", "two")),
        LastImage(ImageRef("pasted.png", "cd" * 32, 10, 20)),
    ),
    current=1,
    task=Task(TaskKind.DETECT, classes=("car", "bicycle")),
    chosen=("demo-large",),
    at=datetime(2026, 11, 30, 22, 31, tzinfo=UTC),
)


def test_the_record_is_read_as_it_was_written() -> None:
    assert read(written(SESSION)) == SESSION
    closed = replace(SESSION, left_open=False)
    assert read(written(closed)) == closed


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"images": []},
        {"images": [{"path": "/a.png"}]},
        {"task": {"name": "of next year"}},
        {"at": "yesterday"},
        {"current": "first"},
    ],
)
def test_another_hand_or_version_is_no_last_session(change: dict[str, object]) -> None:
    table = {**json.loads(written(SESSION)), **change}
    assert read(json.dumps(table)) is None
    assert read("") is None
    assert read("[]") is None


def test_a_current_image_that_is_none_of_them_is_the_last() -> None:
    table = {**json.loads(written(SESSION)), "current": 9}
    kept = read(json.dumps(table))
    assert kept is not None
    assert kept.current == 1
