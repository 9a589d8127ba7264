"""Runs GGUF models: one child process per model, kept warm, stopped at once, replaced when dead."""

from __future__ import annotations

import asyncio
import base64
import os
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Any

from vizdesk.catalog.gguf.shards import shards
from vizdesk.catalog.models.chat_templates import template_source
from vizdesk.common.confined_child import child_command
from vizdesk.common.free_memory import available_bytes, physical_bytes
from vizdesk.common.messages import Message, message, unpack
from vizdesk.comparison.events import (
    EngineError,
    EngineProgress,
    Event,
    Finished,
    Measured,
    Notice,
    Request,
    TextDelta,
    ThinkingDelta,
)
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.profiles import ImageRule
from vizdesk.comparison.types import FinishReason, Phase, Timing, Usage
from vizdesk.engines.llama.cpu_cores import usable_cores
from vizdesk.engines.llama.device_choice import OneDevice, Placement, Placements
from vizdesk.engines.llama.failures import (
    blames_gpu,
    blames_repacking,
    death,
    failure_in_job,
    failure_of,
)
from vizdesk.engines.llama.pair_check import PairSize, check_pair
from vizdesk.engines.llama.thread_count import reading_threads
from vizdesk.engines.llama.warm_pool import MOST_WARM, WarmKey, WarmPool
from vizdesk.engines.llama.worker.protocol import Order, WorkerMessage
from vizdesk.engines.llama.worker_process import (
    WorkerDiedError,
    WorkerLimits,
    WorkerProcess,
)

COPY_HEADER = 16 << 20
NO_LIMIT = 1 << 62
NOT_REPACKED: Message = message(
    "Loaded without weight repacking, because the engine crashed before; it may be slower."
)
WITHOUT_THE_GPU: Message = message(
    "Loaded without the GPU, because the engine stopped while it used one; it may be slower."
)


class LlamaEngine:
    """The llama.cpp engine. Lives on one event loop; `close` it before that loop ends.

    `threads` is how many processor threads each child computes with (None: see llama_threads);
    `wished_threads` is looked at before each question (0: see llama_threads). `image_rule` says
    how large an image a model is sent, which its memory depends on. `placements` says which GPU
    models go onto (None: the processor computes).
    """

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        threads: int | None = None,
        wished_threads: Callable[[], int] = lambda: 0,
        most_warm: int = MOST_WARM,
        available: Callable[[], int | None] = available_bytes,
        image_rule: Callable[[Model], ImageRule] = lambda model: ImageRule(),
        placements: Placements | None = None,
    ) -> None:
        self._command = tuple(command or child_command("worker"))
        self._threads: Callable[[], int] = (lambda: threads) if threads else wished_threads
        self._pool = WarmPool(self._start, most=most_warm, available=available)
        self._unpacked: set[GgufPair] = set()
        self._off_gpu: set[GgufPair] = set()
        self._gpu = True
        self._placements = placements or OneDevice()
        self._available = available
        self.has_seen_deaths = False
        """Whether a child ever ended by itself."""
        self._image_rule = image_rule
        self._sizes: dict[WarmKey, PairSize] = {}
        self._closed = False

    async def _checked(
        self, pair: GgufPair, model: Model, placement: Placement
    ) -> tuple[WarmKey, PairSize]:
        """The key and the size of `pair`, whose headers are read once for each state on disk."""
        key = await asyncio.to_thread(_key, pair, pair not in self._unpacked, self._threads())
        if key is not None:
            device = placement.device if self._gpu and pair not in self._off_gpu else ""
            key = replace(key, template=template_source(model.chat_template), device=device)
        if key is None or key not in self._sizes:
            size = await asyncio.to_thread(check_pair, pair, self._image_rule(model))
            if key is None:
                raise EngineError(
                    message("This model’s files cannot be read."), message("Choose them again.")
                )
            self._sizes[key] = size
        return key, self._sizes[key]

    async def _start(self, key: WarmKey) -> WorkerProcess:
        if self._closed:
            raise EngineError(message("vizdesk is closing."))
        try:
            return await WorkerProcess.start(self._command, limits_for(key))
        except OSError as error:
            raise EngineError(
                message("The engine’s process cannot be started."),
                message("Install vizdesk again."),
                str(error),
            ) from error

    @property
    def pids(self) -> tuple[int, ...]:
        """The process ids of the children that are warm."""
        return self._pool.pids

    async def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        """Yield the answer's events, `Finished` last. Raises EngineError. See `Engine`."""
        pair = request.model.source
        if not isinstance(pair, GgufPair):
            raise EngineError(
                message("This model is not a GGUF file."), message("Choose another engine for it.")
            )
        yield EngineProgress(Phase.WAITING)
        placement = await self._placements.placement()
        key, size = await self._checked(pair, request.model, placement)
        threads = key.threads or reading_threads(size.files, usable_cores())
        job = _Job(request, threads, key, placement, self._available)
        try:
            async with (
                self._pool.lend(key, size) as process,
                aclosing(job.events(process)) as events,
            ):
                async for event in events:
                    yield event
        except WorkerDiedError as died:
            if self._closed:
                raise EngineError(message("vizdesk is closing.")) from died
            raise self._learnt(pair, died, job) from died

    def _learnt(self, pair: GgufPair, died: WorkerDiedError, job: _Job) -> EngineError:
        """The error for a death, after remembering how the next child is to start.

        A child that died with something on a GPU is followed by one without; so is every other
        after one whose drivers ended it before it could say what it found.
        """
        self.has_seen_deaths = True
        gpu = bool(job.key.device) and blames_gpu(died.code, job.on_gpu)
        if gpu and job.on_gpu:
            self._off_gpu.add(pair)
        elif gpu:
            self._gpu = False
        elif blames_repacking(died.code):
            self._unpacked.add(pair)
        return death(died, job.phase, gpu=gpu)

    async def close(self) -> None:
        """End every child; jobs still running fail."""
        self._closed = True
        await self._pool.close()


