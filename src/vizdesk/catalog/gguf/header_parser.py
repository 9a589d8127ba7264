"""The metadata of a GGUF file, read step by step from its bytes; every step is checked.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. For foreign files this runs in a
confined child (`header_child.py`).
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass

from vizdesk.catalog.gguf.types import (
    SCALARS,
    TENSOR_BLOCKS,
    ArrayLength,
    Value,
    ValueType,
)
from vizdesk.common.messages import Message, MessageError, message

MAGIC = b"GGUF"
SHORT_ARRAY = 64
MAX_ENTRIES = 65_536
MAX_STRINGS = 8_000_000
MAX_TEXT = 64 << 20
MAX_HEADER = 512 << 20
MAX_DIMENSIONS = 4  # GGML_MAX_DIMS, ggml/include/ggml.h
VOCABULARY = "tokenizer.ggml.tokens"
FIRST_CHUNK, LARGEST_CHUNK = 64 << 10, 8 << 20

Fetch = Callable[[int], bytes]
"""The next bytes of the file, at most as many as asked for; empty at its end."""


class GgufError(MessageError):
    """The file is no readable GGUF; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """One tensor of a file: `kind` is its `enum ggml_type`, `sides` its lengths, the row first.

    `offset` is from the start of the tensors' data, `size` in bytes; None for an unknown type.
    """

    name: str
    kind: int
    sides: tuple[int, ...]
    offset: int
    size: int | None


class HeaderParser:
    """Walks the header of the file `name`, whose bytes `fetch` gives from its start on."""

    def __init__(self, fetch: Fetch, name: str) -> None:
        self._fetch = fetch
        self._name = name
        self._data = bytearray()
        self._chunk = FIRST_CHUNK
        self.at = 0
        """How far the header was read, in bytes."""

    def metadata(self, *, light: bool = False) -> dict[str, Value]:
        """All entries, or those before the vocabulary (`light`). Raises GgufError."""
        self._need(24)
        if self._data[:4] != MAGIC:
            raise GgufError(message("“{name}” is not a GGUF file.", name=self._name))
        version = int.from_bytes(self._data[4:8], "little")
        if version not in (2, 3):
            known = message("1 is too old") if version == 1 else message("2 and 3 can be read")
            raise GgufError(
                message(
                    "“{name}” is of GGUF version {version}; {known}.",
                    name=self._name,
                    version=version,
                    known=known,
                )
            )
        self.at = 16  # the number of tensors, before this, is of no interest
        count = self._unsigned(8)
        if count > MAX_ENTRIES:
            raise self._damaged(message("its number of entries is impossible"))
        entries: dict[str, Value] = {}
        for _ in range(count):
            key = self._string()
            if light and key == VOCABULARY:
                break
            entries[key] = self._value(self._unsigned(4))
        return entries

    def end_of_tensors(self) -> int | None:
        """The number of bytes up to the end of the last tensor; None for an unknown type."""
        entries, tensors = self._with_tensors()
        if not tensors:
            return self.at
        alignment = entries.get("general.alignment", 32)
        step = alignment if isinstance(alignment, int) and alignment > 0 else 32
        begin = -(-self.at // step) * step
        ends = [None if each.size is None else each.offset + each.size for each in tensors]
        known = [end for end in ends if end is not None]
        return begin + max(known) if len(known) == len(ends) else None

    def tensors(self) -> list[TensorInfo]:
        """What the header says of each tensor. Raises GgufError."""
        return self._with_tensors()[1]

    def _with_tensors(self) -> tuple[dict[str, Value], list[TensorInfo]]:
        entries = self.metadata()
        count = int.from_bytes(self._data[8:16], "little")
        if count > MAX_ENTRIES:
            raise self._damaged(message("its number of tensors is impossible"))
        return entries, [self._tensor() for _ in range(count)]

    def _tensor(self) -> TensorInfo:
        name = self._string()
        dimensions = self._unsigned(4)
        if dimensions > MAX_DIMENSIONS:
            raise self._damaged(message("a tensor has an impossible number of dimensions"))
        sides = tuple(self._unsigned(8) for _ in range(dimensions))
        kind, offset = self._unsigned(4), self._unsigned(8)
        block = TENSOR_BLOCKS.get(kind)
        size = None if block is None else math.prod(sides) // block[0] * block[1]
        return TensorInfo(name, kind, sides, offset, size)

    def _value(self, kind: int) -> Value:
        if kind == ValueType.STRING:
            return self._string()
        if kind == ValueType.ARRAY:
            return self._array()
        if kind not in SCALARS:
            raise self._damaged(message("an entry is of the unknown type {kind}", kind=kind))
        form = SCALARS[kind]
        start = self._skip(struct.calcsize(form))
        value: Value = struct.unpack_from(form, self._data, start)[0]
        return value

    def _array(self) -> Value:
        kind, count = self._unsigned(4), self._unsigned(8)
        if kind == ValueType.STRING:
            return self._strings(count)
        if kind not in SCALARS:
            raise self._damaged(message("an array is of the unknown type {kind}", kind=kind))
        form = SCALARS[kind]
        start = self._skip(struct.calcsize(form) * count)
        if count > SHORT_ARRAY:
            return ArrayLength(count)
        return struct.unpack_from(f"<{count}{form[1:]}", self._data, start)

    def _strings(self, count: int) -> Value:
        if count > MAX_STRINGS:
            raise self._damaged(message("one of its lists is impossibly long"))
        if count <= SHORT_ARRAY:
            return tuple(self._string() for _ in range(count))
        data, at, end = self._data, self.at, len(self._data)
        length_at = struct.Struct("<Q").unpack_from
        for _ in range(count):  # a vocabulary: a quarter of a million steps, so little is called
            if at + 8 > end:
                self._need(at + 8)
                end = len(data)
            at += 8 + length_at(data, at)[0]
        self._need(at)
        self.at = at
        return ArrayLength(count)

    def _string(self) -> str:
        length = self._unsigned(8)
        if length > MAX_TEXT:
            raise self._damaged(message("one of its texts is impossibly long"))
        start = self._skip(length)
        return self._data[start : start + length].decode("utf-8", "replace")

    def _unsigned(self, size: int) -> int:
        start = self._skip(size)
        return int.from_bytes(self._data[start : start + size], "little")

    def _skip(self, size: int) -> int:
        start = self.at
        self._need(start + size)
        self.at = start + size
        return start

    def _need(self, end: int) -> None:
        """Have the first `end` bytes of the file."""
        data = self._data
        while len(data) < end:
            if len(data) >= MAX_HEADER:
                raise self._damaged(message("it is impossibly long"))
            more = self._fetch(self._chunk)
            if not more:
                raise self._cut_off()
            data += more
            self._chunk = min(2 * self._chunk, LARGEST_CHUNK)

    def _cut_off(self) -> GgufError:
        return GgufError(
            message("The file “{name}” is cut off within its header.", name=self._name)
        )

    def _damaged(self, why: Message) -> GgufError:
        return GgufError(
            message("The header of “{name}” is damaged: {why}.", name=self._name, why=why)
        )
