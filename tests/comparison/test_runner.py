"""One job from queue to end: lanes, patience, retries, repetition, stopping. A scripted engine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.waiting import LIMIT_S

from vizdesk.common import resources
from vizdesk.common.messages import message, verbatim
from vizdesk.comparison import runner
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import (
    EngineError,
    EngineProgress,
    Event,
    Finished,
    ImageTooLarge,
    Measured,
    Notice,
    Request,
    TextDelta,
    ThinkingDelta,
)
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Endpoint, EngineKind, GgufPair, Model, Price
from vizdesk.comparison.parsing import reply as parsing
from vizdesk.comparison.profiles import ImageRule, load_profiles
from vizdesk.comparison.prompts import build_prompt
from vizdesk.comparison.reducer import stopped
from vizdesk.comparison.repetition import repeats_itself
from vizdesk.comparison.runner import Timeouts, answer, compare
from vizdesk.comparison.silence import Silence, SilenceLimits
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    FinishReason,
    ImageRef,
    Phase,
    Reading,
    SentImage,
    Timing,
    Usage,
)

PROFILES = load_profiles(resources.folder() / "profiles")
LOCAL = Model(
    id="local",
    name="Local",
    engine=EngineKind.LLAMA,
    source=GgufPair(Path("a.gguf"), Path("b.gguf")),
    profile="generic",
)
REMOTE = replace(
    LOCAL,
    id="remote",
    name="Remote",
    source=Endpoint("https://example.org/v1", "m", "k"),
    price=Price(2.0, 10.0, "2026-11-01", "test"),
)
Script = Callable[[Request], AsyncGenerator[Event, None]]


class FakeClock:
    """The runner's clock, moved by the test alone; seconds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(runner, "time", SimpleNamespace(perf_counter=lambda: self.now))


@dataclass
class Scripted:
    script: Script
    asked: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        self.asked.append(request.model.id)
        try:
            async with aclosing(self.script(request)) as events:
                async for event in events:
                    yield event
        finally:
            self.closed.append(request.model.id)

    async def close(self) -> None:
        pass


def job(model: Model = LOCAL, task: Task | None = None) -> Job:
    return Job(
        model=model,
        profile=PROFILES["generic"],
        task=task or Task(TaskKind.CAPTION),
        image=ImageRef("p.png", "0" * 64, 800, 500),
        encode=lambda rule, one: SentImage(b"png", "image/png", 80, 50),
    )


def run(engine: Scripted, one: Job | None = None, patience: Timeouts | None = None) -> list[Answer]:
    async def collect() -> list[Answer]:
        engines = dict.fromkeys(EngineKind, engine)
        return [
            a
            async for a in answer(
                one or job(), engines, ConcurrencyLimits(), patience or Timeouts()
            )
        ]

    return asyncio.run(collect())


