"""“Refresh prices” in the window: asked for, stoppable, and the models have them at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    open_test_image,
    scripted_services,
    shown_window,
)

from vizdesk.catalog.pricing.openrouter import OpenRouterModel
from vizdesk.catalog.pricing.price_lists import PriceLists
from vizdesk.common.messages import verbatim
from vizdesk.common.offline import Offline
from vizdesk.comparison.models import Endpoint, EngineKind, Model
from vizdesk.comparison.types import AnswerState
from vizdesk.services.price_refresh import PricesError, Progress, Refreshed
from vizdesk.services.pricing import PricingService
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow

SEER = Model(
    "seer",
    "Seer",
    EngineKind.CHAT,
    Endpoint("https://openrouter.ai/api/v1", "acme/seer", None),
    "generic",
)
OFFERED = OpenRouterModel(
    "acme/seer", "Seer", input_modalities=("image",), input_per_million=5.0, output_per_million=30.0
)
Open = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, background: TaskRunner, tmp_path: Path) -> Open:
    """A window with a local model and one on OpenRouter; `hang` never gets the list."""

    def make(*, hang: bool = False, fail: str = "", engine: object = None) -> MainWindow:
        class ScriptedPricing(PricingService):
            async def refresh(self, progress: Progress = lambda *_: None) -> Refreshed:
                progress(12_300, 50_000)
                if hang:
                    await asyncio.Event().wait()
                if fail:
                    raise PricesError(verbatim(fail))
                kept = self.lists.keep([OFFERED], date(2026, 11, 21))
                return Refreshed(kept, ("Entry 2 has no id.",))

        services = scripted_services(
            tmp_path,
            [local_model("Gemma"), SEER],
            engine or ScriptedEngine(),
            pricing=ScriptedPricing(PriceLists(tmp_path / "prices"), Offline()),
        )
        return shown_window(qtbot, services, background, tmp_path)

    return make


def action(window: MainWindow, name: str = "Refresh prices") -> QAction:
    return next(one for one in window.actions() if one.text() == name)


def test_fetched_prices_are_the_models_prices_at_once(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    assert window.session.model("seer").price is None
    with qtbot.waitSignal(window.price_refresh_controller.refreshed):
        action(window).trigger()
    assert window.message.text() == "Prices of 1 model, 21 Nov 2026. Entries not read: 1."
    price = window.session.model("seer").price
    assert price is not None
    assert price.as_of == "2026-11-21"
    assert window.models.rows["seer"].model.price == price


def test_while_it_fetches_it_says_how_much_came_and_can_be_stopped(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window(hang=True)
    action(window).trigger()
    assert window.message.text() == "Fetching prices from OpenRouter…"
    qtbot.waitUntil(lambda: window.message.text() == "Fetching prices from OpenRouter… 12 kB")
    assert window.status_line.offer.text() == "Stop"
    action(window).trigger()
    window.status_line.offer.click()
    qtbot.waitUntil(lambda: window.message.text() == "Stopped. The prices are as they were.")


def test_another_sentence_is_not_written_over(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(hang=True)
    action(window).trigger()
    window.say("Something else.")
    qtbot.wait(700)
    assert window.message.text() == "Something else."
    window.price_refresh_controller.stop()
    qtbot.waitUntil(lambda: window.message.text().startswith("Stopped."))


def test_going_offline_stops_the_fetch(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(hang=True)
    action(window).trigger()
    action(window, "Offline").trigger()
    qtbot.waitUntil(lambda: window.message.text().startswith("Stopped."))


def test_a_failure_is_its_sentence(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(fail="openrouter.ai cannot be reached. Check the internet connection.")
    action(window).trigger()
    qtbot.waitUntil(lambda: window.message.text().startswith("openrouter.ai cannot be reached."))
    assert window.session.model("seer").price is None


def test_models_at_work_go_on(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(engine=ScriptedEngine(hang=True))
    window.session.choose("seer", True)
    window.session.add_image(open_test_image())
    window.main_actions.run()
    qtbot.waitUntil(lambda: all(answer.text for answer in window.canvas.answers().values()))
    with qtbot.waitSignal(window.price_refresh_controller.refreshed):
        action(window).trigger()
    assert window.canvas.answers()["seer"].state is AnswerState.RUNNING
    window.runner.stop()
