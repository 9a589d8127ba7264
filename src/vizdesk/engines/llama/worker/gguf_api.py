"""ggml's own GGUF reader (ggml/include/gguf.h), which llama-cpp-python does not bind."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

from vizdesk.engines.llama.worker.bindings import load_ggml_base

UINT32, STRING = 4, 8  # enum gguf_type


class TypeTraits(ctypes.Structure):
    """The head of `struct ggml_type_traits` (ggml/include/ggml.h), as far as `to_float`."""

    _fields_ = (
        ("type_name", ctypes.c_char_p),
        ("block_size", ctypes.c_int64),
        ("block_size_interleave", ctypes.c_int64),
        ("type_size", ctypes.c_size_t),
        ("is_quantized", ctypes.c_bool),
        ("to_float", ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)),
    )


class _InitParameters(ctypes.Structure):
    """`struct gguf_init_params`: read the header only."""

    _fields_ = (("no_alloc", ctypes.c_bool), ("ctx", ctypes.c_void_p))


@contextmanager
def opened_gguf(path: str) -> Iterator[tuple[ctypes.CDLL, int | None]]:
    """ggml and its handle of the header of the file at `path`; None when it is no GGUF."""
    ggml = _bound(load_ggml_base())
    file = ggml.gguf_init_from_file(os.fsencode(path), _InitParameters(True, None))
    try:
        yield ggml, file
    finally:
        if file:
            ggml.gguf_free(file)


def _bound(ggml: ctypes.CDLL) -> ctypes.CDLL:
    pointer, text, number, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int64, ctypes.c_size_t
    kind, yes = ctypes.c_int, ctypes.c_bool
    for name, result, arguments in (
        ("gguf_init_from_file", pointer, [text, _InitParameters]),
        ("gguf_find_key", number, [pointer, text]),
        ("gguf_get_kv_type", kind, [pointer, number]),
        ("gguf_get_val_str", text, [pointer, number]),
        ("gguf_get_val_u32", ctypes.c_uint32, [pointer, number]),
        ("gguf_set_val_bool", None, [pointer, text, yes]),
        ("gguf_set_val_u32", None, [pointer, text, ctypes.c_uint32]),
        ("gguf_write_to_file", yes, [pointer, text, yes]),
        ("gguf_get_data_offset", size, [pointer]),
        ("gguf_find_tensor", number, [pointer, text]),
        ("gguf_get_tensor_offset", size, [pointer, number]),
        ("gguf_get_tensor_size", size, [pointer, number]),
        ("gguf_get_tensor_type", kind, [pointer, number]),
        ("gguf_free", None, [pointer]),
        ("ggml_row_size", size, [kind, number]),
        ("ggml_get_type_traits", ctypes.POINTER(TypeTraits), [kind]),
    ):
        function = getattr(ggml, name)
        function.restype, function.argtypes = result, arguments
    return ggml
