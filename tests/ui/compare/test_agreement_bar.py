"""The agreement bar says in every layout how far the answers agree, as they end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from tests.analysis.comparison_kit import box
from tests.ui.window_kit import local_model

from vizdesk.analysis import comparison_agreement
from vizdesk.analysis.agreement_words import FigureKind
from vizdesk.analysis.comparison_agreement import Agreement
from vizdesk.common.messages import verbatim
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Comparison, Detection, Failure, Reading
from vizdesk.services.agreement import AgreementService
from vizdesk.ui.compare.agreement_bar import HEIGHT, AgreementBar
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer
from vizdesk.ui.shell.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]
CONE, CUP = box("cone", 0.1, 0.1, 0.3, 0.4), box("cup", 0.5, 0.5, 0.9, 0.9)
LIMIT_MS = 90_000


def models() -> list[Model]:
    return [local_model(name, at) for at, name in enumerate(("Gemma", "Pali", "Qwen"))]


def give(
    window: MainWindow,
    model: Model,
    *boxes: Detection,
    text: str = "boxes",
    state: AnswerState = AnswerState.DONE,
    kind: TaskKind = TaskKind.DETECT,
) -> None:
    """Have a model's answer about the current image there."""
    assert window.session.current is not None
    failure = Failure(verbatim("no")) if state is AnswerState.FAILED else None
    answer = Answer(model, state, text=text, reading=Reading(tuple(boxes)), failure=failure)
    window.session.keep_answer(
        AnswerKey(window.session.current.key, kind, model.id),
        AskedAnswer(Task(kind), answer, datetime.now(UTC)),
    )


def words(bar: AgreementBar) -> list[str]:
    return [figure.text() for figure in bar.figures]


def wait_for(qtbot: QtBot, bar: AgreementBar, *expected: str) -> None:
    qtbot.waitUntil(lambda: words(bar) == list(expected), timeout=LIMIT_MS)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    made: MainWindow = make_window(models=models())
    made.form.show_kind(TaskKind.DETECT)
    return made


def test_the_bar_is_there_before_a_run_and_never_changes_its_height(
    window: MainWindow, qtbot: QtBot
) -> None:
    bar = window.agreement_bar
    qtbot.waitUntil(lambda: bar.hint.text() == "Run to compare.", timeout=LIMIT_MS)
    assert bar.isVisible()
    assert bar.height() == HEIGHT == 28
    for arrangement in Arrangement:
        window.header.choose_arrangement(arrangement)
        assert bar.isVisible()
    give(window, models()[0], CONE)
    give(window, models()[1], CONE, CUP)
    wait_for(qtbot, bar, "2 of 2 done", "all agree on 1 of 2 objects", "1 only one model")
    assert bar.height() == HEIGHT


def test_it_fills_as_answers_end_and_writing_ones_do_not_count(
    window: MainWindow, qtbot: QtBot
) -> None:
    bar = window.agreement_bar
    gemma, pali, qwen = models()
    give(window, gemma, CONE)
    give(window, pali, CONE, state=AnswerState.RUNNING)
    wait_for(qtbot, bar, "1 of 2 done")
    assert bar.dot.property("tone") == "busy"
    give(window, pali, CONE)
    give(window, qwen, state=AnswerState.FAILED)
    wait_for(qtbot, bar, "2 of 3 done", "1 failed", "all agree on 1 of 1 objects")
    assert bar.dot.property("tone") == "good"


