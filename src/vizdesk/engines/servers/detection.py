"""Which program serves models at an address, known by answers that only one of them gives."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.catalog.endpoints.server_models import USUAL_PORTS, DiscoveredServer, ServerKind
from vizdesk.common.messages import Message, message
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError
from vizdesk.engines.json_access import at
from vizdesk.engines.servers.list_entries import entries_in
from vizdesk.engines.servers.queries import Questions, WantsKeyError, questions

NEAR_TIMEOUT_S = 1.5

# `owned_by` in the list of models; llama.cpp tools/server/server-context.cpp, vLLM
# entrypoints/openai/models, LM Studio “OpenAI compatibility”. Ollama writes the publisher there.
_OWNERS = {
    "llamacpp": ServerKind.LLAMA_SERVER,
    "vllm": ServerKind.VLLM,
    "organization_owner": ServerKind.LM_STUDIO,
    "library": ServerKind.OLLAMA,
}


@dataclass(frozen=True, slots=True)
class NativeAnswers:
    """What a server answers in the four programs' own ways; None where it does not."""

    ollama: object = None
    lm_studio: object = None
    vllm: object = None
    props: object = None


def root_of(base_url: str) -> str:
    """The address below which a server's own ways lie: without the last /v1."""
    return base_url.rstrip("/").removesuffix("/v1")


async def native_answers(ask: Questions) -> NativeAnswers:
    """Ask in all four ways at once; what is not understood is no answer."""
    root = root_of(ask.server.base_url)
    paths = ("/api/version", "/api/v0/models", "/version", "/props")
    return NativeAnswers(
        *await asyncio.gather(*(ask.get_or_none(f"{root}{path}") for path in paths))
    )


def kind_of(entries: Sequence[object], native: NativeAnswers) -> ServerKind:
    """Which program this is, from its own answers, else from its list of models.

    LM Studio answers 200 with an error to what it does not know, so the form of an answer counts.
    """
    if at(native.props, "default_generation_settings") is not None:
        return ServerKind.LLAMA_SERVER
    if isinstance(at(native.lm_studio, "data"), list):
        return ServerKind.LM_STUDIO
    if isinstance(at(native.ollama, "version"), str):
        return ServerKind.OLLAMA
    if isinstance(at(native.vllm, "version"), str):
        return ServerKind.VLLM
    owners = {at(entry, "owned_by") for entry in entries}
    return next((kind for name, kind in _OWNERS.items() if name in owners), ServerKind.OTHER)


async def find_servers(
    offline: Offline, ports: Sequence[int] = tuple(USUAL_PORTS.values())
) -> tuple[DiscoveredServer, ...]:
    """The servers of models at these ports of this machine, all asked at once; about two seconds.

    Raises EngineError while offline.
    """
    found = await asyncio.gather(*(_look(port, offline) for port in ports))
    return tuple(server for server in found if server is not None)


async def _look(port: int, offline: Offline) -> DiscoveredServer | None:
    base_url = f"http://127.0.0.1:{port}/v1"
    doing: Message = message("look for servers on this machine")
    async with questions(base_url, None, offline, doing, NEAR_TIMEOUT_S) as ask:
        try:
            answer = await ask.get(f"{base_url}/models")
        except WantsKeyError:
            return DiscoveredServer(kind_of((), await native_answers(ask)), base_url, None)
        except EngineError:
            return None  # nobody, or some other program
        entries = entries_in(answer)
        if entries is None:
            return None  # some other program's web page
        return DiscoveredServer(kind_of(entries, await native_answers(ask)), base_url, len(entries))
