"""Measures what vizdesk's client path takes from a server: the figures of docs/scale.md.

    python -m tools.throughput server     8 at once to a llama-server of 4 slots, beside raw httpx
    python -m tools.throughput eval       the same through `vizdesk eval`'s runner, store included
    python -m tools.throughput profile    where the runner's share of the processor goes
    python -m tools.throughput streams    how many streams one client holds: 1, 10, 100 …

vizdesk's path is all of it: lane, encoding, prompt, pool, openai package, folding, reading. Raw
httpx posts the very same bodies and reads the bytes. Rounds alternate, so that whatever else the
machine does falls on both; medians are taken.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw

from vizdesk.common import resources
from vizdesk.common.offline import Offline
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.events import Event, Finished, Request
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Endpoint, EngineKind, Model, Replica, Sampling
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.runner import answer, compare
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import AnswerState, FinishReason
from vizdesk.engines.openai import chat_completions
from vizdesk.engines.openai.engine import ApiEngine
from vizdesk.engines.replicas.engine import ReplicaEngine
from vizdesk.engines.replicas.probe import ReplicaProbe
from vizdesk.engines.server_identity import server_at
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.suite import Suite
from vizdesk.images.encoding import encode_for
from vizdesk.images.opening import open_image
from vizdesk.runs.jobs import JobMaker
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.runner import PATIENCE, Runner
from vizdesk.runs.store import RunStore

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "resources" / "demo"
CHILD = ROOT / "tests" / "engines" / "api" / "llama_server_child.py"
ROUNDS = 11


@dataclass(frozen=True)
class Round:
    """One round: seconds by the clock and of this processor, and what came back in them."""

    seconds: float
    answers: int
    tokens: int
    busy_s: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


@contextmanager
def child(*command: str) -> Iterator[str]:
    """A server in a process of its own; gives its address below /v1."""
    process = subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        said = next((line for line in process.stdout if line.startswith("http://")), "")
        yield f"{said.strip()}/v1"
    finally:
        process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()


def images(folder: Path, count: int) -> list[Path]:
    """So many different images of the demo models' world."""
    dice = random.Random(7)
    paths = []
    for number in range(count):
        image = Image.new("RGB", (192, 192), "white")
        draw = ImageDraw.Draw(image)
        for colour in dice.sample(["red", "green", "blue", "orange"], 3):
            x, y = dice.randrange(10, 120), dice.randrange(10, 120)
            draw.ellipse((x, y, x + 50, y + 50), fill=colour)
        paths.append(folder / f"picture-{number}.png")
        image.save(paths[-1])
    return paths


def jobs_for(base_url: str, paths: Sequence[Path], at_once: int, tokens: int) -> list[Job]:
    """The objects in each image, with boxes, from a model served at `base_url`."""
    source = Endpoint(base_url, "demo", None, (Replica(base_url, at_once),))
    model = Model(
        "served",
        "Served",
        EngineKind.CHAT,
        source,
        "demo",
        sampling=Sampling(max_output_tokens=tokens),
    )
    profile = load_profiles(resources.folder() / "profiles")["demo"]
    task = Task(TaskKind.DETECT)

    def job(path: Path) -> Job:
        image = open_image(path)
        return Job(model, profile, task, image.ref, lambda rule, _m: encode_for(image, rule))

    return [job(path) for path in paths]


class Recorder:
    """An engine that keeps the questions it is asked, so that others can ask the same."""

    def __init__(self) -> None:
        self.asked: list[Request] = []

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        self.asked.append(request)
        yield Finished(FinishReason.STOP)

    async def close(self) -> None:
        """Nothing is open."""


async def bodies_of(jobs: Sequence[Job], base_url: str) -> list[bytes]:
    """What vizdesk would post for these jobs, byte for byte in meaning."""
    recorder = Recorder()
    await compare(jobs, {EngineKind.CHAT: recorder}, ConcurrencyLimits(remote=1))
    server = server_at(base_url)
    return [
        json.dumps(chat_completions.body(one, "demo", server)).encode() for one in recorder.asked
    ]


async def raw_round(base_url: str, bodies: Sequence[bytes], at_once: int) -> Round:
    """The server alone, as raw httpx sees it."""
    import httpx

    tokens, answers = 0, 0
    places = asyncio.Semaphore(at_once)
    # A connection for each question: llama-server now and then closes one that httpx is about to
    # use again (“Server disconnected without sending a response”, seen in several runs).
    limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=0)
    async with httpx.AsyncClient(timeout=600, limits=limits, trust_env=False) as client:

        async def one(body: bytes) -> None:
            nonlocal tokens, answers
            head = {"content-type": "application/json"}
            url = f"{base_url}/chat/completions"
            async with places, client.stream("POST", url, content=body, headers=head) as response:
                tail = b""
                async for piece in response.aiter_bytes():
                    tail = (tail + piece)[-4000:]
            answers += b"[DONE]" in tail
            tokens += int(tail.split(b'"completion_tokens":')[1].split(b",")[0].strip(b" }"))

        await one(bodies[0])
        tokens, answers = 0, 0
        began, busy = time.perf_counter(), time.process_time()
        await asyncio.gather(*(one(body) for body in bodies))
        seconds, busy = time.perf_counter() - began, time.process_time() - busy
        return Round(seconds, answers, tokens, busy)


