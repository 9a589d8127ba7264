"""What a model still needs before it can be asked, in the words of the model list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.cards.life_cycle import Life, LifeCycle
from vizdesk.catalog.endpoints.endpoint import place_of
from vizdesk.catalog.gguf.memory_need import MemoryNeed
from vizdesk.catalog.models.model_parser import files_of
from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.offline import OfflineError
from vizdesk.comparison.models import Endpoint, GgufPair, Model, PastedReply

# Above this share of the free memory, other programs may be pushed out.
CLOSE = 0.9


class RequirementKind(Enum):
    """The one thing that is missing."""

    NOTHING = "ready"
    OFFLINE = "offline"
    KEY = "needs key"
    CONSENT = "key not allowed"
    FILES = "file missing"
    DOWNLOAD = "download"
    SHUT_DOWN = "shut down"
    MEMORY = "too large"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is missing, in two words for the list and in a sentence for the tooltip.

    `memory` says what a local model takes once it is loaded.
    """

    kind: RequirementKind
    sentence: Message = EMPTY
    memory: Message = EMPTY

    @property
    def ready(self) -> bool:
        """Whether the model can be asked now."""
        return self.kind is RequirementKind.NOTHING


def requirement_of(
    model: Model,
    *,
    has_key: Callable[[str], bool],
    wants_consent: Callable[[str, str], bool] = lambda name, base_url: False,
    memory: Callable[[GgufPair], MemoryNeed | None] = lambda pair: None,
    free_bytes: int | None = None,
    limit_bytes: int | None = None,
    pair: HubPair | None = None,
    life: LifeCycle | None = None,
    offline: bool = False,
) -> Requirement:
    """What `model` needs, given which keys there are and how much memory is free (bytes).

    `wants_consent` says whether a person has yet to allow that a key goes to a server.
    `limit_bytes` is what local models may take, where a person set a limit.
    `memory` estimates what a pair takes; None where its files cannot be read. `pair` is where a
    local model's files can be fetched; `life` the model's life cycle, where it is known. While
    vizdesk is `offline` no server can be asked, not even one on this machine.
    """
    if isinstance(model.source, GgufPair):
        if pair is not None and not all(path.is_file() for path in files_of(model.source)):
            return Requirement(RequirementKind.DOWNLOAD, _download_words(model, pair))
        return _local_need(model, model.source, memory, room_of(free_bytes, limit_bytes))
    if isinstance(model.source, PastedReply):
        return Requirement(RequirementKind.NOTHING)
    if life is not None and life.life is Life.SHUT_DOWN:
        return Requirement(
            RequirementKind.SHUT_DOWN,
            message(
                "{name} was {life} by {organisation}.",
                name=model.name,
                life=life.words,
                organisation=model.organisation,
            ),
        )
    if offline:
        return Requirement(
            RequirementKind.OFFLINE, OfflineError(message("ask {name}", name=model.name)).message
        )
    missing = _key_need(model, model.source, has_key, wants_consent)
    if missing is not None:
        return missing
    if life and life.life is Life.ENDING:
        return Requirement(
            RequirementKind.NOTHING, message("{name} {life}.", name=model.name, life=life.words)
        )
    return Requirement(RequirementKind.NOTHING)


def _key_need(
    model: Model,
    source: Endpoint,
    has_key: Callable[[str], bool],
    wants_consent: Callable[[str, str], bool],
) -> Requirement | None:
    """The key that is missing, or that a person has yet to allow; None where neither is."""
    key = source.key_name
    if key is None:
        return None
    if not has_key(key):
        words = message("Add your {key} key to ask {name}.", key=key, name=model.name)
        return Requirement(RequirementKind.KEY, words)
    if not wants_consent(key, source.base_url):
        return None
    return Requirement(
        RequirementKind.CONSENT,
        message(
            "{name} would send your {key} key to {host}. Allow it first.",
            name=model.name,
            key=key.rpartition("@")[0] or key,
            host=place_of(source.base_url),
        ),
    )


def _download_words(model: Model, pair: HubPair) -> Message:
    repo = pair.weights[0].repo
    size = f" ({byte_size(pair.size)})" if pair.size else ""
    return message(
        "Download {repo}{size} to run {name} here.", repo=repo, size=size, name=model.name
    )


def _local_need(
    model: Model,
    source: GgufPair,
    memory: Callable[[GgufPair], MemoryNeed | None],
    room: Room | None,
) -> Requirement:
    for path in files_of(source):
        if not path.is_file():
            return Requirement(
                RequirementKind.FILES, message("There is no file {path}.", path=str(path))
            )
    need = memory(source)
    if need is None:
        return Requirement(RequirementKind.NOTHING)
    words = message("Takes about {need}.", need=need.sentence)
    if room is None or need.total <= CLOSE * room.size:
        return Requirement(RequirementKind.NOTHING, memory=words)
    size = byte_size(room.size)
    if need.total <= room.size:
        close = (
            message("Your limit is {size}, which is close.", size=size)
            if room.limited
            else message("{size} are free, which is close.", size=size)
        )
        return Requirement(RequirementKind.NOTHING, close, words)
    free = (
        message("your limit is {size}", size=size)
        if room.limited
        else message("{size} are free", size=size)
    )
    sentence = message(
        "{name} takes about {need}; {free}.", name=model.name, need=need.sentence, free=free
    )
    return Requirement(RequirementKind.MEMORY, sentence, words)


class Room(NamedTuple):
    """How many bytes a model may take, and whether a person's limit says so."""

    size: int
    limited: bool


def room_of(free_bytes: int | None, limit_bytes: int | None) -> Room | None:
    """The lesser of what is free and what a person allows; None where neither is known."""
    if limit_bytes is not None and (free_bytes is None or limit_bytes < free_bytes):
        return Room(limit_bytes, limited=True)
    return None if free_bytes is None else Room(free_bytes, limited=False)
