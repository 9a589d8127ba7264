"""The history in the window: kept as it happens, found, reopened, deleted and put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from tests.history.history_kit import comparison
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    scripted_services,
    shown_window,
)

from vizdesk.common import resources
from vizdesk.common.lazy import Lazy
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import AnswerState
from vizdesk.history.store import History
from vizdesk.images.opening import open_image
from vizdesk.services.history import HistoryService
from vizdesk.settings.preferences import Preferences
from vizdesk.ui.core.pages import Page
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.history.page import since
from vizdesk.ui.shell.main_window import MainWindow

SAMPLES = resources.folder() / "samples"
MODELS = [local_model("Gemma 3 4B"), local_model("Qwen 3", 1), local_model("SmolVLM", 2)]
Make = Callable[..., MainWindow]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path / "history.sqlite3")
    yield made
    made.close()


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, history: History) -> Iterator[Make]:
    made: list[tuple[MainWindow, TaskRunner]] = []

    def window(engine: ScriptedEngine | None = None) -> MainWindow:
        kept = HistoryService(Lazy(lambda: history), Preferences(tmp_path / "settings.toml"))
        services = scripted_services(tmp_path, MODELS, engine or ScriptedEngine(), history=kept)
        background = TaskRunner()
        shown = shown_window(qtbot, services, background, tmp_path, size=(1200, 800))
        made.append((shown, background))
        return shown

    yield window
    for shown, background in made:
        shown.close()
        background.close()


def ask(qtbot: QtBot, window: MainWindow, *models: str, sample: str = "shapes") -> None:
    path = SAMPLES / f"{sample}.png"
    window.session.choose_only(models)
    window.image_loader.take_files([path])
    session = window.session
    qtbot.waitUntil(
        lambda: session.current is not None and session.current.image.ref.path == str(path)
    )
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)


def count(qtbot: QtBot, history: History, number: int) -> None:
    qtbot.waitUntil(lambda: history.count() == number)


def listed(qtbot: QtBot, window: MainWindow, number: int) -> None:
    window.main_actions.turn_to(Page.HISTORY)
    page = window.history.page
    assert page is not None
    qtbot.waitUntil(lambda: page.list.count() == number)


def test_a_comparison_is_kept_and_reopened_exactly_by_the_next_run(
    qtbot: QtBot, make: Make, history: History
) -> None:
    first = make()
    ask(qtbot, first, "gemma-3-4b", "qwen-3")
    count(qtbot, history, 1)
    said = {key: answer.text for key, answer in first.canvas.answers().items()}
    boxes = {key: answer.reading.detections for key, answer in first.canvas.answers().items()}
    first.close()

    second = make()
    listed(qtbot, second, 1)
    page = second.history.page
    assert page is not None
    entry = page.list.item(0).data(Qt.ItemDataRole.UserRole)
    assert entry.models == ("Gemma 3 4B", "Qwen 3")
    assert entry.opening == "red circle, blue square"
    assert entry.thumbnail
    page.list.setCurrentRow(0)
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(second.canvas.answers()) == 2)
    assert second.pages.currentIndex() == 0
    assert second.session.task == Task(TaskKind.DETECT)
    assert {key: answer.text for key, answer in second.canvas.answers().items()} == said
    shown = {key: answer.reading.detections for key, answer in second.canvas.answers().items()}
    assert shown == boxes


def test_a_comparison_is_reopened_as_it_was_looked_at(
    qtbot: QtBot, make: Make, history: History
) -> None:
    first = make()
    ask(qtbot, first, "gemma-3-4b", "qwen-3")
    count(qtbot, history, 1)
    first.canvas.camera.look(QPointF(0.25, 0.75), 2.5)
    first.canvas.hide("blue square", True)
    first.canvas.grid.expand_number(2)
    (entry,) = history.entries()
    qtbot.waitUntil(lambda: "blue square" in history.view(entry.id))
    qtbot.wait(700)
    first.close()

    second = make()
    assert not second.canvas.hidden
    second.history.open(entry.id)
    qtbot.waitUntil(lambda: len(second.canvas.answers()) == 2)
    assert second.canvas.hidden == {"blue square"}
    assert second.canvas.grid.expanded == "qwen-3"
    assert second.canvas.camera.zoom == 2.5
    assert second.canvas.camera.centre == QPointF(0.25, 0.75)


def test_a_reopened_comparison_stands_in_the_form_and_is_asked_again_as_it_was(
    qtbot: QtBot, make: Make, history: History
) -> None:
    image = open_image(SAMPLES / "shapes.png").ref
    whole = replace(comparison(1, path=image.path), image=image)
    tasks = (
        Task(TaskKind.ASK, question="How many circles?", prompt="One word: how many circles?"),
        Task(TaskKind.DETECT, classes=("red circle", "Käfer")),
        Task(TaskKind.STRUCTURED, fields=(("total", "in euros"), ("paid", ""))),
        Task(TaskKind.CAPTION, detailed=True),
    )
    for number, task in enumerate(tasks):
        history.keep(replace(whole, id=str(number), task=task))
    window = make()
    form, shown = window.form, []
    for number in range(len(tasks)):
        window.history.open(str(number))
        qtbot.waitUntil(lambda: window.session.task == tasks[number])  # noqa: B023
        qtbot.waitUntil(lambda: not window.status_line.isVisible())
        shown.append((form.line.text(), form.chips.classes, form.option.isChecked()))
    assert shown[0][0] == "How many circles?"
    assert shown[1][1] == ("red circle", "Käfer")
    assert shown[2][0] == "total: in euros; paid"
    assert shown[3][2]
    assert form.words.text() == "Describe the image"
    # What the form says is what is asked: going to another task and back changes nothing.
    form.show_kind(TaskKind.ASK)
    assert window.session.task == tasks[0]


def test_the_list_can_be_of_some_days_only(qtbot: QtBot, make: Make, history: History) -> None:
    window = make()
    ask(qtbot, window, "gemma-3-4b")
    count(qtbot, history, 1)
    listed(qtbot, window, 1)
    page = window.history.page
    assert page is not None
    page.days.setCurrentIndex(page.days.findData(1))
    qtbot.waitUntil(lambda: page.list.count() == 1)
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert since(0, noon) == ""
    assert since(1, noon) == "2026-03-02T00:00:00+00:00"
    assert since(7, noon) == "2026-02-24T00:00:00+00:00"


def test_a_model_added_later_joins_the_same_comparison(
    qtbot: QtBot, make: Make, history: History
) -> None:
    window = make()
    ask(qtbot, window, "gemma-3-4b")
    window.session.choose("smolvlm", True)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    qtbot.waitUntil(lambda: len(history.entries()[0].models) == 2)
    assert history.count() == 1


def test_a_model_asked_once_more_begins_another_with_the_others_answers(
    qtbot: QtBot, make: Make, history: History
) -> None:
    window = make()
    ask(qtbot, window, "gemma-3-4b", "qwen-3")
    window.runner.run([window.session.model("qwen-3")])
    qtbot.waitUntil(lambda: not window.runner.running)
    count(qtbot, history, 2)
    qtbot.waitUntil(lambda: all(len(entry.models) == 2 for entry in history.entries()))


def test_what_a_model_has_said_so_far_is_kept_while_it_still_writes(
    qtbot: QtBot, make: Make, history: History
) -> None:
    window = make(ScriptedEngine(hang=True))
    window.session.choose_only(["gemma-3-4b"])
    window.image_loader.take_files([SAMPLES / "shapes.png"])
    qtbot.waitUntil(lambda: window.session.current is not None)
    window.main_actions.run()

    def kept() -> bool:
        entries = history.entries()
        if not entries:
            return False
        (answer,) = history.load(entries[0].id).answers
        return "blue square" in answer.text and answer.state is AnswerState.STOPPED

    qtbot.waitUntil(kept)
    assert window.runner.running


def test_it_is_searched_as_one_types(qtbot: QtBot, make: Make, history: History) -> None:
    window = make()
    ask(qtbot, window, "gemma-3-4b")
    ask(qtbot, window, "qwen-3", sample="numbers")
    count(qtbot, history, 2)
    listed(qtbot, window, 2)
    page = window.history.page
    assert page is not None
    qtbot.keyClicks(page.search, "numbers")
    qtbot.waitUntil(lambda: page.list.count() == 1)
    qtbot.keyClicks(page.search, " zebra")
    qtbot.waitUntil(lambda: page.empty.isVisible())
    assert page.empty.text() == "Nothing in the history fits."
    page.search.clear()
    qtbot.waitUntil(lambda: page.list.count() == 2)
    page.models.setCurrentText("Qwen 3")
    qtbot.waitUntil(lambda: page.list.count() == 1)


def test_a_deleted_one_is_put_back_by_undo(qtbot: QtBot, make: Make, history: History) -> None:
    window = make()
    ask(qtbot, window, "gemma-3-4b")
    listed(qtbot, window, 1)
    page = window.history.page
    assert page is not None
    page.list.setCurrentRow(0)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.list.count() == 0)
    qtbot.waitUntil(lambda: window.status_line.offer.isVisible())
    qtbot.mouseClick(window.status_line.offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.count() == 1)


def test_an_image_that_is_gone_or_changed_is_told_and_its_answers_are_still_shown(
    qtbot: QtBot, make: Make, history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.png"
    mine.write_bytes((SAMPLES / "shapes.png").read_bytes())
    first = make()
    first.session.choose_only(["gemma-3-4b"])
    first.image_loader.take_files([mine])
    qtbot.waitUntil(lambda: first.session.current is not None)
    first.main_actions.run()
    qtbot.waitUntil(lambda: not first.runner.running)
    count(qtbot, history, 1)
    first.close()

    window = make()
    key = history.entries()[0].id
    mine.write_bytes((SAMPLES / "numbers.png").read_bytes())
    window.history.open(key)
    qtbot.waitUntil(lambda: "was changed since" in window.status_line.words.text())
    mine.unlink()
    window.history.open(key)
    qtbot.waitUntil(lambda: "mine.png" in window.status_line.words.text())
    assert "small preview stands in" in window.status_line.words.text()
    assert window.session.current is not None
    assert not window.session.current.whole
    assert "blue square" in window.canvas.answers()["gemma-3-4b"].text
    # Nobody is asked about a small copy.
    assert "not there any more" in window.main_actions.why_not_run()
    window.runner.run([window.session.model("qwen-3")])
    assert not window.runner.running

    # Another image is refused; the very same one, wherever it is now, takes its place for good.
    moved = tmp_path / "elsewhere.png"
    moved.write_bytes((SAMPLES / "shapes.png").read_bytes())
    for chosen, whole in ((SAMPLES / "numbers.png", False), (moved, True)):
        monkeypatch.setattr(
            QFileDialog,
            "getOpenFileName",
            lambda *_, chosen=chosen, **__: (str(chosen), ""),
        )
        qtbot.waitUntil(lambda: window.status_line.offer.isVisible())
        qtbot.mouseClick(window.status_line.offer, Qt.MouseButton.LeftButton)
        if not whole:
            qtbot.waitUntil(lambda: "is not the image" in window.status_line.words.text())
            continue
        qtbot.waitUntil(lambda: window.session.current is not None and window.session.current.whole)
    assert window.main_actions.why_not_run() == "All checked models have answered this."
    assert history.load(key).image.path == str(moved)
    assert history.entries()[0].path == str(moved)


def test_what_is_older_comes_as_one_scrolls(qtbot: QtBot, make: Make, history: History) -> None:
    for number in range(430):
        history.keep(comparison(number))
    window = make()
    listed(qtbot, window, 200)
    page = window.history.page
    assert page is not None
    assert "430" in page.foot.text()
    for expected in (400, 430):
        page.list.verticalScrollBar().setValue(page.list.verticalScrollBar().maximum())
        qtbot.waitUntil(lambda: page.list.count() == expected)  # noqa: B023
    ids = [page.list.item(row).data(Qt.ItemDataRole.UserRole).id for row in range(430)]
    assert ids == [comparison(number).id for number in reversed(range(430))]
    # Something new does not take one back to the beginning.
    at = page.list.verticalScrollBar().value()
    history.keep(comparison(430))
    page.ask()
    qtbot.waitUntil(lambda: "431" in page.foot.text())
    assert page.list.count() == 430
    assert page.list.verticalScrollBar().value() == at


def test_several_are_deleted_pinned_and_put_back_at_once(
    qtbot: QtBot, make: Make, history: History
) -> None:
    for number in range(6):
        history.keep(comparison(number))
    window = make()
    listed(qtbot, window, 6)
    page = window.history.page
    assert page is not None
    page.list.setCurrentRow(1)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.selected()) == 3
    assert not page.open.isEnabled()
    page.pin.click()
    qtbot.waitUntil(lambda: sum(entry.pinned for entry in history.entries()) == 3)
    qtbot.waitUntil(lambda: page.pin.text() == "Unpin")
    assert len(page.selected()) == 3
    page.delete.click()
    qtbot.waitUntil(lambda: page.list.count() == 3)
    assert window.status_line.words.text().startswith("3 comparison")
    qtbot.mouseClick(window.status_line.offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.count() == 6)


def test_after_deleting_one_the_next_is_chosen(qtbot: QtBot, make: Make, history: History) -> None:
    for number in range(4):
        history.keep(comparison(number))
    window = make()
    listed(qtbot, window, 4)
    page = window.history.page
    assert page is not None
    page.list.setCurrentRow(1)
    for left in (3, 2):
        qtbot.keyClick(page.list, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: page.list.count() == left)  # noqa: B023
        assert page.list.currentRow() == 1


def test_closing_while_one_types_is_no_mistake(qtbot: QtBot, make: Make, history: History) -> None:
    window = make()
    listed(qtbot, window, 0)
    page = window.history.page
    assert page is not None
    with qtbot.captureExceptions() as exceptions:
        qtbot.keyClicks(page.search, "cat")
        window.close()
        window.session.background.close()
        qtbot.wait(300)
    assert exceptions == []


def test_enter_in_the_search_goes_to_what_was_found(
    qtbot: QtBot, make: Make, history: History
) -> None:
    history.keep(comparison(1))
    window = make()
    listed(qtbot, window, 1)
    page = window.history.page
    assert page is not None
    qtbot.keyClicks(page.search, "cat")
    qtbot.waitUntil(lambda: page.list.count() == 1)
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert page.list.currentRow() == 0
    qtbot.waitUntil(page.list.hasFocus)


def test_keeping_how_it_is_looked_at_takes_no_sentence_away(
    qtbot: QtBot, make: Make, history: History
) -> None:
    window = make()
    ask(qtbot, window, "gemma-3-4b")
    count(qtbot, history, 1)
    window.say("Saved a.png.")
    before = history.view(window.history.recorder.current())
    window.canvas.camera.look(QPointF(0.25, 0.25), 3)
    qtbot.waitUntil(lambda: history.view(window.history.recorder.current()) != before)
    qtbot.wait(50)
    assert window.message.text() == "Saved a.png."
