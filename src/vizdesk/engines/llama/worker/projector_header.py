"""A projector's header, by ggml's own GGUF reader: what kind it is, and a word it forgot to say.

Gemma 4's projectors, as llama.cpp's converter writes them, do not name their activation. llama.cpp
then takes the "quick" GELU, while the model was trained with the tanh GELU: its image features are
off by 0.4 % (docs/parity.md).

Older ones of SmolVLM and Idefics3 do not say how large the whole image is made;
llama.cpp then makes fewer tiles than the model was trained on, letterboxed, with another filter.

InternVL's vision tower has the class token before the patches; llama.cpp puts it behind them, but
adds the position embeddings in the file's order, so that every patch gets its neighbour's position:
image features are off by half of their spread. The copy has the class token's row last.

The file is left alone; a copy that says it is loaded instead.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from vizdesk.engines.llama.worker.gguf_api import STRING, UINT32, opened_gguf

_KINDS = (b"clip.vision.projector_type", b"clip.projector_type")
_ACTIVATIONS = (b"clip.use_gelu", b"clip.use_silu")
_TANH_GELU = frozenset(("gemma4v", "gemma4uv"))
_TILE, _PATCH = b"clip.vision.image_size", b"clip.vision.patch_size"
_EDGE = b"clip.vision.preproc_image_size"
_CLASS_LAST = b"vizdesk.class_position_last"

# The longest edge in tiles: preprocessor_config.json of every SmolVLM, and the default of
# https://github.com/huggingface/transformers, models/idefics3/image_processing_idefics3.py
IDEFICS_TILES = 4


def projector_kind(path: str) -> str:
    """The projector's type, such as `gemma3`; empty when the file does not say or is no GGUF."""
    with opened_gguf(path) as (ggml, file):
        return _kind(ggml, file) if file else ""  # loading it comes next, and says what is wrong


@contextmanager
def as_trained(path: str, scratch: str | None = None) -> Iterator[str]:
    """A path to load the projector from: `path`, or a corrected copy while the block is open.

    The copy is written to `scratch`, or where temporary files are kept. Raises OSError when there
    is no room for it.
    """
    with opened_gguf(path) as (ggml, file):
        rows = _class_first(ggml, file) if file else None
        if not file or not (_corrected(ggml, file) or rows):
            yield path
            return
        with _place(scratch) as copy:
            if not ggml.gguf_write_to_file(file, os.fsencode(copy), True):
                raise OSError(f"no room for a copy of the projector in {copy}")
            with open(path, "rb") as source, open(copy, "r+b") as target:
                source.seek(ggml.gguf_get_data_offset(file))
                start = target.seek(0, os.SEEK_END)
                shutil.copyfileobj(source, target, 1 << 22)
                if rows:
                    _put_class_last(target, start, rows)
            yield copy


@contextmanager
def _place(scratch: str | None) -> Iterator[str]:
    if scratch is None:
        with tempfile.TemporaryDirectory(prefix="vizdesk-") as folder:
            yield os.path.join(folder, "projector.gguf")
        return
    try:
        yield scratch
    finally:
        os.truncate(scratch, 0)


def _kind(ggml: ctypes.CDLL, file: int) -> str:
    for name in _KINDS:
        at = ggml.gguf_find_key(file, name)
        if at >= 0 and ggml.gguf_get_kv_type(file, at) == STRING:
            return bytes(ggml.gguf_get_val_str(file, at)).decode("utf-8", "replace")
    return ""


def _corrected(ggml: ctypes.CDLL, file: int) -> bool:
    """Whether `file`, in memory, had to be told what it forgot to say."""
    kind = _kind(ggml, file)
    if kind in _TANH_GELU and not _says_activation(ggml, file):
        ggml.gguf_set_val_bool(file, _ACTIVATIONS[0], True)
        return True
    tile = _number(ggml, file, _TILE)
    if kind != "idefics3" or not tile or ggml.gguf_find_key(file, _EDGE) >= 0:
        return False
    ggml.gguf_set_val_u32(file, _EDGE, IDEFICS_TILES * tile)
    return True


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where position embeddings are in the tensors' data, in bytes: offset, size, size of one."""

    offset: int
    size: int
    one: int


def _class_first(ggml: ctypes.CDLL, file: int) -> _Rows | None:
    """InternVL's position embeddings; None elsewhere, and where they were put right before."""
    if _kind(ggml, file) != "internvl" or ggml.gguf_find_key(file, _CLASS_LAST) >= 0:
        return None
    side, patch = _number(ggml, file, _TILE), _number(ggml, file, _PATCH)
    at = ggml.gguf_find_tensor(file, b"v.position_embd.weight")
    if at < 0 or not side or not patch:
        return None
    size, count = ggml.gguf_get_tensor_size(file, at), (side // patch) ** 2 + 1
    if size % count:
        return None
    ggml.gguf_set_val_bool(file, _CLASS_LAST, True)
    return _Rows(ggml.gguf_get_tensor_offset(file, at), size, size // count)


def _put_class_last(target: BinaryIO, start: int, rows: _Rows) -> None:
    target.seek(start + rows.offset)
    data = target.read(rows.size)
    target.seek(start + rows.offset)
    target.write(data[rows.one :] + data[: rows.one])


def _number(ggml: ctypes.CDLL, file: int, key: bytes) -> int | None:
    at = ggml.gguf_find_key(file, key)
    known = at >= 0 and ggml.gguf_get_kv_type(file, at) == UINT32
    return int(ggml.gguf_get_val_u32(file, at)) if known else None


def _says_activation(ggml: ctypes.CDLL, file: int) -> bool:
    return any(ggml.gguf_find_key(file, name) >= 0 for name in _ACTIVATIONS)