async def says(text: str, pieces: int = 1) -> AsyncGenerator[Event, None]:
    yield EngineProgress(Phase.LOADING, 0.5)
    size = max(1, len(text) // pieces)
    for at in range(0, len(text), size):
        yield TextDelta(text[at : at + size])
    yield Finished(FinishReason.STOP, Usage(100, 20))


def test_an_answer_is_queued_first_and_done_last() -> None:
    seen = run(Scripted(lambda _: says("A cat.")))
    assert seen[0].state is AnswerState.QUEUED
    assert seen[-1].state is AnswerState.DONE
    assert seen[-1].text == "A cat."
    assert seen[-1].sent is not None
    assert seen[-1].sent.prompt == PROFILES["generic"].prompts["caption"]
    assert seen[-1].cost_usd == 0.0
    assert seen[-1].timing.ttft_s is not None
    assert Phase.LOADING in [one.phase for one in seen]


def test_thousands_of_words_become_few_updates_and_none_is_lost() -> None:
    text = "".join(f"word {n} " for n in range(2000))
    seen = run(Scripted(lambda _: says(text, 2000)))
    assert seen[-1].text == text
    assert len(seen) < 200


def test_what_was_written_is_shown_while_the_engine_pauses() -> None:
    async def scenario() -> Answer:
        shown = asyncio.Event()

        async def pauses(_: Request) -> AsyncGenerator[Event, None]:
            yield TextDelta("one ")
            yield TextDelta("two")
            await shown.wait()
            yield Finished(FinishReason.STOP)

        engines = dict.fromkeys(EngineKind, Scripted(pauses))
        last = Answer(LOCAL)
        async with aclosing(answer(job(), engines, ConcurrencyLimits())) as growing:
            async for last in growing:
                if last.text == "one two":
                    shown.set()
        return last

    assert asyncio.run(asyncio.wait_for(scenario(), LIMIT_S)).state is AnswerState.DONE


def test_thinking_is_kept_apart() -> None:
    async def thinks(_: Request) -> AsyncGenerator[Event, None]:
        yield ThinkingDelta("hm")
        yield TextDelta("yes")
        yield Finished(FinishReason.STOP)

    last = run(Scripted(thinks))[-1]
    assert (last.thinking, last.text) == ("hm", "yes")


def test_ttft_is_without_loading_and_the_rate_without_the_first_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Loaded in 3 s, first token at 5 s, 21 tokens until 9 s: TTFT 2 s, 20 tokens in 4 s."""
    clock = FakeClock(monkeypatch)

    async def measured(_: Request) -> AsyncGenerator[Event, None]:
        clock.now += 3.0
        yield Measured(Timing(load_s=3.0))
        clock.now += 2.0
        yield TextDelta("A ")
        clock.now += 4.0
        yield TextDelta("cat.")
        yield Finished(FinishReason.STOP, Usage(100, 21))

    assert run(Scripted(measured))[-1].timing == Timing(
        load_s=3.0, ttft_s=2.0, total_s=9.0, tokens_per_s=5.0
    )


def test_what_the_engine_measured_itself_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock(monkeypatch)
    own = Timing(load_s=0.5, ttft_s=0.25, total_s=0.75, tokens_per_s=40.0)

    async def measures(_: Request) -> AsyncGenerator[Event, None]:
        clock.now += 7.0
        yield TextDelta("A cat.")
        clock.now += 7.0
        yield Finished(FinishReason.STOP, Usage(100, 21), own)

    assert run(Scripted(measures))[-1].timing == own


def test_a_single_token_has_no_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock(monkeypatch)

    async def one_token(_: Request) -> AsyncGenerator[Event, None]:
        clock.now += 1.0
        yield TextDelta("yes")
        clock.now += 1.0
        yield Finished(FinishReason.STOP, Usage(100, 1))

    timing = run(Scripted(one_token))[-1].timing
    assert (timing.ttft_s, timing.total_s, timing.tokens_per_s) == (1.0, 2.0, None)


@pytest.mark.parametrize("retries", [0, 1, 2])
def test_a_server_that_stays_busy_is_asked_once_and_as_often_again_as_set(retries: int) -> None:
    async def busy(_: Request) -> AsyncGenerator[Event, None]:
        raise EngineError(verbatim("Too busy."), transient=True, retry_after_s=0.0)
        yield TextDelta("")

    engine = Scripted(busy)
    last = run(engine, patience=Timeouts(retries=retries))[-1]
    assert engine.asked == ["local"] * (1 + retries)
    assert last.state is AnswerState.FAILED
    assert len(last.notices) == retries


@pytest.mark.parametrize(("wait", "times"), [(60.0, 2), (60.5, 1)])
def test_a_wait_of_just_the_longest_is_kept_and_a_longer_one_refused(
    wait: float, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []

    async def busy(_: Request) -> AsyncGenerator[Event, None]:
        raise EngineError(verbatim("Too busy."), transient=True, retry_after_s=wait)
        yield TextDelta("")

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(runner.asyncio, "sleep", sleep)
    engine = Scripted(busy)
    run(engine, patience=Timeouts(retries=1, longest_wait_s=60.0))
    assert len(engine.asked) == times
    assert slept == [60.0] * (times - 1)


def test_without_a_word_of_the_server_the_waits_double(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def busy(_: Request) -> AsyncGenerator[Event, None]:
        raise EngineError(verbatim("Too busy."), transient=True)
        yield TextDelta("")

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(runner.asyncio, "sleep", sleep)
    run(Scripted(busy), patience=Timeouts(retries=3))
    assert slept == [2.0, 4.0, 8.0]


def test_price_and_usage_give_the_cost() -> None:
    last = run(Scripted(lambda _: says("x")), job(REMOTE))[-1]
    assert last.cost_usd == (100 * 2.0 + 20 * 10.0) / 1e6


def test_the_first_word_of_a_file_and_of_a_server_and_what_follows_have_limits_of_their_own() -> (
    None
):
    limits = Timeouts(
        Silence(
            files=SilenceLimits(1.0, 2.0),
            local_servers=SilenceLimits(3.0, 4.0),
            servers=SilenceLimits(5.0, None),
        )
    )
    here = replace(REMOTE, source=Endpoint("http://localhost:8080/v1", "m"))
    own = Endpoint("http://a/v1", "m", silence_before_s=7.0, silence_within_s=0)
    patient = replace(REMOTE, source=own)
    expected = ((LOCAL, 1.0, 2.0), (here, 3.0, 4.0), (REMOTE, 5.0, None), (patient, 7.0, None))
    for model, before, within in expected:
        assert limits.limit(model, Answer(model)) == before
        assert limits.limit(model, Answer(model, text="a")) == within
        assert limits.limit(model, Answer(model, thinking="hm")) == within


def test_silence_ends_with_a_sentence() -> None:
    async def silent(_: Request) -> AsyncGenerator[Event, None]:
        yield TextDelta("a")
        await asyncio.Event().wait()

    engine = Scripted(silent)
    last = run(engine, patience=Timeouts(Silence(files=SilenceLimits(0.2, 0.2))))[-1]
    assert last.state is AnswerState.FAILED
    assert "said nothing" in str(last.failure)
    assert last.failure is not None
    assert last.failure.charged
    assert last.text == "a"
    assert engine.closed == ["local"]


def test_a_passing_error_is_tried_again_and_said() -> None:
    tries = []

    async def second_time(_: Request) -> AsyncGenerator[Event, None]:
        tries.append(1)
        if len(tries) == 1:
            raise EngineError(verbatim("Too busy."), transient=True, retry_after_s=0.05)
        async with aclosing(says("ok")) as events:
            async for event in events:
                yield event

    last = run(Scripted(second_time))[-1]
    assert last.state is AnswerState.DONE
    assert "Too busy. Tried again" in last.problems[0]


def test_a_lasting_error_or_one_after_words_is_not_tried_again() -> None:
    async def after_words(_: Request) -> AsyncGenerator[Event, None]:
        yield TextDelta("half")
        raise EngineError(verbatim("Cut."), transient=True, retry_after_s=0.0)

    async def lasting(_: Request) -> AsyncGenerator[Event, None]:
        raise EngineError(verbatim("No key."), verbatim("Add one."))
        yield TextDelta("")

    for script in (after_words, lasting):
        engine = Scripted(script)
        last = run(engine)[-1]
        assert last.state is AnswerState.FAILED
        assert engine.asked == ["local"]


def test_a_bug_in_an_engine_is_a_failed_answer_with_details() -> None:
    async def broken(_: Request) -> AsyncGenerator[Event, None]:
        yield Notice(verbatim("about to break"))
        raise ZeroDivisionError("oops")

    last = run(Scripted(broken))[-1]
    assert last.state is AnswerState.FAILED
    assert last.failure is not None
    assert "ZeroDivisionError" in last.failure.what
    assert "broken" in last.failure.details


def test_an_engine_that_just_ends_has_failed() -> None:
    async def ends(_: Request) -> AsyncGenerator[Event, None]:
        yield TextDelta("half")

    assert run(Scripted(ends))[-1].state is AnswerState.FAILED


def test_a_model_that_loops_is_stopped() -> None:
    async def loops(_: Request) -> AsyncGenerator[Event, None]:
        for _round in range(100_000):
            yield TextDelta("and so on ")
            await asyncio.sleep(0.0005)

    engine = Scripted(loops)
    last = run(engine)[-1]
    assert last.finish_reason is FinishReason.REPETITION
    assert last.state is AnswerState.DONE
    assert last.timing.total_s is not None
    assert engine.closed == ["local"]


def test_a_growing_reply_is_read_piece_by_piece_and_only_its_end_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = FakeClock(monkeypatch)
    whole: list[int] = []

    def read_once(*args: Any, **settings: Any) -> Reading:
        reading = parsing.read(*args, **settings)
        whole.append(len(reading.detections))
        return reading

    async def floods(_: Request) -> AsyncGenerator[Event, None]:
        for n in range(2000):
            clock.now += 1.0
            yield TextDelta(f'{{"box_2d": [{n % 900}, 1, 999, 500], "label": "a{n}"}},\n')
        yield Finished(FinishReason.STOP)

    monkeypatch.setattr(runner, "read", read_once)
    answers = run(Scripted(floods), job(task=Task(TaskKind.DETECT)))
    shown = [len(answer.reading.detections) for answer in answers]
    assert whole == [2000]
    assert shown == sorted(shown)
    assert shown[-2] >= 1999


def test_an_honest_list_of_boxes_is_no_loop() -> None:
    entries = ", ".join(
        f'{{"box_2d": [{n}, {n + 1}, {n + 20}, {n + 30}], "label": "person"}}' for n in range(200)
    )
    assert not repeats_itself(entries)
    assert repeats_itself("yes " * 200)
    assert repeats_itself("x" * 400)
    assert not repeats_itself("x" * 399)


@pytest.mark.parametrize(
    ("size", "times", "loop"),
    [(60, 7, False), (60, 8, True), (49, 8, False), (50, 8, True), (200, 8, True), (201, 9, False)],
)
def test_a_loop_is_a_chunk_of_at_most_200_characters_8_times_and_400_characters(
    size: int, times: int, loop: bool
) -> None:
    chunk = "".join(f"{n:03} " for n in range(60))[:size]
    assert len(chunk) == size
    assert repeats_itself("Once: " + chunk * times) is loop


def test_stopping_closes_an_engine_that_waits_for_ever_and_keeps_the_words() -> None:
    async def writes(_: Request) -> AsyncGenerator[Event, None]:
        yield TextDelta("so far")
        await asyncio.Event().wait()

    engine = Scripted(writes)

    async def scenario() -> Answer:
        seen: list[Answer] = []
        written = asyncio.Event()

        async def watch() -> None:
            async with aclosing(
                answer(job(), dict.fromkeys(EngineKind, engine), ConcurrencyLimits())
            ) as run:
                async for one in run:
                    seen.append(one)
                    if one.text == "so far":
                        written.set()

        task = asyncio.create_task(watch())
        await written.wait()
        task.cancel()
        await asyncio.wait({task})
        return seen[-1]

    last = asyncio.run(scenario())
    assert engine.closed == ["local"]
    ended = stopped(last)
    assert (ended.state, ended.text) == (AnswerState.STOPPED, "so far")


def at_once(
    models: list[Model], limits: ConcurrencyLimits, together: int
) -> tuple[int, list[str], list[str]]:
    """The most that ran at once, who was asked, who answered; none ends before `together` run."""
    running: list[int] = [0]
    most = [0]

    async def busy(_: Request) -> AsyncGenerator[Event, None]:
        running[0] += 1
        most[0] = max(most[0], running[0])
        while most[0] < together:  # noqa: ASYNC110 - each looks for itself
            await asyncio.sleep(0)
        running[0] -= 1
        yield TextDelta("ok")
        yield Finished(FinishReason.STOP)

    engine = Scripted(busy)

    async def all_of_them() -> tuple[Answer, ...]:
        return await compare([job(m) for m in models], dict.fromkeys(EngineKind, engine), limits)

    answers = asyncio.run(all_of_them())
    return most[0], engine.asked, [answer.model.id for answer in answers]


def test_local_models_run_one_after_the_other_in_order() -> None:
    models = [replace(LOCAL, id=f"m{n}") for n in range(4)]
    most, asked, answered = at_once(models, ConcurrencyLimits(), 1)
    assert most == 1
    assert asked == answered == ["m0", "m1", "m2", "m3"]


def test_remote_models_run_side_by_side() -> None:
    models = [replace(REMOTE, id=f"m{n}") for n in range(4)]
    most, _, _ = at_once(models, ConcurrencyLimits(), 4)
    assert most == 4


def test_a_model_that_cannot_says_so_and_is_not_asked() -> None:
    engine = Scripted(lambda _: says("x"))
    able = replace(LOCAL, tasks=frozenset({TaskKind.CAPTION}))
    last = run(engine, job(able, Task(TaskKind.DETECT)))[-1]
    assert last.state is AnswerState.UNSUPPORTED
    assert str(last.failure) == "Not supported: Detect. Local can do Caption."
    assert engine.asked == []


def test_the_image_is_encoded_off_the_loop() -> None:
    threads: list[threading.Thread] = []

    def encode(rule: ImageRule, model: Model) -> SentImage:
        threads.append(threading.current_thread())
        return SentImage(b"", "image/png", 1, 1)

    run(Scripted(lambda _: says("x")), replace(job(), encode=encode))
    assert threads
    assert threads[0] is not threading.main_thread()


def test_an_encoding_that_fails_is_a_failed_answer() -> None:
    def encode(rule: ImageRule, model: Model) -> SentImage:
        raise MemoryError("no memory for this image")

    last = run(Scripted(lambda _: says("x")), replace(job(), encode=encode))[-1]
    assert last.state is AnswerState.FAILED
    assert "no memory" in str(last.failure)


def test_a_bill_far_over_the_estimate_is_said_beside_the_answer() -> None:
    async def billed(request: Request) -> AsyncGenerator[Event, None]:
        yield TextDelta("a cat")
        yield Finished(FinishReason.STOP, Usage(input_tokens=66_000, output_tokens=10))

    expected = Estimate(1600, 1650, 250, 0.01)
    asked = replace(job(REMOTE), estimate=lambda _request: expected)
    last = run(Scripted(billed), asked)[-1]
    assert last.notices[-1].startswith("66,000 input tokens were billed, 40 times")
    assert last.cost_usd == 0.1321


def refusing(first: str, limit: ImageTooLarge | None) -> Scripted:
    """Refuses images larger than 40 pixels."""

    async def script(request: Request) -> AsyncGenerator[Event, None]:
        if request.image.width > 40:
            if first:
                yield TextDelta(first)
            raise EngineError(message("The image is too large."), image_too_large=limit)
        yield TextDelta(request.prompt)
        yield Finished(FinishReason.STOP)

    return Scripted(script)


def shrinking(
    rule: ImageRule, model: Model, refused: SentImage, limit: ImageTooLarge
) -> SentImage | None:
    return SentImage(b"jpeg", "image/jpeg", refused.width // 2, refused.height // 2)


def test_an_image_that_is_too_large_is_sent_once_more_smaller() -> None:
    engine = refusing("", ImageTooLarge())
    sized = replace(job(task=Task(TaskKind.DETECT)), encode_smaller=shrinking)
    last = run(engine, sized)[-1]
    assert (last.state, len(engine.asked)) == (AnswerState.DONE, 2)
    assert last.sent is not None
    assert (last.sent.width, last.sent.height) == (40, 25)
    assert (last.sent.media_type, last.sent.image_bytes) == ("image/jpeg", 4)
    assert last.text == build_prompt(sized.task, sized.profile, 40, 25)
    assert last.notices == ("The image is too large. It was sent again at 40 × 25 pixels, 1 kB.",)


@pytest.mark.parametrize(
    ("first", "limit", "encode_smaller", "asked"),
    [
        ("", None, shrinking, 1),
        ("", ImageTooLarge(), lambda *_: None, 1),
        ("A cat", ImageTooLarge(), shrinking, 1),
        ("", ImageTooLarge(), lambda _rule, _model, refused, _limit: refused, 2),
    ],
    ids=["not about its size", "cannot be smaller", "begun", "refused again"],
)
def test_otherwise_the_refusal_stands(
    first: str, limit: ImageTooLarge | None, encode_smaller: Any, asked: int
) -> None:
    engine = refusing(first, limit)
    last = run(engine, replace(job(), encode_smaller=encode_smaller))[-1]
    assert (last.state, len(engine.asked)) == (AnswerState.FAILED, asked)
    assert last.failure is not None
    assert last.failure.what == "The image is too large."


@pytest.mark.parametrize(
    ("events", "what", "todo"),
    [
        ([Finished(FinishReason.STOP)], "Remote ended without a word.", "in other words"),
        ([TextDelta(" \n"), Finished(FinishReason.STOP)], "Remote ended without a word.", "again"),
        (
            [ThinkingDelta("hm"), Finished(FinishReason.STOP)],
            "Remote only thought, and wrote no answer.",
            "switch its thinking off",
        ),
        (
            [Finished(FinishReason.LENGTH, Usage(9, 100, 100))],
            "Remote wrote no answer: the whole token limit went into thinking.",
            "Raise the limit",
        ),
        (
            [Finished(FinishReason.LENGTH)],
            "Remote wrote no answer within its token limit.",
            "Raise the limit",
        ),
        (
            [Finished(FinishReason.ABORTED)],
            "Remote was cut off before it wrote a word.",
            "Run it again",
        ),
    ],
)
def test_done_without_a_word_is_a_failure_that_says_why(
    events: list[Event], what: str, todo: str
) -> None:
    async def wordless(_: Request) -> AsyncGenerator[Event, None]:
        for event in events:
            yield event

    last = run(Scripted(wordless), job(REMOTE))[-1]
    assert last.state is AnswerState.FAILED
    assert last.failure is not None
    assert last.failure.what == what
    assert todo in last.failure.todo
    assert isinstance(events[-1], Finished)
    assert last.finish_reason is events[-1].reason


def test_what_a_wordless_answer_cost_is_kept() -> None:
    async def wordless(_: Request) -> AsyncGenerator[Event, None]:
        yield Finished(FinishReason.STOP, Usage(1000, 100))

    last = run(Scripted(wordless), job(REMOTE))[-1]
    assert last.usage == Usage(1000, 100)
    assert last.cost_usd == (1000 * 2.0 + 100 * 10.0) / 1e6


def test_what_came_right_before_a_failure_is_kept() -> None:
    async def breaks(_: Request) -> AsyncGenerator[Event, None]:
        yield TextDelta("a red")
        yield Measured(usage=Usage(1000, 100), cost_usd=0.25)
        raise EngineError(verbatim("broke"))

    last = run(Scripted(breaks), job(REMOTE))[-1]
    assert (last.text, last.usage, last.cost_usd) == ("a red", Usage(1000, 100), 0.25)
