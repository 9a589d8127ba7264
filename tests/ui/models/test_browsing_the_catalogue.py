"""All models of the catalogue in the window: found by keys, narrowed, cleared, remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import ScriptedEngine, scripted_services, shown_window

from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.insights.browsing import CardFilter, LicenceKind, RunsWhere
from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.ui.core.pages import Page
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.models.browse.filters import filter_of, written_filter
from vizdesk.ui.models.browse.page import CataloguePage
from vizdesk.ui.models.table.page import FIRST
from vizdesk.ui.shell.main_window import MainWindow

FOLDER = resources.folder()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    catalogue = load_catalogue(FOLDER)
    models = catalogue.models(FOLDER, tmp_path / "downloads", "2026-11-21")
    services = scripted_services(
        tmp_path,
        models,
        ScriptedEngine(),
        catalogue=catalogue,
        need=lambda _: Requirement(RequirementKind.KEY, verbatim("Add a key.")),
        day="2026-11-21",
    )
    background = TaskRunner()
    window = shown_window(qtbot, services, background, tmp_path, size=(1440, 900))
    window.main_actions.turn_to(Page.MODELS)
    yield window
    window.close()
    background.close()


def browse_page(qtbot: QtBot, window: MainWindow) -> CataloguePage:
    table = window.models_view.table
    assert table is not None
    qtbot.mouseClick(table.browse, Qt.MouseButton.LeftButton)
    page = window.models_view.browse
    assert page is not None
    assert page.isVisible()
    return page


def names(page: CataloguePage) -> list[str]:
    return [line.card.id for line in page.shown.lines]


def test_search_down_enter_opens_a_model_and_back_returns_to_the_list(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = browse_page(qtbot, window)
    assert page.count.text() == "189 of 189 models"
    qtbot.waitUntil(lambda: window.focusWidget() is page.search)
    qtbot.keyClicks(page.search, "google gemma-3-4b")
    assert names(page) == ["gemma-3-4b"]
    assert page.count.text() == "1 of 189 models"
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.focusWidget() is page.table)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    opened = window.models_view.page
    assert opened is not None
    assert opened.card.id == "gemma-3-4b"
    opened.back.emit()
    assert page.isVisible()
    assert names(page) == ["gemma-3-4b"]


def test_space_puts_a_model_into_the_table_and_takes_it_out(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, table = browse_page(qtbot, window), window.models_view.table
    assert table is not None
    qtbot.keyClicks(page.search, "paligemma 3b")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    first = page.shown.lines[0].card.id
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert table.picker.ids == [*FIRST, first]
    assert page.shown.data(page.shown.index(0, 0)) == "✓"
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert table.picker.ids == [*FIRST]
    assert page.shown.data(page.shown.index(0, 0)) == "+"
    at = page.table.visualRect(page.shown.index(0, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.picker.ids == [*FIRST, first]


def test_nothing_left_says_so_and_one_button_clears_every_filter(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = browse_page(qtbot, window)
    assert page.filters.clear.isHidden()
    page.filters.licence.setCurrentIndex(page.filters.licence.findData(LicenceKind.CLOSED))
    page.filters.where.setCurrentIndex(page.filters.where.findData(RunsWhere.HERE))
    assert page.count.text() == "0 of 189 models"
    assert page.table.isHidden()
    assert page.clear.isVisible()
    assert page.filters.clear.isVisible()
    qtbot.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    assert page.filters.filter == CardFilter()
    assert page.count.text() == "189 of 189 models"
    assert page.empty.isHidden()


def test_filters_and_order_are_remembered(qtbot: QtBot, window: MainWindow) -> None:
    page = browse_page(qtbot, window)
    page.filters.boxes.setChecked(True)
    page.filters.price.setCurrentIndex(2)
    header = page.names
    at = QPoint(header.sectionViewportPosition(4) + 12, 12)
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    shown = names(page)
    again = CataloguePage(
        window.models_view.cards().values(),
        "2026-11-21",
        page.shown.tokens,
        window.session.window_state,
    )
    qtbot.addWidget(again)
    assert again.filters.filter == CardFilter(most_dollars=2.0, boxes=True)
    assert names(again) == shown
    prices = [line.price.value.output for line in again.shown.lines if line.price]
    assert prices == sorted(prices, reverse=True)


@pytest.mark.parametrize(
    "written", ["", "{", "[]", "null", '{"price": [], "where": {}, "context": "x"}', "[" * 5000]
)
def test_what_another_hand_wrote_as_filters_chooses_nothing(written: str) -> None:
    assert filter_of(written) == CardFilter()


def test_a_filter_is_read_as_it_was_written() -> None:
    chosen = CardFilter(RunsWhere.API, 10.0, 128_000, LicenceKind.OPEN, boxes=True, fits=True)
    assert filter_of(written_filter(chosen)) == chosen
