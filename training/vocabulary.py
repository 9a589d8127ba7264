"""The tokens: specials, bytes, characters, whole words and coordinates, and text to ids.

Whole words are "user-defined" tokens: llama.cpp cuts them out of the raw text, longest first,
before anything else, so no merges are needed. `encode` does the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from training.scene import BACKGROUNDS, COLOURS, SHAPES


class Kind(IntEnum):
    """llama.cpp's token types."""

    NORMAL = 1
    UNKNOWN = 2
    CONTROL = 3
    WORD = 4
    UNUSED = 5
    BYTE = 6


SPECIALS = (
    "<pad>", "<eos>", "<bos>", "<unk>",
    "<start_of_turn>", "<end_of_turn>", "<start_of_image>", "<end_of_image>",
)  # fmt: skip
PAD, EOS, BOS, UNK, TURN, END, IMAGE, IMAGE_END = range(8)
SPACE = "▁"

STEP = 10
"""Box coordinates are written as multiples of this, of 0..1000."""
FIRST = [str(value) for value in range(0, 1001, STEP)]
"""A box's first coordinate; "0" is an ordinary character."""
LATER = [f", {value}" for value in range(0, 1001, STEP)]
"""A box's other coordinates, each one token with its comma."""
OPEN, LABEL, NEXT, CLOSE = '[{"box_2d": [', '], "label": "', '"}, {"box_2d": [', '"}]'

_PHRASES = (
    "user", "model", "A", " a", " A", " and", " on", " at", " the", "The", "The number", " number",
    "number", " numbers", " background", " background.", " in", " in this image", " image",
    " this", " of", " is", " are", " written", "What", " colour", " color", " shape", " shapes",
    "shapes", " object", " objects", " object?", "Is there", " an", " any", "How many", " there",
    "Count", "Describe", " detail", " one sentence", "Detect", " all", "Read", " text", "No text",
    "Which", " one", " these", "Answer", " with", " label", "yes", "no", "none", "[]",
    " top", " bottom", " left", " right", " centre", " reads", "Write", " caption", " for", "Find",
    " every", " digits", " does", " say", OPEN, LABEL, NEXT, CLOSE,
)  # fmt: skip


def _words() -> list[str]:
    """Every whole-word token, in a fixed order."""
    words = list(_PHRASES)
    for name in (*COLOURS, *SHAPES):
        words += [name, f" {name}"]
    words += [f" {shape}s" for shape in SHAPES]
    words += [*BACKGROUNDS] + [f" {name}" for name in BACKGROUNDS]
    words += [value for value in FIRST if len(value) > 1] + LATER
    return list(dict.fromkeys(words))


def _table() -> list[tuple[str, Kind]]:
    """All tokens in the order of their ids; the count is a multiple of 32, the texts unique."""
    kinds = [Kind.CONTROL] * len(SPECIALS)
    kinds[UNK] = Kind.UNKNOWN
    tokens = list(zip(SPECIALS, kinds, strict=True))
    tokens += [(f"<0x{byte:02X}>", Kind.BYTE) for byte in range(256)]
    words = _words()
    characters = ["\n", SPACE, *(chr(code) for code in range(33, 127))]
    tokens += [(text, Kind.NORMAL) for text in characters if text not in words]
    tokens += [(text, Kind.WORD) for text in words]
    while len(tokens) % 32:
        tokens.append((f"<unused{len(tokens)}>", Kind.UNUSED))
    return tokens


TOKENS: list[tuple[str, Kind]] = _table()
IDS: dict[str, int] = {text: number for number, (text, _) in enumerate(TOKENS)}
_LONGEST_FIRST = sorted(
    (text for text, kind in TOKENS if kind is Kind.WORD), key=lambda text: (-len(text), text)
)


@cache
def encode(text: str) -> tuple[int, ...]:
    """Turn plain text into ids, as llama.cpp does (no specials, no leading <bos>)."""
    pieces: list[str | int] = [text]
    for word in _LONGEST_FIRST:
        if word in text:
            pieces = [part for piece in pieces for part in _cut(piece, word)]
    ids: list[int] = []
    for piece in pieces:
        ids += [piece] if isinstance(piece, int) else _spell(piece)
    return tuple(ids)


def _cut(piece: str | int, word: str) -> Sequence[str | int]:
    """Cut every `word` out of a piece that is still text."""
    if isinstance(piece, int) or word not in piece:
        return [piece]
    parts: list[str | int] = []
    for text in piece.split(word):
        parts += [text, IDS[word]] if text else [IDS[word]]
    return parts[:-1]


def _spell(text: str) -> list[int]:
    """Spell text by characters, unknown ones by bytes."""
    ids: list[int] = []
    for character in text.replace(" ", SPACE):
        if character in IDS:
            ids.append(IDS[character])
        else:
            ids += [IDS[f"<0x{byte:02X}>"] for byte in character.encode()]
    return ids


PREFIX: tuple[int, ...] = (BOS, TURN, *encode("user\n"), IMAGE)
"""What the chat template puts before the image."""


def question_ids(prompt: str) -> tuple[int, ...]:
    """What the chat template puts after the image, up to where the answer starts."""
    return (IMAGE_END, *encode(prompt), END, *encode("\n"), TURN, *encode("model\n"))
