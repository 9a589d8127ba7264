"""Evals in the window: begun, stopped, gone on with, looked at, judged, saved, deleted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.app_kit import window_over

from vizdesk.app.container import build_services
from vizdesk.common import resources
from vizdesk.evals.verdicts import PersonVerdict
from vizdesk.runs.records import RunState
from vizdesk.runs.report.prompts import Filter, PromptMark
from vizdesk.services.app_services import AppServices
from vizdesk.ui.core.pages import Page
from vizdesk.ui.evals.page import EvalsPage
from vizdesk.ui.shell.main_window import MainWindow

SAMPLES = resources.folder() / "samples"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    folder = tmp_path / "shapes-suite"
    folder.mkdir()
    head = 'format = "vizdesk-suite/1"\nname = "shapes"\ntitle = "Shapes"\nitems = "items.jsonl"\n'
    (folder / "suite.toml").write_text(head)
    items = []
    for at in range(12):
        with Image.open(SAMPLES / "shapes.png") as image:
            image.rotate(at * 2, fillcolor="white").save(folder / f"{at}.png")
        for words, value in (("Is there a red square?", True), ("Is there a red circle?", True)):
            check = {"kind": "yes_no", "value": value}
            items.append({"picture": f"{at}.png", "prompt": words, "category": "c", "check": check})
    (folder / "items.jsonl").write_text("".join(json.dumps(item) + "\n" for item in items))
    return folder


@pytest.fixture
def services() -> AppServices:
    return build_services()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, services: AppServices) -> Iterator[MainWindow]:
    with window_over(services, qtbot, tmp_path) as window:
        yield window


def page_of(qtbot: QtBot, window: MainWindow) -> EvalsPage:
    window.main_actions.turn_to(Page.EVALS)
    page = window.evals.page
    assert page is not None
    qtbot.waitUntil(lambda: page.form.models.count() > 2)
    return page


def begin(qtbot: QtBot, window: MainWindow, suite: Path) -> EvalsPage:
    page = page_of(qtbot, window)
    page.show_new()
    page.form.offer_folder(suite)
    qtbot.waitUntil(lambda: page.form.begin.isEnabled())
    assert page.form.chosen_models() == ["demo-large", "demo-small"]
    assert page.form.facts.text().startswith("48 ")
    qtbot.mouseClick(page.form.begin, Qt.MouseButton.LeftButton)
    return page


def finish(qtbot: QtBot, window: MainWindow, page: EvalsPage) -> None:
    qtbot.waitUntil(lambda: window.evals.busy)
    qtbot.waitUntil(lambda: not window.evals.busy)
    qtbot.waitUntil(
        lambda: page.pages.currentWidget() is page.view and not page.view.stop.isVisible(),
    )


def test_a_run_is_begun_stopped_gone_on_with_and_shows_what_it_found(
    qtbot: QtBot, window: MainWindow, services: AppServices, suite: Path
) -> None:
    page = begin(qtbot, window, suite)
    qtbot.waitUntil(lambda: page.view.progress.value() > 3 and page.runs.count() == 1)
    listed = page.runs.item(0).data(Qt.ItemDataRole.UserRole)
    assert listed.done == page.view.progress.value()
    page.view.stop.click()
    qtbot.waitUntil(lambda: page.view.go.isVisible())
    (entry,) = services.evals().store.entries()
    assert entry.state is RunState.STOPPED
    kept = {record.cell: record.began for record in services.evals().store.recorded(entry.id)}
    assert 0 < len(kept) < 48
    page.view.go.click()
    finish(qtbot, window, page)
    recorded = {record.cell: record.began for record in services.evals().store.recorded(entry.id)}
    assert len(recorded) == 48
    assert {cell: recorded[cell] for cell in kept} == kept
    model = page.view.table.shown
    assert model.columnCount() == 3
    assert "(" in str(model.data(model.index(0, 0)))
    assert "demo" in page.view.sentences.text().lower()


def test_escape_stops_a_run_and_keeps_what_is_answered(
    qtbot: QtBot, window: MainWindow, services: AppServices, suite: Path
) -> None:
    page = begin(qtbot, window, suite)
    qtbot.waitUntil(lambda: page.view.progress.value() > 1)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.evals.busy)
    (entry,) = services.evals().store.entries()
    assert entry.state is RunState.STOPPED
    assert 0 < entry.done < entry.total


def test_prompts_are_filtered_opened_on_their_image_and_judged(
    qtbot: QtBot, window: MainWindow, suite: Path
) -> None:
    page = begin(qtbot, window, suite)
    finish(qtbot, window, page)
    page.view.tabs.buttons[2].click()
    prompts = page.view.list
    assert prompts.shown.rowCount() == 24
    prompts.filter.setCurrentIndex(prompts.filter.findData(Filter.WRONG))
    qtbot.waitUntil(lambda: prompts.shown.rowCount() < 24 and prompts.current() is not None)
    wrong = prompts.current()
    assert wrong is not None
    assert any(mark is not PromptMark.RIGHT for mark in wrong.marks)
    before = str(page.view.table.shown.data(page.view.table.shown.index(0, 0)))
    answer = next(one for found in wrong.answers.values() for one in found if one.right is False)
    prompts.judged.emit(answer, PersonVerdict(True, datetime.now(UTC)))
    at = [model.id for model in window.session.models].index(answer.cell.model)
    assert at in (0, 1)
    shown = page.view.table.shown
    qtbot.waitUntil(
        lambda: before != str(shown.data(shown.index(0, 0))) or answer.cell.model != "demo-large"
    )
    qtbot.waitUntil(lambda: not prompts.answers.image.pixmap().isNull())
    prompts.open.click()
    qtbot.waitUntil(lambda: window.session.current is not None)
    assert len(window.canvas.answers()) == 2
    assert window.header.pages[Page.COMPARE].isChecked()


def test_results_are_saved_and_a_deleted_run_can_be_brought_back(
    qtbot: QtBot,
    window: MainWindow,
    services: AppServices,
    suite: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = begin(qtbot, window, suite)
    finish(qtbot, window, page)
    for form in ("md", "png", "html", "csv", "json"):
        target = tmp_path / f"results.{form}"
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), "")
        )
        page.view.export.click()
        qtbot.waitUntil(target.exists)
    page.view.delete.click()
    assert page.pages.currentWidget() is page.form
    assert window.status_line.offer.isVisible()
    window.status_line.offer.click()
    qtbot.waitUntil(lambda: page.pages.currentWidget() is page.view)
    assert len(services.evals().store.entries()) == 1


def test_a_suite_that_cannot_be_read_says_every_fault(
    qtbot: QtBot, window: MainWindow, suite: Path
) -> None:
    lines = (suite / "items.jsonl").read_text().splitlines()
    lines[3], lines[5] = "{", '{"image": "nowhere.png", "prompt": "?"}'
    (suite / "items.jsonl").write_text("\n".join(lines))
    page = page_of(qtbot, window)
    page.form.offer_folder(suite)
    qtbot.waitUntil(lambda: "line 6" in page.form.about.text())
    assert "line 4" in page.form.about.text()
    assert not page.form.begin.isEnabled()


def test_what_is_ready_is_offered_first_and_all_is_found_by_name(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = page_of(qtbot, window)
    choice = page.form.choice

    def seen() -> list[str]:
        rows = (choice.list.item(row) for row in range(choice.list.count()))
        return [str(one.data(Qt.ItemDataRole.UserRole)) for one in rows if not one.isHidden()]

    assert seen() == ["demo-large", "demo-small"]
    assert "more need" in choice.more.text()
    choice.search.setText("gpt-5.5")
    assert "gpt-5.5" in seen()
    assert "demo-large" not in seen()
    choice.search.clear()
    choice.more.click()
    assert len(seen()) == choice.list.count()
    assert choice.chosen() == ["demo-large", "demo-small"]


def test_without_runs_the_list_says_so(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(qtbot, window)
    assert page.empty.isVisible()
    assert not page.runs.isVisible()


def test_a_folder_without_keys_shows_its_answers_by_image(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "holiday"
    folder.mkdir()
    for name in ("one.png", "two.png"):
        with Image.open(SAMPLES / "shapes.png") as image:
            image.rotate(len(name), fillcolor="white").save(folder / name)
    page = page_of(qtbot, window)
    page.form.prompt.setText("Is there a red square?")
    page.form.offer_folder(folder)
    qtbot.waitUntil(lambda: page.form.begin.isEnabled())
    page.form.begin.click()
    finish(qtbot, window, page)
    view = page.view
    assert view.pages.currentWidget() is view.list
    assert view.key.isHidden()
    assert page.form.suite_name() == str(folder)
    suites = page.form.suites.count()
    page.form.offer_folder(folder)
    assert page.form.suites.count() == suites
    listed = view.list.shown
    qtbot.waitUntil(lambda: listed.data(listed.index(1, 1)) not in (None, "…"))
    rows = [view.list.shown.data(view.list.shown.index(row, 1)) for row in range(2)]
    assert rows == ["one.png · Is there a red square?", "two.png · Is there a red square?"]
    qtbot.waitUntil(view.list.open.isEnabled)
    view.list.open.click()
    qtbot.waitUntil(lambda: window.session.current is not None)
    assert window.form.line.isVisible()
    assert window.form.line.text() == "Is there a red square?"


def test_a_small_window_gives_its_room_to_the_table(
    qtbot: QtBot, window: MainWindow, suite: Path
) -> None:
    page = begin(qtbot, window, suite)
    finish(qtbot, window, page)
    view = page.view
    assert view.notes.isVisible()
    window.resize(980, 560)
    qtbot.waitUntil(lambda: not view.notes.isVisible())
    qtbot.waitUntil(lambda: view.tabs.geometry().top() > view.title.geometry().bottom())
    view.explain.click()
    assert view.notes.isVisible()
    assert "Wilson" in view.notes.text()


def test_every_control_has_a_name(qtbot: QtBot, window: MainWindow, suite: Path) -> None:
    page = begin(qtbot, window, suite)
    finish(qtbot, window, page)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not widget.objectName().startswith("qt_")
        and widget.isVisible()
    ]
    assert nameless == []
