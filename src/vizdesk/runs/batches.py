"""One model's questions sent to its server together, as a batch; its replies become answers."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import (
    AsyncGenerator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from vizdesk.common.messages import Message, message
from vizdesk.comparison.events import Event, Request
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import ImageRule
from vizdesk.comparison.prompts import unsupported
from vizdesk.comparison.runner import answer_of, request_of
from vizdesk.comparison.types import Answer, AnswerState, Failure, SentImage
from vizdesk.evals.suite import EvalItem
from vizdesk.runs.plan import PlanCell, for_repeat
from vizdesk.runs.progress import BatchCounts

log = logging.getLogger(__name__)

MakeJob = Callable[[Model, EvalItem], Awaitable[Job]]
Questions = Iterable[tuple[str, Request]]
# How many questions have their answer at the server, and a sentence on what goes wrong (or "").
TellBatch = Callable[[int, Message], None]


class CollectedReply(Protocol):
    """What came of one question of a batch."""

    @property
    def custom_id(self) -> str:
        """The question's name."""

    @property
    def transient(self) -> bool:
        """Whether it got no answer for a reason that may pass."""

    def events(self) -> Iterator[Event]:
        """The events of the answer. Raises EngineError where there is none."""


class Batches(Protocol):
    """Servers with a Batch API. A run's batches are remembered, so that nothing is sent twice."""

    def takes(self, model: Model) -> bool:
        """Whether this model can be asked so. May read files."""

    def sent(self, run: str, model: Model) -> frozenset[str]:
        """The names of the questions that were sent to this model so far. Reads files."""

    def ask(
        self, run: str, model: Model, questions: Questions, tell: TellBatch, *, again: bool
    ) -> AsyncGenerator[CollectedReply, None]:
        """Send what was not sent, wait, and give a reply for every question. Raises EngineError.

        `questions` is gone through in a thread. `again`: those that got no answer for a passing
        reason are sent once more. Leaving the iteration leaves the batch at work.
        """

    async def cancel(self, run: str, model: Model) -> None:
        """End this model's batches at the server; `ask` then gives what they answered."""


class RunBatches(Batches, Protocol):
    """The batches of all runs, as they are kept on this disk."""

    def price_factor(self, model: Model) -> float:
        """What a batch of this model costs of the usual price. May read files."""

    def under_way(self, run: str) -> int:
        """How many questions of a run are in batches that have not been fetched. Reads files."""

    def forget(self, run: str) -> None:
        """Delete what is kept of a run's batches here. Raises OSError."""


def question_name(run: str, cell: PlanCell) -> str:
    """What a question is called in a batch, the same whenever the run goes on."""
    return f"{run}:{cell.model}:{cell.item}:{cell.repeat}"


@dataclass
class BatchLane:
    """The questions of `model`. `keep` is given each final answer and when its batch was begun.

    `packing` lets one batch at a time be put together: that holds one of the loop's few threads,
    and needs others for the images.
    """

    run: str
    model: Model
    item: Callable[[str], EvalItem]
    batches: Batches
    make_job: MakeJob
    keep: Callable[[PlanCell, Answer, datetime], Awaitable[None]]
    tell: Callable[[BatchCounts], None]
    packing: asyncio.Lock
    _asked: dict[str, tuple[Job, Request]] = field(default_factory=dict)
    _holds: bool = False
    _gone: threading.Event = field(default_factory=threading.Event)

    async def work(self, cells: Sequence[PlanCell], *, cancel: bool = False) -> None:
        """Ask these cells, or fetch what was answered of them. Raises EngineError.

        With `cancel` the batch is ended first, and what it did not answer is left unasked.
        """
        began = datetime.now(UTC)
        names = {question_name(self.run, cell): cell for cell in cells}

        def tell(done: int, problem: Message) -> None:
            self.tell(BatchCounts(min(done, len(cells)), len(cells), problem))

        if cancel:
            await self.batches.cancel(self.run, self.model)
        await self.packing.acquire()
        self._holds = True
        try:
            questions = self._questions(names, began)
            asking = self.batches.ask(self.run, self.model, questions, tell, again=not cancel)
            async with aclosing(asking) as replies:
                async for reply in replies:
                    if not (cancel and reply.transient):
                        answer = answer_of(*self._asked.pop(reply.custom_id), reply.events())
                        await self.keep(names[reply.custom_id], answer, began)
        finally:
            self._gone.set()
            self._packed()

    def _packed(self) -> None:
        if self._holds:
            self._holds = False
            self.packing.release()

    def _questions(self, names: Mapping[str, PlanCell], began: datetime) -> Questions:
        """Each question as it is wanted: their images are never held together."""
        loop = asyncio.get_running_loop()

        def all_of_them() -> Iterator[tuple[str, Request]]:
            for name, cell in names.items():
                if self._gone.is_set():
                    raise asyncio.CancelledError
                making = asyncio.run_coroutine_threadsafe(self._question(name, cell, began), loop)
                request = making.result()
                if request is not None:
                    yield name, request
            loop.call_soon_threadsafe(self._packed)

        return all_of_them()

    async def _question(self, name: str, cell: PlanCell, began: datetime) -> Request | None:
        """The request of a cell; None when its answer is known without asking."""
        asked, item = for_repeat(self.model, cell.repeat), self.item(cell.item)
        try:
            job = await self.make_job(asked, item)
            why_not = unsupported(job.model, job.profile, job.task)
            request = None if why_not else await request_of(job)
        except Exception as error:
            # Whatever it is, it is about one image: it costs its questions, never the batch.
            log.exception("%s cannot be asked about %s", asked.id, item.id)
            await self.keep(cell, unusable(asked, item, error), began)
            return None
        if request is None:
            failure = Failure(why_not)
            unasked = Answer(job.model, AnswerState.UNSUPPORTED, failure=failure)
            await self.keep(cell, unasked, began)
            return None
        # Without its bytes: a batch is waited for with thousands of questions on the way.
        light = replace(request, image=replace(request.image, data=b"", overview=b""))
        self._asked[name] = (replace(job, encode=_encoded_before), light)
        return request


def unusable(model: Model, item: EvalItem, error: Exception) -> Answer:
    """The answer to an item whose image cannot be used."""
    failure = Failure(
        message(
            "The image of {id} cannot be used: {error}",
            id=item.id,
            error=str(error) or type(error).__name__,
        )
    )
    return Answer(model, state=AnswerState.FAILED, failure=failure)


def _encoded_before(rule: ImageRule, model: Model) -> SentImage:
    raise AssertionError("the image of a batch is encoded once")
