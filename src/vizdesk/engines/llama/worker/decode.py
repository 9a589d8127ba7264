"""The token loop: sample, decode, and give the text out as it becomes whole characters."""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from threading import Event
from typing import Any

from vizdesk.common.messages import message
from vizdesk.engines.llama.worker.bindings import llama
from vizdesk.engines.llama.worker.model import LoadedModel
from vizdesk.engines.llama.worker.protocol import JobStoppedError, WorkerError
from vizdesk.engines.thinking_splitter import CONTROL_MARKS, Run, ThinkingSplitter

TOP_K, TOP_P, MIN_P = 40, 0.95, 0.05
DEFAULT_TEMPERATURE = 0.8
RANDOM_SEED = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class SamplerSettings:
    """How to choose tokens. Temperature 0 is greedy; None takes llama.cpp's default."""

    temperature: float | None = 0.0
    seed: int | None = 0
    grammar: str | None = None

    def record(self) -> dict[str, Any]:
        """What was really used, for the record of the answer."""
        heat = DEFAULT_TEMPERATURE if self.temperature is None else self.temperature
        used: dict[str, Any] = {"temperature": heat}
        if heat > 0:
            used |= {"top_k": TOP_K, "top_p": TOP_P, "min_p": MIN_P, "seed": self.seed}
        return used


@dataclass(slots=True)
class Written:
    """An answer's figures so far. Seconds are of `time.perf_counter`."""

    tokens: int = 0
    thinking_tokens: int = 0
    first: float | None = None
    last: float | None = None
    reason: str = "stop"
    visible: bool = False

    @property
    def tokens_per_s(self) -> float | None:
        """Tokens a second after the first one; None for fewer than two."""
        if self.first is None or self.last is None or self.tokens < 2 or self.last <= self.first:
            return None
        return (self.tokens - 1) / (self.last - self.first)


class Writer:
    """Writes one answer from the logits the prompt left behind.

    `tokens` are patterns of control tokens that are kept as text in it.
    """

    def __init__(
        self,
        model: LoadedModel,
        settings: SamplerSettings,
        cancel: Event,
        give: Callable[[list[Run], Written], None],
        splitter: ThinkingSplitter,
        tokens: Sequence[str] = (),
    ) -> None:
        self._model = model
        self._settings = settings
        self._cancel = cancel
        self._give = give
        self._splitter = splitter
        self._tokens = tokens
        self._characters = codecs.getincrementaldecoder("utf-8")("replace")
        self._pieces: dict[int, bytes] = {}

    def write(self, position: int, limit: int) -> Written:
        """Write until the model ends its turn, `limit` tokens, or the context is full."""
        written = Written()
        sampler = _sampler(self._model, self._settings)
        try:
            self._loop(sampler, position, limit, written)
        finally:
            llama.llama_sampler_free(sampler)
        tail = self._splitter.feed(self._characters.decode(b"", True)) + self._splitter.end()
        self._give(tail, written)
        return written

    def _loop(self, sampler: Any, position: int, limit: int, written: Written) -> None:  # noqa: ANN401
        model, sample, decode = self._model, llama.llama_sampler_sample, llama.llama_decode
        is_end, context, batch = llama.llama_vocab_is_eog, model.context, model.batch
        batch.n_tokens, batch.n_seq_id[0], batch.seq_id[0][0], batch.logits[0] = 1, 1, 0, 1
        while True:
            token = sample(sampler, context, -1)
            written.last = time.perf_counter()
            if written.first is None:
                written.first = written.last
            if is_end(model.vocab, token):
                return
            self._take(token, written)
            if written.tokens >= limit or position >= model.n_context:
                written.reason = "length"
                return
            if self._cancel.is_set():
                raise JobStoppedError
            batch.token[0], batch.pos[0] = token, position
            start = time.perf_counter()
            status = decode(context, batch)
            model.writing_threads.took(time.perf_counter() - start)
            if status:
                model.check(status, message("writing the answer"))
            position += 1

    def _take(self, token: int, written: Written) -> None:
        written.tokens += 1
        written.thinking_tokens += self._splitter.thinking
        text = self._characters.decode(self._piece(token))
        self._give(self._splitter.feed(text) if text else [], written)

    def _piece(self, token: int) -> bytes:
        """The token's bytes; of the control tokens those that mark reasoning or are asked for."""
        piece = self._pieces.get(token)
        if piece is None:
            special = self._model.token_text(token, special=True)
            name = special.decode("utf-8", "replace")
            meant = name in CONTROL_MARKS or matches(name, self._tokens)
            piece = special if meant else self._model.token_text(token, special=False)
            self._pieces[token] = piece
        return piece


def _sampler(model: LoadedModel, settings: SamplerSettings) -> Any:  # noqa: ANN401 - a C pointer
    chain = llama.llama_sampler_chain_init(llama.llama_sampler_chain_default_params())
    add = llama.llama_sampler_chain_add
    if settings.grammar:
        grammar = llama.llama_sampler_init_grammar(model.vocab, settings.grammar.encode(), b"root")
        if not grammar:
            llama.llama_sampler_free(chain)
            raise WorkerError(
                message("llama.cpp did not accept the answer format."), message("Switch it off.")
            )
        add(chain, grammar)
    heat = DEFAULT_TEMPERATURE if settings.temperature is None else settings.temperature
    if heat <= 0:
        add(chain, llama.llama_sampler_init_greedy())
        return chain
    add(chain, llama.llama_sampler_init_top_k(TOP_K))
    add(chain, llama.llama_sampler_init_top_p(TOP_P, 1))
    add(chain, llama.llama_sampler_init_min_p(MIN_P, 1))
    add(chain, llama.llama_sampler_init_temp(heat))
    seed = RANDOM_SEED if settings.seed is None else settings.seed & 0xFFFFFFFF
    add(chain, llama.llama_sampler_init_dist(seed))
    return chain


def matches(name: str, patterns: Sequence[str]) -> bool:
    """Whether a control token's text fits one of the fnmatch `patterns` of a family's profile."""
    return any(fnmatchcase(name, pattern) for pattern in patterns)
