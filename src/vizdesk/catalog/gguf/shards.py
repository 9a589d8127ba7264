"""A model in several files: `name-00001-of-00003.gguf` and the rest, which belong together.

llama.cpp is given the first and finds the others itself (tools/gguf-split of llama.cpp).
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import TypeVar

_SHARD = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})(?P<end>\.gguf)", re.I)


AnyPath = TypeVar("AnyPath", bound=PurePath)


def shards(path: Path) -> tuple[Path, ...]:
    """All files of the model that `path` is one of, in order; `path` alone when it is whole."""
    found = _SHARD.fullmatch(path.name)
    if found is None:
        return (path,)
    return tuple(_numbered(path, found, number) for number in range(1, shard_count(path) + 1))


def first_shard(path: AnyPath) -> AnyPath:
    """The first of the files that `path` is one of: what they have in common."""
    found = _SHARD.fullmatch(path.name)
    return path if found is None else _numbered(path, found, 1)


def shard_count(path: PurePath) -> int:
    """How many files the model has that `path` is one of."""
    found = _SHARD.fullmatch(path.name)
    return 1 if found is None else max(1, int(found["count"]))


def _numbered(path: AnyPath, found: re.Match[str], number: int) -> AnyPath:
    return path.with_name(f"{found['stem']}-{number:05}-of-{found['count']}{found['end']}")


def plain_stem(path: PurePath) -> str:
    """The file's name without ending and without its number among the shards."""
    found = _SHARD.fullmatch(path.name)
    return found["stem"] if found else path.stem