async def vizdesk_round(jobs: Sequence[Job], at_once: int) -> Round:
    """The same questions through vizdesk.

    Each round has connections of its own, warmed by one question: those that another round left
    open would keep llama-server's few HTTP threads from whoever comes next.
    """
    pool = engine()
    try:
        await compare(jobs[:1], {EngineKind.CHAT: pool}, ConcurrencyLimits(remote=1))
        began, busy = time.perf_counter(), time.process_time()
        found = await compare(jobs, {EngineKind.CHAT: pool}, ConcurrencyLimits(remote=at_once))
        seconds, busy = time.perf_counter() - began, time.process_time() - busy
    finally:
        await pool.close()
    whole = (FinishReason.STOP, FinishReason.LENGTH)
    done = [one for one in found if one.state is AnswerState.DONE and one.finish_reason in whole]
    return Round(seconds, len(done), sum(one.usage.output_tokens or 0 for one in done), busy)


def engine() -> ReplicaEngine:
    """As the house builds it."""
    offline = Offline()
    return ReplicaEngine(
        ApiEngine(lambda _name: None, offline), ReplicaProbe(lambda _name: None, offline)
    )


OurRound = Callable[[Sequence[Job], int], Awaitable[Round]]


async def alternating(
    base_url: str, jobs: Sequence[Job], at_once: int, our_round: OurRound = vizdesk_round
) -> None:
    """Rounds by turns, and the ratio of their medians."""
    bodies = await bodies_of(jobs, base_url)
    await raw_round(base_url, bodies[:at_once], at_once)  # imports, and the server itself
    await our_round(jobs[:at_once], at_once)
    raw: list[Round] = []
    ours: list[Round] = []
    for number in range(ROUNDS):
        for mine in (number % 2 == 0, number % 2 == 1):
            if mine:
                ours.append(await our_round(jobs, at_once))
            else:
                raw.append(await raw_round(base_url, bodies, at_once))
    for name, rounds in (("raw httpx", raw), ("vizdesk", ours)):
        rates = " ".join(f"{one.rate:.1f}" for one in rounds)
        tokens = statistics.median(one.tokens / one.seconds for one in rounds)
        middle = statistics.median(one.rate for one in rounds)
        missing = sum(len(jobs) - one.answers for one in rounds)
        busy = statistics.median(one.busy_s / len(jobs) for one in rounds) * 1000
        print(
            f"  {name:9} {rates} answers/s; median {middle:.2f} ({tokens:.0f} tokens/s), "
            f"{busy:.1f} ms of the client's processor an answer"
        )
        if missing:
            print(f"            {missing} answers are missing")
    middles = [statistics.median(one.rate for one in rounds) for rounds in (ours, raw)]
    pairs = statistics.median(a.rate / b.rate for a, b in zip(ours, raw, strict=True))
    print(f"  ratio of the medians {middles[0] / middles[1]:.3f}; median of the ratios {pairs:.3f}")


def measure_server(folder: Path) -> None:
    """Eight at once to a llama-server of four slots."""
    for size, count in (("large", 64), ("small", 64)):
        pair = [str(DEMO / f"demo-{size}.gguf"), str(DEMO / f"demo-{size}-mmproj.gguf")]
        # Without memory of prompts: the rounds ask the same, and no round is to profit by it.
        with child(str(CHILD), *pair, "0", "4", "forgetful") as url:
            print(f"demo-{size}, 4 slots, 1 thread; {count} questions, 8 at once:")
            asyncio.run(alternating(url, jobs_for(url, images(folder, count), 8, 128), 8))


def suite_of(paths: Sequence[Path], folder: Path) -> Suite:
    """A suite that asks for the boxes in each image."""
    box = {"label": "red circle", "box": [0.1, 0.1, 0.4, 0.4]}
    items = [
        {"picture": path.name, "category": "c", "check": {"kind": "boxes", "value": [box]}}
        for path in paths
    ]
    head = 'format = "vizdesk-suite/1"\nname = "load"\ntitle = "Load"\nitems = "items.jsonl"\n'
    (folder / "suite.toml").write_text(head)
    (folder / "items.jsonl").write_text("\n".join(json.dumps(item) for item in items))
    return open_suite(folder)


