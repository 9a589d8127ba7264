"""Questions that wait for their turn are not sent after the key was refused; later ones are."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.runs.run_kit import PROFILE, remote

from vizdesk.common.lazy import Lazy
from vizdesk.common.messages import verbatim
from vizdesk.common.offline import Offline
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.error_scope import ErrorScope
from vizdesk.comparison.events import EngineError, Event, Finished, Request, TextDelta
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import EngineKind, Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, ImageRef, SentImage
from vizdesk.services.comparisons import ComparisonService


@dataclass
class Engine:
    """Refuses every key but a mended one."""

    asked: list[str] = field(default_factory=list)
    mended: bool = False

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        self.asked.append(request.model.name)
        await asyncio.sleep(0)
        if not self.mended:
            raise EngineError(verbatim("The key was refused."), scope=ErrorScope.ACCOUNT)
        yield TextDelta("A circle.")
        yield Finished(FinishReason.STOP)

    async def close(self) -> None:
        pass


def service(engine: Engine) -> ComparisonService:
    engines: Any = dict.fromkeys(EngineKind, engine)
    return ComparisonService(
        Lazy(lambda: engines),
        ConcurrencyLimits(remote=1),
        lambda model: PROFILE,
        Offline(),
        Path("none.toml"),
    )


def job(model: Model) -> Job:
    image = ImageRef("x.png", "0" * 64, 32, 24)
    sent = SentImage(b"", "image/png", 32, 24)
    task = Task(TaskKind.ASK, question="What?")
    return Job(model, PROFILE, task, image, lambda *_: sent)


async def last(answers: Any) -> Answer:
    async for answer in answers:
        final: Answer = answer
    return final


def test_of_eight_that_wait_one_is_sent_and_after_the_key_was_mended_all_are() -> None:
    engine = Engine()
    asking = service(engine)
    jobs = [job(remote(f"M{at}")) for at in range(8)]

    async def ask() -> list[Answer]:
        return list(await asyncio.gather(*(last(asking.ask(each)) for each in jobs)))

    async def run() -> tuple[list[Answer], list[Answer]]:
        first = await ask()
        assert engine.asked == ["M0"]
        engine.mended = True
        return first, await ask()

    first, second = asyncio.run(run())
    assert all(answer.state is AnswerState.FAILED for answer in first)
    words = [str(answer.failure) for answer in first]
    assert words == ["The key was refused.", *["Not asked any more: The key was refused."] * 7]
    assert [answer.text for answer in second] == ["A circle."] * 8
    assert len(engine.asked) == 9
