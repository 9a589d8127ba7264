"""What a server says it models: its models, and what kind of server it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class ServerModel:
    """One model of a server. `vision` says whether it reads images; None: the server is silent.

    `slug` is what a request calls the model, `name` what people do.
    """

    slug: str
    name: str = ""
    vision: bool | None = None

    @property
    def title(self) -> str:
        """The name, or the slug where there is none."""
        return self.name or self.slug


class ServerKind(Enum):
    """Programs that serve models. The values are their names."""

    OLLAMA = "Ollama"
    LM_STUDIO = "LM Studio"
    VLLM = "vLLM"
    LLAMA_SERVER = "llama-server"
    OTHER = "OpenAI-compatible server"


# Where each of them listens when nobody says otherwise.
USUAL_PORTS = {
    ServerKind.OLLAMA: 11434,
    ServerKind.LM_STUDIO: 1234,
    ServerKind.VLLM: 8000,
    ServerKind.LLAMA_SERVER: 8080,
}


@dataclass(frozen=True, slots=True)
class DiscoveredServer:
    """A server that answered on this machine. `models` is None when it wants a key first."""

    kind: ServerKind
    base_url: str
    models: int | None


def vision_first(models: Sequence[ServerModel]) -> list[ServerModel]:
    """Those that read images, then those nothing is known of, then the rest; each in order."""
    rank = {True: 0, None: 1, False: 2}
    return sorted(models, key=lambda model: rank[model.vision])
