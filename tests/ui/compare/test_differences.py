"""The Differences layout: rows × models, least agreed first; the same with every task."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from tests.analysis.comparison_kit import answered, box, compared
from tests.ui.compare.test_agreement_bar import CONE, CUP, LIMIT_MS, give, models

from vizdesk.analysis.agreement_options import AgreementOptions
from vizdesk.analysis.agreement_words import FigureKind
from vizdesk.analysis.comparison_agreement import agreement_of
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Label
from vizdesk.ui.compare.differences.matrix import Matrix, Tone, matrix_of
from vizdesk.ui.compare.differences.table import MatrixTable
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.shell.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]


def matrix(kind: TaskKind, *answers: Answer, **task: object) -> Matrix:
    made = matrix_of(agreement_of(compared(kind, *answers, **task)))
    assert made is not None
    return made


def shown(made: Matrix) -> list[tuple[str, ...]]:
    return [(row.head, *(cell.text for cell in row.cells), row.verdict.text) for row in made.rows]


def test_objects_are_rows_and_the_lone_one_comes_first() -> None:
    made = matrix(
        TaskKind.DETECT,
        answered("a", boxes=(CONE, box("forklift", 0.5, 0.1, 0.9, 0.4))),
        answered("b", boxes=(CONE, box("truck", 0.5, 0.1, 0.9, 0.4))),
        answered("c", boxes=(CONE, box("forklift", 0.5, 0.1, 0.9, 0.4), CUP)),
    )
    assert (made.corner, made.columns, made.last) == ("Object", ("1 A", "2 B", "3 C"), "Agreement")
    assert shown(made) == [
        ("cup", "○ –", "○ –", "● yes", "only 3"),
        ("forklift", "● 1.00", "truck", "● 1.00", "label differs"),
        ("cone", "● 1.00", "● 1.00", "● 1.00", "3/3"),
    ]
    assert [row.differs for row in made.rows] == [True, True, False]


def test_error_rates_stand_under_the_names_where_a_model_is_the_reference() -> None:
    answers = (answered("a", "TOTAL 17.38"), answered("b", "TOTAL 17.88"))
    compared_texts = compared(TaskKind.READ_TEXT, *answers)
    made = matrix_of(agreement_of(compared_texts, AgreementOptions(reference="a")))
    assert made is not None
    assert made.figures == ("reference", "CER 9.1 % · WER 50.0 %")
    assert made.tsv().splitlines()[-1] == "\treference\tCER 9.1 % · WER 50.0 %\t"
    # The majority was made of these very texts: held against it they would look too good.
    assert matrix(TaskKind.READ_TEXT, *answers).figures == ()


def test_a_differing_word_is_amber_a_missing_one_struck_a_missing_line_empty() -> None:
    made = matrix(
        TaskKind.READ_TEXT,
        answered("a", "SHOP\nTOTAL GBP 17.38"),
        answered("b", "SHOP\nTOTAL GBP 17.88"),
        answered("c", "SHOP\nTOTAL 17.38"),
        answered("d", "TOTAL GBP 17.38"),
    )
    line = made.rows[1]
    assert [(part.text, part.tone) for part in line.cells[1].words] == [
        ("TOTAL", Tone.PLAIN),
        ("GBP", Tone.PLAIN),
        ("17.88", Tone.DIFFERS),
    ]
    assert [(part.text, part.tone) for part in line.cells[2].words][1] == ("GBP", Tone.MISSING)
    assert made.rows[0].cells[3].absent
    assert made.rows[0].kinds == {FigureKind.DIFFER, FigureKind.MISSING}


def test_fields_say_form_type_and_what_is_missing() -> None:
    made = matrix(
        TaskKind.STRUCTURED,
        answered("a", value={"date": "2026-11-23", "total": 17.38}),
        answered("b", value={"date": "23/11/2026", "total": "17.38"}),
        answered("c", value={"date": "2026-11-23", "total": None}),
    )
    assert shown(made) == [
        ("date", "2026-11-23", "23/11/2026 same, other form", "2026-11-23", "2026-11-23 · 3/3"),
        ("total", "17.38", "17.38 as text", "null", "17.38 · 2/3"),
    ]


def test_classes_counts_and_short_answers_are_tables_too() -> None:
    classes = matrix(
        TaskKind.CLASSIFY,
        answered("a", labels=(Label("cat", 0.9),)),
        answered("b", labels=(Label("cat"),)),
        answered("c", labels=(Label("fox", 0.6), Label("cat", 0.4))),
    )
    assert shown(classes) == [
        ("cat", "● 0.90", "●", "○ 0.40", "2/3"),
        ("fox", "○", "○", "● 0.60", "1/3"),
    ]
    counts = matrix(TaskKind.COUNT, answered("a", value=24), answered("b", value=26))
    assert shown(counts)[1] == ("from the median", "-1", "+1", "")
    replies = matrix(TaskKind.ASK, answered("a", "4"), answered("b", "four"), answered("c", "5"))
    assert shown(replies) == [("4", "●", "●", "○", "2/3"), ("5", "○", "○", "●", "1/3")]


def test_a_failed_model_keeps_its_number() -> None:
    made = matrix(
        TaskKind.DETECT,
        answered("a", state=AnswerState.FAILED),
        answered("b", boxes=(CONE,)),
        answered("c", boxes=(CONE, CUP)),
    )
    assert made.columns == ("2 B", "3 C")
    assert made.rows[0].verdict.text == "only 3"


def test_one_answer_has_nothing_to_be_held_against() -> None:
    assert matrix_of(agreement_of(compared(TaskKind.COUNT, answered("a", value=1)))) is None


@pytest.fixture
def window(make_window: MakeWindow, qtbot: QtBot) -> MainWindow:
    made: MainWindow = make_window(models=models())
    made.form.show_kind(TaskKind.DETECT)
    gemma, pali, qwen = models()
    give(made, gemma, CONE, CUP)
    give(made, pali, CONE, CUP)
    give(made, qwen, CONE)
    made.header.choose_arrangement(Arrangement.DIFFERENCES)
    qtbot.waitUntil(lambda: made.differences.table is not None, timeout=LIMIT_MS)
    return made


def table_of(window: MainWindow) -> MatrixTable:
    assert window.differences.table is not None
    return window.differences.table


def heads(window: MainWindow) -> list[str]:
    return [row.head for row in table_of(window).rows.rows]


def test_the_layout_shows_the_image_and_the_table(window: MainWindow) -> None:
    assert window.differences.isVisible()
    assert heads(window) == ["cup", "cone"]
    assert window.differences.image is not None
    assert table_of(window).current_row is not None


def test_before_a_run_it_says_what_is_needed(make_window: MakeWindow) -> None:
    made: MainWindow = make_window(models=models())
    made.header.choose_arrangement(Arrangement.DIFFERENCES)
    assert made.differences.hint.isVisible()
    assert made.differences.hint.text().startswith("Two answers are needed")


def test_only_differences_and_each_figure_filter_the_rows(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.agreement_bar
    bar.only.setChecked(True)
    assert heads(window) == ["cup"]
    assert window.differences.foot.text() == "1 of 2 rows shown"
    bar.only.setChecked(False)
    agree = next(figure for figure in bar.figures if figure.text().startswith("all agree"))
    agree.click()
    assert heads(window) == ["cone"]
    agree.click()
    assert heads(window) == ["cup", "cone"]


def test_a_figure_pressed_in_another_layout_opens_this_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.header.choose_arrangement(Arrangement.GRID)
    assert not window.differences.isVisible()
    window.agreement_bar.figures[-1].click()
    assert window.canvas.grid.arrangement is Arrangement.DIFFERENCES
    assert heads(window) == ["cup"]


def test_the_keys_walk_the_differences_zoom_and_copy(window: MainWindow, qtbot: QtBot) -> None:
    table = table_of(window)
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_N)
    assert table.current_row is not None
    assert table.current_row.head == "cup"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.canvas.camera.zoom > 1
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Object\t1 Gemma\t2 Pali\t3 Qwen\tAgreement"
    assert copied[1] == "cup\t● 1.00\t● 1.00\t○ –\t2/3"


def test_it_follows_when_another_answer_ends(window: MainWindow, qtbot: QtBot) -> None:
    give(window, models()[2], CONE, CUP)
    qtbot.waitUntil(
        lambda: [row.verdict.text for row in table_of(window).rows.rows] == ["3/3", "3/3"],
        timeout=LIMIT_MS,
    )


def test_light_and_dark_and_a_narrow_window(window: MainWindow, qtbot: QtBot) -> None:
    window.main_actions.toggle_theme()
    window.resize(900, 700)
    body = window.differences.body
    vertical = Qt.Orientation.Vertical
    qtbot.waitUntil(lambda: body.orientation() is vertical, timeout=LIMIT_MS)
    window.differences.grab()