class _Job:
    """One request on one child: loads the model when the child has none, then asks."""

    def __init__(
        self,
        request: Request,
        threads: int,
        key: WarmKey,
        placement: Placement,
        available: Callable[[], int | None],
    ) -> None:
        self._request = request
        self._threads = threads
        self.key = key
        self._placement, self._available = placement, available
        self._device = ""
        self.on_gpu: bool | None = None
        """Whether any of the model is on a GPU; None before the child has said so."""
        self._timing = Timing(load_s=0.0)
        self._usage = Usage()
        self._asked = 0.0
        self.phase = Phase.WAITING

    async def events(self, process: WorkerProcess) -> AsyncGenerator[Event, None]:
        """All events of the request. Raises EngineError, WorkerDiedError."""
        start = time.perf_counter()
        self.on_gpu = process.on_gpu
        if not process.loaded:
            async with aclosing(self._load(process)) as events:
                async for event in events:
                    yield event
            self._timing = replace(self._timing, load_s=time.perf_counter() - start)
            yield Measured(self._timing)
            if not self.key.repack:
                yield Notice(NOT_REPACKED)
            if self._placement.device and not self.key.device:
                yield Notice(WITHOUT_THE_GPU)
        if self._placement.notice is not None:
            yield Notice(self._placement.notice)
        self._device = process.device
        self._asked = time.perf_counter()
        async with aclosing(process.job(Order.ASK, self._order())) as messages:
            async for message in messages:
                if message["kind"] == WorkerMessage.FAILED:
                    raise failure_in_job(message, self.phase, process.job_stderr)
                for event in self._translate(message, start):
                    yield event

    async def _load(self, process: WorkerProcess) -> AsyncGenerator[Event, None]:
        """Load into a fresh child. One that did not load is killed: it may hold half a model."""
        self.phase = Phase.LOADING
        order = {
            "weights": self.key.weights,
            "projector": self.key.projector,
            "threads": self._threads,
            "repack": self.key.repack,
            "template": self.key.template,
            "device": self.key.device,
            "machine_free": self._available(),
        }
        try:
            async with aclosing(process.job(Order.LOAD, order)) as messages:
                async for message in messages:
                    if message["kind"] == WorkerMessage.FAILED:
                        raise failure_of(message)
                    if message["kind"] == WorkerMessage.PLACED:
                        self.on_gpu = process.on_gpu = bool(message["gpu"])
                    if message["kind"] == WorkerMessage.LOADED:
                        process.loaded, process.limits = True, tuple(message["limits"])
                        process.device = message["device"]
                    if message["kind"] == WorkerMessage.PROGRESS:
                        yield EngineProgress(self.phase, message["fraction"])
                    if message["kind"] == WorkerMessage.NOTICE:
                        yield Notice(unpack(message["text"]))
        finally:
            if not process.loaded:
                await process.kill()

    def _order(self) -> dict[str, Any]:
        request, sampling = self._request, self._request.model.sampling
        return {
            "prompt": request.prompt,
            "system": request.system,
            "image": base64.b64encode(request.image.data).decode("ascii"),
            "overview": base64.b64encode(request.image.overview).decode("ascii"),
            "image_first": request.image_first,
            "tokens": list(request.tokens),
            "schema": request.schema,
            "temperature": sampling.temperature,
            "seed": sampling.seed,
            "max_output_tokens": sampling.max_output_tokens,
            "thinking": sampling.thinking,
        }

    def _translate(self, message: dict[str, Any], start: float) -> list[Event]:
        kind = message["kind"]
        if kind == WorkerMessage.PROGRESS:
            self.phase = Phase(message["phase"])
            return [EngineProgress(self.phase, message["fraction"])]
        if kind in (WorkerMessage.TEXT, WorkerMessage.THINKING):
            return self._text(kind, message["text"])
        if kind == WorkerMessage.NOTICE:
            return [Notice(unpack(message["text"]))]
        if kind in (WorkerMessage.MEASURED, WorkerMessage.FINISHED):
            self._learn(message)
        if kind == WorkerMessage.MEASURED:
            return [Measured(self._timing, self._usage)]
        if kind == WorkerMessage.FINISHED:
            self._timing = replace(self._timing, total_s=time.perf_counter() - start)
            reason = FinishReason(message["reason"])
            sampling = message["sampling"]
            device = self._device
            return [Finished(reason, self._usage, self._timing, None, sampling, device=device)]
        return []

    def _text(self, kind: str, text: str) -> list[Event]:
        thinking = kind == WorkerMessage.THINKING
        phase = Phase.THINKING if thinking else Phase.WRITING
        events: list[Event] = [] if phase is self.phase else [EngineProgress(phase)]
        self.phase = phase
        if self._timing.ttft_s is None:
            self._timing = replace(self._timing, ttft_s=time.perf_counter() - self._asked)
        return [*events, ThinkingDelta(text) if thinking else TextDelta(text)]

    def _learn(self, message: dict[str, Any]) -> None:
        timing = {key: value for key, value in message["timing"].items() if key != "ttft_s"}
        self._timing = replace(self._timing, **timing)
        self._usage = replace(self._usage, **message["usage"])


def limits_for(key: WarmKey) -> WorkerLimits:
    """What a child for `key` may do: read its files, and write as much as its projector.

    A corrected copy of the projector is a header longer than the file. Where the machine's memory
    is not known, nothing bounds what the child may take.
    """
    files = (*shards(Path(key.weights)), Path(key.projector))
    return WorkerLimits(
        memory_bytes=physical_bytes() or NO_LIMIT,
        file_bytes=os.path.getsize(key.projector) + COPY_HEADER,
        readable=tuple(map(os.fspath, files)),
        gpu=bool(key.device),
    )


def _key(pair: GgufPair, repack: bool, threads: int) -> WarmKey | None:
    """What a child for `pair` is known by; None when there is no such pair of files."""
    if pair.projector is None:
        return None
    try:
        stats = [path.stat() for path in (*shards(pair.weights), pair.projector)]
    except OSError:
        return None
    stamp = tuple(number for stat in stats for number in (stat.st_size, stat.st_mtime_ns))
    return WarmKey(os.fspath(pair.weights), os.fspath(pair.projector), stamp, repack, threads)
