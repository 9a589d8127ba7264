"""httpx clients that go through the proxies of the environment, each request through its own.

Import it in a function: httpx takes a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Mapping

import httpx  # noqa: TID253 - this module is imported in functions only

from vizdesk.common.messages import message
from vizdesk.common.proxies import ConnectionSetupError, proxy_for
from vizdesk.common.web_addresses import split_address

USUAL_LIMITS = httpx.Limits()
# Each question has a connection of its own: one that a server is just closing would lose it.
NO_KEEPALIVE = httpx.Limits(max_keepalive_connections=0)


class _EnvironmentTransport(httpx.AsyncBaseTransport):
    """Sends each request through the proxy of its address; `direct`: through none."""

    def __init__(self, limits: httpx.Limits, *, direct: bool, verify: bool) -> None:
        self._limits, self._direct, self._verify = limits, direct, verify
        self._transports: dict[str | None, httpx.AsyncHTTPTransport] = {}

    def of(self, url: str) -> httpx.AsyncHTTPTransport:
        """The connections for an address. Raises ConnectionSetupError."""
        proxy = None if self._direct else proxy_for(url)
        transport = self._transports.get(proxy)
        if transport is None:
            try:
                transport = httpx.AsyncHTTPTransport(
                    verify=self._verify, limits=self._limits, proxy=proxy
                )
            except (OSError, ValueError, ImportError) as error:
                # Its words may hold the proxy's password.
                raise ConnectionSetupError(
                    message("No connection could be made ready ({why}).", why=type(error).__name__),
                    message("Check the proxy and the certificates that the environment names."),
                ) from None
            self._transports[proxy] = transport
        return transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises ConnectionSetupError, httpx.HTTPError."""
        address = str(request.url)
        if not split_address(address).hostname:
            # As of a redirect to port 99999, for which httpx has no error of its own.
            raise httpx.UnsupportedProtocol("This is no address.", request=request)
        return await self.of(address).handle_async_request(request)

    async def aclose(self) -> None:
        """Close every connection."""
        while self._transports:
            _, transport = self._transports.popitem()
            await transport.aclose()


def http_client(
    url: str,
    timeout: httpx.Timeout | float,
    headers: Mapping[str, str],
    *,
    limits: httpx.Limits = USUAL_LIMITS,
    follow_redirects: bool = False,
    direct: bool = False,
    verify: bool = True,
) -> httpx.AsyncClient:
    """A client for `url` first; `direct` for this very machine, `verify` off where all is http.

    With `verify` it reads the system's certificates: call it in a thread. Raises
    ConnectionSetupError.
    """
    transport = _EnvironmentTransport(limits, direct=direct, verify=verify)
    transport.of(url)
    return httpx.AsyncClient(
        timeout=timeout, headers=headers, follow_redirects=follow_redirects, transport=transport
    )
