"""A run over many images: what it will cost and take, its order, its answers, how far it is."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter, defaultdict, deque
from collections.abc import (
    AsyncGenerator,
    Callable,
    Coroutine,
    Hashable,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from vizdesk.common.messages import Message, message
from vizdesk.common.task_groups import run_together
from vizdesk.comparison.circuit_breaker import CircuitBreaker
from vizdesk.comparison.models import Model
from vizdesk.comparison.prompts import unsupported
from vizdesk.comparison.reducer import stopped
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, AnswerState, Failure, Phase
from vizdesk.runs.progress import host_of, places_of
from vizdesk.runs.rate_limit import AdaptiveRateLimit
from vizdesk.services.comparisons import ComparisonService

if TYPE_CHECKING:
    from vizdesk.images.decoded_image import UprightImage
    from vizdesk.images.encoding import EncodedImages

log = logging.getLogger(__name__)


class QuestionKey(NamedTuple):
    """Which question of a run: about which image (`ImageRef.key`), to which model."""

    image: str
    model_id: str


@dataclass(frozen=True, slots=True)
class Question:
    """One model to be asked about one image (its `ImageRef.key`)."""

    image: str
    model: Model

    @property
    def key(self) -> QuestionKey:
        """What tells the questions of a run apart."""
        return QuestionKey(self.image, self.model.id)


@dataclass(frozen=True, slots=True)
class RunAnswer:
    """What a model has written so far about an image; the last one of a question is final."""

    question: Question
    answer: Answer


@dataclass(frozen=True, slots=True)
class ImageRunProgress:
    """Figures for people: images and requests, those that are through, those that failed.

    An image is done when none of its requests is open. `left_s`: seconds left at the models' own
    pace, None while that is not known. `stops` says of whom is asked no more, why; `dropped`
    requests were not sent for that.
    """

    images: int
    images_done: int
    requests: int
    done: int
    failed: int = 0
    dropped: int = 0
    left_s: float | None = None
    stops: tuple[Message, ...] = ()


# --- Before it is asked -----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class RunEstimate:
    """What a run is expected to be: counted, and told before anything is sent.

    `cost_usd` is the sum of what is known, of `unknown_cost` requests it is not. `seconds` at the
    models' own pace; None where no model of a lane has answered yet. `hosts` are the servers
    elsewhere that images are sent to.
    """

    images: int
    requests: int
    cost_usd: float = 0.0
    unknown_cost: int = 0
    seconds: float | None = None
    hosts: tuple[str, ...] = ()

    @property
    def costs_money(self) -> bool:
        """Whether any request is billed; a cost that is not known counts as one."""
        return self.cost_usd > 0 or self.unknown_cost > 0


def estimate_run(
    comparisons: ComparisonService,
    task: Task,
    questions: Sequence[Question],
    sizes: Mapping[str, tuple[int, int]],
    seconds_of: Mapping[str, float],
) -> RunEstimate:
    """What asking `questions` will cost and take. `sizes`: pixels of each image by its key.

    Who cannot do the task is not asked, and counts for nothing. `hosts` are those elsewhere.
    `seconds_of`: what one answer of a model takes, by its id, as far as that is known.
    """
    models = {question.model.id: question.model for question in questions}
    unable = {
        model.id
        for model in models.values()
        if unsupported(model, comparisons.profile_of(model), task)
    }
    asked = [question for question in questions if question.model.id not in unable]
    cost, unknown = 0.0, 0
    # Photographs of one camera have one size: each is reckoned once.
    known: dict[tuple[str, tuple[int, int]], float | None] = {}
    for question in asked:
        model, size = question.model, sizes[question.image]
        if model.free or not host_of(model):
            continue
        if (model.id, size) not in known:
            estimate = comparisons.estimate_before(model, task, size)
            known[model.id, size] = None if estimate is None else estimate.cost_usd
        usd = known[model.id, size]
        cost, unknown = cost + (usd or 0.0), unknown + (usd is None)
    return RunEstimate(
        images=len({question.image for question in questions}),
        requests=len(asked),
        cost_usd=cost,
        unknown_cost=unknown,
        seconds=_seconds_left(
            Counter(question.model.id for question in asked),
            models,
            seconds_of,
            comparisons.limits.local_places,
        ),
        hosts=tuple(dict.fromkeys(host_of(each.model) for each in asked if not each.model.local)),
    )


def _seconds_left(
    open_of: Mapping[str, int],
    models: Mapping[str, Model],
    seconds_of: Mapping[str, float],
    local_places: int,
) -> float | None:
    """Seconds until all open requests are answered: lanes work side by side.

    A model nobody knows the pace of is taken to be as quick as the mean of the others.
    """
    paces = [seconds for seconds in seconds_of.values() if seconds > 0]
    if not any(open_of.values()):
        return 0.0
    if not paces:
        return None
    usual = sum(paces) / len(paces)
    lanes: dict[str, float] = defaultdict(float)
    for model_id, number in open_of.items():
        host = host_of(models[model_id])
        places = places_of(models[model_id]) if host else local_places
        lanes[host] += number * seconds_of.get(model_id, usual) / places
    return max(lanes.values())


# --- The run ----------------------------------------------------------------------------------
@dataclass
class ImageRun:
    """Asks `questions` once each, through the same lanes and engines as everything else.

    Models of this machine are asked one after the other, each about all its images: it is loaded
    once. Servers are asked image by image, as many at once as they take (`AdaptiveRateLimit`); who
    refuses the key or fails again and again is asked no more (`CircuitBreaker`). An image that
    cannot be read any more costs its own requests. `images` by their keys; their pixels are asked
    for when their turn comes, and not held. `tell` hears of each request that ends, on the loop's
    thread. Models of one `lane_of` are asked one after the other in the order of the questions:
    repeats of one model share a lane.
    """

    comparisons: ComparisonService
    task: Task
    questions: Sequence[Question]
    images: Mapping[str, UprightImage]
    encoded: EncodedImages
    seconds_of: Mapping[str, float] = field(default_factory=dict)
    tell: Callable[[ImageRunProgress], None] = lambda _progress: None
    lane_of: Callable[[Model], Hashable] = lambda model: model.id

    def __post_init__(self) -> None:
        self._models = {question.model.id: question.model for question in self.questions}
        self._open = {question.key: question for question in self.questions}
        self._open_of_image = Counter(question.image for question in self.questions)
        self._open_of_model = Counter(question.model.id for question in self.questions)
        self._images, self._requests = len(self._open_of_image), len(self._open)
        self._images_done = self._done = self._failed = self._dropped = 0
        self._measured: dict[str, tuple[float, int]] = {}
        self._in_flight: dict[QuestionKey, asyncio.Task[None]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._withdrawals: deque[Callable[[Question], bool]] = deque()
        self._breaker = CircuitBreaker()

    @property
    def progress(self) -> ImageRunProgress:
        """How far it is."""
        paces = dict(self.seconds_of)
        paces |= {model: total / n for model, (total, n) in self._measured.items()}
        return ImageRunProgress(
            images=self._images,
            images_done=self._images_done,
            requests=self._requests,
            done=self._done,
            failed=self._failed,
            dropped=self._dropped,
            left_s=_seconds_left(
                self._open_of_model, self._models, paces, self.comparisons.limits.local_places
            ),
            stops=self._breaker.reasons,
        )

    async def answers(self) -> AsyncGenerator[RunAnswer, None]:
        """All answers as they grow; to be iterated once. Closing it stops what is being asked."""
        self._loop = asyncio.get_running_loop()
        self._withdraw()  # what was withdrawn before the loop came to this
        coming: asyncio.Queue[RunAnswer | None] = asyncio.Queue()
        working = asyncio.create_task(self._work(coming.put_nowait))
        working.add_done_callback(lambda _: coming.put_nowait(None))
        try:
            while (answer := await coming.get()) is not None:
                yield answer
            working.result()
        finally:
            working.cancel()
            await asyncio.wait({working})

    def withdraw(self, wanted: Callable[[Question], bool]) -> None:
        """Take questions out: those that wait are not asked, those being asked stop. Any thread."""
        self._withdrawals.append(wanted)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._withdraw)

    def _withdraw(self) -> None:
        while self._withdrawals:
            wanted = self._withdrawals.popleft()
            for key in [key for key, question in self._open.items() if wanted(question)]:
                if key in self._in_flight:
                    self._in_flight[key].cancel()
                else:
                    self._leave(self._open[key])
            self.tell(self.progress)

    def _leave(self, question: Question) -> None:
        """A question is over, or never to be asked."""
        if self._open.pop(question.key, None) is None:
            return
        self._open_of_model[question.model.id] -= 1
        self._open_of_image[question.image] -= 1
        self._images_done += not self._open_of_image[question.image]

    # --- Lanes ----------------------------------------------------------------------------
    async def _work(self, put: Callable[[RunAnswer], None]) -> None:
        await run_together(self._lanes(put))

    def _lanes(self, put: Callable[[RunAnswer], None]) -> list[Coroutine[None, None, None]]:
        """One lane for each model of this machine, as many at once as may be; one a server."""
        places = asyncio.Semaphore(self.comparisons.limits.local_places)
        local: dict[Hashable, list[Question]] = defaultdict(list)
        remote: dict[str, list[Question]] = defaultdict(list)
        for question in self.questions:
            host = host_of(question.model)
            (remote[host] if host else local[self.lane_of(question.model)]).append(question)
        lanes = [self._here(questions, places, put) for questions in local.values()]
        return lanes + [self._at_server(_by_image(each), put) for each in remote.values()]

    async def _here(
        self,
        questions: Sequence[Question],
        places: asyncio.Semaphore,
        put: Callable[[RunAnswer], None],
    ) -> None:
        async with places:
            for question in questions:
                await self._ask(question, None, put)

    async def _at_server(
        self, questions: Sequence[Question], put: Callable[[RunAnswer], None]
    ) -> None:
        places = max(places_of(question.model) for question in questions)
        pace, queue = AdaptiveRateLimit(places), iter(questions)

        async def worker(number: int) -> None:
            if number:
                await pace.after_the_first()
            for question in queue:
                async with pace.place():
                    await self._ask(question, pace, put)

        await run_together(map(worker, range(min(places, len(questions)))))

    # --- One question ---------------------------------------------------------------------
    async def _ask(
        self,
        question: Question,
        pace: AdaptiveRateLimit | None,
        put: Callable[[RunAnswer], None],
    ) -> None:
        if question.key not in self._open:
            return  # withdrawn
        if self._breaker.why_not(question.model) is not None:
            self._dropped += 1
            self._leave(question)
            self.tell(self.progress)
            return
        asking = asyncio.create_task(self._answered(question, pace, put))
        self._in_flight[question.key] = asking
        try:
            await asking
        except asyncio.CancelledError:
            this = asyncio.current_task()
            if this is not None and this.cancelling():
                raise  # the whole run; else this question alone was withdrawn
        finally:
            del self._in_flight[question.key]
            self._leave(question)
        self.tell(self.progress)

    async def _answered(
        self,
        question: Question,
        pace: AdaptiveRateLimit | None,
        put: Callable[[RunAnswer], None],
    ) -> None:
        last, refusals = Answer(question.model), 0
        try:
            image = self.images[question.image]
            job = self.comparisons.job(question.model, self.task, image, self.encoded)
            async with aclosing(self.comparisons.ask_in_run(job)) as growing:
                async for last in growing:
                    put(RunAnswer(question, last))
                    refusals = _note_pace(pace, last, refusals)
        except asyncio.CancelledError:
            put(RunAnswer(question, stopped(last)))
            raise
        except Exception as error:
            # Whatever it is, it is about one image: it costs its question, never the run.
            log.exception("%s cannot be asked about an image", question.model.id)
            last = _unusable(question.model, error)
            put(RunAnswer(question, last))
        self._take(last)
        if pace is not None:
            pace.heard()
            if last.state is AnswerState.DONE:
                pace.answered()

    def _take(self, answer: Answer) -> None:
        if answer.sent is not None:
            # Before others are let in. What failed unsent (a damaged image) says nothing of whom
            # it was meant for.
            self._breaker.note(answer)
        self._done += 1
        self._failed += answer.state is AnswerState.FAILED
        if answer.state is AnswerState.DONE and answer.timing.total_s is not None:
            total, n = self._measured.get(answer.model.id, (0.0, 0))
            self._measured[answer.model.id] = (total + answer.timing.total_s, n + 1)


def _by_image(questions: Iterable[Question]) -> list[Question]:
    """Image by image, in the order in which images and models are given."""
    of_image: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        of_image[question.image].append(question)
    return [question for same in of_image.values() for question in same]


def _note_pace(pace: AdaptiveRateLimit | None, answer: Answer, refusals: int) -> int:
    """Tell the rate limit what a growing answer shows of its server; returns refusals so far."""
    if pace is None:
        return refusals
    if answer.text or answer.thinking:
        pace.heard()
    waits = answer.phase is Phase.RETRYING and answer.state is AnswerState.RUNNING
    if waits and len(answer.notices) > refusals:
        pace.refused()
        return len(answer.notices)
    return refusals


def _unusable(model: Model, error: Exception) -> Answer:
    what = message(
        "vizdesk made a mistake while asking {name} ({error}).", name=model.name, error=repr(error)
    )
    failure = Failure(what, message("Please report it."))
    return Answer(model, state=AnswerState.FAILED, failure=failure)
