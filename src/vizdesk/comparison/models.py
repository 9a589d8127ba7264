"""A model made runnable: which engine, which files or endpoint, with which settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import ip_address
from math import inf
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from vizdesk.common.open_enum import OpenEnum
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.tasks import TaskKind


class EngineKind(OpenEnum):
    """Who runs the model. The values are those of the JSON format.

    A further engine defines its kind in its own module, which engines/registry.py names.
    """

    __slots__ = ()
    further_members: ClassVar[str] = "vizdesk.engines.registry"
    LLAMA: ClassVar[EngineKind]
    RESPONSES: ClassVar[EngineKind]
    CHAT: ClassVar[EngineKind]
    PASTED: ClassVar[EngineKind]
    CONSENSUS: ClassVar[EngineKind]


EngineKind.LLAMA = EngineKind.define("llama.cpp")
EngineKind.RESPONSES = EngineKind.define("openai-responses")
EngineKind.CHAT = EngineKind.define("openai-chat")
# Nobody runs it: a person copied the reply from somewhere else (comparison/pasted.py).
EngineKind.PASTED = EngineKind.define("pasted")
# Nobody runs it: boxes fused from those of all answers (analysis/consensus.py).
EngineKind.CONSENSUS = EngineKind.define("consensus")


@dataclass(frozen=True, slots=True)
class GgufPair:
    """Local weights and their projector (None for a text-only file, which engines refuse)."""

    weights: Path
    projector: Path | None


USUAL_SLOTS = 8


@dataclass(frozen=True, slots=True)
class Replica:
    """One address at which a model is served; it is asked `slots` questions at once at most."""

    base_url: str
    slots: int = USUAL_SLOTS


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """What a person has sent with every question to a server, beside what vizdesk sends.

    `extra` are fields of the request's JSON, `headers` of HTTP; `connect_s` is how long a
    connection may take, in seconds; None: as usual.
    """

    extra: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    connect_s: float | None = None


NO_OPTIONS = RequestOptions()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that speaks OpenAI's API. `key_name` says which key it takes; None: no key.

    `replicas` are all addresses that serve the same model just now, `base_url` among them; none
    when it is served there alone. `image_bytes` is the longest base64 text of an image it takes;
    None: not known. `silence_before_s` and `silence_within_s` are its own limits in seconds
    (comparison/silence.py; 0: none). `options` are what a person has sent with every question.
    `home` is the base URL of the pool where this is one address of it. All these are the server's
    affair and no part of what the model is.
    """

    base_url: str
    slug: str
    key_name: str | None = None
    replicas: tuple[Replica, ...] = field(default=(), compare=False)
    image_bytes: int | None = field(default=None, compare=False)
    silence_before_s: float | None = field(default=None, compare=False)
    silence_within_s: float | None = field(default=None, compare=False)
    options: RequestOptions = field(default=NO_OPTIONS, compare=False)
    home: str = field(default="", compare=False)

    @property
    def addresses(self) -> tuple[Replica, ...]:
        """Every address that may be asked; at least one."""
        return self.replicas or (Replica(self.base_url),)


@dataclass(frozen=True, slots=True)
class PastedReply:
    """The source of a model whose reply a person pasted: no file and no server to ask."""


ModelSource: TypeAlias = GgufPair | Endpoint | PastedReply

USUAL_DETAIL = "high"


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the model is to write. None leaves a setting out of the request altogether.

    `detail` is how closely a vendor looks at the image (low, high, original, auto); None means
    USUAL_DETAIL, so that a vendor's change of its own default changes no comparison. `providers`
    are the hosts a router may use, in order; none: its own choice.
    """

    temperature: float | None = 0.0
    seed: int | None = 0
    max_output_tokens: int = 1024
    constrained: bool = False
    effort: str | None = None
    thinking: bool = False
    detail: str | None = None
    providers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceTier:
    """Other prices for the whole question once it has more than so many input tokens."""

    above_input_tokens: int
    input_per_million: float
    output_per_million: float
    cached_input_per_million: float | None = None

    def __post_init__(self) -> None:
        _check_prices(self.input_per_million, self.output_per_million)
        _check_prices(self.cached_input_per_million, self.above_input_tokens)


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens, with the date and the source of the figure.

    `cached_input_per_million` is that of input tokens a server still knew from before; None where
    that is not known.
    """

    input_per_million: float
    output_per_million: float
    as_of: str
    source: str
    tiers: tuple[PriceTier, ...] = ()
    cached_input_per_million: float | None = None

    def __post_init__(self) -> None:
        _check_prices(self.input_per_million, self.output_per_million)
        _check_prices(self.cached_input_per_million)


def _check_prices(*amounts: float | None) -> None:
    """Raises ValueError for anything that is no price: NaN would make every sum and limit blind."""
    for amount in amounts:
        number = isinstance(amount, int | float) and not isinstance(amount, bool)
        if amount is not None and not (number and 0 <= amount < inf):
            raise ValueError(f"a price cannot be {amount!r}")


@dataclass(frozen=True, slots=True)
class Model:
    """One model as it can be asked. Two entries may differ only in `id` and `sampling`.

    `tasks` is None when nothing is known, so that everything may be tried.
    `image_side` is the side in pixels of the square the model's vision tower takes, when fixed,
    or of the patch that becomes a token; `image_edge` the longest edge its projector brings whole
    images to before it cuts them up. `card` is the id of the model card that describes it.
    `chat_template` is the id of a known template or a Jinja source, for files that hold none.
    """

    id: str
    name: str
    engine: EngineKind
    source: ModelSource
    profile: str
    organisation: str = ""
    description: str = ""
    tasks: frozenset[TaskKind] | None = None
    sampling: Sampling = field(default_factory=Sampling)
    price: Price | None = None
    image_side: int | None = None
    image_edge: int | None = None
    size_bytes: int | None = None
    quantisation: str = ""
    card: str = ""
    chat_template: str = ""

    @property
    def local(self) -> bool:
        """Whether the image stays on this machine: a file, or a server at a loopback address.

        Where a model ran whose reply was pasted nobody knows, so that is not said of it.
        """
        if isinstance(self.source, GgufPair):
            return True
        if isinstance(self.source, PastedReply):
            return False
        return all(is_loopback(address.base_url) for address in self.source.addresses)

    @property
    def free(self) -> bool:
        """Whether asking it costs nothing: a file here, or a server here that has no price.

        One at a loopback address that has a price may be a gateway to a paid API.
        """
        return self.local and (self.price is None or isinstance(self.source, GgufPair))

    @property
    def askable(self) -> bool:
        """Whether it can be asked at all; a pasted reply was written somewhere else."""
        return not isinstance(self.source, PastedReply)


@lru_cache(maxsize=4096)  # asked of every address of a pool several times a question
def is_loopback(url: str) -> bool:
    """Whether `url` names this very machine (localhost, 127.0.0.0/8, ::1)."""
    host = split_address(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
