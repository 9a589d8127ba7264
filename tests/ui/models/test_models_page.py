"""The models' side of the window: table, pages, and the way back to the comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedEngine,
    open_test_image,
    scripted_services,
    shown_window,
)

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.cards.facts import Fact
from vizdesk.catalog.cards.own_ratings import OwnRating
from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.catalog.table.table import TableRow
from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import TaskKind
from vizdesk.ui.core.asked_answers import AnswerKey
from vizdesk.ui.core.pages import Page
from vizdesk.ui.core.task_runner import Operation, TaskRunner
from vizdesk.ui.models.table.page import FIRST
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.widgets import theme

FOLDER = resources.folder()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    catalogue = load_catalogue(FOLDER)
    models = catalogue.models(FOLDER, tmp_path / "downloads", "2026-11-21")

    def need(model: Model) -> Requirement:
        if model.local:
            here = model.size_bytes is not None
            return (
                Requirement(RequirementKind.NOTHING)
                if here
                else Requirement(RequirementKind.DOWNLOAD, verbatim("Download it."))
            )
        return Requirement(RequirementKind.KEY, verbatim("Add a key."))

    services = scripted_services(
        tmp_path, models, ScriptedEngine(), catalogue=catalogue, need=need, day="2026-11-21"
    )
    background = TaskRunner()
    window = shown_window(qtbot, services, background, tmp_path, size=(1440, 900))
    window.main_actions.turn_to(Page.MODELS)
    yield window
    window.close()
    background.close()


def cell_at(window: MainWindow, key: str, column: int) -> tuple[int, int]:
    assert window.models_view.table is not None
    lines = window.models_view.table.table.shown.lines
    row = next(i for i, line in enumerate(lines) if isinstance(line, TableRow) and line.key == key)
    return row, column


def click_cell(qtbot: QtBot, window: MainWindow, key: str, column: int) -> None:
    assert window.models_view.table is not None
    table = window.models_view.table.table
    index = table.shown.index(*cell_at(window, key, column))
    table.scrollTo(index)
    at = table.visualRect(index).topLeft() + QPoint(20, 10)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def click_label(qtbot: QtBot, window: MainWindow, key: str) -> None:
    assert window.models_view.table is not None
    labels = window.models_view.table.table.labels
    row, _ = cell_at(window, key, 0)
    at = QPoint(30, labels.sectionViewportPosition(row) + 10)
    qtbot.mouseClick(labels.viewport(), Qt.MouseButton.LeftButton, pos=at)


def names(window: MainWindow) -> list[str]:
    assert window.models_view.table is not None
    return [column.id for column in window.models_view.table.table.table.columns]


def open_page(qtbot: QtBot, window: MainWindow, card_id: str) -> list[str]:
    window.models_view.open_card(card_id)
    qtbot.waitUntil(
        lambda: window.models_view.page is not None and window.models_view.page.card.id == card_id,
    )
    assert window.models_view.page is not None
    return [label.text() for label in window.models_view.page.findChildren(QLabel)]


def test_the_table_shows_the_pages_models_and_what_each_needs(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert tuple(names(window)) == FIRST
    assert window.models_view.table is not None
    shown = window.models_view.table.table.shown

    def needs() -> list[str]:
        return [shown.column(at).need for at in range(4)]

    wanted = ["needs download", "needs download", "no API key", "no API key"]
    qtbot.waitUntil(lambda: needs() == wanted)
    row, column = cell_at(window, "overall", 2)
    assert "95 % interval 66–86 %" in str(
        shown.data(shown.index(row, column), Qt.ItemDataRole.ToolTipRole)
    )


def test_a_click_on_a_property_sorts_up_then_down_then_not(
    qtbot: QtBot, window: MainWindow
) -> None:
    click_label(qtbot, window, "output-price")
    assert names(window)[-1] == "gpt-5.5"
    click_label(qtbot, window, "output-price")
    assert names(window)[0] == "gpt-5.5"
    click_label(qtbot, window, "output-price")
    assert tuple(names(window)) == FIRST


def test_a_pinned_model_stays_first_however_the_others_are_sorted(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.models_view.table is not None
    window.models_view.table.table.pin("gpt-5.5")
    click_label(qtbot, window, "output-price")
    assert names(window) == ["gpt-5.5", "gemma-3-4b", "gemma-4-26b-a4b", "gpt-5.4-mini"]


def test_equal_rows_can_be_hidden(qtbot: QtBot, window: MainWindow) -> None:
    page = window.models_view.table
    assert page is not None
    qtbot.mouseClick(page.equal, Qt.MouseButton.LeftButton)
    keys = [row.key for row in page.table.table.rows]
    assert "modality" not in keys
    assert "organisation" in keys


def test_models_are_added_by_typing_and_taken_out_by_their_chip(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.models_view.table
    assert page is not None
    qtbot.keyClicks(page.picker.field, "PaliGemma")
    qtbot.keyClick(page.picker.field, Qt.Key.Key_Return)
    assert names(window)[-1] == "paligemma"
    page.picker.remove("gpt-5.5")
    assert "gpt-5.5" not in names(window)
    assert "gpt-5.5" not in str(window.session.window_state.value("table"))


def test_models_that_share_no_task_are_told_so_over_the_table(window: MainWindow) -> None:
    page = window.models_view.table
    assert page is not None
    # The page of these two says so, but captions can be tried with both.
    page.show_cards(["gpt-5.4-mini", "paligemma"])
    assert page.sentence.isHidden()
    cards = page.cards
    reads, finds = (
        replace(cards[key], tasks=(), experimental=(only(cards[key], task),))
        for key, task in (("gpt-5.5", TaskKind.READ_TEXT), ("paligemma", TaskKind.DETECT))
    )
    page.show_facts({**cards, "gpt-5.5": reads, "paligemma": finds})
    page.show_cards(["gpt-5.5", "paligemma"])
    assert "don’t share enough tasks" in page.sentence.text()
    assert page.sentence.isVisible()


def only(card: Card, task: TaskKind) -> Fact[frozenset[TaskKind]]:
    """One task alone, as the card's first source would say it."""
    return Fact(frozenset({task}), card.organisation[0].source)


