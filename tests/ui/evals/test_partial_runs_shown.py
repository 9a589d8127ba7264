"""A partial run in the window: said over every page; other pairs are chosen; failures retried."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.runs.report.test_coverage import ALL_RIGHT, FLAKY, HALF, run_of

from vizdesk.common.messages import Message, verbatim
from vizdesk.runs.answers import HeldAnswers
from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import EvalRecord, RunState
from vizdesk.runs.report.failures import failures
from vizdesk.runs.report.pair_tests import PairChoice
from vizdesk.runs.report.prompts import PromptTable
from vizdesk.runs.report.results import Results
from vizdesk.services.evals import SuiteChoice
from vizdesk.ui.evals.run_form import RunForm
from vizdesk.ui.evals.run_view import RunView
from vizdesk.ui.widgets.theme import LIGHT


@pytest.fixture
def view(qtbot: QtBot) -> RunView:
    view = RunView(LIGHT)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    return view


def show(view: RunView, results: Results, recorded: list[EvalRecord], about: Message) -> None:
    table = PromptTable(results.plan, results.marks, HeldAnswers(recorded))
    view.show_results("S", about, results, table, failures(results.plan, recorded))


def test_every_page_of_a_partial_run_says_that_it_is_one(view: RunView) -> None:
    found, recorded = run_of(ALL_RIGHT, HALF, FLAKY)
    show(view, found, recorded, verbatim("S: 20 prompts"))
    words = "Partial: 49 of 60 questions are answered, 11 failed"
    for page in range(3):
        view.turn_to(page)
        assert (view.partial.isVisible(), view.partial.text()) == (True, words)
    whole, answers = run_of(ALL_RIGHT, HALF)
    show(view, whole, answers, verbatim("S: 20 prompts"))
    assert not view.partial.isVisible()


def test_a_reference_model_is_chosen_above_the_pairs(view: RunView) -> None:
    found, recorded = run_of(ALL_RIGHT, HALF, "-" * 20)
    show(view, found, recorded, verbatim("S"))
    view.turn_to(1)
    asked: list[PairChoice] = []
    view.compared.compared.connect(asked.append)
    assert not view.compared.other.isVisible()
    view.compared.reference.setCurrentIndex(2)
    assert asked == [PairChoice("b")]
    against, recorded = run_of(ALL_RIGHT, HALF, "-" * 20, choice=asked[0])
    show(view, against, recorded, verbatim("S"))
    assert view.compared.pairs.shown.rowCount() == 2
    assert view.compared.other.isVisible()
    view.compared.other.setCurrentIndex(1)
    assert asked == [PairChoice("b"), PairChoice("b", "a")]


def test_failures_that_are_all_that_is_left_are_retried_by_one_button(view: RunView) -> None:
    view.show_progress(RunProgress(RunState.FINISHED, 60, 60, failed=11), running=False)
    assert view.go.text() == "Retry 11 failed"
    assert view.state.text().startswith("49 of 60")
    view.show_progress(RunProgress(RunState.STOPPED, 40, 60, failed=11), running=False)
    assert view.go.text() == "Go on"


def test_the_little_suite_is_proposed_to_the_demo_models(qtbot: QtBot) -> None:
    form = RunForm()
    qtbot.addWidget(form)
    form.show_suites([SuiteChoice("vizdesk-67", "67", True), SuiteChoice("little", "L", True)])
    assert form.suite_name() == "vizdesk-67"
    form.choice.chosen = lambda: ["demo-large", "demo-small"]  # type: ignore[method-assign]
    form.show_models([], [])
    assert form.suite_name() == "little"
