"""PaliGemma's way of reading: image and prompt see each other in both directions.

llama.cpp's Gemma reads from left to right. But a batch may hold embeddings instead of tokens, so
the image and the prompt's tokens go into one batch for which causal attention is off; the answer
is then written as usual. PaliGemma (https://arxiv.org/abs/2407.07726), section 3.1: prefix-LM.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from vizdesk.common.messages import message
from vizdesk.engines.llama.worker.bindings import llama
from vizdesk.engines.llama.worker.chunks import EncodedImage, chunked
from vizdesk.engines.llama.worker.embeddings import ImageEmbeddings, refuse_nan
from vizdesk.engines.llama.worker.model import LoadedModel
from vizdesk.engines.llama.worker.prefill import PromptRead
from vizdesk.engines.llama.worker.protocol import Stage, WorkerError
from vizdesk.engines.llama.worker.template import PromptPart, Question
from vizdesk.engines.llama.worker.token_embeddings import token_rows

_DECODERS = frozenset(("gemma", "gemma2"))
_PROJECTOR = "janus_pro"
_PLACE = "<loc0000>"


def is_prefix_lm(model: LoadedModel) -> bool:
    """Whether this pair is a PaliGemma: a Gemma that knows places, behind a one-line projector."""
    return (
        model.projector_type == _PROJECTOR
        and model.metadata("general.architecture") in _DECODERS
        and len(model.tokenize(_PLACE, special=True)) == 1
    )


class PrefixReader:
    """Reads one image and one task line; nothing but the image's embeddings can be kept."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        self.images = ImageEmbeddings(model)
        self._rows = token_rows(model.settings.weights, int(llama.llama_model_n_embd(model.model)))

    def prompt_tokens(self, prompt: str) -> list[int]:
        """<bos>, the task line, a newline of its own, as the reference's processor writes them."""
        model = self._model
        words = model.tokenize(prompt.strip(), special=False)
        newline = model.tokenize("\n", special=False)
        return [int(llama.llama_vocab_bos(model.vocab)), *words, *newline]

    def read(
        self,
        question: Question,
        image: EncodedImage,
        answer: int,
        report: Callable[[Stage], None],
    ) -> PromptRead:
        """Compute image and prompt; see `PromptReader.read`. The system words come first."""
        words = f"{question.system}\n{question.prompt}" if question.system else question.prompt
        tokens = self.prompt_tokens(words)
        done = PromptRead()
        start = time.perf_counter()
        report(Stage.IMAGE)
        with chunked(self._model, [PromptPart(image=True)], image) as chunks:
            piece, chunk = next(pair for pair in chunks if pair[0].image is not None)
            seen = np.frombuffer(self.images.of(piece, chunk), np.float32)
        done.encode_s = time.perf_counter() - start
        done.image_tokens = piece.n_tokens
        done.position = done.input_tokens = piece.n_tokens + len(tokens)
        self._make_room(done.position, answer)
        start = time.perf_counter()
        report(Stage.PROMPT)
        rows = np.concatenate([seen.reshape(piece.n_tokens, -1), self._rows.of(tokens)])
        self._decode(np.ascontiguousarray(rows, np.float32))
        refuse_nan(self._model)
        done.prefill_s = time.perf_counter() - start
        return done

    def _make_room(self, length: int, answer: int) -> None:
        train = self._model.n_train
        if length >= train:
            raise WorkerError(
                message(
                    "The image and the prompt take {n} tokens; this model has room for {room}.",
                    n=length,
                    room=train,
                ),
                message("Use a shorter prompt."),
            )
        wanted = min(train, -(-(length + answer + 1) // 256) * 256)
        self._model.ensure_context(wanted, -(-length // 64) * 64)

    def _decode(self, rows: NDArray[np.float32]) -> None:
        """All `rows` in one batch, each seeing all; the last one's logits are kept."""
        model, count = self._model, len(rows)
        llama.llama_memory_clear(llama.llama_get_memory(model.context), True)
        batch = llama.llama_batch_init(count, rows.shape[1], 1)
        model.abortable(True)
        llama.llama_set_causal_attn(model.context, False)
        try:
            batch.n_tokens = count
            ctypes.memmove(batch.embd, rows.ctypes.data, rows.nbytes)
            for i in range(count):
                batch.pos[i], batch.n_seq_id[i], batch.seq_id[i][0] = i, 1, 0
                batch.logits[i] = i == count - 1
            model.check(llama.llama_decode(model.context, batch), message("reading the prompt"))
        finally:
            llama.llama_set_causal_attn(model.context, True)
            model.abortable(False)
            llama.llama_batch_free(batch)
