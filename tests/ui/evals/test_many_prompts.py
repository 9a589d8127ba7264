"""A list of very many prompts: only those in view are read, off the Qt thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot
from tests.counting import calls_of
from tests.runs.run_kit import local
from tests.runs.test_large_runs import numbers, record_of

from vizdesk.runs.answers import HeldAnswers
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.report.prompts import MARKS, Filter, PromptMark, PromptTable
from vizdesk.ui.evals.prompts_table import PAGE, PromptList
from vizdesk.ui.widgets.theme import LIGHT


class Read:
    """Work that is done when the test says so, as a thread would."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, work: Callable[[], Any], show: Callable[[Any], None]) -> None:
        self.waiting.append(lambda: show(work()))

    def all(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def table_of(size: int, mark: PromptMark = PromptMark.RIGHT) -> PromptTable:
    plan = RunPlan(numbers(size), (local("A"), local("B")))
    marks = bytes([MARKS.index(mark)]) * size
    return PromptTable(plan, (marks, marks), HeldAnswers([]))


def shown(qtbot: QtBot, size: int) -> tuple[PromptList, Read]:
    prompts, read = PromptList(LIGHT), Read()
    qtbot.addWidget(prompts)
    prompts.read_in(read)
    prompts.resize(900, 500)
    prompts.show()
    prompts.show_prompts(table_of(size))
    return prompts, read


def test_a_row_is_read_when_it_comes_into_view(qtbot: QtBot) -> None:
    prompts, read = shown(qtbot, 10 * PAGE)
    read.all()
    model = prompts.shown
    assert model.rowCount() == 10 * PAGE
    far = model.index(7 * PAGE + 3, 1)
    assert model.data(far) == "…"
    assert len(read.waiting) == 1
    assert model.data(model.index(7 * PAGE + 4, 1)) == "…"
    assert len(read.waiting) == 1, "one page is read once"
    read.all()
    assert model.data(far) == f"{(7 * PAGE + 3) // 2}.png · Say {(7 * PAGE + 3) % 3}."
    prompts.table.selectRow(7 * PAGE + 3)
    read.all()
    chosen = prompts.current()
    assert chosen is not None
    assert chosen.item.id == f"i{7 * PAGE + 3}"


def test_what_the_qt_thread_does_is_the_same_for_few_and_for_many(qtbot: QtBot) -> None:
    def calls(size: int) -> int:
        prompts, read = shown(qtbot, size)
        read.all()
        again = table_of(size, PromptMark.WRONG)
        prompts.show_prompts(again)
        assert len(read.waiting) == 1
        found = again.listing(Filter.ALL)
        asked = Filter.ALL, ""
        return calls_of(lambda: prompts._show_listing(again, asked, found))

    few, many = calls(1_000), calls(50_000)
    assert abs(many - few) < 50


def test_a_run_at_work_changes_marks_and_keeps_the_place(qtbot: QtBot) -> None:
    prompts, read = shown(qtbot, 3 * PAGE)
    read.all()
    prompts.table.selectRow(PAGE + 9)
    read.all()
    resets: list[bool] = []
    prompts.shown.modelReset.connect(lambda: resets.append(True))
    prompts.show_prompts(table_of(3 * PAGE, PromptMark.WRONG))
    read.all()
    assert resets == []
    assert prompts.table.currentIndex().row() == PAGE + 9
    assert prompts.shown.data(prompts.shown.index(PAGE + 9, 2)) == "✗"
    prompts.filter.setCurrentIndex(prompts.filter.findData(Filter.FAILED))
    read.all()
    assert prompts.shown.rowCount() == 0
    assert prompts.current() is None


def test_a_prompt_of_another_run_is_opened_no_more(qtbot: QtBot) -> None:
    prompts, read = shown(qtbot, 3)
    assert not prompts.open.isEnabled(), "while it is being read"
    read.all()
    assert prompts.open.isEnabled()
    other = RunPlan(numbers(3), (local("A"), local("B")))
    record = record_of(other.models[0], other.items[0])
    right = bytes([MARKS.index(PromptMark.RIGHT)]) * 3
    prompts.show_prompts(PromptTable(other, (right, right), HeldAnswers([record])))
    assert prompts.current() is None
    read.all()
    chosen = prompts.current()
    assert chosen is not None
    assert chosen.answers["a"] == [record]


def test_what_was_read_for_another_list_is_dropped(qtbot: QtBot) -> None:
    prompts, read = shown(qtbot, 2 * PAGE)
    first = read.waiting.pop()
    prompts.show_prompts(table_of(PAGE))
    read.all()
    first()
    assert prompts.shown.rowCount() == PAGE
