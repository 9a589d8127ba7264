"""Asks a run's local models on a Ray cluster: which questions, how often, what is lost.

The driver (driver.py) only carries. Here are the batches that are out, what comes back of one
whose actor ended, and the end of the driver itself, which Ray kills when the cluster's head is
gone. A question may be asked twice; its answer is handed on once.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import subprocess
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import vizdesk
from vizdesk.common.confined_child import child_command
from vizdesk.common.messages import Message, message
from vizdesk.common.offline import Offline, OfflineError
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.jobs import settled
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.runner import Timeouts
from vizdesk.comparison.serialization import answer_from_record
from vizdesk.comparison.types import Answer, AnswerState, Failure
from vizdesk.engines.ray.options import (
    AUTO,
    RayOptions,
    check_installed,
    driver_environment,
    has_token,
    neutral_folder,
)
from vizdesk.engines.ray.report import ClusterReport, report_from
from vizdesk.engines.ray.wire import Closing, Opening, Order, WireBatch, WireQuestion, packed
from vizdesk.evals.executors import ClusterCounts, KeepAnswer, LocalQuestion

log = logging.getLogger(__name__)

BATCH = 16
MOST_TRIES = 3  # machines that may be lost at one question
MOST_DRIVERS = 3  # that may end one after the other without an answer in between
LINE_LIMIT = 64 << 20
TOLD_EVERY = 10  # answers, beside every change of actors
CONNECT_S = 5.0
JOINING_S = 120.0
ENDING_S = 5.0
STDERR_LINES = 60


class DriverEndedError(Exception):
    """The driver's process ended by itself."""


