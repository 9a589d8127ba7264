"""The window of the tests: made, shown, and taken down whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_kit import (
    ScriptedEngine,
    build_desk,
    local_model,
    open_test_picture,
    remote_model,
)

from vizdesk.comparison.models import Model
from vizdesk.ui.background import Background
from vizdesk.ui.main_window import MainWindow


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    """A background thread that is gone after the test."""
    made = Background()
    yield made
    made.close()


@pytest.fixture
def make_window(qtbot: QtBot, background: Background, tmp_path: Path) -> Callable[..., MainWindow]:
    """Makes a window with a picture open and all models chosen."""

    def make(
        engine: ScriptedEngine | None = None,
        models: list[Model] | None = None,
        *,
        picture: bool = True,
    ) -> MainWindow:
        chosen = models or [local_model("Gemma"), local_model("Pali"), remote_model("GPT")]
        window = MainWindow(build_desk(tmp_path, chosen, engine or ScriptedEngine()), background)
        qtbot.addWidget(window)
        window.show()
        for model in chosen:
            window.session.choose(model.id, True)
        if picture:
            window.session.add_picture(open_test_picture())
        return window

    return make
