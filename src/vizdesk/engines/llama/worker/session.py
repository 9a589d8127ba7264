"""One worker's life: load a model, answer questions about images, report each step."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any

from vizdesk.common.messages import Message, message, pack
from vizdesk.engines.llama.worker.chat import ChatReader
from vizdesk.engines.llama.worker.chunks import EncodedImage
from vizdesk.engines.llama.worker.decode import SamplerSettings, Writer, Written
from vizdesk.engines.llama.worker.grammar import gbnf_from_schema
from vizdesk.engines.llama.worker.jail import Jail
from vizdesk.engines.llama.worker.known_differences import known_difference
from vizdesk.engines.llama.worker.loading import WantedDevice, load_model
from vizdesk.engines.llama.worker.model import LoadedModel, LoadSettings
from vizdesk.engines.llama.worker.native_log import NativeLog
from vizdesk.engines.llama.worker.prefill import PromptRead
from vizdesk.engines.llama.worker.prefix_lm import PrefixReader, is_prefix_lm
from vizdesk.engines.llama.worker.protocol import (
    JobStoppedError,
    Stage,
    WorkerError,
    WorkerMessage,
)
from vizdesk.engines.llama.worker.template import Question
from vizdesk.engines.llama.worker.template_limits import template_limits
from vizdesk.engines.thinking_splitter import Run, ThinkingSplitter

Send = Callable[[WorkerMessage, Mapping[str, Any]], None]
FLUSH_S = 0.008
MEASURE_S = 0.2


class WorkerSession:
    """Holds the one model of this process. `load` and `ask` end with exactly one final message."""

    def __init__(self, send: Send, cancel: Event, log: NativeLog, jail: Jail) -> None:
        self._send = send
        self._jail = jail
        self._cancel = cancel
        self._log = log
        self._reader: ChatReader | PrefixReader | None = None
        self._model: LoadedModel | None = None
        self._difference: Message | None = None

    def load(self, order: Mapping[str, Any]) -> None:
        """Load the two files the order names and say `loaded`.

        Raises WorkerError, JobStoppedError.
        """
        start = time.perf_counter()
        self._log.clear()
        settings = LoadSettings(
            order["weights"],
            order["projector"],
            order["threads"],
            order["repack"],
            self._jail.scratch,
            order["template"],
        )
        model = load_model(
            settings,
            WantedDevice(order["device"], order["machine_free"]),
            self._cancel,
            self._log,
            _Progress(self._send),
            self._notice,
            self._placed,
        )
        if self._cancel.is_set():
            raise JobStoppedError
        limits = template_limits(self._send)
        self._reader = PrefixReader(model) if is_prefix_lm(model) else ChatReader(model, limits)
        self._model = model
        self._difference = known_difference(settings.projector, model.projector_type)
        self._send(
            WorkerMessage.LOADED,
            {
                "seconds": time.perf_counter() - start,
                "limits": self._jail.limits,
                "device": model.device_words,
            },
        )

    def ask(self, order: Mapping[str, Any]) -> None:
        """Answer one question and say `finished`. Raises WorkerError, JobStoppedError."""
        model, reader = self._model, self._reader
        if model is None or reader is None:
            raise WorkerError(message("No model is loaded."))
        start = time.perf_counter()
        self._log.hide((order["prompt"], order["system"] or ""))
        try:
            sampler = _sampler_settings(order)
            question = Question(
                order["prompt"],
                order["system"],
                order["image_first"],
                order["thinking"],
                tuple(order["tokens"]),
            )
            limit = int(order["max_output_tokens"])
            pixels = (base64.b64decode(order[key]) for key in ("image", "overview"))
            image = EncodedImage(*pixels)
            done = reader.read(question, image, limit, self._stage)
            self._send(WorkerMessage.MEASURED, _figures(done, None, start))
            out = _Outlet(self._send, done, start)
            writer = Writer(
                model,
                sampler,
                self._cancel,
                out.give,
                ThinkingSplitter(done.thinking),
                question.tokens,
            )
            written = writer.write(done.position, limit)
            out.flush()
            self._finish(order, sampler, done, written, start)
        finally:
            self._log.hide(())

    def _finish(
        self,
        order: Mapping[str, Any],
        sampler: SamplerSettings,
        done: PromptRead,
        written: Written,
        start: float,
    ) -> None:
        if not written.visible:
            self._send(
                WorkerMessage.NOTICE,
                {"text": pack(message("The model ended its answer without a visible word."))},
            )
        elif written.reason == "length" and written.tokens < order["max_output_tokens"]:
            self._send(
                WorkerMessage.NOTICE,
                {"text": pack(message("The model’s context is full; the answer ends here."))},
            )
        if self._difference:
            self._notice(self._difference)
        used = {**sampler.record(), "max_output_tokens": order["max_output_tokens"]}
        if sampler.grammar:
            used |= {"constrained": True, "grammar": sampler.grammar}
        fields = _figures(done, written, start)
        self._send(WorkerMessage.FINISHED, {**fields, "reason": written.reason, "sampling": used})

    def _notice(self, text: Message) -> None:
        self._send(WorkerMessage.NOTICE, {"text": pack(text)})

    def _placed(self, gpu: bool) -> None:
        self._send(WorkerMessage.PLACED, {"gpu": gpu})

    def _stage(self, stage: Stage) -> None:
        self._send(WorkerMessage.PROGRESS, {"phase": stage.value, "fraction": None})


class _Outlet:
    """Sends the first text at once, later ones together when they come faster than 8 ms apart."""

    def __init__(self, send: Send, done: PromptRead, start: float) -> None:
        self._send = send
        self._done = done
        self._start = start
        self._runs: list[Run] = []
        self._sent = self._measured = 0.0

    def give(self, runs: list[Run], written: Written) -> None:
        """Take the text of one token."""
        if runs:
            written.visible = written.visible or any(
                run.text.strip() and not run.thinking for run in runs
            )
            self._runs += runs
        now = time.perf_counter()
        if self._runs and now - self._sent >= FLUSH_S:
            self.flush()
            self._sent = now
        if now - self._measured >= MEASURE_S:
            self._measured = now
            self._send(WorkerMessage.MEASURED, _figures(self._done, written, self._start))

    def flush(self) -> None:
        """Send what has been collected."""
        for thinking in (True, False):
            text = "".join(run.text for run in self._runs if run.thinking is thinking)
            if text:
                self._send(
                    WorkerMessage.THINKING if thinking else WorkerMessage.TEXT, {"text": text}
                )
        self._runs = []


class _Progress:
    """Reports loading at most once a percent."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._percent = -1

    def __call__(self, fraction: float) -> None:
        percent = int(fraction * 100)
        if percent > self._percent:
            self._percent = percent
            fields = {"phase": Stage.LOADING.value, "fraction": min(1.0, max(0.0, fraction))}
            self._send(WorkerMessage.PROGRESS, fields)


def _sampler_settings(order: Mapping[str, Any]) -> SamplerSettings:
    schema = order["schema"]
    grammar = gbnf_from_schema(schema) if schema else None
    return SamplerSettings(order["temperature"], order["seed"], grammar)


def _figures(done: PromptRead, written: Written | None, start: float) -> dict[str, Any]:
    """Timing in seconds and usage in tokens, by the field names of the nouns."""
    timing: dict[str, float | None] = {"encode_s": done.encode_s, "prefill_s": done.prefill_s}
    usage: dict[str, int] = {
        "input_tokens": done.input_tokens,
        "image_tokens": done.image_tokens,
        "cached_tokens": done.cached_tokens,
    }
    if written is not None:
        timing |= {"tokens_per_s": written.tokens_per_s}
        timing |= {"ttft_s": None if written.first is None else written.first - start}
        usage |= {"output_tokens": written.tokens, "reasoning_tokens": written.thinking_tokens}
    return {"timing": timing, "usage": usage}
