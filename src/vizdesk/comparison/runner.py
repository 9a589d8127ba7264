"""Running one job: its lane, encoding, prompt, engine events, patience, retries, and the end."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from vizdesk.common.formatting import number
from vizdesk.common.messages import Message, message
from vizdesk.common.surrogates import whole_text
from vizdesk.comparison.circuit_breaker import CircuitBreaker
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.error_scope import ErrorScope
from vizdesk.comparison.estimates import Estimate, cost_of, overcharge_warning
from vizdesk.comparison.events import Engine, EngineError, Event, Finished, Request
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Endpoint, EngineKind, Model
from vizdesk.comparison.parsing.growing import ReplyReader
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import Thinking
from vizdesk.comparison.prompts import build_prompt, schema_for, unsupported
from vizdesk.comparison.reducer import merged, reduce_event
from vizdesk.comparison.repetition import repeats_itself
from vizdesk.comparison.sent_image import kilobytes
from vizdesk.comparison.silence import Silence
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Failure,
    FinishReason,
    Phase,
    Reading,
    Sent,
    SentImage,
    Timing,
    Usage,
)

log = logging.getLogger(__name__)

# Answers are passed on at most this often: quicker than the eye reads, slower than tokens come.
# Eight panes that stream leave the Qt thread free for a frame in between (docs/benchmarks.md, d).
SECONDS_BETWEEN = 0.07


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long a model may be silent, and a server that refuses for now is put up with.

    Silence is measured between events of the engine, which tells every sign of life. A server is
    asked again `retries` times, if it wants no longer wait.
    """

    silence: Silence = field(default_factory=Silence)
    retries: int = 2
    longest_wait_s: float = 60.0

    def limit(self, model: Model, answer: Answer) -> float | None:
        """Seconds until the next event must have come."""
        limits = self.silence.limits_of(model)
        return limits.within_s if answer.text or answer.thinking else limits.before_s


async def answer(
    job: Job,
    engines: Mapping[EngineKind, Engine],
    lanes: ConcurrencyLimits,
    patience: Timeouts = Timeouts(),
    breaker: CircuitBreaker | None = None,
    since: int = 0,
) -> AsyncGenerator[Answer, None]:
    """Yield the answer as it grows; the last one is final. Raises nothing but CancelledError.

    `breaker` says, when the model's turn comes, whether it is still to be asked (for `since` see
    `CircuitBreaker.why_not`), and learns of the answer.
    """
    now = Answer(job.model)
    yield now
    why_not = unsupported(job.model, job.profile, job.task)
    if why_not:
        yield replace(now, state=AnswerState.UNSUPPORTED, failure=Failure(why_not))
        return
    async with lanes.of(job.model):
        stop = breaker.why_not(job.model, since) if breaker else None
        if stop is not None:
            yield failed(now, job, Failure(message("Not asked any more: {reason}", reason=stop)))
            return
        async with aclosing(_tried(job, engines[job.model.engine], now, patience)) as tries:
            async for now in tries:
                yield now
        if breaker:
            breaker.note(now)


async def _tried(
    job: Job, engine: Engine, now: Answer, patience: Timeouts
) -> AsyncGenerator[Answer, None]:
    """Ask until there is an answer, or a failure that does not pass or was waited for enough."""
    tries = 0
    while True:
        try:
            async with aclosing(_attempt(job, engine, now, patience)) as attempt:
                async for now in attempt:
                    yield now
            return
        except EngineError as error:
            tries += 1
            wait = error.retry_after_s if error.retry_after_s is not None else 2.0**tries
            started = bool(now.text or now.thinking)
            over = tries > patience.retries or wait > patience.longest_wait_s
            if started or not error.transient or over:
                yield failed(now, job, error.failure)
                return
            log.warning("%s: %s Trying again in %.0f s", job.model.id, error, wait)
            sentence = message(
                "{what} Tried again after {wait} s.",
                what=error.failure.what,
                wait=f"{wait:.0f}",
            )
            now = replace(now, notices=(*now.notices, sentence), phase=Phase.RETRYING)
            yield now
            await asyncio.sleep(wait)
        except Exception as error:
            log.exception("%s failed", job.model.id)
            what = message(
                "vizdesk made a mistake while asking {name} ({error}).",
                name=job.model.name,
                error=repr(error),
            )
            details = "".join(traceback.format_exception(error))
            yield failed(now, job, Failure(what, message("Please report it."), details))
            return


async def _attempt(
    job: Job, engine: Engine, now: Answer, patience: Timeouts
) -> AsyncGenerator[Answer, None]:
    """Ask once; a server that finds the image too large is asked once more with a smaller one."""
    request = await request_of(job)
    try:
        async with aclosing(_asked(job, engine, request, now, patience)) as run:
            async for now in run:
                yield now
        return
    except EngineError as error:
        begun = bool(now.text or now.thinking)
        smaller = None if begun else await _smaller(job, request, error)
        if smaller is None:
            raise
        now = replace(now, notices=(*now.notices, _sent_smaller(smaller.image, error)))
    async with aclosing(_asked(job, engine, smaller, now, patience)) as run:
        async for now in run:
            yield now


