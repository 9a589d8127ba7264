"""What kind of projector a file says it is, asked of ggml's own GGUF reader."""

from __future__ import annotations

import ctypes
import os

from vizdesk.engines.llama_worker.native import load_ggml_base

_KEYS = (b"clip.vision.projector_type", b"clip.projector_type")
_STRING = 8  # enum gguf_type, ggml/include/gguf.h


class _InitParameters(ctypes.Structure):
    """`struct gguf_init_params`: read the header only."""

    _fields_ = (("no_alloc", ctypes.c_bool), ("ctx", ctypes.c_void_p))


def projector_kind(path: str) -> str:
    """The projector's type, such as `gemma3`; empty when the file does not say or is no GGUF."""
    ggml = _bound(load_ggml_base())
    file = ggml.gguf_init_from_file(os.fsencode(path), _InitParameters(True, None))
    if not file:
        return ""  # loading it comes next, and says what is wrong with it
    try:
        for name in _KEYS:
            at = ggml.gguf_find_key(file, name)
            if at >= 0 and ggml.gguf_get_kv_type(file, at) == _STRING:
                return bytes(ggml.gguf_get_val_str(file, at)).decode("utf-8", "replace")
        return ""
    finally:
        ggml.gguf_free(file)


def _bound(ggml: ctypes.CDLL) -> ctypes.CDLL:
    ggml.gguf_init_from_file.argtypes = [ctypes.c_char_p, _InitParameters]
    ggml.gguf_init_from_file.restype = ctypes.c_void_p
    ggml.gguf_find_key.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    ggml.gguf_find_key.restype = ctypes.c_int64
    ggml.gguf_get_kv_type.argtypes = [ctypes.c_void_p, ctypes.c_int64]
    ggml.gguf_get_kv_type.restype = ctypes.c_int
    ggml.gguf_get_val_str.argtypes = [ctypes.c_void_p, ctypes.c_int64]
    ggml.gguf_get_val_str.restype = ctypes.c_char_p
    ggml.gguf_free.argtypes = [ctypes.c_void_p]
    ggml.gguf_free.restype = None
    return ggml