def test_where_comparing_takes_long_the_bar_counts_answers_and_says_so(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = window.agreement_bar
    gemma, pali, _ = models()
    give(window, gemma, CONE)
    qtbot.waitUntil(lambda: words(bar)[:1] == ["1 of 1 done"], timeout=LIMIT_MS)
    go_on = threading.Event()
    agree = AgreementService.agreement

    def slow(*asked: Any) -> Agreement:
        assert go_on.wait(LIMIT_MS / 1000)
        return agree(*asked)

    monkeypatch.setattr(AgreementService, "agreement", slow)
    give(window, pali, CONE)
    # Before: “1 of 1 done” until all was compared.
    wait_for(qtbot, bar, "2 of 2 done")
    assert bar.hint.text() == "comparing…"
    assert bar.dot.property("tone") == "busy"
    go_on.set()
    wait_for(qtbot, bar, "2 of 2 done", "all agree on 1 of 1 objects")
    assert bar.hint.text() == ""


def test_nothing_is_computed_while_models_only_write_on(window: MainWindow, qtbot: QtBot) -> None:
    gemma, pali, _ = models()
    give(window, gemma, CONE)
    give(window, pali, state=AnswerState.RUNNING)
    wait_for(qtbot, window.agreement_bar, "1 of 2 done")
    computed: list[object] = []
    window.agreement.computed.connect(lambda *_: computed.append(1))
    for at in range(20):
        give(window, pali, CONE, text="w" * at, state=AnswerState.RUNNING)
        window.agreement.refresh()
    assert computed == []


def test_one_agreement_is_computed_at_a_time_and_the_last_one_is_shown(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    may_end = threading.Event()
    compute = comparison_agreement.agreement_of

    def slow(comparison: Comparison, *others: Any) -> Agreement:
        begun.append(sum(answer.state.final for answer in comparison.answers))
        assert may_end.wait(60)
        return compute(comparison, *others)

    monkeypatch.setattr(comparison_agreement, "agreement_of", slow)
    for model in models():
        give(window, model, state=AnswerState.RUNNING)
    for model in models():
        give(window, model, CONE)
        window.agreement.refresh()
    may_end.set()
    wait_for(qtbot, window.agreement_bar, "3 of 3 done", "all agree on 1 of 1 objects")
    # Of one, of two and of three that had ended: nobody would have seen the second.
    assert begun == [1, 3]


def test_a_differing_figure_is_marked_and_told_when_it_is_pressed(
    window: MainWindow, qtbot: QtBot
) -> None:
    bar = window.agreement_bar
    give(window, models()[0], CONE)
    give(window, models()[1], CONE, CUP)
    wait_for(qtbot, bar, "2 of 2 done", "all agree on 1 of 2 objects", "1 only one model")
    assert [figure.property("tone") for figure in bar.figures] == ["", "", "fair"]
    with qtbot.waitSignal(bar.wanted, timeout=LIMIT_MS) as wanted:
        bar.figures[2].click()
    assert wanted.args == [FigureKind.ONLY_ONE]


def test_another_iou_is_computed_anew(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.agreement_bar
    give(window, models()[0], CONE)
    give(window, models()[1], box("cone", 0.1, 0.1, 0.3, 0.3))
    wait_for(qtbot, bar, "2 of 2 done", "all agree on 1 of 1 objects")
    next(action for action in bar.overlap.menu().actions() if action.text() == "0.75").trigger()
    assert bar.overlap.text() == "IoU 0.75"
    wait_for(qtbot, bar, "2 of 2 done", "all agree on 0 of 2 objects", "2 only one model")


def test_texts_offer_a_reference_and_what_is_ignored(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.agreement_bar
    window.form.show_kind(TaskKind.READ_TEXT)
    for model, text in zip(models(), ("TOTAL 1", "Total 1", "TOTAL 7"), strict=True):
        give(window, model, text=text, kind=TaskKind.READ_TEXT)
    wait_for(qtbot, bar, "3 of 3 done", "0 of 1 lines agree", "1 line differs")
    assert (bar.reference.isVisible(), bar.overlap.isVisible()) == (True, False)
    assert bar.reference.text() == "Reference Majority"
    assert bar.ignored.text() == "Ignore case, spacing, forms"
    assert [action.text() for action in bar.reference.menu().actions()] == [
        "Majority",
        "Gemma",
        "Pali",
        "Qwen",
    ]
    bar.reference.menu().actions()[3].trigger()
    assert bar.reference.text() == "Reference Qwen"
    qtbot.waitUntil(
        lambda: (
            window.agreement.agreement is not None
            and window.agreement.agreement.reference == models()[2].id
        ),
        timeout=LIMIT_MS,
    )


def test_each_image_of_the_strip_says_how_far_its_answers_agree(
    window: MainWindow, qtbot: QtBot
) -> None:
    give(window, models()[0], CONE)
    give(window, models()[1], CONE, CUP)
    qtbot.waitUntil(lambda: window.strip.thumbs[0].mark == "1/2", timeout=LIMIT_MS)
    assert "1/2" in window.strip.thumbs[0].accessibleName()
    window.form.show_kind(TaskKind.COUNT)
    assert window.strip.thumbs[0].mark == ""
    window.form.show_kind(TaskKind.DETECT)
    assert window.strip.thumbs[0].mark == "1/2"


def test_too_many_overlaps_are_told_in_the_bar(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vizdesk.analysis import object_matching

    monkeypatch.setattr(object_matching, "MOST_OVERLAPS", 0)
    give(window, models()[0], CONE)
    give(window, models()[1], CONE)
    hint = window.agreement_bar.hint
    qtbot.waitUntil(lambda: "too many to be matched" in hint.text(), timeout=LIMIT_MS)
    assert words(window.agreement_bar) == []
