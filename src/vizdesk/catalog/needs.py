"""What a model still needs before it can be asked, in the words of the model list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from vizdesk.catalog.listing import files_of
from vizdesk.comparison.models import GgufPair, Model


class NeedKind(Enum):
    """The one thing that is missing."""

    NOTHING = "ready"
    KEY = "needs key"
    FILES = "file missing"
    MEMORY = "too large"


@dataclass(frozen=True, slots=True)
class Need:
    """What is missing, in two words for the list and in a sentence for the tooltip."""

    kind: NeedKind
    sentence: str = ""

    @property
    def ready(self) -> bool:
        """Whether the model can be asked now."""
        return self.kind is NeedKind.NOTHING


def need_of(model: Model, *, has_key: Callable[[str], bool], free_bytes: int | None = None) -> Need:
    """What `model` needs, given which keys there are and how much memory is free (bytes)."""
    if isinstance(model.source, GgufPair):
        return _local_need(model, model.source, free_bytes)
    key = model.source.key_name
    if key is not None and not has_key(key):
        return Need(NeedKind.KEY, f"Add your {key} key to ask {model.name}.")
    return Need(NeedKind.NOTHING)


def _local_need(model: Model, source: GgufPair, free_bytes: int | None) -> Need:
    for path in files_of(source):
        if not path.is_file():
            return Need(NeedKind.FILES, f"There is no file {path}.")
    size = model.size_bytes or 0
    # Weights are mapped, then a fifth more for the KV cache and buffers (measured in research).
    if free_bytes is not None and size * 1.2 > free_bytes:
        needed, free = size * 1.2 / 1e9, free_bytes / 1e9
        sentence = f"{model.name} needs about {needed:.1f} GB of memory; {free:.1f} GB are free."
        return Need(NeedKind.MEMORY, sentence)
    return Need(NeedKind.NOTHING)
