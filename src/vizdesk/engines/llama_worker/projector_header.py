"""A projector's header, by ggml's own GGUF reader: what kind it is, and a word it forgot to say.

Gemma 4's projectors, as llama.cpp's converter writes them, do not name their activation. llama.cpp
then takes the "quick" GELU, while the model was trained with the tanh GELU: its image features are
off by 0.4 % (docs/parity.md). The file is left alone; a copy that says it is loaded instead.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vizdesk.engines.llama_worker.gguf_api import STRING, opened_gguf

_KINDS = (b"clip.vision.projector_type", b"clip.projector_type")
_ACTIVATIONS = (b"clip.use_gelu", b"clip.use_silu")
_TANH_GELU = frozenset(("gemma4v", "gemma4uv"))


def projector_kind(path: str) -> str:
    """The projector's type, such as `gemma3`; empty when the file does not say or is no GGUF."""
    with opened_gguf(path) as (ggml, file):
        return _kind(ggml, file) if file else ""  # loading it comes next, and says what is wrong


@contextmanager
def as_trained(path: str) -> Iterator[str]:
    """A path to load the projector from: `path`, or a corrected copy while the block is open.

    Raises OSError when there is no room for the copy.
    """
    with opened_gguf(path) as (ggml, file):
        forgot = file and _kind(ggml, file) in _TANH_GELU and not _says_activation(ggml, file)
        if not forgot:
            yield path
            return
        with tempfile.TemporaryDirectory(prefix="vizdesk-") as folder:
            copy = Path(folder) / "projector.gguf"
            ggml.gguf_set_val_bool(file, _ACTIVATIONS[0], True)
            if not ggml.gguf_write_to_file(file, os.fsencode(copy), True):
                raise OSError(f"no room for a copy of the projector in {folder}")
            with open(path, "rb") as source, copy.open("ab") as target:
                source.seek(ggml.gguf_get_data_offset(file))
                shutil.copyfileobj(source, target, 1 << 22)
            yield os.fspath(copy)


def _kind(ggml: ctypes.CDLL, file: int) -> str:
    for name in _KINDS:
        at = ggml.gguf_find_key(file, name)
        if at >= 0 and ggml.gguf_get_kv_type(file, at) == STRING:
            return bytes(ggml.gguf_get_val_str(file, at)).decode("utf-8", "replace")
    return ""


def _says_activation(ggml: ctypes.CDLL, file: int) -> bool:
    return any(ggml.gguf_find_key(file, name) >= 0 for name in _ACTIVATIONS)