async def _smaller(job: Job, request: Request, error: EngineError) -> Request | None:
    """The same question with a smaller image, where that may help; encoded in a thread."""
    limit = error.image_too_large
    if limit is None:
        return None
    rule = job.profile.image
    image = await asyncio.to_thread(job.encode_smaller, rule, job.model, request.image, limit)
    if image is None:
        return None
    prompt = build_prompt(job.task, job.profile, image.width, image.height)
    return replace(request, image=image, prompt=prompt)


def _sent_smaller(image: SentImage, error: EngineError) -> Message:
    return message(
        "{what} It was sent again at {width} × {height} pixels, {size}.",
        what=error.failure.what,
        width=number(image.width),
        height=number(image.height),
        size=kilobytes(len(image.data)),
    )


async def _asked(
    job: Job, engine: Engine, request: Request, now: Answer, patience: Timeouts
) -> AsyncGenerator[Answer, None]:
    expected = job.estimate(request)
    now = replace(now, state=AnswerState.RUNNING, sent=_sent(job, request))
    yield now
    clock = _Clock()
    reader = ReplyReader(job.task, job.profile, sent=_sent_size(now), original=_original(job))
    async with aclosing(_patient(engine, request, lambda: now, patience)) as events:
        try:
            async for event in events:
                phase = now.phase
                if event is not None:
                    now = clock.stamp(reduce_event(now, event))
                if isinstance(event, Finished):
                    yield _end(_compared(now, expected), job)
                    return
                if event is None or now.phase is not phase or clock.due():
                    if repeats_itself(now.text):
                        now = clock.stamp(reduce_event(now, Finished(FinishReason.REPETITION)))
                        yield _end(now, job)
                        return
                    now = replace(now, reading=reader.follow(now.text))
                    clock.passed()
                    yield now
        except EngineError:
            yield now  # what came last is part of the answer that failed: words, tokens, cost
            raise
    raise _never_done(job)


def answer_of(job: Job, request: Request, events: Iterable[Event]) -> Answer:
    """The final answer of events that came all at once, as in a batch; no time is measured.

    An EngineError on the way makes it a failure that keeps what was said before.
    """
    now = Answer(job.model, state=AnswerState.RUNNING, sent=_sent(job, request))
    try:
        for event in events:
            now = reduce_event(now, event)
        if not now.state.final:
            raise _never_done(job)
    except EngineError as error:
        return failed(now, job, error.failure)
    return _end(_compared(now, job.estimate(request)), job)


def _sent(job: Job, request: Request) -> Sent:
    sampling = {
        "temperature": job.model.sampling.temperature,
        "seed": job.model.sampling.seed,
        "max_output_tokens": job.model.sampling.max_output_tokens,
        "constrained": request.schema is not None,
    }
    image = request.image
    return Sent(
        image.width, image.height, request.prompt, sampling, image.media_type, len(image.data)
    )


def _never_done(job: Job) -> EngineError:
    return EngineError(
        message("{name} stopped without saying that it was done.", name=job.model.name),
        message("Run it again."),
    )


async def request_of(job: Job) -> Request:
    """The job's question, ready to send; its image is encoded in a thread."""
    image = await asyncio.to_thread(job.encode, job.profile.image, job.model)
    constrained = job.model.sampling.constrained
    return Request(
        model=job.model,
        prompt=build_prompt(job.task, job.profile, image.width, image.height),
        image=image,
        system=job.profile.system,
        schema=schema_for(job.task, job.profile) if constrained else None,
        image_first=job.profile.image_first,
        tokens=job.profile.tokens,
        thinking=_thinking(job),
    )


def _thinking(job: Job) -> bool | None:
    thinks = job.model.sampling.thinking
    return thinks if thinks or job.profile.thinking is not Thinking.NONE else None


async def _patient(
    engine: Engine, request: Request, now: Callable[[], Answer], patience: Timeouts
) -> AsyncGenerator[Event | None, None]:
    """The engine's events, and None whenever it pauses; EngineError when it pauses for too long."""
    events = engine.ask(request)
    coming: asyncio.Future[Event] | None = None
    try:
        while True:
            coming = asyncio.ensure_future(anext(events))
            limit = patience.limit(request.model, now())
            if not (await asyncio.wait({coming}, timeout=SECONDS_BETWEEN))[0]:
                yield None
                if not (await asyncio.wait({coming}, timeout=limit))[0]:
                    raise EngineError(
                        message(
                            "{name} said nothing for {limit} s.",
                            name=request.model.name,
                            limit=f"{limit:.0f}",
                        ),
                        _after_silence(request.model),
                        scope=ErrorScope.ANSWER,
                        charged=True,
                    )
            try:
                event = coming.result()
            except StopAsyncIteration:
                return
            yield event
    finally:
        if coming is not None and not coming.done():
            coming.cancel()
            await asyncio.wait({coming})
        await events.aclose()


def _after_silence(model: Model) -> Message:
    if isinstance(model.source, Endpoint):
        return message(
            "Run it again, choose a smaller model or image, or let servers be silent for longer "
            "in the settings."
        )
    return message("Run it again, or choose a smaller model or image.")


