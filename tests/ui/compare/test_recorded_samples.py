"""The sample sets: opened from the menu without a model; their slips are found by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from vizdesk.ui.compare.differences.matrix import Tone
from vizdesk.ui.compare.differences.table import MatrixTable
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.shell.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
LIMIT_MS = 90_000


def opened(qtbot: QtBot, window: MainWindow, words: str, rows: int) -> MatrixTable:
    """The table of a sample set, opened from the menu."""
    next(action for action in window.actions() if words in action.text()).trigger()
    qtbot.waitUntil(lambda: window.differences.table is not None, timeout=LIMIT_MS)
    table = window.differences.table
    assert table is not None
    qtbot.waitUntil(lambda: table.rows.rowCount() == rows, timeout=LIMIT_MS)
    return table


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    made: MainWindow = make_window(image=False)
    return made


def test_the_extra_box_is_the_first_row(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(qtbot, window, "a scene", 10)
    assert window.canvas.grid.arrangement is Arrangement.DIFFERENCES
    assert window.session.chosen == [f"recorded-{number}" for number in range(1, 5)]
    row = table.current_row
    assert row is not None
    assert (row.head, row.verdict.text) == ("pallet jack", "only 4")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.canvas.camera.zoom > 1


def test_the_wrong_digit_is_reached_by_n(window: MainWindow, qtbot: QtBot) -> None:
    table = opened(qtbot, window, "a receipt", 16)
    window.agreement_bar.only.setChecked(True)
    walked = []
    for _ in range(10):
        row = table.current_row
        assert row is not None
        walked.append(row.head)
        wrong = [part.text for part in row.cells[2].words if part.tone is Tone.DIFFERS]
        if wrong == ["17.88"]:
            break
        qtbot.keyClick(table, Qt.Key.Key_N)
    assert walked == ["2", "5", "9", "10", "11", "12", "13"]


def test_nothing_of_it_is_kept_in_the_history(window: MainWindow, qtbot: QtBot) -> None:
    opened(qtbot, window, "a scene", 10)
    assert window.services.history.store().count() == 0
