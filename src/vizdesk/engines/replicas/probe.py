"""Whether a replica that was down is back: its list of models, asked for with its key."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from vizdesk.catalog.endpoints.endpoint import may_send
from vizdesk.common.messages import message
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.comparison.models import Endpoint
from vizdesk.credentials.keys import Secret
from vizdesk.engines.servers.queries import questions

PROBE_TIMEOUT_S = 2.0


def replica_probe(
    keys: Callable[[str], Secret | None], offline: Offline
) -> Callable[[Endpoint], Awaitable[bool]]:
    """A probe of servers with the keys they may be sent; nothing is asked while offline.

    Servers that are still loading their model answer 503 (llama-server, vLLM behind a proxy). One
    that answers anything else is there, and the next question will tell the rest.
    """

    async def probe(endpoint: Endpoint) -> bool:
        url, name = endpoint.base_url, endpoint.key_name
        key = None
        if name is not None and may_send(name, url):
            key = await asyncio.to_thread(keys, name)
        try:
            async with questions(
                url, key, offline, message("ask this server"), PROBE_TIMEOUT_S
            ) as ask:
                await ask.get(f"{url.rstrip('/')}/models")
        except EngineError as error:
            return not offline.on and error.scope is not ErrorScope.SERVER
        return True

    return probe
