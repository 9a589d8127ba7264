"""The session: images, models and answers as state, without a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    open_test_image,
    scripted_services,
    window_state,
)

from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import TaskRunner

MakeSession = Callable[..., Session]


@pytest.fixture
def make_session(background: TaskRunner, tmp_path: Path) -> MakeSession:
    """Makes a session with models A, B and C, of which none is chosen, and no image."""

    def make() -> Session:
        models = [local_model(name) for name in "ABC"]
        services = scripted_services(tmp_path, models, ScriptedEngine())
        session = Session(services, background, window_state(tmp_path))
        session.choose_only([])
        return session

    return make


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


def test_a_model_that_leaves_is_withdrawn_from_the_image_it_leaves(
    make_session: MakeSession,
) -> None:
    session = make_session()
    first, second = with_images(session, 2)
    session.choose_only(["a", "b"])
    withdrawn: list[tuple[list[str], OpenImage]] = []
    session.withdrawn.connect(lambda models, image: withdrawn.append((models, image)))
    session.choose("a", False)
    session.remove_model("b")
    session.close_image(first)
    assert withdrawn == [(["a"], second), (["b"], first), (["b"], second), (["a", "c"], first)]