class _Clock:
    """Wall-clock figures for engines that measure none themselves, and the pace of passing on."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._first: float | None = None
        self._due = 0.0

    def due(self) -> bool:
        return time.perf_counter() >= self._due

    def passed(self) -> None:
        self._due = time.perf_counter() + SECONDS_BETWEEN

    def stamp(self, answer: Answer) -> Answer:
        """Fill in TTFT at the first text and the total at the end, where the engine gave none."""
        written = self._first is None and bool(answer.text)
        if not written and not answer.state.final:
            return answer  # as most events are: many a second, for each model
        since = time.perf_counter() - self._start
        if written:
            self._first = since
        timing = answer.timing
        load = timing.load_s or 0.0
        mine = Timing(
            ttft_s=None if self._first is None else max(0.0, self._first - load),
            total_s=since if answer.state.final else None,
        )
        if answer.state.final and self._first is not None and answer.usage.output_tokens:
            writing = since - self._first
            if writing > 0 and answer.usage.output_tokens > 1:
                mine = replace(mine, tokens_per_s=(answer.usage.output_tokens - 1) / writing)
        return replace(answer, timing=merged(mine, timing))


def _read(job: Job, now: Answer, *, final: bool) -> Reading:
    return read(
        job.task,
        job.profile,
        now.text,
        sent=_sent_size(now),
        original=_original(job),
        final=final,
    )


def _sent_size(now: Answer) -> tuple[int, int]:
    return (now.sent.width, now.sent.height) if now.sent else (1, 1)


def _original(job: Job) -> tuple[int, int]:
    return job.image.width, job.image.height


def _end(now: Answer, job: Job) -> Answer:
    """The final answer; one without a word is none, whatever the model or its server calls it."""
    done = replace(now, reading=_read(job, now, final=True), cost_usd=_cost(now))
    if done.text.strip():
        return done
    # What is wrong is said once, by the failure.
    reading = _read(job, now, final=False)
    return replace(done, state=AnswerState.FAILED, failure=_wordless(done), reading=reading)


def _wordless(now: Answer) -> Failure:
    name = now.model.name
    thought = bool(now.thinking or now.usage.reasoning_tokens)
    if now.finish_reason is FinishReason.LENGTH:
        what = (
            message("{name} wrote no answer: the whole token limit went into thinking.", name=name)
            if thought
            else message("{name} wrote no answer within its token limit.", name=name)
        )
        return Failure(what, message("Raise the limit for an answer."))
    if now.finish_reason is FinishReason.ABORTED:
        what = message("{name} was cut off before it wrote a word.", name=name)
        return Failure(what, message("Run it again."))
    if thought:
        what = message("{name} only thought, and wrote no answer.", name=name)
        return Failure(what, message("Run it again, or switch its thinking off."))
    what = message("{name} ended without a word.", name=name)
    return Failure(what, message("Run it again, or ask in other words."))


def _compared(now: Answer, expected: Estimate | None) -> Answer:
    """The answer with a warning where far more was billed than an image and a question are."""
    warning = overcharge_warning(
        now.usage.input_tokens, expected.input_tokens if expected else None
    )
    return replace(now, notices=(*now.notices, warning)) if warning else now


def _cost(now: Answer) -> float | None:
    """US dollars: what the server says, else price x usage; 0 where it is free; None if unknown.

    A server that says “nothing” for what has a price is not believed.
    """
    if now.cost_usd is not None and (now.cost_usd > 0 or not _has_price(now)):
        return now.cost_usd
    if now.model.free:
        return 0.0
    return None if now.model.price is None else cost_of(now.model.price, now.usage)


def _has_price(now: Answer) -> bool:
    price = now.model.price
    return price is not None and (price.input_per_million > 0 or price.output_per_million > 0)


def failed(now: Answer, job: Job, failure: Failure) -> Answer:
    """The answer of a model that could not give one; what it said so far is kept."""
    now = replace(now, text=whole_text(now.text))
    return replace(
        now,
        state=AnswerState.FAILED,
        progress=None,
        failure=failure,
        reading=_read(job, now, final=False),
        cost_usd=None if now.usage == Usage() and now.cost_usd is None else _cost(now),
    )


async def compare(
    jobs: Sequence[Job],
    engines: Mapping[EngineKind, Engine],
    lanes: ConcurrencyLimits,
    on_answer: Callable[[int, Answer], None] = lambda _index, _answer: None,
    breaker: CircuitBreaker | None = None,
    patience: Timeouts = Timeouts(),
) -> tuple[Answer, ...]:
    """Ask all models, each in its lane, and wait; answers in the order of `jobs`.

    A `breaker` that several comparisons share stops asking whom the earlier ones asked in vain.
    """

    async def ask(index: int, job: Job) -> Answer:
        last = Answer(job.model)
        async with aclosing(answer(job, engines, lanes, patience, breaker)) as growing:
            async for last in growing:
                on_answer(index, last)
        return last

    return tuple(await asyncio.gather(*(ask(at, job) for at, job in enumerate(jobs))))
