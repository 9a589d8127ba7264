"""Models asked about images: which, which are stopped, and who waits for a whole image."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    open_test_image,
    remote_model,
    scripted_services,
    window_state,
)

from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.ui.core.asked_answers import AnswerKey
from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import TaskRunner

Make = Callable[..., tuple[Session, ComparisonRunner]]


@pytest.fixture
def make(background: TaskRunner, tmp_path: Path) -> Make:
    """Makes a session with the local models A, B and C and the remote D, and its runner."""

    def made(engine: ScriptedEngine) -> tuple[Session, ComparisonRunner]:
        models = [*(local_model(name) for name in "ABC"), remote_model("D")]
        services = scripted_services(tmp_path, models, engine)
        session = Session(services, background, window_state(tmp_path))
        session.choose_only([])
        return session, ComparisonRunner(session)

    return made


def answer_of(session: Session, model_id: str) -> Answer:
    asked = session.answer_for(model_id)
    assert asked is not None
    return asked.answer


def states(session: Session, models: str) -> list[AnswerState]:
    return [answer_of(session, model).state for model in models]


def test_only_what_is_not_answered_yet_is_run(qtbot: QtBot, make: Make) -> None:
    engine = ScriptedEngine()
    session, runner = make(engine)
    session.add_image(open_test_image())
    session.choose_only(["a", "b"])
    session.set_task(Task(TaskKind.DETECT))
    runner.run(runner.to_run())
    session.choose("c", True)
    assert [model.id for model in runner.to_run()] == ["c"]
    session.choose("c", False)
    assert runner.writing
    assert runner.to_run() == [], "nobody is asked again while writing"
    qtbot.waitUntil(lambda: not runner.running)
    session.choose("c", True)
    assert [model.id for model in runner.to_run()] == ["c"]
    session.choose("c", False)
    assert runner.to_run() == [], "nobody is asked twice by Run"
    assert [model.id for model in runner.to_run_again()] == ["a", "b"]
    session.choose("c", True)
    session.set_task(Task(TaskKind.CAPTION))
    assert [model.id for model in runner.to_run()] == ["a", "b", "c"]
    assert len(engine.asked) == 2


def test_stopping_one_model_lets_the_others_write_on(qtbot: QtBot, make: Make) -> None:
    session, runner = make(ScriptedEngine(hang=True))
    image = open_test_image()
    session.add_image(image)
    session.choose_only(["a", "b"])
    runner.run(runner.to_run())
    qtbot.waitUntil(lambda: all("blue square" in answer_of(session, model).text for model in "ab"))
    runner.stop(["a"])
    assert states(session, "ab") == [AnswerState.STOPPED, AnswerState.RUNNING]
    assert runner.running
    runner.stop()
    qtbot.waitUntil(lambda: not runner.running)
    assert session.current is image


def test_a_model_that_leaves_the_comparison_is_stopped_and_keeps_what_it_wrote(
    qtbot: QtBot, make: Make
) -> None:
    session, runner = make(ScriptedEngine(hang=True))
    session.add_image(open_test_image())
    session.choose_only(["a", "b"])
    runner.run(runner.to_run())
    qtbot.waitUntil(lambda: all("blue square" in answer_of(session, model).text for model in "ab"))
    session.choose("a", False)
    assert states(session, "ab") == [AnswerState.STOPPED, AnswerState.RUNNING]
    assert "blue square" in answer_of(session, "a").text
    session.choose_only([])
    assert not runner.running


def test_a_stand_in_is_not_asked_about_but_the_whole_image_is(qtbot: QtBot, make: Make) -> None:
    engine = ScriptedEngine()
    session, runner = make(engine)
    whole = open_test_image()
    session.add_image(replace(whole, whole=False))
    session.choose_only(["a"])
    runner.run(runner.to_run())
    assert runner.running
    assert states(session, "a") == [AnswerState.QUEUED]
    assert engine.asked == []
    session.complete_image(whole)
    qtbot.waitUntil(lambda: not runner.running)
    assert states(session, "a") == [AnswerState.DONE]
    assert len(engine.asked) == 1


def test_an_image_that_is_gone_is_not_asked_about(make: Make) -> None:
    session, runner = make(ScriptedEngine())
    session.add_image(replace(open_test_image(), whole=False, gone=True))
    session.choose_only(["a"])
    runner.run(runner.to_run())
    assert not runner.running
    assert session.answer_for("a") is None


def test_an_answer_goes_to_the_image_it_was_asked_about(qtbot: QtBot, make: Make) -> None:
    session, runner = make(ScriptedEngine())
    first, second = open_test_image(400), open_test_image(300)
    session.add_image(first)
    session.choose_only(["a"])
    runner.run(runner.to_run())
    session.add_image(second)
    qtbot.waitUntil(lambda: not runner.running)
    assert session.answer_for("a") is None
    kept = session.asked.at(AnswerKey(first.key, session.task.kind, "a"))
    assert kept is not None
    assert kept.answer.state is AnswerState.DONE


def test_only_remote_models_cost_something(make: Make) -> None:
    session, runner = make(ScriptedEngine())
    assert runner.costs() == []
    session.add_image(open_test_image())
    session.choose_only(["a", "d"])
    assert [estimate.cost_usd for estimate in runner.costs()] == [0.012]


def test_a_change_of_what_is_sent_makes_answers_old(qtbot: QtBot, make: Make) -> None:
    session, runner = make(ScriptedEngine())
    session.add_image(open_test_image())
    session.choose_only(["a", "b"])
    runner.run([session.model("a")])
    qtbot.waitUntil(lambda: not runner.running)
    assert [model.id for model in runner.to_run()] == ["b"]
    session.constrained = True
    assert [model.id for model in runner.to_run()] == ["a", "b"]


def test_a_comparison_bears_the_time_and_the_task_of_its_newest_answer(
    qtbot: QtBot, make: Make
) -> None:
    session, runner = make(ScriptedEngine())
    session.add_image(open_test_image())
    session.choose_only(["a", "b", "c"])
    assert session.comparison() is None
    for model, classes in (("b", ("cat",)), ("a", ("dog",))):
        session.set_task(Task(TaskKind.DETECT, classes=classes))
        runner.run([session.model(model)])
        qtbot.waitUntil(lambda: not runner.running)
    comparison, newest = session.comparison(), session.answer_for("a")
    assert comparison is not None
    assert newest is not None
    assert comparison.created == newest.at
    assert comparison.task.classes == ("dog",)
    assert [answer.model.id for answer in comparison.answers] == ["a", "b"]


def test_stopping_on_another_image_lets_the_current_one_go_on(qtbot: QtBot, make: Make) -> None:
    session, runner = make(ScriptedEngine(hang=True))
    first, second = open_test_image(400), open_test_image(300)
    session.add_image(first)
    session.add_image(second)
    session.choose_only(["a"])
    for image in (first, second):
        session.show_image(image)
        runner.run(runner.to_run())
    runner.stop(["a"], first)
    assert answer_of(session, "a").state is not AnswerState.STOPPED
    session.show_image(first)
    assert answer_of(session, "a").state is AnswerState.STOPPED
    runner.stop()
    qtbot.waitUntil(lambda: not runner.running)


def test_another_task_does_not_stop_the_one_that_is_still_written(qtbot: QtBot, make: Make) -> None:
    session, runner = make(ScriptedEngine(hang=True))
    session.add_image(open_test_image())
    session.choose_only(["a"])
    session.set_task(Task(TaskKind.DETECT))
    runner.run(runner.to_run())
    session.set_task(Task(TaskKind.CAPTION))
    assert [model.id for model in runner.to_run()] == ["a"]
    runner.run(runner.to_run())
    assert states(session, "a") == [AnswerState.QUEUED]
    runner.stop(["a"], kind=TaskKind.CAPTION)
    assert states(session, "a") == [AnswerState.STOPPED]
    session.set_task(Task(TaskKind.DETECT))
    qtbot.waitUntil(lambda: "blue square" in answer_of(session, "a").text)
    assert states(session, "a") == [AnswerState.RUNNING]
    runner.stop()


def test_a_model_that_cannot_do_the_task_has_answered_it(qtbot: QtBot, make: Make) -> None:
    session, runner = make(ScriptedEngine())
    session.models = [replace(session.model("a"), tasks=frozenset({TaskKind.CAPTION}))]
    session.add_image(open_test_image())
    session.choose_only(["a"])
    session.set_task(Task(TaskKind.DETECT))
    runner.run(runner.to_run())
    qtbot.waitUntil(lambda: not runner.running)
    assert states(session, "a") == [AnswerState.UNSUPPORTED]
    assert runner.to_run() == []
