"""What a GGUF file says about itself, read from its metadata alone; never a tensor.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass, field
from pathlib import Path

from vizdesk.catalog.gguf.types import (
    FILE_TYPES,
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
VOCABULARY = "tokenizer.ggml.tokens"


class GgufError(MessageError):
    """The file is no readable GGUF; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """One GGUF file. Lengths are in numbers of elements, `image_size` and `patch_size` in pixels.

    `embedding_length` is the width of the text model (of the vision tower for a projector);
    `projection_dim` is the text width a projector was made for. None: the file does not say.
    """

    architecture: str
    name: str
    size_bytes: int
    metadata: dict[str, Value] = field(repr=False)
    quantisation: str
    is_projector: bool
    projector_type: str
    image_size: int | None
    patch_size: int | None
    embedding_length: int | None
    projection_dim: int | None
    context_length: int | None
    has_chat_template: bool

    @property
    def reads_images(self) -> bool:
        """Whether this is a projector with a vision tower (not one for audio only)."""
        return self.is_projector and self.metadata.get("clip.has_vision_encoder", True) is not False


def read_header(path: Path, *, light: bool = False) -> GgufHeader:
    """The header of the GGUF file at `path`. Raises GgufError with a sentence.

    `light` stops at the vocabulary, which takes most of the time and stands behind all that tells
    which files belong together; the chat template is not seen then.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if size < 24:
                raise GgufError(_too_short(path, size, file.read(4)))
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _header(path, size, _Cursor(data, path.name).metadata(light=light))
    except FileNotFoundError:
        raise GgufError(
            message("The file “{name}” is not there any more.", name=path.name)
        ) from None
    except (OSError, ValueError) as error:
        raise GgufError(
            message("The file “{name}” cannot be read: {error}.", name=path.name, error=str(error))
        ) from error


def expected_bytes(path: Path) -> int | None:
    """How long the file must be by what its header says of its tensors, in bytes.

    None where a type of tensor is not known here. Raises GgufError.
    """
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return _Cursor(data, path.name).end_of_tensors()
    except (OSError, ValueError) as error:
        raise GgufError(
            message("The file “{name}” cannot be read: {error}.", name=path.name, error=str(error))
        ) from error


def _too_short(path: Path, size: int, start: bytes) -> Message:
    if size == 0:
        return message("The file “{name}” is empty.", name=path.name)
    if start != MAGIC:
        return message("“{name}” is not a GGUF file.", name=path.name)
    return message("The file “{name}” is cut off within its header.", name=path.name)


def _header(path: Path, size: int, metadata: dict[str, Value]) -> GgufHeader:
    architecture = _text(metadata, "general.architecture")
    if not architecture:
        raise GgufError(message("“{name}” does not say which architecture it is.", name=path.name))
    is_projector = architecture == "clip" or _text(metadata, "general.type") == "mmproj"
    prefix = "clip.vision" if is_projector else architecture
    file_type = metadata.get("general.file_type")
    return GgufHeader(
        architecture=architecture,
        name=_text(metadata, "general.name"),
        size_bytes=size,
        metadata=metadata,
        quantisation=FILE_TYPES.get(file_type, "") if isinstance(file_type, int) else "",
        is_projector=is_projector,
        projector_type=_text(metadata, "clip.vision.projector_type")
        or _text(metadata, "clip.projector_type"),
        image_size=_number(metadata, "clip.vision.image_size"),
        patch_size=_number(metadata, "clip.vision.patch_size"),
        embedding_length=_number(metadata, f"{prefix}.embedding_length"),
        projection_dim=_number(metadata, "clip.vision.projection_dim"),
        context_length=_number(metadata, f"{architecture}.context_length"),
        has_chat_template=bool(_text(metadata, "tokenizer.chat_template").strip()),
    )


def _text(metadata: dict[str, Value], key: str) -> str:
    value = metadata.get(key)
    return value if isinstance(value, str) else ""


def _number(metadata: dict[str, Value], key: str) -> int | None:
    value = metadata.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


class _Cursor:
    """Walks the metadata of one file; every step is checked against the file's end."""

    def __init__(self, data: mmap.mmap, name: str) -> None:
        self._data = data
        self._name = name
        self._at = 0

    def metadata(self, *, light: bool = False) -> dict[str, Value]:
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
        self._at = 16  # the number of tensors, before this, is of no interest
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
        """The number of bytes up to the end of the last tensor."""
        entries = self.metadata()
        count = int.from_bytes(self._data[8:16], "little")
        if count > MAX_ENTRIES:
            raise self._damaged(message("its number of tensors is impossible"))
        ends = [self._tensor() for _ in range(count)]
        if not ends:
            return self._at
        if None in ends:
            return None
        alignment = entries.get("general.alignment", 32)
        step = alignment if isinstance(alignment, int) and alignment > 0 else 32
        begin = -(-self._at // step) * step
        return begin + max((end for end in ends if end is not None), default=0)

    def _tensor(self) -> int | None:
        """Where one tensor ends, counted from the begin of the data."""
        self._string()
        values = 1
        for _ in range(self._unsigned(4)):
            values *= self._unsigned(8)
        kind, offset = self._unsigned(4), self._unsigned(8)
        if kind not in TENSOR_BLOCKS:
            return None
        block, size = TENSOR_BLOCKS[kind]
        return offset + values // block * size

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
        data, at, end = self._data, self._at, len(self._data)
        length_at = struct.Struct("<Q").unpack_from
        for _ in range(count):  # a vocabulary: a quarter of a million steps, so nothing is called
            if at + 8 > end:
                raise self._cut_off()
            at += 8 + length_at(data, at)[0]
        if at > end:
            raise self._cut_off()
        self._at = at
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
        start = self._at
        if start + size > len(self._data):
            raise self._cut_off()
        self._at = start + size
        return start

    def _cut_off(self) -> GgufError:
        return GgufError(
            message("The file “{name}” is cut off within its header.", name=self._name)
        )

    def _damaged(self, why: Message) -> GgufError:
        return GgufError(
            message("The header of “{name}” is damaged: {why}.", name=self._name, why=why)
        )