@pytest.mark.parametrize("at", range(4))
def test_the_table_is_copied_in_every_form(window: MainWindow, at: int) -> None:
    page = window.models_view.table
    assert page is not None
    page.copy.menu().actions()[at].trigger()
    mime = QGuiApplication.clipboard().mimeData()
    assert "37.31%" in mime.text()
    for words in ("Published figures, not measured by vizdesk", "Published by roboflow/vlm-exam"):
        assert words in mime.text()  # how they were made goes with them
    if page.copy.menu().actions()[at].text() == "HTML":
        assert "<table>" in mime.html()


def test_the_overview_says_in_words_what_each_model_is_and_is_remembered(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.models_view.table
    assert page is not None
    assert page.overview.isHidden()
    qtbot.mouseClick(page.about, Qt.MouseButton.LeftButton)
    assert page.overview.isVisible()
    words = [label.text() for label in page.overview.findChildren(QLabel)]
    assert any(word.startswith("Gemma 3 4B came out on 12 March 2025") for word in words)
    assert any(word.startswith("Best suited to very long documents") for word in words)
    assert window.session.window_state.value("table-overview") == "shown"
    page.picker.remove("gpt-5.5")
    words = [label.text() for label in page.overview.widget().findChildren(QLabel)]
    assert not any("GPT-5.5" in word and "came out" in word for word in words)
    qtbot.mouseClick(page.about, Qt.MouseButton.LeftButton)
    assert page.overview.isHidden()


def test_a_low_window_shows_rows_in_place_of_chips(qtbot: QtBot, window: MainWindow) -> None:
    page = window.models_view.table
    assert page is not None
    page.show_cards([*list(page.cards)[:11]])
    window.resize(683, 384)  # 1366 × 768 at 200 % text
    qtbot.waitUntil(lambda: page.height() < 400)
    assert page.picker.all.isVisible()
    assert page.picker.all.text().startswith("11 ")
    table = page.table
    qtbot.waitUntil(lambda: table.rowAt(table.viewport().height() - 1) >= 4)
    page.picker.all.menu().actions()[0].trigger()
    assert len(page.picker.ids) == 10
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: page.height() > 600)
    assert page.picker.all.isHidden()


