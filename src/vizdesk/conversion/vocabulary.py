"""The tokens of a SentencePiece model and of the tokeniser's added tokens, as GGUF wants them."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vizdesk.common.messages import message
from vizdesk.conversion.errors import ConversionError

# enum llama_token_type of llama.h; SentencePiece's own numbers are the same.
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = 1, 2, 3, 4, 5, 6
_ADDED_SCORE = -1000.0
# Wire types of https://protobuf.dev/programming-guides/encoding/
_VARINT, _EIGHT, _LENGTH, _FOUR = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its text, its score in the merge order, its kind."""

    text: bytes
    score: float
    kind: int


def read_tokens(folder: Path, count: int) -> list[Token]:
    """The `count` tokens of a checkpoint, by id; ids nobody names are marked unused.

    Raises ConversionError when the folder has no SentencePiece model.
    """
    model = folder / "tokenizer.model"
    if not model.is_file():
        raise ConversionError(
            message(
                "“{name}” is missing in {folder}. Download the whole folder again.",
                name="tokenizer.model",
                folder=str(folder),
            )
        )
    try:
        tokens = list(_pieces(model.read_bytes()))[:count]
    except (IndexError, struct.error) as error:
        raise ConversionError(
            message("“tokenizer.model” is damaged. Download it again.")
        ) from error
    added = _added(folder)
    for number in range(len(tokens), count):
        tokens.append(added.get(number) or Token(f"<unused_{number}>".encode(), 0.0, UNUSED))
    return tokens


def _added(folder: Path) -> dict[int, Token]:
    """PaliGemma's <loc…> and <seg…>: visible in answers, found in prompts; <image> is neither."""
    path = folder / "tokenizer.json"
    if not path.is_file():
        raise ConversionError(
            message(
                "“{name}” is missing in {folder}. Download the whole folder again.",
                name="tokenizer.json",
                folder=str(folder),
            )
        )
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["added_tokens"]
    return {
        entry["id"]: Token(
            entry["content"].encode(),
            _ADDED_SCORE,
            CONTROL if entry["content"] == "<image>" else USER_DEFINED,
        )
        for entry in entries
    }


def _pieces(data: bytes) -> Iterator[Token]:
    """The `pieces` (field 1) of SentencePiece's ModelProto.

    https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto
    """
    for number, value in _fields(data):
        if number == 1 and isinstance(value, bytes):
            piece = dict(_fields(value))
            text, score, kind = piece.get(1, b""), piece.get(2, b"\0\0\0\0"), piece.get(3, NORMAL)
            assert isinstance(text, bytes)
            assert isinstance(score, bytes)
            assert isinstance(kind, int)
            yield Token(text, struct.unpack("<f", score)[0], kind)


def _fields(data: bytes) -> Iterator[tuple[int, bytes | int]]:
    """The fields of one protobuf message: number, and an integer or raw bytes."""
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        wire = key & 7
        if wire == _VARINT:
            value, at = _varint(data, at)
            yield key >> 3, value
            continue
        if wire == _LENGTH:
            length, at = _varint(data, at)
        else:
            length = {_EIGHT: 8, _FOUR: 4}[wire]
        yield key >> 3, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        byte = data[at]
        at += 1
        result |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return result, at
