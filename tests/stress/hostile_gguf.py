"""GGUF files as an attacker or a broken disk would write them; the same for the same seed."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable

HUGE = (2**16, 2**31, 2**32 - 1, 2**40, 2**63 - 1, 2**64 - 1)
ARRAY, STRING = 9, 8


def entry(key: bytes, kind: int, value: bytes) -> bytes:
    """One metadata entry."""
    return struct.pack("<Q", len(key)) + key + struct.pack("<I", kind) + value


def header(*entries: bytes, tensors: int = 0, count: int | None = None) -> bytes:
    """A header of version 3 with hand-made entries, the architecture first."""
    named = (entry(b"general.architecture", STRING, struct.pack("<Q", 6) + b"gemma3"), *entries)
    number = len(named) if count is None else count
    return b"GGUF" + struct.pack("<IQQ", 3, tensors, number) + b"".join(named)


def array(kind: int, count: int, body: bytes = b"") -> bytes:
    """The value of an array that says it has `count` elements."""
    return struct.pack("<IQ", kind, count) + body


def deep_array(depth: int) -> bytes:
    """An array of an array of an array …"""
    return array(ARRAY, 1) * depth + array(4, 1, b"\0" * 4)


NAMED: dict[str, bytes] = {
    "arrays a million deep": header(entry(b"a", ARRAY, deep_array(1_000_000))),
    "an array of 2^63 numbers": header(entry(b"a", ARRAY, array(12, 2**63))),
    "an array of 2^64 - 1 texts": header(entry(b"a", ARRAY, array(STRING, 2**64 - 1))),
    "a text of 2^64 - 1 bytes": header(entry(b"a", STRING, struct.pack("<Q", 2**64 - 1))),
    "a key of 2^62 bytes": header() + struct.pack("<Q", 2**62),
    "2^64 - 1 entries": header(count=2**64 - 1),
    "2^63 tensors": header(tensors=2**63),
    "a tensor of 4 billion dimensions": header(tensors=1)
    + struct.pack("<Q", 1)
    + b"t"
    + struct.pack("<I", 2**32 - 1)
    + b"\xff" * 4_000_000,
    "an entry of type 255": header(entry(b"a", 255, b"\0" * 8)),
    "an array of type 13": header(entry(b"a", ARRAY, array(13, 4, b"\0" * 64))),
    "the architecture is a number": b"GGUF"
    + struct.pack("<IQQ", 3, 0, 1)
    + entry(b"general.architecture", 4, b"\0" * 4),
    "four million empty texts, four times": header(
        *(entry(b"%d" % at, ARRAY, array(STRING, 4_000_000, b"\0" * 32_000_000)) for at in range(4))
    ),
    "a template of 60 MB": header(
        entry(b"tokenizer.chat_template", STRING, struct.pack("<Q", 60 << 20) + b"{" * (60 << 20))
    ),
    "bytes that are no UTF-8": header(
        entry(b"\xff\xfe\x00", STRING, struct.pack("<Q", 2) + b"\xc3\x28")
    ),
}


def mutated(whole: bytes, seed: int, head: int) -> bytes:
    """`whole`, of which the first `head` bytes are its header, damaged in one to four places."""
    chance = random.Random(seed)
    data = bytearray(whole)
    for _ in range(chance.randint(1, 4)):
        chance.choice(_MUTATIONS)(data, chance, head)
    return bytes(data)


Mutation = Callable[[bytearray, random.Random, int], None]


def _flip(data: bytearray, chance: random.Random, head: int) -> None:
    if data:
        data[chance.randrange(min(head, len(data)))] = chance.randrange(256)


def _length(data: bytearray, chance: random.Random, head: int) -> None:
    """A length or a count where one may be: eight bytes become an impossible number."""
    at = chance.randrange(max(1, min(head, len(data)) - 8))
    number = chance.choice((*HUGE, len(data), len(data) + 1, 0))
    data[at : at + 8] = struct.pack("<Q", number % 2**64)


def _kind(data: bytearray, chance: random.Random, head: int) -> None:
    at = chance.randrange(max(1, min(head, len(data)) - 4))
    data[at : at + 4] = struct.pack("<I", chance.choice((*range(14), 255, 2**31)))


def _cut(data: bytearray, chance: random.Random, head: int) -> None:
    if chance.random() < 0.3:
        del data[chance.randrange(max(1, len(data))) :]


def _repeat(data: bytearray, chance: random.Random, head: int) -> None:
    start = chance.randrange(max(1, min(head, len(data))))
    piece = data[start : start + chance.randrange(1, 200)]
    data[start:start] = piece * chance.randrange(1, 20)


def _remove(data: bytearray, chance: random.Random, head: int) -> None:
    start = chance.randrange(max(1, min(head, len(data))))
    del data[start : start + chance.randrange(1, 64)]


def _nest(data: bytearray, chance: random.Random, head: int) -> None:
    start = chance.randrange(max(1, min(head, len(data))))
    data[start:start] = deep_array(chance.randrange(1, 2000))


def _noise(data: bytearray, chance: random.Random, head: int) -> None:
    start = chance.randrange(max(1, min(head, len(data))))
    data[start : start + 64] = chance.randbytes(64)


_MUTATIONS: tuple[Mutation, ...] = (
    _flip,
    _length,
    _kind,
    _cut,
    _repeat,
    _remove,
    _nest,
    _noise,
)
