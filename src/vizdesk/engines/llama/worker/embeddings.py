"""Images as a model's own embeddings: encoded once, kept for the questions that follow."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.worker.bindings import llama, mtmd
from vizdesk.engines.llama.worker.model import LoadedModel
from vizdesk.engines.llama.worker.prefix_cache import CachedPiece
from vizdesk.engines.llama.worker.protocol import WorkerError
from vizdesk.engines.llama.worker.row_ends import ROW_END_TENSOR, with_row_ends
from vizdesk.engines.llama.worker.token_embeddings import tensor_rows

MOST_BYTES = 256 << 20
MOST_ENCODINGS = 3


class ImageEmbeddings:
    """The embeddings of recent images, float32, the latest used last."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def of(self, piece: CachedPiece, chunk: Any) -> bytes:  # noqa: ANN401 - a C pointer
        """The image of `piece`, encoded now or from memory; (tokens, width) in row order.

        Raises WorkerError for a projector that gives no numbers, JobStoppedError.
        """
        name = piece.image or ""
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        data = self._encoded(piece, chunk).tobytes()
        self._kept[name] = data
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > MOST_BYTES:
            self._kept.popitem(last=False)
        return data

    def _encoded(self, piece: CachedPiece, chunk: Any) -> NDArray[np.float32]:  # noqa: ANN401
        """The features, (tokens, width). Encoded anew while some of them are no numbers."""
        width = llama.llama_model_n_embd_inp(self._model.model)
        features = np.empty((0, width), np.float32)
        for _ in range(MOST_ENCODINGS):
            status = mtmd.mtmd_encode_chunk(self._model.projector, chunk)
            self._model.check(status, message("reading the image"))
            pointer = mtmd.mtmd_get_output_embd(self._model.projector)
            data = ctypes.string_at(pointer, piece.n_tokens * width * 4)
            features = np.frombuffer(data, np.float32).reshape(piece.n_tokens, width)
            if np.isfinite(features).all():
                return features
            features = with_row_ends(features, self._row_end(width))
            if np.isfinite(features).all():
                return features
        # Weights that are no numbers reach every token, through attention; memory does not.
        if not np.isfinite(features).any():
            raise damaged(message("projector"))
        raise WorkerError(
            message(
                "llama.cpp gave no numbers (NaN) for parts of this image, {n} times in a row.",
                n=MOST_ENCODINGS,
            ),
            message("Ask again, or send the image at another size. The files are not the cause."),
        )

    def _row_end(self, width: int) -> NDArray[np.float32] | None:
        rows = tensor_rows(self._model.settings.projector, ROW_END_TENSOR, width)
        return None if rows is None else rows.of([0])[0]

    def all(self) -> tuple[bytes, ...]:
        """The embeddings that are kept, oldest first."""
        return tuple(self._kept.values())


def refuse_nan(model: LoadedModel) -> None:
    """Raise WorkerError when the logits of the next token are no numbers."""
    logits = llama.llama_get_logits_ith(model.context, -1)
    count = int(llama.llama_vocab_n_tokens(model.vocab))
    if np.isnan(np.ctypeslib.as_array(logits, shape=(count,))).any():
        raise damaged(message("model"))


def damaged(thing: Message) -> WorkerError:
    """The error for weights that compute no numbers."""
    return WorkerError(
        message("The {thing} file is damaged: its weights give no numbers (NaN).", thing=thing),
        message("Download it again, or choose another file of this model."),
    )
