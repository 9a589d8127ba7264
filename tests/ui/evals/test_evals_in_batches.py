"""The window's evals through a Batch API: offered where it can be, followed, stopped, cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.engines.batch.batch_server import KEY, BatchWorld, batch_server
from tests.runs.batch_kit import batch_model, eval_service, says_the_number
from tests.runs.run_kit import suite
from tests.ui.app_kit import window_over

from vizdesk.app.container import build_services
from vizdesk.common.lazy import Lazy
from vizdesk.credentials.keys import Secret
from vizdesk.services.app_services import AppServices
from vizdesk.services.evals import EvalService
from vizdesk.ui.core.pages import Page
from vizdesk.ui.evals.page import EvalsPage
from vizdesk.ui.shell.main_window import MainWindow


@pytest.fixture
def world() -> Iterator[BatchWorld]:
    with batch_server(decide=says_the_number, looks=1_000_000) as found:
        yield found


@pytest.fixture
def services(world: BatchWorld, monkeypatch: pytest.MonkeyPatch) -> AppServices:
    # None that is drawn when it is first looked at: that takes a minute.
    monkeypatch.setattr(EvalService, "suites", lambda _: [])
    built = build_services()
    models = (*built.models.at_start, batch_model(world.base_url))
    built.endpoints.keys.remember_for_this_run("mine", Secret(KEY))
    service = eval_service(world.base_url)
    evals = Lazy(lambda: service)
    evals()  # made: it is closed with the others
    return replace(built, models=replace(built.models, at_start=models), evals=evals)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, services: AppServices) -> Iterator[MainWindow]:
    with window_over(services, qtbot, tmp_path) as window:
        yield window


def check(page: EvalsPage, wanted: str) -> None:
    """Check this model alone."""
    models = page.form.models
    for row in range(models.count()):
        on = models.item(row).data(Qt.ItemDataRole.UserRole) == wanted
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        models.item(row).setCheckState(state)


def test_a_batch_is_offered_only_for_a_model_that_can_and_is_followed_to_its_end(
    qtbot: QtBot, window: MainWindow, world: BatchWorld, tmp_path: Path
) -> None:
    suite(tmp_path / "s")
    window.main_actions.turn_to(Page.EVALS)
    page = window.evals.page
    assert page is not None
    qtbot.waitUntil(lambda: page.form.models.count() > 2)
    page.show_new()
    page.form.offer_folder(tmp_path / "s")
    qtbot.waitUntil(lambda: page.form.suite is not None)
    check(page, "demo-small")
    assert not page.form.batch.isVisible()
    check(page, "far")
    assert page.form.batch.isVisible()
    assert "Far" in page.form.batch.toolTip()
    page.form.batch.setChecked(True)
    assert page.form.batched() == {"far"}
    qtbot.waitUntil(lambda: page.form.begin.isEnabled())
    qtbot.mouseClick(page.form.begin, Qt.MouseButton.LeftButton)
    view = page.view
    qtbot.waitUntil(lambda: "in a batch: 0 of 6" in view.state.text())
    qtbot.waitUntil(lambda: "look" in world.steps)
    assert not view.cancel.isVisible()
    view.stop.click()
    qtbot.waitUntil(lambda: view.cancel.isVisible())
    assert "a batch of 6 goes on at its server" in view.state.text()
    for batch in world.batches.values():
        batch["left"] = 1
    view.go.click()
    qtbot.waitUntil(lambda: not window.evals.busy and not view.go.isVisible())
    services: EvalService = window.session.services.evals()
    (entry,) = services.store.entries()
    assert entry.done == 6
    assert len(world.batches) == 1


def test_a_batch_is_cancelled_at_its_server(
    qtbot: QtBot, window: MainWindow, world: BatchWorld, tmp_path: Path
) -> None:
    services: EvalService = window.session.services.evals()
    from vizdesk.runs.plan import RunPlan

    plan = RunPlan(suite(tmp_path / "s"), (batch_model(world.base_url),), batch=True)
    run = services.store.begin(plan)
    window.main_actions.turn_to(Page.EVALS)
    page = window.evals.page
    assert page is not None
    qtbot.waitUntil(lambda: page.runs.count() == 1)
    page.runs.setCurrentRow(0)
    qtbot.waitUntil(lambda: page.view.go.isVisible())
    page.view.go.click()
    qtbot.waitUntil(lambda: "look" in world.steps)
    page.view.stop.click()
    qtbot.waitUntil(lambda: page.view.cancel.isVisible())
    for batch in world.batches.values():
        batch["left"] = 1
    page.view.cancel.click()
    qtbot.waitUntil(lambda: "cancel" in world.steps)
    qtbot.waitUntil(lambda: not window.evals.busy and not page.view.cancel.isVisible())
    assert services.batches.under_way(run) == 0
