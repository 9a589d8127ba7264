"""A seed in the form of a new run: another seed, another suite, and never the other's run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.app_kit import window_over

from vizdesk.app.container import build_services
from vizdesk.services.app_services import AppServices
from vizdesk.services.evals import Drawable
from vizdesk.ui.core.pages import Page
from vizdesk.ui.evals.page import EvalsPage
from vizdesk.ui.evals.run_form import RunForm
from vizdesk.ui.shell.main_window import MainWindow


@pytest.fixture
def services() -> AppServices:
    return build_services()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, services: AppServices) -> Iterator[MainWindow]:
    with window_over(services, qtbot, tmp_path) as window:
        yield window


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> EvalsPage:
    window.main_actions.turn_to(Page.EVALS)
    page = window.evals.page
    assert page is not None
    qtbot.waitUntil(lambda: page.form.models.count() > 2)
    return page


def choose(qtbot: QtBot, form: RunForm, name: str, seed: int) -> None:
    rows = [form.suites.item(row) for row in range(form.suites.count())]
    found = next(one for one in rows if one.data(Qt.ItemDataRole.UserRole) == name)
    qtbot.mouseClick(
        form.suites.viewport(),
        Qt.MouseButton.LeftButton,
        pos=form.suites.visualItemRect(found).center(),
    )
    write(qtbot, form, seed)
    qtbot.waitUntil(form.begin.isEnabled)


def write(qtbot: QtBot, form: RunForm, seed: int) -> None:
    form.fields.seed.selectAll()
    qtbot.keyClicks(form.fields.seed, str(seed))


def run_with(qtbot: QtBot, window: MainWindow, page: EvalsPage, seed: int) -> None:
    page.new.click()
    choose(qtbot, page.form, "little", seed)
    qtbot.mouseClick(page.form.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.evals.busy)
    qtbot.waitUntil(lambda: page.view.progress.value() > 0)
    page.view.stop.click()
    qtbot.waitUntil(lambda: not window.evals.busy)


def test_only_a_suite_that_vizdesk_draws_has_a_seed(
    qtbot: QtBot, page: EvalsPage, tmp_path: Path
) -> None:
    form = page.form
    choose(qtbot, form, "little", 1)
    seed = form.fields.seed
    assert seed.isVisible()
    assert seed.value() == seed.minimum() == 1
    assert "learnt" in seed.toolTip()
    form.offer_folder(tmp_path)
    assert not seed.isVisible()
    assert form.fields.repeats.isVisible()
    form.suites.setCurrentRow(0)
    assert seed.isVisible()


def test_another_seed_is_another_run_and_the_same_seed_goes_on(
    qtbot: QtBot, window: MainWindow, page: EvalsPage, services: AppServices
) -> None:
    for seed in (7, 8, 7):
        run_with(qtbot, window, page, seed)
    entries = services.evals().store.entries()
    titles = {entry.title for entry in entries}
    assert titles == {"Little world (seed 7)", "Little world (seed 8)"}
    assert len(entries) == 2
    plans = [services.evals().store.plan(entry.id) for entry in entries]
    assert plans[0].suite.digest != plans[1].suite.digest
    assert page.view.title.text() == "Little world (seed 7)"


def test_the_seed_written_last_is_the_one_that_is_drawn(qtbot: QtBot, page: EvalsPage) -> None:
    form = page.form
    choose(qtbot, form, "vizdesk-67", 1)
    write(qtbot, form, 421)
    assert not form.begin.isEnabled()
    qtbot.waitUntil(form.begin.isEnabled)
    assert isinstance(form.suite, Drawable)
    assert (form.suite.name, form.suite.seed) == ("vizdesk-67", 421)
    wanted = form.wanted()
    assert wanted is not None
    assert wanted.suite is form.suite