def eval_rounds(suite: Suite, model: Model, store: RunStore) -> OurRound:
    """Rounds that are whole runs: images opened and encoded, answers judged and stored."""
    profile = load_profiles(resources.folder() / "profiles")["demo"]

    async def one_round(jobs: Sequence[Job], at_once: int) -> Round:
        pool = engine()
        lanes = ConcurrencyLimits().for_runs()
        ask = partial(answer, engines={EngineKind.CHAT: pool}, lanes=lanes, patience=PATIENCE)
        plan = RunPlan(suite, (model,), limit=len(jobs))
        run = store.begin(plan)
        try:
            await compare(jobs[:1], {EngineKind.CHAT: pool}, ConcurrencyLimits(remote=1))
            maker = JobMaker(suite, lambda _model: profile, lambda _request: None)
            runner = Runner(plan, run, store, ask, maker)
            began, busy = time.perf_counter(), time.process_time()
            await runner.work()
            seconds, busy = time.perf_counter() - began, time.process_time() - busy
        finally:
            await pool.close()
        kept = store.recorded(run)
        for one in kept:
            if one.answer.failure is not None:
                print(f"  failed: {one.answer.failure} {one.answer.failure.details}")
        found = [one.answer for one in kept if one.answered]
        store.delete(run)
        return Round(seconds, len(found), sum(one.usage.output_tokens or 0 for one in found), busy)

    return one_round


def measure_eval(folder: Path, sizes: Sequence[str] = ("large", "small")) -> None:
    """Eight at once to a llama-server of four slots, by a run of a suite."""
    suite = suite_of(images(folder, 64), folder)
    store = RunStore(folder / "runs.sqlite3")
    profile = load_profiles(resources.folder() / "profiles")["demo"]
    for size in sizes:
        pair = [str(DEMO / f"demo-{size}.gguf"), str(DEMO / f"demo-{size}-mmproj.gguf")]
        with child(str(CHILD), *pair, "0", "4", "forgetful") as url:
            print(f"demo-{size}, 4 slots, 1 thread; a suite of {len(suite.items)}, 8 at once:")
            model = jobs_for(url, [suite.image_of(suite.items[0])], 8, 128)[0].model
            maker = JobMaker(suite, lambda _model: profile, lambda _request: None)

            async def measured(
                model: Model = model, maker: JobMaker = maker, url: str = url
            ) -> None:
                jobs = [await maker(model, item) for item in suite.items]
                await alternating(url, jobs, 8, eval_rounds(suite, model, store))

            asyncio.run(measured())
    store.close()


def measure_profile(folder: Path) -> None:
    """The functions that take most of the processor in runs of a suite, by own time."""
    import cProfile
    import pstats

    suite = suite_of(images(folder, 64), folder)
    store = RunStore(folder / "runs.sqlite3")
    pair = [str(DEMO / "demo-small.gguf"), str(DEMO / "demo-small-mmproj.gguf")]
    with child(str(CHILD), *pair, "0", "4", "forgetful") as url:
        jobs = jobs_for(url, [suite.image_of(item) for item in suite.items], 8, 128)
        rounds = eval_rounds(suite, jobs[0].model, store)
        asyncio.run(rounds(jobs, 8))
        with cProfile.Profile() as profile:
            asyncio.run(rounds(jobs, 8))
        for order in ("tottime", "cumtime"):
            pstats.Stats(profile).sort_stats(order).print_stats(45)
    store.close()


def measure_streams(folder: Path) -> None:
    """A fast server at a model's pace and as fast as it can, with ever more streams."""
    words = 100
    for pace in (20.0, 0.0):
        with child(str(ROOT / "tools" / "fast_server.py"), str(words), str(pace)) as url:
            ideal = words / pace if pace else 0.0
            print(f"{words} words an answer, {f'{pace:.0f} a second' if pace else 'at once'}:")
            for at_once in (1, 10, 100, 200):
                paths = list(itertools.islice(itertools.cycle(images(folder, 4)), at_once))
                jobs = jobs_for(url, paths, at_once, 256)
                rounds = asyncio.run(_streams(jobs, at_once))
                middle = statistics.median(one.seconds for one in rounds)
                held = f"; {ideal / middle:.0%} of the server's pace" if ideal else ""
                done = min(one.answers for one in rounds)
                print(
                    f"  {at_once:3} streams: {middle:6.2f} s, {done} answers, "
                    f"{at_once * words / middle:7.0f} words/s{held}"
                )


async def _streams(jobs: Sequence[Job], at_once: int) -> list[Round]:
    return [await vizdesk_round(jobs, at_once) for _ in range(3)]


def main(what: str) -> None:
    """Measure, and print."""
    import tempfile

    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        measures = {
            "server": measure_server,
            "eval": measure_eval,
            "profile": measure_profile,
            "streams": measure_streams,
        }
        measures[what](folder)


if __name__ == "__main__":
    main(sys.argv[1])
