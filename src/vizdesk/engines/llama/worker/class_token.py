"""LLaVA's class token, which llama.cpp puts behind the patches but counts as the first.

llama.cpp (tools/mtmd/models/llava.cpp) appends the class token to the patches, gives them positions
in the order in which the model was trained with the class token first, and hands over all tokens
but the first: each patch has its neighbour's position, the first patch is lost, and the class token
takes the last one's place (docs/parity.md). Two small tensors of row numbers, `positions` and
`patches`, say which rows are taken; they are put right just before llama.cpp reads them.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from vizdesk.engines.llama.worker.gguf_api import opened_gguf

_KINDS = frozenset(("mlp", "mlp_norm", "ldp", "ldpv2"))
_CLASS_TOKEN = b"v.class_embd"


class _Tensor(ctypes.Structure):
    """`struct ggml_tensor` (ggml/include/ggml.h)."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("buffer", ctypes.c_void_p),
        ("ne", ctypes.c_int64 * 4),
        ("nb", ctypes.c_size_t * 4),
        ("op", ctypes.c_int),
        ("op_params", ctypes.c_int32 * 16),
        ("flags", ctypes.c_int32),
        ("src", ctypes.c_void_p * 10),
        ("view_src", ctypes.c_void_p),
        ("view_offs", ctypes.c_size_t),
        ("data", ctypes.c_void_p),
        ("name", ctypes.c_char * 64),
    )


def has_class_token(path: str, kind: str) -> bool:
    """Whether the projector at `path`, of that kind, has the token that is misplaced."""
    if kind not in _KINDS:
        return False
    with opened_gguf(path) as (ggml, file):
        return bool(file) and ggml.gguf_find_tensor(file, _CLASS_TOKEN) >= 0


class RowNumbers:
    """Puts the row numbers of one graph right; `ask` is called for each node before it runs."""

    def __init__(self, ggml: Any) -> None:  # noqa: ANN401 - a C library
        self._ggml = ggml
        ggml.ggml_op_name.restype, ggml.ggml_op_name.argtypes = ctypes.c_char_p, [ctypes.c_int]
        ggml.ggml_backend_tensor_set.restype = None
        ggml.ggml_backend_tensor_set.argtypes = [
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_size_t,
        ]

    def ask(self, node: int) -> None:
        """Write the numbers that `node` is about to take rows by, when it takes these."""
        tensor = _Tensor.from_address(node)
        if self._ggml.ggml_get_name(node) != tensor.name:
            return  # another llama.cpp, whose tensors are laid out otherwise
        rows = tensor.src[1]
        if not rows or self._ggml.ggml_op_name(tensor.op) != b"GET_ROWS":
            return
        name, count = _Tensor.from_address(rows).name, int(_Tensor.from_address(rows).ne[0])
        if b"positions" in name:
            self._write(rows, np.roll(np.arange(count, dtype=np.int32), -1))
        elif b"patches" in name:
            self._write(rows, np.arange(count, dtype=np.int32))

    def _write(self, tensor: int, numbers: np.ndarray[Any, np.dtype[np.int32]]) -> None:
        self._ggml.ggml_backend_tensor_set(tensor, numbers.ctypes.data, 0, numbers.nbytes)