@dataclass
class RayDriver:
    """The child process that joined the cluster."""

    process: asyncio.subprocess.Process
    report: ClusterReport
    folder: str
    stderr: deque[str] = field(default_factory=lambda: deque(maxlen=STDERR_LINES))
    listening: asyncio.Task[None] | None = None

    @classmethod
    async def start(
        cls, options: RayOptions, patience: Timeouts, *, only_report: bool = False
    ) -> RayDriver:
        """Start it and have it join. Raises EngineError where there is no Ray or no cluster."""
        check_installed()
        if not await _listens(options):
            raise not_reached(options, "nobody listens there", listens=False)
        folder = neutral_folder()
        process = await asyncio.create_subprocess_exec(
            *child_command("ray-driver"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            limit=LINE_LIMIT,
            env=driver_environment(os.environ),
            cwd=folder,
            start_new_session=True,  # Ctrl+C is for this process, which then ends it
        )
        driver = cls(process, ClusterReport((), "", ""), folder)
        driver.listening = asyncio.create_task(driver._keep_stderr())
        try:
            await driver.send(Opening(options, vizdesk.__version__, patience, only_report))
            async with asyncio.timeout(JOINING_S):
                greeting = await driver.line()
        except (DriverEndedError, TimeoutError) as error:
            await driver.end()
            raise not_reached(options, "\n".join(driver.stderr)) from error
        except BaseException:
            await driver.end()
            raise
        if greeting["kind"] != "joined":
            await driver.end()
            raise not_reached(options, f"{greeting['error']}: {greeting['details']}")
        driver.report = report_from(greeting["report"])
        return driver

    async def _keep_stderr(self) -> None:
        assert self.process.stderr is not None
        # In pieces: a line may be longer than any limit, and a full pipe would hold the driver up.
        while piece := await self.process.stderr.read(1 << 16):
            self.stderr.extend(piece.decode("utf-8", "replace").splitlines())

    async def send(self, order: Order) -> None:
        """Give it an order. Raises DriverEndedError."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(packed(order))
            await self.process.stdin.drain()
        except (ConnectionError, RuntimeError) as error:
            raise DriverEndedError from error

    async def line(self) -> dict[str, Any]:
        """What it says next. Raises DriverEndedError."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        if not line.endswith(b"\n"):
            raise DriverEndedError
        said: dict[str, Any] = json.loads(line)
        return said

    async def end(self) -> None:
        """Have it end its actors and itself; after five seconds it is killed."""
        with suppress(DriverEndedError):
            await self.send(Closing())
        try:
            async with asyncio.timeout(ENDING_S):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
        if self.listening is not None:
            await self.listening
        shutil.rmtree(self.folder, ignore_errors=True)


async def _listens(options: RayOptions) -> bool:
    """Whether a connection to the head is taken: Ray itself looks for a minute."""
    if options.address == AUTO:
        return True
    host, _, port = options.address.rpartition(":")
    try:
        async with asyncio.timeout(CONNECT_S):
            _, writer = await asyncio.open_connection(host.strip("[]"), int(port))
    except (OSError, TimeoutError):
        return False
    writer.transport.abort()
    return True


def not_reached(options: RayOptions, details: str, *, listens: bool = True) -> EngineError:
    """Why there is no cluster: nobody is there, or it does not let this machine in.

    Of a token that is missing or wrong Ray says no more than that it failed to connect.
    """
    what = message("The Ray cluster at {address} cannot be joined.", address=options.address)
    if listens and options.address != AUTO:
        what = message(
            "Something listens at {address}, but lets this machine into no Ray cluster: most often "
            "the cluster's token is missing here, or another.",
            address=options.address,
        )
    todo = message(
        "This machine must be a node of it (`ray start --address={address}`), with the same Ray "
        "and Python and, if it has one, its token (RAY_AUTH_MODE=token, ~/.ray/auth_token).",
        address=options.address,
    )
    return EngineError(what, todo, details)


@dataclass
class RayExecutor:
    """Local models on the nodes of a cluster.

    `about` hears what the cluster is before the first question. While `offline` is on only a
    cluster of this machine is joined.
    """

    options: RayOptions
    profile_of: Callable[[Model], Profile]
    patience: Timeouts
    offline: Offline
    about: Callable[[ClusterReport], None] = lambda _report: None

    async def work(
        self,
        questions: Iterable[LocalQuestion],
        keep: KeepAnswer,
        tell: Callable[[ClusterCounts], None],
    ) -> None:
        """Have every question answered once. See `LocalExecutor`. Raises EngineError."""
        if not self.options.here:
            self._check_offline()
        await _Work(self, questions, keep, tell).run()

    def _check_offline(self) -> None:
        try:
            self.offline.refuse(message("send images to a cluster"))
        except OfflineError as error:
            raise EngineError(error.message, error.todo) from None


_Numbered = tuple[int, LocalQuestion]


@dataclass
class _Work:
    """What is still to be asked of one run, and what is out."""

    executor: RayExecutor
    questions: Iterable[LocalQuestion]
    keep: KeepAnswer
    tell: Callable[[ClusterCounts], None]
    tries: Counter[int] = field(default_factory=Counter)
    waiting: deque[_Numbered] = field(default_factory=deque)
    out: dict[int, dict[int, LocalQuestion]] = field(default_factory=dict)
    number: int = 0
    kept: int = 0
    counts: ClusterCounts = field(default_factory=ClusterCounts)

    def __post_init__(self) -> None:
        self._numbered = enumerate(self.questions)
        self.began = time.monotonic()

    def _left(self) -> bool:
        """Whether there is anything to ask or to wait for; looks at questions not taken yet."""
        self._fill(1)
        return bool(self.waiting or self.out)

    def _fill(self, many: int) -> None:
        while len(self.waiting) < many and (more := next(self._numbered, None)) is not None:
            self.waiting.append(more)

    async def run(self) -> None:
        """Until all is answered: a driver that ends is replaced while answers come."""
        ended = 0
        while self._left():
            before, lost = self.kept, self.counts.lost
            driver = await self._start(again=bool(ended))
            try:
                self._check(driver.report)
                await self._with(driver)
            except DriverEndedError:
                ended = ended + 1 if self.kept == before else 1
                log.warning("Ray's driver ended: %s", "\n".join(driver.stderr))
                if ended >= MOST_DRIVERS:
                    raise _gone(self.executor.options, "\n".join(driver.stderr)) from None
                for number in list(self.out):
                    await self._back(number, blame=False)
                self.counts = replace(self.counts, lost=lost)
            finally:
                await driver.end()

    async def _start(self, *, again: bool) -> RayDriver:
        options = self.executor.options
        try:
            return await RayDriver.start(options, self.executor.patience)
        except EngineError as error:
            if again:
                raise _gone(options, error.failure.details) from error
            raise

    def _check(self, report: ClusterReport) -> None:
        if not report.places:
            raise EngineError(
                message(
                    "No node of the Ray cluster at {address} has room for a model.",
                    address=self.executor.options.address,
                ),
                message("Ask for less with --ray-cpus and --ray-gpus."),
            )
        self.executor.about(report)

    async def _with(self, driver: RayDriver) -> None:
        while self._left():
            await self._send(driver)
            said = await driver.line()
            await self._take(said)

    async def _send(self, driver: RayDriver) -> None:
        """Keep two batches for each actor out, and two more."""
        places = max(1, driver.report.places, self.counts.actors)
        while len(self.out) < 2 * places + 2:
            self._fill(2 * BATCH * places)
            if not self.waiting:
                return
            await driver.send(self._batch(places))

    def _batch(self, places: int) -> WireBatch:
        """The next questions to one model; fewer at the end, so that no actor is left with all."""
        most = max(1, min(BATCH, len(self.waiting) // (2 * places)))
        model = self.waiting[0][1].model
        pair = model.source
        assert isinstance(pair, GgufPair)
        taken: dict[int, LocalQuestion] = {}
        while self.waiting and len(taken) < most and self.waiting[0][1].model.id == model.id:
            index, question = self.waiting.popleft()
            taken[index] = question
        self.number += 1
        self.out[self.number] = taken
        profile = self.executor.profile_of(model)
        wired = tuple(_wired(index, question, profile) for index, question in taken.items())
        return WireBatch(self.number, profile, pair.weights, pair.projector, wired)

    async def _take(self, said: Mapping[str, Any]) -> None:
        kind = said.get("kind")
        if kind == "answer":
            await self._answered(said)
        elif kind in ("back", "done"):
            await self._back(said["batch"], blame=kind == "back")
        elif kind == "failed":
            await self._unreadable(said["batch"], str(said["details"]))
        elif kind == "actors":
            self._count(nodes=said["nodes"], actors=said["actors"], lost=said["lost"])
        elif kind == "unfit":
            raise _unfit(self.executor.options, str(said["details"]))

    async def _answered(self, said: Mapping[str, Any]) -> None:
        question = self.out.get(said["batch"], {}).pop(said["index"], None)
        if question is None:
            return
        asked = settled(question.model, self.executor.profile_of(question.model))
        answer = replace(answer_from_record(said["answer"]), model=asked)
        await self._keep(question, answer, datetime.fromisoformat(said["began"]))

    async def _keep(self, question: LocalQuestion, answer: Answer, began: datetime) -> None:
        self.kept += 1
        await self.keep(question, answer, began)
        if self.kept % TOLD_EVERY == 0:
            self._count()

    def _count(self, **changed: int) -> None:
        seconds = time.monotonic() - self.began
        rate = self.kept / seconds if self.kept and seconds > 0 else None
        self.counts = replace(self.counts, **changed, answers_per_s=rate)
        self.tell(self.counts)

    async def _unreadable(self, number: int, details: str) -> None:
        """A model's file could not be read here, or not be kept there: its batch has failed."""
        why = details.strip().rpartition("\n")[2]
        what = message("This model could not be brought to a node ({error}).", error=why)
        for question in self.out.pop(number, {}).values():
            failure = Failure(what, details=details)
            failed = Answer(question.model, state=AnswerState.FAILED, failure=failure)
            await self._keep(question, failed, datetime.now(UTC))

    async def _back(self, number: int, *, blame: bool = True) -> None:
        """What a batch leaves unanswered is asked again, but not where three machines were lost.

        Only the first was being asked; the others are not to blame.
        """
        rest = list(self.out.pop(number, {}).items())
        if rest and blame:
            self.tries[rest[0][0]] += 1
            if self.tries[rest[0][0]] >= MOST_TRIES:
                _, question = rest.pop(0)
                what = message("{n} actors were lost while they were asked this.", n=MOST_TRIES)
                failed = Answer(question.model, state=AnswerState.FAILED, failure=Failure(what))
                await self._keep(question, failed, datetime.now(UTC))
        self.waiting.extendleft(reversed(rest))


def _wired(index: int, question: LocalQuestion, profile: Profile) -> WireQuestion:
    item, image = question.item, str(question.image.absolute())
    model = settled(question.model, profile)
    return WireQuestion(index, model, item.task, image, item.frame, item.sha256)


def _gone(options: RayOptions, details: str) -> EngineError:
    return EngineError(
        message("The Ray cluster at {address} is gone.", address=options.address),
        message("Start it again, then go on with the run; what was answered is kept."),
        details,
    )


def _unfit(options: RayOptions, details: str) -> EngineError:
    return EngineError(
        message(
            "The nodes of the Ray cluster at {address} cannot run vizdesk {version}.",
            address=options.address,
            version=vizdesk.__version__,
        ),
        message("Install this very version on every node, into the Python that Ray runs there."),
        details,
    )


def token_state(environ: Mapping[str, str]) -> Message:
    """Whether this machine has a token for clusters."""
    if environ.get("RAY_AUTH_MODE") == "disabled":
        return message("switched off (RAY_AUTH_MODE=disabled)")
    if has_token(environ):
        return message("there, and used")
    return message("none: whoever reaches the cluster's ports runs code on it")
