"""Computes a prompt into the model's memory, reusing what it already holds of it."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vizdesk.common.messages import message
from vizdesk.engines.llama.worker.bindings import llama, mtmd
from vizdesk.engines.llama.worker.chunks import Chunk
from vizdesk.engines.llama.worker.embeddings import ImageEmbeddings, refuse_nan
from vizdesk.engines.llama.worker.model import LoadedModel
from vizdesk.engines.llama.worker.prefix_cache import CachedPiece, common_prefix
from vizdesk.engines.llama.worker.protocol import Stage, WorkerError

CAUSAL_BATCH = 2048


@dataclass(slots=True)
class PromptRead:
    """What reading a prompt took: seconds and tokens. `position` is where the answer begins.

    `thinking`: the prompt ends inside the model's reasoning.
    """

    encode_s: float = 0.0
    prefill_s: float = 0.0
    input_tokens: int = 0
    image_tokens: int = 0
    cached_tokens: int = 0
    position: int = 0
    thinking: bool = False


class PromptReader:
    """Remembers which prompt is in the context (its keys and values)."""

    def __init__(self, model: LoadedModel, images: ImageEmbeddings) -> None:
        self._model = model
        self._held: list[CachedPiece] = []
        self._images = images

    def read(self, chunks: list[Chunk], answer: int, report: Callable[[Stage], None]) -> PromptRead:
        """Compute `chunks`; afterwards the logits of the first answer token are there.

        `answer` tokens of room are made for what follows, as far as the model's training allows.
        """
        pieces = [piece for piece, _ in chunks]
        done = PromptRead(
            input_tokens=sum(piece.n_tokens for piece in pieces),
            image_tokens=sum(piece.n_tokens for piece in pieces if piece.image is not None),
        )
        self._make_room(chunks, sum(piece.n_positions for piece in pieces), answer)
        kept = self._reuse(pieces)
        done.cached_tokens, done.position = kept.tokens, kept.position
        self._model.abortable(True)
        try:
            skip = kept.tokens_of_next
            for piece, chunk in chunks[kept.pieces :]:
                self._compute(piece, chunk, skip, done, report)
                self._held.append(piece)
                skip = 0
        finally:
            self._model.abortable(False)
        try:
            refuse_nan(self._model)
        except WorkerError:
            self._held = []
            raise
        return done

    def _make_room(self, chunks: list[Chunk], positions: int, answer: int) -> None:
        train = self._model.n_train
        if positions >= train:
            raise WorkerError(
                message(
                    "The image and the prompt take {n} tokens; this model has room for {room}.",
                    n=positions,
                    room=train,
                ),
                message("Use a smaller image or a shorter prompt."),
            )
        wanted = min(train, -(-(positions + answer + 1) // 256) * 256)
        if self._model.ensure_context(max(wanted, 1), self._batch_for(chunks)):
            self._held = []

    def _batch_for(self, chunks: list[Chunk]) -> int:
        sizes = [0]
        for piece, chunk in chunks:
            if piece.image is not None:
                whole = mtmd.mtmd_decode_use_non_causal(self._model.projector, chunk)
                sizes.append(piece.n_tokens if whole else min(piece.n_tokens, CAUSAL_BATCH))
        return -(-max(sizes) // 64) * 64

    def _reuse(self, pieces: list[CachedPiece]) -> Any:  # noqa: ANN401
        memory = llama.llama_get_memory(self._model.context)
        kept = common_prefix(self._held, pieces)
        # A sliding window or a recurrent state may have lost what came before the cut.
        if kept.position and (
            llama.llama_memory_seq_pos_min(memory, 0) > 0
            or not llama.llama_memory_seq_rm(memory, 0, kept.position, -1)
        ):
            kept = common_prefix([], pieces)
        if not kept.position:
            llama.llama_memory_clear(memory, True)
        self._held = pieces[: kept.pieces]
        return kept

    def _compute(
        self,
        piece: CachedPiece,
        chunk: Any,  # noqa: ANN401 - a C pointer
        skip: int,
        done: PromptRead,
        report: Callable[[Stage], None],
    ) -> None:
        if piece.image is None:
            report(Stage.PROMPT)
            start = time.perf_counter()
            self._model.decode(piece.tokens[skip:], done.position)
            done.position += piece.n_positions - skip
        else:
            report(Stage.IMAGE)
            start = time.perf_counter()
            embeddings = self._images.of(piece, chunk)
            done.encode_s += time.perf_counter() - start
            start = time.perf_counter()
            done.position = self._place(chunk, embeddings, done.position)
        done.prefill_s += time.perf_counter() - start

    def _place(self, chunk: Any, embeddings: bytes, position: int) -> int:  # noqa: ANN401
        model, after = self._model, llama.llama_pos(0)
        status = mtmd.mtmd_helper_decode_image_chunk(
            model.projector,
            model.context,
            chunk,
            ctypes.cast(ctypes.c_char_p(embeddings), ctypes.POINTER(ctypes.c_float)),
            llama.llama_pos(position),
            llama.llama_seq_id(0),
            model.n_batch,
            ctypes.byref(after),
            mtmd.mtmd_helper_post_decode_callback(),
            None,
        )
        model.check(status, message("reading the image"))
        return int(after.value)
