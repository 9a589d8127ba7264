"""A model in several files: `name-00001-of-00003.gguf` and the rest, which belong together.

llama.cpp is given the first and finds the others itself (tools/gguf-split of llama.cpp).
"""

from __future__ import annotations

import re
from pathlib import Path

_SHARD = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})(?P<end>\.gguf)", re.I)


def shards(path: Path) -> tuple[Path, ...]:
    """All files of the model that `path` is one of, in order; `path` alone when it is whole."""
    found = _SHARD.fullmatch(path.name)
    if found is None:
        return (path,)
    stem, count, end = found["stem"], found["count"], found["end"]
    return tuple(
        path.with_name(f"{stem}-{number:05}-of-{count}{end}")
        for number in range(1, max(1, int(count)) + 1)
    )


def plain_stem(path: Path) -> str:
    """The file's name without ending and without its number among the shards."""
    found = _SHARD.fullmatch(path.name)
    return found["stem"] if found else path.stem
