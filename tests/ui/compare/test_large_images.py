"""A large image is seen at once, small; models wait for the whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model

from vizdesk.comparison.types import AnswerState
from vizdesk.images import opening


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.jpg"
    Image.linear_gradient("L").resize((5200, 3600)).convert("RGB").save(path, quality=80)
    return path


def test_the_stand_in_comes_first_and_the_whole_takes_its_place(
    qtbot: QtBot, make_window: MakeWindow, large: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    seen: list[bool] = []
    window.session.current_changed.connect(
        lambda: seen.append(bool(window.session.current and window.session.current.whole))
    )
    window.image_loader.take_files([large])
    qtbot.waitUntil(lambda: window.session.current.image.ref.width == 5200)
    assert seen[-1] is False
    assert max(window.session.current.image.pixels.size) <= 1600
    qtbot.waitUntil(lambda: window.session.current.whole)
    assert window.session.current.image.pixels.size == (5200, 3600)
    assert sum(image.image.ref.width == 5200 for image in window.session.images) == 1


def test_a_run_waits_for_the_whole_image(
    qtbot: QtBot, make_window: MakeWindow, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ScriptedEngine()
    window = make_window(engine, [local_model("Gemma")])
    window.image_loader.take_files([large])
    qtbot.waitUntil(lambda: window.session.current.image.ref.width == 5200)
    assert not window.session.current.whole
    window.main_actions.run()
    asked = window.session.answer_for("gemma")
    assert asked is not None
    assert asked.answer.state is AnswerState.QUEUED
    assert not engine.asked
    qtbot.waitUntil(lambda: len(engine.asked) == 1 and not window.runner.running)
    assert window.session.current.whole


def test_a_small_copy_is_offered_only_where_it_is_quick(large: Path, tmp_path: Path) -> None:
    assert opening.first_sight(large, 16_000_000, 1600) is not None
    assert opening.first_sight(large, 90_000_000, 1600) is None
    other = tmp_path / "small.png"
    Image.new("RGB", (64, 64)).save(other)
    assert opening.first_sight(other, 1, 1600) is None
    assert opening.first_sight(tmp_path / "missing.jpg", 1, 1600) is None
