"""A run over many images: its order, its figures, what is withdrawn, what one bad image costs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from PIL import Image
from tests.runs.run_kit import PROFILE, local, remote

from vizdesk.common import resources
from vizdesk.common.lazy import Lazy
from vizdesk.common.messages import verbatim
from vizdesk.common.offline import Offline
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.error_scope import ErrorScope
from vizdesk.comparison.events import EngineError, Event, Finished, Request, TextDelta
from vizdesk.comparison.models import EngineKind, Model, Price
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, ImageRef, Timing
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.encoding import EncodedImages
from vizdesk.images.errors import ImageError
from vizdesk.images.pixel_cache import PixelCache
from vizdesk.services.comparisons import ComparisonService
from vizdesk.services.image_runs import (
    ImageRun,
    ImageRunProgress,
    Question,
    QuestionKey,
    RunAnswer,
    estimate_run,
)

TASK = Task(TaskKind.ASK, question="What?")


@dataclass
class Engine:
    """Answers in `seconds`; notes who was asked about an image of which width, and how many at

    once. `refuses` every key; `hold` is waited for by each.
    """

    asked: list[tuple[str, int]] = field(default_factory=list)
    refuses: bool = False
    hold: asyncio.Event | None = None
    at_once: int = 0
    most: int = 0

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        self.asked.append((request.model.name, request.image.width))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await asyncio.sleep(0.001)
            if self.refuses:
                raise EngineError(verbatim("The key was refused."), scope=ErrorScope.ACCOUNT)
            yield TextDelta("A circle.")
            if self.hold is not None:
                await self.hold.wait()
            yield Finished(FinishReason.STOP, timing=Timing(total_s=2.0))
        finally:
            self.at_once -= 1

    async def close(self) -> None:
        pass


def service(engine: Engine, local_places: int = 1) -> ComparisonService:
    engines: Any = dict.fromkeys(EngineKind, engine)
    return ComparisonService(
        Lazy(lambda: engines),
        ConcurrencyLimits(local=local_places),
        lambda model: PROFILE,
        Offline(),
        resources.folder() / "image_tokens.toml",
    )


def image(number: int) -> DecodedImage:
    """An image whose width says which it is."""
    width = 100 + number
    ref = ImageRef(f"{number}.png", f"{number:064d}", width, 80)
    return DecodedImage(Image.new("RGB", (width, 80), (number, 9, 9)), ref)


def run_over(
    engine: Engine, images: Sequence[Any], models: Sequence[Model], **more: Any
) -> ImageRun:
    questions = [Question(each.ref.key, model) for each in images for model in models]
    by_key = {each.ref.key: each for each in images}
    asking = more.pop("comparisons", None) or service(engine)
    return ImageRun(asking, TASK, questions, by_key, EncodedImages(), **more)


async def finals(run: ImageRun) -> dict[QuestionKey, Answer]:
    answers = {}
    async with aclosing(run.answers()) as coming:
        async for each in coming:
            answers[each.question.key] = each.answer
    return answers


def test_a_model_of_this_machine_is_asked_about_all_images_before_the_next_is_loaded() -> None:
    engine = Engine()
    run = run_over(engine, [image(n) for n in range(3)], [local("A"), local("B")])
    answers = asyncio.run(finals(run))
    assert [name for name, _ in engine.asked] == ["A", "A", "A", "B", "B", "B"]
    assert [width for _, width in engine.asked] == [100, 101, 102] * 2
    assert len(answers) == 6
    assert {answer.state for answer in answers.values()} == {AnswerState.DONE}
    assert engine.most == 1


def test_two_models_of_this_machine_at_once_where_that_is_set() -> None:
    engine = Engine()
    comparisons = service(engine, local_places=2)
    models = [local("A"), local("B"), local("C")]
    run = run_over(engine, [image(n) for n in range(4)], models, comparisons=comparisons)
    asyncio.run(finals(run))
    assert engine.most == 2
    assert [name for name, _ in engine.asked][-4:] == ["C"] * 4


def test_servers_are_asked_image_by_image_and_side_by_side() -> None:
    engine = Engine()
    run = run_over(engine, [image(n) for n in range(6)], [remote("A"), remote("B")])
    asyncio.run(finals(run))
    assert engine.asked[0] == ("A", 100)
    assert sorted(engine.asked) == sorted((m, 100 + n) for n in range(6) for m in "AB")
    assert 1 < engine.most <= 8
    widths = [width for _, width in engine.asked]
    assert max(widths[:4]) <= 103  # none is far ahead of the images before it


def test_every_question_is_asked_once_and_the_figures_add_up() -> None:
    told: list[ImageRunProgress] = []
    engine = Engine()
    run = run_over(
        engine, [image(n) for n in range(5)], [local("A"), remote("B")], tell=told.append
    )
    assert run.progress == ImageRunProgress(images=5, images_done=0, requests=10, done=0)
    asyncio.run(finals(run))
    assert len(engine.asked) == len(set(engine.asked)) == 10
    end = told[-1]
    assert (end.images, end.images_done, end.requests, end.done, end.failed, end.left_s) == (
        (5, 5, 10, 10, 0, 0.0)
    )
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert len(told) == 10


def test_the_time_left_is_that_of_the_slowest_lane_at_the_pace_measured() -> None:
    told: list[ImageRunProgress] = []
    run = run_over(Engine(), [image(n) for n in range(4)], [local("A")], tell=told.append)
    asyncio.run(finals(run))
    assert [each.left_s for each in told] == [6.0, 4.0, 2.0, 0.0]


class Gone:
    """An image whose file is not there any more."""

    def __init__(self, number: int) -> None:
        self.ref, self.notes = image(number).ref, ()

    @property
    def pixels(self) -> Image.Image:
        raise ImageError(verbatim(f"{self.ref.name} is not there any more."))


def test_damaged_images_cost_themselves_and_nobody_is_given_up_for_them() -> None:
    engine = Engine()
    images = [*(Gone(n) for n in range(30)), image(30)]
    answers = asyncio.run(finals(run_over(engine, images, [remote("A"), local("B")])))
    states = [answers[QuestionKey(each.ref.key, "a")].state for each in images]
    assert states == [AnswerState.FAILED] * 30 + [AnswerState.DONE]
    failure = answers[QuestionKey(images[3].ref.key, "b")].failure
    assert failure is not None
    assert failure.what == "3.png is not there any more."
    assert sorted(engine.asked) == [("A", 130), ("B", 130)]


def test_a_mistake_of_ours_costs_one_image() -> None:
    class Broken(Gone):
        @property
        def pixels(self) -> Image.Image:
            raise ZeroDivisionError

    engine = Engine()
    images = [image(0), Broken(1), image(2)]
    answers = asyncio.run(finals(run_over(engine, images, [local("A")])))
    assert [answer.state.value for answer in answers.values()] == ["done", "failed", "done"]


def test_who_refuses_the_key_is_not_asked_about_all_the_others_and_that_is_said() -> None:
    engine = Engine(refuses=True)
    run = run_over(engine, [image(n) for n in range(40)], [remote("A")])
    answers = asyncio.run(finals(run))
    assert len(engine.asked) == len(answers) == 1
    assert [str(stop) for stop in run.progress.stops] == ["The key was refused."]
    assert (run.progress.done, run.progress.failed, run.progress.dropped) == (1, 1, 39)
    assert run.progress.images_done == 40


def test_withdrawn_questions_are_not_asked_and_those_at_work_stop() -> None:
    async def withdraw() -> tuple[list[RunAnswer], Engine, ImageRun]:
        engine = Engine(hold=asyncio.Event())
        run = run_over(engine, [image(n) for n in range(4)], [local("A")])
        seen: list[RunAnswer] = []
        first_two = {image(0).ref.key, image(1).ref.key}
        async with aclosing(run.answers()) as coming:
            async for each in coming:
                seen.append(each)
                if each.answer.text and engine.hold and not engine.hold.is_set():
                    engine.hold.set()
                    run.withdraw(lambda question: question.image in first_two)
        return seen, engine, run

    seen, engine, run = asyncio.run(withdraw())
    assert [width for _, width in engine.asked] == [100, 102, 103]
    last = {each.question.image: each.answer.state for each in seen}
    assert list(last.values()) == [AnswerState.STOPPED, AnswerState.DONE, AnswerState.DONE]
    assert run.progress.images_done == 4


def test_what_is_withdrawn_before_it_begins_is_not_asked() -> None:
    engine = Engine()
    run = run_over(engine, [image(n) for n in range(3)], [local("A")])
    run.withdraw(lambda question: question.image == image(0).ref.key)
    asyncio.run(finals(run))
    assert [width for _, width in engine.asked] == [101, 102]


def test_closing_it_stops_what_is_being_asked_and_asks_nothing_more() -> None:
    async def close() -> Engine:
        engine = Engine(hold=asyncio.Event())
        run = run_over(engine, [image(n) for n in range(9)], [local("A"), remote("B")])
        async with aclosing(run.answers()) as coming:
            async for each in coming:
                if each.answer.text:
                    break
        assert engine.at_once == 0
        await asyncio.sleep(0.01)
        return engine

    assert len(asyncio.run(close()).asked) <= 2


def test_pixels_are_decoded_when_their_turn_comes_and_not_held() -> None:
    cache, decoded = PixelCache(limit_bytes=1), []

    def held(number: int) -> Any:
        def decode() -> Image.Image:
            decoded.append(number)
            return image(number).pixels

        return cache.cached(image(number), decode)

    images = [held(n) for n in range(20)]
    asyncio.run(finals(run_over(Engine(), images, [local("A"), local("B")])))
    assert cache.held_bytes == 119 * 80 * 4  # the last image alone
    assert sorted(decoded) == list(range(20))  # models that are sent the same share an encoding


# --- Before it is asked -----------------------------------------------------------------------
def priced(name: str, price: Price | None, host: str = "https://one.example/v1") -> Model:
    return replace(remote(name, host), price=price)


def test_the_estimate_counts_requests_money_and_time() -> None:
    images = [image(n) for n in range(40)]
    models = [local("A"), priced("B", None)]
    questions = [Question(each.ref.key, model) for each in images for model in models]
    sizes = {each.ref.key: (4000, 3000) for each in images}
    estimate = estimate_run(service(Engine()), TASK, questions, sizes, {"a": 3.0, "b": 1.0})
    assert (estimate.images, estimate.requests) == (40, 80)
    assert (estimate.cost_usd, estimate.unknown_cost) == (0.0, 40)
    assert estimate.costs_money
    assert estimate.seconds == 120.0
    assert estimate.hosts == ("https://one.example/v1",)


def test_who_cannot_do_the_task_counts_for_nothing_and_a_server_here_is_no_elsewhere() -> None:
    unable = replace(priced("B", None), tasks=frozenset({TaskKind.DETECT}))
    here = remote("C", "http://127.0.0.1:8080/v1")
    questions = [Question(image(n).ref.key, model) for n in range(3) for model in (unable, here)]
    sizes = {image(n).ref.key: (10, 10) for n in range(3)}
    estimate = estimate_run(service(Engine()), TASK, questions, sizes, {})
    assert (estimate.images, estimate.requests, estimate.unknown_cost) == (3, 3, 0)
    assert estimate.hosts == ()


def test_models_of_this_machine_cost_nothing_and_an_unknown_pace_is_said_to_be_unknown() -> None:
    questions = [Question(image(n).ref.key, local("A")) for n in range(3)]
    sizes = {image(n).ref.key: (10, 10) for n in range(3)}
    estimate = estimate_run(service(Engine()), TASK, questions, sizes, {})
    assert not estimate.costs_money
    assert estimate.seconds is None


@pytest.mark.parametrize(("known", "seconds"), [({"a": 2.0}, 12.0), ({"a": 2.0, "b": 6.0}, 24.0)])
def test_a_model_without_a_pace_is_taken_to_be_as_quick_as_the_others(
    known: dict[str, float], seconds: float
) -> None:
    questions = [Question(image(n).ref.key, local(m)) for n in range(3) for m in "AB"]
    sizes = {image(n).ref.key: (10, 10) for n in range(3)}
    assert estimate_run(service(Engine()), TASK, questions, sizes, known).seconds == seconds
