"""Rows of one tensor, read from its file: llama.cpp hands the embeddings of tokens to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vizdesk.common.messages import message
from vizdesk.engines.llama.worker.gguf_api import opened_gguf
from vizdesk.engines.llama.worker.protocol import WorkerError

_TENSOR = b"token_embd.weight"
_F32 = 0  # enum ggml_type, ggml/include/ggml.h


@dataclass(frozen=True)
class TokenEmbeddings:
    """The token embeddings of one weights file, of any type llama.cpp can compute with."""

    path: str
    offset: int
    kind: int
    row_bytes: int
    width: int
    _ggml: Any

    def of(self, tokens: Sequence[int]) -> NDArray[np.float32]:
        """One row for each token, (tokens, width), float32."""
        rows = np.empty((len(tokens), self.width), np.float32)
        with open(self.path, "rb") as file:
            for i, token in enumerate(tokens):
                file.seek(self.offset + token * self.row_bytes)
                self._expand(file.read(self.row_bytes), rows[i])
        return rows

    def _expand(self, data: bytes, row: NDArray[np.float32]) -> None:
        if self.kind == _F32:
            row[:] = np.frombuffer(data, np.float32)
            return
        traits = self._ggml.ggml_get_type_traits(self.kind).contents
        traits.to_float(data, row.ctypes.data, self.width)


def token_rows(path: str, width: int) -> TokenEmbeddings:
    """The rows of the weights file at `path`; `width` is the model's. Raises WorkerError."""
    rows = tensor_rows(path, _TENSOR, width)
    if rows is None:
        raise WorkerError(
            message("The weights file has no token embeddings."),
            message("Convert the model again: vizdesk convert paligemma FOLDER."),
        )
    return rows


def tensor_rows(path: str, tensor: bytes, width: int) -> TokenEmbeddings | None:
    """The rows of `tensor`, `width` numbers each, in the file at `path`; None without such one."""
    with opened_gguf(path) as (ggml, file):
        at = ggml.gguf_find_tensor(file, tensor) if file else -1
        if at < 0:
            return None
        kind = int(ggml.gguf_get_tensor_type(file, at))
        offset = int(ggml.gguf_get_data_offset(file) + ggml.gguf_get_tensor_offset(file, at))
        return TokenEmbeddings(
            path, offset, kind, int(ggml.ggml_row_size(kind, width)), width, ggml
        )
