"""The table of `make stress` tells of each row what it tried and whether it held."""

from __future__ import annotations

from pathlib import Path

from tests.stress.figures import Ending, Figures, read_rows, write_plan, write_row
from tools.stress_table import table, with_table

HELD, FAILED, KILLED = (f"tests/stress/test_x.py::test_{name}" for name in "abc")


def rows_of_three(folder: Path) -> None:
    """One that held, one that did not, one whose process was gone before it could say."""
    write_plan((FAILED, HELD, KILLED), folder)
    for place, (test, passed) in enumerate([(HELD, True), (FAILED, False)]):
        figures = Figures(test)
        figures.trying(place, "300 | kills")
        figures.held_as("all" if passed else "")
        write_row(figures.row(passed=passed), folder)


def test_rows_that_failed_or_were_not_run_say_so(tmp_path: Path) -> None:
    rows_of_three(tmp_path)
    rows = read_rows(tmp_path)
    assert [row.ending for row in rows] == [Ending.HELD, Ending.FAILED, Ending.NOT_RUN]
    lines = table(rows).splitlines()
    assert lines[2] == r"| 300 \| kills | all | 0:00 | `tests/stress/test_x.py` test a |"
    assert lines[3] == (
        r"| 300 \| kills | **did not hold** | 0:00 | `tests/stress/test_x.py` test b |"
    )
    assert lines[4] == "|  | **was not run** |  | `tests/stress/test_x.py` test c |"
    assert lines[6].startswith("1 of 3 rows held; together 0 minutes of a worker (20")


def test_a_row_that_is_tried_again_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    rows_of_three(tmp_path)
    figures = Figures(FAILED)
    figures.trying(1, "300 kills")
    figures.held_as("all of them")
    write_row(figures.row(passed=True), tmp_path)
    assert [row.held for row in read_rows(tmp_path)] == ["all", "all of them", ""]


def test_figures_of_a_test_that_fails_later_are_none_that_held() -> None:
    figures = Figures(HELD)
    figures.held_as("all")
    assert figures.row(passed=False).ending is Ending.FAILED
    assert figures.row(passed=True).ending is Ending.HELD
    assert Figures(HELD).row(passed=True).ending is Ending.FAILED


def test_only_what_stands_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    rows_of_three(tmp_path)
    page = "a\n<!-- make stress -->\nstale\n<!-- end of make stress -->\nb\n"
    written = with_table(page, table(read_rows(tmp_path)))
    assert written.startswith("a\n<!-- make stress -->\n| tried | held |")
    assert written.endswith(".\n<!-- end of make stress -->\nb\n")
    assert "stale" not in written


def test_where_nothing_was_tried_there_are_no_rows(tmp_path: Path) -> None:
    assert read_rows(tmp_path / "none") == []
