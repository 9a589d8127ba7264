"""The Stability layout: chosen, asked, shown as small multiples, stopped and gone on with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.compare.test_agreement_bar import LIMIT_MS
from tests.ui.window_kit import ScriptedEngine, local_model

from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import AnswerState
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.compare.stability.cells import groups_of
from vizdesk.ui.compare.stability.choices import StabilityChoices, read, written
from vizdesk.ui.compare.stability.workbench import StabilityWorkbench
from vizdesk.ui.shell.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
BOXES = (
    '[{"box_2d": [100, 100, 400, 300], "label": "cone"},'
    ' {"box_2d": [500, 500, 900, 900], "label": "cup"}]'
)
CHOICES = StabilityChoices(repeats=2, changes=("jpeg", "grey"))


def bench_of(window: MainWindow) -> StabilityWorkbench:
    assert window.stability.workbench is not None
    return window.stability.workbench


def stability(
    window: MainWindow, qtbot: QtBot, choices: StabilityChoices = CHOICES
) -> StabilityWorkbench:
    window.header.choose_arrangement(Arrangement.STABILITY)
    bench = bench_of(window)
    bench.choose(choices)
    qtbot.waitUntil(lambda: bool(bench.body.words.text()), timeout=LIMIT_MS)
    return bench


def run_to_the_end(bench: StabilityWorkbench, qtbot: QtBot) -> None:
    bench.body.run.click()
    qtbot.waitUntil(lambda: not bench.running, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: not bench.body.run.isEnabled(), timeout=LIMIT_MS)
    assert bench.plan is not None
    size = bench.plan.size
    qtbot.waitUntil(
        lambda: bench.report is not None and bench.report.answered == size, timeout=LIMIT_MS
    )


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    """One model that finds a cone and a cup each time."""
    made: MainWindow = make_window(ScriptedEngine(BOXES), [local_model("Gemma")])
    made.form.show_kind(TaskKind.DETECT)
    return made


def test_before_a_run_the_grid_is_empty_and_the_cost_is_told(
    window: MainWindow, qtbot: QtBot
) -> None:
    body = stability(window, qtbot).body
    assert body.run.text() == "Run 6"
    assert body.words.text().startswith("It costs nothing. How long it takes is not known")
    rows = body.grid.rows
    assert (rows.rowCount(), rows.columnCount()) == (3, 4)
    assert [row.name for row in rows.rows] == ["Original", "JPEG, quality 30", "Grey"]
    assert {rows.words_at(rows.index(at, 1)) for at in range(3)} == {"Not run"}


def test_a_run_fills_all_cells_and_says_what_is_in_every_repeat(
    window: MainWindow, qtbot: QtBot
) -> None:
    bench = stability(window, qtbot)
    run_to_the_end(bench, qtbot)
    rows = bench.body.grid.rows
    assert {rows.words_at(rows.index(at, 2)) for at in range(3)} == {"2 objects"}
    assert [row.head for row in rows.rows] == ["2 of 2"] * 3
    assert rows.rows[1].figures == ("alike 1.00", "like original 1.00")
    found = bench.body.panel.found.rows.rows
    assert [(row[0].words, row[2].words) for row in found] == [("cone", "6/6"), ("cup", "6/6")]
    assert bench.body.words.text().startswith("All 6 questions are answered.")


def test_more_repeats_ask_only_what_is_new(window: MainWindow, qtbot: QtBot) -> None:
    bench = stability(window, qtbot)
    run_to_the_end(bench, qtbot)
    bench.choose(StabilityChoices(repeats=3, changes=("jpeg", "grey")))
    qtbot.waitUntil(lambda: bench.body.run.text() == "Run 3", timeout=LIMIT_MS)


def test_the_selected_cell_is_held_against_the_reference_while_space_is_held(
    window: MainWindow, qtbot: QtBot
) -> None:
    bench = stability(window, qtbot)
    run_to_the_end(bench, qtbot)
    grid, panel = bench.body.grid, bench.body.panel
    grid.setCurrentIndex(grid.rows.index(2, 2))
    assert panel.title.text() == "Grey, repeat 2"
    assert panel.difference.text() == "All of the reference is there."
    QTest.keyPress(grid, Qt.Key.Key_Space)
    assert panel.which.text() == "Reference"
    assert [each.label for each in panel.view.detections] == ["cone", "cup"]
    QTest.keyRelease(grid, Qt.Key.Key_Space)
    assert panel.which.isHidden()


def test_a_run_that_is_stopped_keeps_its_answers_and_goes_on(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    slow = ScriptedEngine(BOXES, hang=True)
    window: MainWindow = make_window(slow, [local_model("Gemma")])
    window.form.show_kind(TaskKind.DETECT)
    bench = stability(window, qtbot)
    bench.body.run.click()
    assert bench.body.stop.isVisible()
    assert not bench.body.run.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.canvas.grid.arrangement is Arrangement.STABILITY
    qtbot.waitUntil(lambda: not bench.running, timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: bench.body.run.text() == "Run 6", timeout=LIMIT_MS)
    assert all(each.state is not AnswerState.STOPPED for each in bench.answers.values())


def test_short_answers_are_grouped_where_they_are_equal(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window: MainWindow = make_window(ScriptedEngine("A cup."), [local_model("Gemma")])
    window.form.show_kind(TaskKind.CAPTION)
    bench = stability(window, qtbot)
    run_to_the_end(bench, qtbot)
    rows = bench.body.grid.rows
    assert rows.words_at(rows.index(0, 1)) == "A cup."
    assert groups_of(rows.rows[0].answers) == {"A cup.": 0}
    assert bench.body.panel.words.plain.toPlainText() == "A cup."
    assert not bench.body.panel.found.isVisible()


def test_mirroring_is_not_offered_where_it_changes_the_answer(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.form.show_kind(TaskKind.READ_TEXT)
    bench = stability(window, qtbot, StabilityChoices(changes=("flip",)))
    actions = {action.text(): action for action in bench.body.changes.menu().actions()}
    assert not actions["Mirrored"].isEnabled()
    assert bench.plan is not None
    assert [change.name for change in bench.plan.perturbations] == ["original"]


def test_all_figures_are_exported(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    bench = stability(window, qtbot)
    run_to_the_end(bench, qtbot)
    path = tmp_path / "stability.json"
    bench.export(path)
    qtbot.waitUntil(lambda: window.message.text() == f"Saved {path}", timeout=LIMIT_MS)
    record = json.loads(path.read_text())
    assert (record["format"], record["answered"]) == ("vizdesk-stability/1", 6)


def test_choices_are_remembered_and_damaged_ones_are_the_usual(
    window: MainWindow, qtbot: QtBot
) -> None:
    stability(window, qtbot)
    kept = str(window.session.window_state.value("stability"))
    assert read(kept) == CHOICES
    for damaged in ("", "[]", "{", '{"model": 1}', '{"repeats": "x"}', "null"):
        assert read(damaged) == StabilityChoices()
    odd = json.loads(written(CHOICES)) | {"repeats": 77, "temperature": 9, "changes": ["no"]}
    assert read(json.dumps(odd)) == StabilityChoices(changes=())


def test_without_a_model_the_layout_says_what_to_do(window: MainWindow) -> None:
    window.session.models = []
    window.header.choose_arrangement(Arrangement.STABILITY)
    bench = bench_of(window)
    assert bench.body.nothing.text().startswith("Check a model on the left")
    assert not bench.body.run.isEnabled()
