"""What a model still needs before it can be asked, in the words of the model list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from vizdesk.catalog.listing import files_of
from vizdesk.catalog.memory_need import MemoryNeed
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.offline import OfflineError

# Above this share of the free memory, other programs may be pushed out.
CLOSE = 0.9


class NeedKind(Enum):
    """The one thing that is missing."""

    NOTHING = "ready"
    OFFLINE = "offline"
    KEY = "needs key"
    FILES = "file missing"
    MEMORY = "too large"


@dataclass(frozen=True, slots=True)
class Need:
    """What is missing, in two words for the list and in a sentence for the tooltip.

    `memory` says what a local model takes once it is loaded.
    """

    kind: NeedKind
    sentence: str = ""
    memory: str = ""

    @property
    def ready(self) -> bool:
        """Whether the model can be asked now."""
        return self.kind is NeedKind.NOTHING


def need_of(
    model: Model,
    *,
    has_key: Callable[[str], bool],
    memory: Callable[[GgufPair], MemoryNeed | None] = lambda pair: None,
    free_bytes: int | None = None,
    offline: bool = False,
) -> Need:
    """What `model` needs, given which keys there are and how much memory is free (bytes).

    `memory` estimates what a pair takes; None where its files cannot be read. While vizdesk is
    `offline` no server can be asked, not even one on this machine.
    """
    if isinstance(model.source, GgufPair):
        return _local_need(model, model.source, memory, free_bytes)
    if offline:
        return Need(NeedKind.OFFLINE, str(OfflineError(f"ask {model.name}")))
    key = model.source.key_name
    if key is not None and not has_key(key):
        return Need(NeedKind.KEY, f"Add your {key} key to ask {model.name}.")
    return Need(NeedKind.NOTHING)


def _local_need(
    model: Model,
    source: GgufPair,
    memory: Callable[[GgufPair], MemoryNeed | None],
    free_bytes: int | None,
) -> Need:
    for path in files_of(source):
        if not path.is_file():
            return Need(NeedKind.FILES, f"There is no file {path}.")
    need = memory(source)
    if need is None:
        return Need(NeedKind.NOTHING)
    words = f"Takes about {need.sentence}."
    if free_bytes is None or need.total <= CLOSE * free_bytes:
        return Need(NeedKind.NOTHING, memory=words)
    free = f"{free_bytes / 1e9:.1f} GB are free"
    if need.total <= free_bytes:
        return Need(NeedKind.NOTHING, f"{free}, which is close.", words)
    sentence = f"{model.name} takes about {need.sentence}; {free}."
    return Need(NeedKind.MEMORY, sentence, words)