def test_stars_and_notes_are_kept_beside_what_was_measured(
    qtbot: QtBot, window: MainWindow
) -> None:
    ratings = window.services.models.ratings
    open_page(qtbot, window, "gpt-5.5")
    page = window.models_view.page
    assert page is not None
    panel = page.rating
    qtbot.waitUntil(panel.isEnabled)
    assert panel.words.text().startswith("not rated yet")
    qtbot.mouseClick(panel.stars[3], Qt.MouseButton.LeftButton)
    assert [star.text() for star in panel.stars] == ["★"] * 4 + ["☆"]
    qtbot.keyClicks(panel.notes, "Reads our labels.")
    open_page(qtbot, window, "gemma-3-4b")  # leaving the page keeps what was just written
    wanted = OwnRating("gpt-5.5", 4, "Reads our labels.", "2026-11-21")
    qtbot.waitUntil(lambda: ratings.all() == {"gpt-5.5": wanted})
    open_page(qtbot, window, "gpt-5.5")
    again = window.models_view.page
    assert again is not None
    qtbot.waitUntil(again.rating.isEnabled)
    assert again.rating.notes.toPlainText() == "Reads our labels."
    assert again.rating.words.text().startswith("4 of 5, 21 Nov 2026")
    qtbot.mouseClick(again.rating.stars[3], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ratings.get("gpt-5.5").stars == 0)


