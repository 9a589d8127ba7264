"""The session: images, models and answers as state, without a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    open_test_image,
    scripted_services,
    window_state,
)

from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.ui.core.session import OpenImage, Session
from vizdesk.ui.core.task_runner import TaskRunner

MakeSession = Callable[..., Session]


@pytest.fixture
def make_session(background: TaskRunner, tmp_path: Path) -> MakeSession:
    """Makes a session with models A, B and C, of which none is chosen, and no image."""

    def make(engine: ScriptedEngine | None = None) -> Session:
        models = [local_model(name) for name in "ABC"]
        services = scripted_services(tmp_path, models, engine or ScriptedEngine())
        session = Session(services, background, window_state(tmp_path))
        session.choose_only([])
        return session

    return make


def answer_of(session: Session, model_id: str) -> Answer:
    asked = session.asked(model_id)
    assert asked is not None
    return asked.answer


def with_images(session: Session, count: int) -> list[OpenImage]:
    images = [open_test_image(100 + n, 80, "white") for n in range(count)]
    for image in images:
        session.add_image(image)
    return images


def test_stepping_goes_through_the_images_and_around_the_ends(make_session: MakeSession) -> None:
    session = make_session()
    first, second, third = with_images(session, 3)
    session.show_image(first)
    seen = []
    for by in (1, 1, 1, -1, -1):
        session.step_image(by)
        seen.append(session.current)
    assert seen == [second, third, first, third, second]


def test_stepping_without_an_image_does_nothing(make_session: MakeSession) -> None:
    session = make_session()
    session.step_image(1)
    assert session.current is None


def test_an_image_that_is_closed_gives_way_to_the_one_behind_it(make_session: MakeSession) -> None:
    session = make_session()
    first, second, third = with_images(session, 3)
    session.show_image(second)
    session.close_image(second)
    assert session.current is third
    session.close_image(third)
    assert session.current is first
    session.close_image(first)
    assert session.current is None
    assert session.images == []


def test_closing_another_image_keeps_the_current_one(make_session: MakeSession) -> None:
    session = make_session()
    first, second = with_images(session, 2)
    session.show_image(first)
    session.close_image(second)
    assert session.current is first


def test_models_are_added_at_their_place_and_chosen_in_the_order_of_choosing(
    make_session: MakeSession,
) -> None:
    session = make_session()
    session.add_model(local_model("D"), at=1)
    session.add_model(local_model("E"), choose=False)
    session.choose("b", True)
    session.choose("a", True)
    assert [model.id for model in session.models] == ["a", "d", "b", "c", "e"]
    assert session.chosen == ["d", "b", "a"]
    assert session.remove_model("d") == 1
    assert session.chosen == ["b", "a"]


def test_only_what_is_not_answered_yet_is_run(qtbot: QtBot, make_session: MakeSession) -> None:
    engine = ScriptedEngine()
    session = make_session(engine)
    with_images(session, 1)
    session.choose_only(["a", "b"])
    session.set_task(Task(TaskKind.DETECT))
    session.run(session.to_run())
    session.choose("c", True)
    assert [model.id for model in session.to_run()] == ["c"]
    qtbot.waitUntil(lambda: not session.running)
    assert [model.id for model in session.to_run()] == ["c"]
    session.choose("c", False)
    assert [model.id for model in session.to_run()] == ["a", "b"], "all again, if all are answered"
    session.choose("c", True)
    session.set_task(Task(TaskKind.CAPTION))
    assert [model.id for model in session.to_run()] == ["a", "b", "c"]
    assert len(engine.asked) == 2


def test_stopping_one_model_lets_the_others_write_on(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    session = make_session(ScriptedEngine(hang=True))
    (image,) = with_images(session, 1)
    session.choose_only(["a", "b"])
    session.run(session.to_run())
    qtbot.waitUntil(lambda: all("blue square" in answer_of(session, m).text for m in "ab"))
    session.stop(["a"])
    states = [answer_of(session, model).state for model in "ab"]
    assert states == [AnswerState.STOPPED, AnswerState.RUNNING]
    assert session.running
    session.stop()
    qtbot.waitUntil(lambda: not session.running)
    assert session.current is image


def test_a_change_of_what_is_sent_makes_answers_old(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    session = make_session()
    with_images(session, 1)
    session.choose_only(["a", "b"])
    session.run([session.model("a")])
    qtbot.waitUntil(lambda: not session.running)
    assert [model.id for model in session.to_run()] == ["b"]
    session.constrained = True
    assert [model.id for model in session.to_run()] == ["a", "b"]


def test_a_comparison_bears_the_time_and_the_task_of_its_newest_answer(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    session = make_session()
    with_images(session, 1)
    session.choose_only(["a", "b", "c"])
    assert session.comparison() is None
    for model, classes in (("b", ("cat",)), ("a", ("dog",))):
        session.set_task(Task(TaskKind.DETECT, classes=classes))
        session.run([session.model(model)])
        qtbot.waitUntil(lambda: not session.running)
    comparison, newest = session.comparison(), session.asked("a")
    assert comparison is not None
    assert newest is not None
    assert comparison.created == newest.at
    assert comparison.task.classes == ("dog",)
    assert [answer.model.id for answer in comparison.answers] == ["a", "b"]


def test_stopping_on_another_image_lets_the_current_one_go_on(
    qtbot: QtBot, make_session: MakeSession
) -> None:
    session = make_session(ScriptedEngine(hang=True))
    first, second = with_images(session, 2)
    session.choose_only(["a"])
    for image in (first, second):
        session.show_image(image)
        session.run(session.to_run())
    session.stop(["a"], first)
    assert answer_of(session, "a").state is not AnswerState.STOPPED
    session.show_image(first)
    assert answer_of(session, "a").state is AnswerState.STOPPED
    session.stop()
    qtbot.waitUntil(lambda: not session.running)
