"""The window of the tests: made, shown, and taken down whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    open_test_image,
    remote_model,
    scripted_services,
    shown_window,
)

from vizdesk.comparison.models import Model
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow


@pytest.fixture
def background(qapp: object) -> Iterator[TaskRunner]:
    """A background thread that is gone after the test."""
    made = TaskRunner()
    yield made
    made.close()


@pytest.fixture
def make_window(qtbot: QtBot, background: TaskRunner, tmp_path: Path) -> Callable[..., MainWindow]:
    """Makes a window with an image open and all models chosen."""

    def make(
        engine: ScriptedEngine | None = None,
        models: list[Model] | None = None,
        *,
        image: bool = True,
    ) -> MainWindow:
        chosen = models or [local_model("Gemma"), local_model("Pali"), remote_model("GPT")]
        services = scripted_services(tmp_path, chosen, engine or ScriptedEngine())
        window = shown_window(qtbot, services, background, tmp_path)
        for model in chosen:
            window.session.choose(model.id, True)
        if image:
            window.session.add_image(open_test_image())
        return window

    return make