def test_notes_written_just_before_the_window_closes_are_kept_or_told(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ratings = window.services.models.ratings
    open_page(qtbot, window, "gpt-5.5")
    page = window.models_view.page
    assert page is not None
    qtbot.waitUntil(page.rating.isEnabled)
    qtbot.keyClicks(page.rating.notes, "fast")
    window.background.run = lambda *_: Operation()  # type: ignore[method-assign, assignment]
    window.models_view.close()
    assert ratings.get("gpt-5.5").notes == "fast"

    def full(_: OwnRating) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(window.models_view._ratings, "_write_change", full)
    qtbot.keyClicks(page.rating.notes, "er")
    window.models_view.close()
    (notice,) = window.services.history.take_notices()
    assert notice.startswith("A rating or note of a model was not saved: ")


def test_a_broken_file_of_ratings_is_told_and_not_written_over(
    qtbot: QtBot, window: MainWindow
) -> None:
    path = window.services.models.ratings.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("rating = [")
    open_page(qtbot, window, "gpt-5.5")
    page = window.models_view.page
    assert page is not None
    qtbot.waitUntil(lambda: "cannot be read" in window.message.text())
    assert not page.rating.isEnabled()
    assert path.read_text() == "rating = ["


def test_try_asks_that_model_for_that_task_and_leaves_the_other_checks(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, session = window.models_view.table, window.session
    assert page is not None
    session.choose_only(["demo-large"])
    page.show_cards(["demo-small", "gpt-5.5"])
    session.add_image(open_test_image())
    qtbot.waitUntil(lambda: session.current is not None)
    before = [*session.chosen]
    assert "demo-small" not in before
    window.main_actions.turn_to(Page.MODELS)
    click_cell(qtbot, window, "read-text", 0)
    assert window.pages.currentIndex() == 0
    assert session.task.kind is TaskKind.READ_TEXT
    assert session.chosen == [*before, "demo-small"]
    assert session.current is not None
    keys = [AnswerKey(session.current.key, TaskKind.READ_TEXT, key) for key in session.chosen]
    asked = [key.model_id for key in keys if session.asked.at(key) is not None]
    assert asked == ["demo-small"]


def test_try_of_a_model_that_needs_something_says_what_and_asks_nobody(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = [*window.session.chosen]
    table = window.models_view.table
    assert table is not None
    qtbot.waitUntil(lambda: table.table.shown.column(2).need == "no API key")
    click_cell(qtbot, window, "read-text", 2)
    assert window.pages.currentIndex() == 0
    assert window.session.task.kind is TaskKind.READ_TEXT
    assert window.session.chosen == [*before, "gpt-5.5"]
    assert "Add a key." in window.message.text()


def test_a_click_on_a_name_opens_its_page_and_back_leads_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    table = window.models_view.table
    assert table is not None
    header = table.table.names
    at = QPoint(header.sectionViewportPosition(0) + 20, 15)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: window.models_view.page is not None)
    assert window.models_view.stack is not None
    assert window.models_view.stack.currentWidget() is window.models_view.page
    assert window.models_view.page is not None
    window.models_view.page.back.emit()
    assert window.models_view.stack.currentWidget() is table


def test_a_model_page_shows_all_that_the_source_page_shows(
    qtbot: QtBot, window: MainWindow
) -> None:
    words = open_page(qtbot, window, "gemma-3-4b")
    for title in (
        "About",
        "Capabilities",
        "Best for",
        "Strengths",
        "Limitations",
        "Cost calculator",
        "Quick start",
        "Other Gemma models",
        "Verdict, from facts",
        "Questions people ask",
        "Figures and their sources",
    ):
        assert title in words
    assert any(
        re.match(r"#2 of \d+ models .*; figures of 2 Jul 2026 to 20 Nov 2026", word)
        for word in words
    )
    assert any(word.startswith("#1 of 139 by output price – ") for word in words)
    page = window.models_view.page
    assert page is not None
    assert "google/gemma-3-4b-it" in page.quick_start.code.toPlainText()
    assert "https://openrouter.ai/api/v1" in page.quick_start.code.toPlainText()


def test_the_cost_calculator_counts_as_one_types(qtbot: QtBot, window: MainWindow) -> None:
    open_page(qtbot, window, "gpt-5.5")
    page = window.models_view.page
    assert page is not None
    calculator = page.calculator
    assert "published medians" in " ".join(
        label.text() for label in calculator.findChildren(QLabel)
    )
    calculator.images.setText("1,000")
    assert calculator.api_words.text().startswith("API: $339.0")
    calculator.seconds.setText("100")
    assert "too few" in calculator.even_words.text()


@pytest.mark.parametrize("card_id", ["paligemma", "demo-large", "mistral-large-4-0", "gpt-4o"])
def test_a_page_without_prices_or_words_or_ways_to_run_is_whole_too(
    qtbot: QtBot, window: MainWindow, card_id: str
) -> None:
    words = open_page(qtbot, window, card_id)
    assert "Figures and their sources" in words
    assert "Capabilities" not in words or card_id == "paligemma"


def test_light_and_dark_reach_table_and_page(qtbot: QtBot, window: MainWindow) -> None:
    open_page(qtbot, window, "gpt-5.2")
    before = window.models_view.page
    window.apply_theme(theme.DARK)
    qtbot.waitUntil(lambda: window.models_view.page is not before)
    assert window.models_view.table is not None
    assert window.models_view.table.table.cells.tokens is theme.DARK


def test_the_list_finds_models_by_words_and_unfolds(qtbot: QtBot, window: MainWindow) -> None:
    window.main_actions.turn_to(Page.COMPARE)

    def seen() -> set[str]:
        # The rows are made anew when it is known what fits this machine.
        return {key for key, row in window.models.rows.items() if row.isVisible()}

    qtbot.waitUntil(lambda: window.models.rows["qwen3-vl-8b"].download is not None)
    assert "qwen3-vl-8b" not in seen()
    qtbot.keyClicks(window.models.search, "qwen3-vl 8b")
    assert seen() == {"qwen3-vl-8b"}
    window.models.search.clear()
    assert "qwen3-vl-8b" not in seen()
    # Whether it fits or is too large depends on the machine; each section unfolds.
    for more in [more for more in window.models.more.values() if more.isVisible()]:
        more.click()
    assert "qwen3-vl-8b" in seen()


def test_a_name_in_the_overview_opens_its_page_and_leads_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.models_view.table
    assert page is not None
    page.about.setChecked(True)
    page.picker.remove("gpt-5.5")
    link = page.overview.widget().findChildren(QPushButton)[0]
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    opened = window.models_view.page
    assert opened is not None
    assert opened.card.id == "gemma-3-4b"
    opened.back.emit()
    assert page.overview.isVisible()
