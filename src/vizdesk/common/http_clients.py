"""httpx clients that go through the proxies of the environment, each request through its own.

Import it in a function: httpx takes a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Mapping

import httpx  # noqa: TID253 - this module is imported in functions only

from vizdesk.common.proxies import proxy_for

USUAL_LIMITS = httpx.Limits()
# Each question has a connection of its own: one that a server is just closing would lose it.
NO_KEEPALIVE = httpx.Limits(max_keepalive_connections=0)


class _EnvironmentTransport(httpx.AsyncBaseTransport):
    """Sends each request through the proxy of its address; `direct`: through none."""

    def __init__(self, limits: httpx.Limits, *, direct: bool, verify: bool) -> None:
        self._limits, self._direct, self._verify = limits, direct, verify
        self._transports: dict[str | None, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises ProxyAddressError where the environment names a proxy that cannot be used."""
        proxy = None if self._direct else proxy_for(str(request.url))
        transport = self._transports.get(proxy)
        if transport is None:
            transport = httpx.AsyncHTTPTransport(
                verify=self._verify, limits=self._limits, proxy=proxy
            )
            self._transports[proxy] = transport
        return await transport.handle_async_request(request)

    async def aclose(self) -> None:
        """Close every connection."""
        while self._transports:
            _, transport = self._transports.popitem()
            await transport.aclose()


def http_client(
    timeout: httpx.Timeout | float,
    headers: Mapping[str, str],
    *,
    limits: httpx.Limits = USUAL_LIMITS,
    follow_redirects: bool = False,
    direct: bool = False,
    verify: bool = True,
) -> httpx.AsyncClient:
    """A client; `direct` for this very machine, `verify` off where no request is https.

    The first one with `verify` reads the system's certificates: call it in a thread.
    """
    return httpx.AsyncClient(
        timeout=timeout,
        headers=headers,
        follow_redirects=follow_redirects,
        transport=_EnvironmentTransport(limits, direct=direct, verify=verify),
        trust_env=not direct,
    )
