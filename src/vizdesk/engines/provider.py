"""What an engine's module says of it: the kinds of models it runs, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vizdesk.catalog.endpoints.key_consents import KeyRefusal, of_another_host
from vizdesk.catalog.endpoints.refused_fields import RefusedFields
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import Engine
from vizdesk.comparison.models import EngineKind, Model
from vizdesk.comparison.profiles import ImageRule
from vizdesk.credentials.keys import Secret


@dataclass(frozen=True, slots=True)
class EngineContext:
    """What engines are made from.

    `key` gives the key of a name, `refusal` says why it may not go to a server (empty: it may);
    both may block: call them in a thread. While `offline` is on no server may be asked.
    `refused_fields` are left out of requests, and learnt. `threads` is the number of CPU threads
    that was set (0: as many as fit), `memory_limit` the bytes models may take together (None: what
    is free), `image_rule` how large an image a model is sent; all are asked anew for each model
    that is loaded. `gpu` is the setting (auto, none or a device), `device_trials` the file that
    keeps how GPUs did in their tests.
    """

    key: Callable[[str], Secret | None]
    offline: Offline
    refused_fields: RefusedFields = field(default_factory=RefusedFields)
    threads: Callable[[], int] = lambda: 0
    memory_limit: Callable[[], int | None] = lambda: None
    refusal: KeyRefusal = of_another_host
    image_rule: Callable[[Model], ImageRule] = lambda model: ImageRule()
    gpu: Callable[[], str] = lambda: "none"
    device_trials: Path | None = None


@dataclass(frozen=True, slots=True)
class EngineProvider:
    """One engine. It is made at the first question, and `make` does its heavy imports itself.

    `kinds` are what models name in `engine`. `keeps_connections`: the engine holds connections to
    servers and is closed when vizdesk goes offline; it must work again when it is asked again.
    """

    kinds: tuple[EngineKind, ...]
    make: Callable[[EngineContext], Engine]
    keeps_connections: bool = False
