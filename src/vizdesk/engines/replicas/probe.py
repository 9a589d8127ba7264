"""Whether a replica may be asked: who is new is connected to, who failed lists its models."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from vizdesk.catalog.endpoints.key_consents import KeyRefusal, of_another_host
from vizdesk.common.daemon_threads import to_daemon_thread
from vizdesk.common.messages import message
from vizdesk.common.offline import Offline
from vizdesk.common.proxies import ConnectionSetupError, proxy_for
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.comparison.models import Endpoint, is_loopback
from vizdesk.credentials.keys import Secret
from vizdesk.engines.key_lookup import looked_up
from vizdesk.engines.servers.queries import questions

PROBE_TIMEOUT_S = 2.0
# So many connections are tried at once; a process may have 1,024 open files.
CONNECTIONS_AT_ONCE = 256


class Probe(Protocol):
    """Sees whether a replica may be asked. Never raises EngineError."""

    async def connects(self, endpoint: Endpoint) -> bool:
        """Whether somebody listens at its address: enough for one that was never asked."""
        ...

    async def answers(self, endpoint: Endpoint) -> bool:
        """Whether it lists its models: asked of one that failed."""
        ...


class ReplicaProbe:
    """A probe of servers with the keys they may be sent; no socket is opened while offline.

    A connection costs a hundredth of a question and no client of its own, so a pool with hundreds
    of dead addresses is sorted at once instead of question by question.
    """

    def __init__(
        self,
        keys: Callable[[str], Secret | None],
        offline: Offline,
        refusal: KeyRefusal = of_another_host,
    ) -> None:
        self._keys, self._offline, self._refusal = keys, offline, refusal
        self._few = asyncio.Semaphore(CONNECTIONS_AT_ONCE)

    async def connects(self, endpoint: Endpoint) -> bool:
        """Whether a TCP connection is taken within `PROBE_TIMEOUT_S`.

        Unknown counts as yes, and the question tells the rest: behind a proxy, and while offline.
        """
        parts = split_address(endpoint.base_url)
        proxied = not is_loopback(endpoint.base_url) and _is_proxied(endpoint.base_url)
        if self._offline.on or proxied or not parts.hostname:
            return True
        port = parts.port or (443 if parts.scheme == "https" else 80)
        async with self._few:
            try:
                async with asyncio.timeout(PROBE_TIMEOUT_S):
                    _, writer = await asyncio.open_connection(parts.hostname, port)
            except (OSError, TimeoutError):
                return False
        writer.transport.abort()
        return True

    async def answers(self, endpoint: Endpoint) -> bool:
        """Whether its list of models comes.

        Servers that are still loading their model answer 503 (llama-server, vLLM behind a proxy).
        One that answers anything else is there, and the next question will tell the rest.
        """
        url, name = endpoint.base_url, endpoint.key_name
        key = None
        try:
            if name is not None and not await to_daemon_thread(self._refusal, name, url):
                key = await looked_up(self._keys, name)
            async with questions(
                url,
                key,
                self._offline,
                message("ask this server"),
                PROBE_TIMEOUT_S,
                endpoint.options,
            ) as ask:
                await ask.get(f"{url.rstrip('/')}/models")
        except EngineError as error:
            return not self._offline.on and error.scope is not ErrorScope.SERVER
        return True


def _is_proxied(base_url: str) -> bool:
    try:
        return proxy_for(base_url) is not None
    except ConnectionSetupError:
        return True  # the question says so
