"""The first window explains itself: one button shows everything, then one hint, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    open_test_image,
    remote_model,
    scripted_services,
    shown_window,
    window_state,
)

from vizdesk.app.container import build_services
from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import AnswerState
from vizdesk.ui.compare.sample_card import SampleCard
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow

SAMPLES = resources.folder() / "samples"
Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens the real window of one person, again and again, as from a double click."""
    services, background = build_services(), TaskRunner()
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        for old in windows:
            old.close()
        window = shown_window(qtbot, services, background, tmp_path)
        windows.append(window)
        return window

    yield make
    for window in windows:
        window.close()
    background.close(services.close)


def answered(qtbot: QtBot, window: MainWindow) -> None:
    def both_done() -> bool:
        answers = window.canvas.answers()
        done = [answer for answer in answers.values() if answer.state is AnswerState.DONE]
        return len(done) == 2 and not window.runner.running

    qtbot.waitUntil(both_done)


def cards(window: MainWindow) -> dict[str, SampleCard]:
    return {one.path.stem: one for one in window.empty.findChildren(SampleCard)}


def test_one_button_opens_a_sample_and_both_demo_models_find_its_shapes(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window()
    assert window.empty.try_button.text() == "Try with a sample image"
    assert window.empty.first_button() is window.empty.try_button
    assert window.session.chosen == ["demo-large", "demo-small"]
    window.empty.try_button.click()
    answered(qtbot, window)
    for answer in window.canvas.answers().values():
        assert {detection.label for detection in answer.reading.detections} == {
            "blue circle",
            "red square",
            "yellow triangle",
            "green circle",
        }


@pytest.mark.parametrize(
    ("sample", "kind", "said"),
    [("numbers", TaskKind.READ_TEXT, "4821"), ("shapes-wide", TaskKind.COUNT, "4")],
)
def test_each_sample_is_asked_what_it_is_good_for(
    qtbot: QtBot, open_window: Open, sample: str, kind: TaskKind, said: str
) -> None:
    window = open_window()
    cards(window)[sample].click()
    answered(qtbot, window)
    assert window.session.task.kind is kind
    assert window.header.tasks.buttons[kind].isChecked()
    assert said in window.canvas.answers()["demo-large"].text


def test_what_comes_next_is_said_after_the_first_comparison_and_never_again(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window()
    assert not window.banner.isVisible()
    window.empty.try_button.click()
    answered(qtbot, window)
    assert window.banner.isVisible()
    assert [offer.text() for offer in window.banner.offers] == ["Add an API key…", "Add a GGUF…"]
    window.banner.close_button.click()
    assert not window.banner.isVisible()
    window = open_window()
    assert window.empty.try_button.isHidden()
    assert window.empty.title.text() == "Drop an image here"
    cards(window)["shapes"].click()
    answered(qtbot, window)
    assert not window.banner.isVisible()


def test_ones_own_keys_and_files_are_one_click_away(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    window.empty.key_link.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(QDialog)))
    dialog = window.findChildren(QDialog)[0]
    assert dialog.windowTitle() == "Keys and endpoints"
    dialog.close()


def test_everything_of_the_welcome_fits_the_smallest_window(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window()
    window.resize(980, 640)
    qtbot.wait(50)
    inside = window.empty.rect()
    empty = window.empty
    qtbot.waitUntil(lambda: empty.offer.shown is not None)
    for part in (empty.offer, empty.try_button, empty.key_link, empty.files_link, empty.own):
        assert part.isVisible()
        place = QRect(part.mapTo(empty, QPoint(0, 0)), part.size())
        assert inside.contains(place)


# --- With other models -----------------------------------------------------------------------


@pytest.fixture
def scripted(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path
) -> Iterator[tuple[MainWindow, ScriptedEngine]]:
    """A window with two models of this machine and a remote one, that has samples."""
    engine = ScriptedEngine()
    models = [local_model("Gemma"), local_model("Pali"), remote_model("GPT")]
    services = scripted_services(tmp_path, models, engine)
    window = shown_window(qtbot, services, background, tmp_path)
    yield window, engine
    window.close()


def test_a_sample_is_never_sent_anywhere_by_itself(
    qtbot: QtBot, scripted: tuple[MainWindow, ScriptedEngine]
) -> None:
    window, engine = scripted
    window.session.window_state.setValue("compared", "yes")
    window.session.choose_only(["gemma", "gpt"])
    window.refresh()
    cards(window)["shapes"].click()
    qtbot.waitUntil(lambda: window.session.current is not None)
    qtbot.wait(50)
    assert engine.asked == []
    assert window.session.chosen == ["gemma", "gpt"]


def test_an_image_that_was_dropped_is_not_run_by_itself(
    qtbot: QtBot, scripted: tuple[MainWindow, ScriptedEngine]
) -> None:
    window, engine = scripted
    window.session.choose("gemma", True)
    window.session.add_image(open_test_image())
    qtbot.wait(50)
    assert engine.asked == []


def test_an_answer_that_failed_is_no_first_comparison(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path
) -> None:
    class Broken(ScriptedEngine):
        async def ask(self, request):  # type: ignore[no-untyped-def, override]  # noqa: ANN001, ANN202
            from vizdesk.comparison.events import EngineError

            raise EngineError(verbatim("No."))
            yield

    window = MainWindow(
        scripted_services(tmp_path, [local_model("Gemma")], Broken()),
        background,
        window_state(tmp_path),
    )
    window.show()
    qtbot.addWidget(window)
    window.session.choose("gemma", True)
    window.session.add_image(open_test_image())
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    assert window.first_run.first
    assert not window.banner.isVisible()


def test_who_asks_models_of_their_own_is_not_told_to_add_some(
    qtbot: QtBot, background: TaskRunner, tmp_path: Path
) -> None:
    mine = replace(local_model("Mine"), profile="gemma-3")
    window = MainWindow(
        scripted_services(tmp_path, [mine], ScriptedEngine()), background, window_state(tmp_path)
    )
    window.show()
    qtbot.addWidget(window)
    window.session.choose("mine", True)
    window.session.add_image(open_test_image())
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    assert window.canvas.answers()["mine"].state is AnswerState.DONE
    assert not window.first_run.first
    assert not window.banner.isVisible()
