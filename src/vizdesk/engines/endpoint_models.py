"""Which models a compatible server offers: GET /models, read with httpx."""

from __future__ import annotations

import asyncio
from types import ModuleType

from vizdesk import __version__
from vizdesk.comparison.events import EngineError
from vizdesk.engines.api_errors import Asked, status_error, unexpected_content
from vizdesk.engines.reply import at
from vizdesk.engines.servers import server_at
from vizdesk.keys import Secret
from vizdesk.offline import Offline, OfflineError

_TIMEOUT_S = 10.0


async def list_models(base_url: str, key: Secret | None, *, offline: Offline) -> list[str]:
    """The names of the models at `base_url`, in its own order. Raises EngineError within 10 s.

    While offline no server is asked.
    """
    server = server_at(base_url)
    asked = Asked(server, "", key)
    try:
        offline.refuse(f"ask {server.name} for its models")
    except OfflineError as error:
        raise EngineError(error.what, error.todo) from None
    httpx = await asyncio.to_thread(_httpx)
    headers = {"user-agent": f"vizdesk/{__version__}"}
    if key:
        headers["authorization"] = f"Bearer {key.reveal()}"
    failure: EngineError
    try:
        async with httpx.AsyncClient(timeout=_TIMEOUT_S, trust_env=not server.loopback) as client:
            response = await client.get(f"{base_url.rstrip('/')}/models", headers=headers)
    except httpx.HTTPError as error:
        failure = EngineError(
            f"No server answers at {server.host}.",
            "Start it, or correct the address.",
            type(error).__name__,
        )
    else:
        if response.status_code == 404:
            raise EngineError(f"{server.name} lists no models (404).", "Check the address.")
        if response.status_code != 200:
            raise status_error(response.status_code, response.text, response.headers, asked)
        return _names(response.headers.get("content-type", ""), response.text, asked)
    raise failure


def _names(media_type: str, text: str, asked: Asked) -> list[str]:
    import json

    try:
        entries = at(json.loads(text), "data")
    except ValueError:
        entries = None
    if not isinstance(entries, list):
        raise unexpected_content(media_type, text, asked)
    return [name for name in (at(entry, "id") for entry in entries) if isinstance(name, str)]


def _httpx() -> ModuleType:
    import httpx

    return httpx
