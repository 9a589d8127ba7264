"""What an engine yields while a model works, and the one error it raises."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from vizdesk.common.messages import EMPTY, Message, MessageError
from vizdesk.comparison.error_scope import ErrorScope as ErrorScope
from vizdesk.comparison.models import EngineKind, Model
from vizdesk.comparison.types import Failure, FinishReason, Phase, SentImage, Timing, Usage


@dataclass(frozen=True, slots=True)
class Request:
    """One question to one model, ready to send.

    `schema` is a JSON schema the answer is to be constrained to, or None for free writing (the
    fair default). `image_first` puts the image before the words. `tokens` are patterns of control
    tokens (see fnmatch) that are meant as such in the prompt, and kept as text in the reply; of all
    others, a local engine takes none from the prompt and shows none. `thinking` switches reasoning
    on or off in families that can do both; None in those that have no such switch.
    """

    model: Model
    prompt: str
    image: SentImage
    system: str | None = None
    schema: Mapping[str, Any] | None = None
    image_first: bool = True
    tokens: tuple[str, ...] = ()
    thinking: bool | None = None


@dataclass(frozen=True, slots=True)
class EngineProgress:
    """The model is at `phase`; `fraction` is 0..1 where it can be told."""

    phase: Phase
    fraction: float | None = None


@dataclass(frozen=True, slots=True)
class TextDelta:
    """More of the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class ThinkingDelta:
    """More of the reasoning that comes before the answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures known so far; a field that is None says nothing new."""

    timing: Timing = field(default_factory=Timing)
    usage: Usage = field(default_factory=Usage)
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of the answer should know, as a sentence."""

    text: Message


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event of every successful answer. An engine that ends without it has failed."""

    reason: FinishReason
    usage: Usage = field(default_factory=Usage)
    timing: Timing = field(default_factory=Timing)
    cost_usd: float | None = None
    sampling: Mapping[str, Any] = field(default_factory=dict)
    served: str = ""
    """The model's id as the server named it in its answer; empty where it did not."""
    device: str = ""
    """What a local model was computed on: CPU, or the GPU's name; empty for servers."""


Event = EngineProgress | TextDelta | ThinkingDelta | Measured | Notice | Finished


@dataclass(frozen=True, slots=True)
class ImageTooLarge:
    """A server takes no image of this size. None: it does not say how large one may be.

    `most_bytes` counts the image as base64, `most_edge` the pixels of its longest edge.
    """

    most_bytes: int | None = None
    most_edge: int | None = None


class EngineError(MessageError):
    """A model could not answer. `transient` errors may be tried again after `retry_after_s`.

    After `image_too_large` the question may be asked once more with a smaller image. `unsupported`
    are fields of the request that the server says it does not take. `charged`: the server may have
    worked on the answer, and bill it.
    """

    def __init__(
        self,
        what: Message,
        todo: Message = EMPTY,
        details: str = "",
        *,
        transient: bool = False,
        retry_after_s: float | None = None,
        scope: ErrorScope = ErrorScope.QUESTION,
        image_too_large: ImageTooLarge | None = None,
        charged: bool = False,
    ) -> None:
        super().__init__(what)
        self.failure = Failure(what, todo, details, scope, charged)
        self.transient = transient
        self.retry_after_s = retry_after_s
        self.scope = scope
        self.image_too_large = image_too_large
        self.unsupported: frozenset[str] = frozenset()


class Engine(Protocol):
    """Whoever runs models. Closing the iteration stops the model; `finally` cleans up."""

    def ask(self, request: Request) -> AsyncGenerator[Event, None]:
        """Yield events, `Finished` last. Raises EngineError."""
        ...

    async def close(self) -> None:
        """Let go of everything: connections, child processes."""
        ...


class EngineSet(Mapping[EngineKind, Engine]):
    """All engines by the kind of model they run; closed together."""

    @abstractmethod
    async def close(self) -> None:
        """Let go of everything: models in memory, connections, child processes."""

    @abstractmethod
    async def close_connections(self) -> None:
        """Close the connections to servers; models on this machine stay loaded."""
