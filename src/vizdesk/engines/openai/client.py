"""Connections to servers: built off the loop, kept per server, read within limits, leak-free."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from vizdesk import __version__
from vizdesk.common.messages import message
from vizdesk.common.proxies import ConnectionSetupError, proxy_for
from vizdesk.common.strict_json import from_json
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.comparison.models import NO_OPTIONS, RequestOptions
from vizdesk.credentials.keys import Secret
from vizdesk.engines.errors import (
    RequestContext,
    explain,
    status_error,
    too_long,
)
from vizdesk.engines.openai.event_stream import EventStream, StreamItem
from vizdesk.engines.redaction import KeyFilter, header_secrets
from vizdesk.engines.server_identity import Server

if TYPE_CHECKING:
    import ssl

    import httpx2

CONNECT_S = 10.0
_KEYLESS = "local"  # what a server without a key is sent; some want the header all the same
MOST_ERROR_BYTES = 8 * 1024 * 1024
"""So much of a refusal is read; one that goes on for ever would fill the memory."""
MOST_BYTES = 64 * 1024 * 1024
"""So much of an answer is read, unpacked. The longest that models write (128,000 tokens) is a
hundredth of it in text, and a quarter with the frame of an event around each token."""

# All that a request carries: nothing of this machine, nothing of other accounts.
_HEADERS = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-type", "content-length"}
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Connection:
    """The pooled connections to one server with one key, and what keeps keys out of logs."""

    http: httpx2.AsyncClient
    guard: KeyFilter


class Clients:
    """One client per server, key and options, so that connections are used again.

    Bound to one loop. All share one reading of the system's certificates, which takes 30 ms and a
    megabyte.
    """

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._open: dict[_ClientKey, _Connection] = {}
        self._certificates: ssl.SSLContext | None = None

    async def http(
        self, server: Server, secret: Secret | None, options: RequestOptions = NO_OPTIONS
    ) -> httpx2.AsyncClient:
        """The connections to `server`; the first ones take a moment, spent in a thread.

        Raises EngineError where no connection can be made ready.
        """
        headers = tuple(sorted(options.headers.items()))
        key = (server.base_url, secret, headers, options.connect_s)
        async with self._lock:
            kept = self._open.get(key)
            if kept is None:
                http = await asyncio.to_thread(self._made_ready, server, secret, options)
                guard = KeyFilter((*((secret,) if secret else ()), *header_secrets(options)))
                guard.install()
                kept = self._open[key] = _Connection(http, guard)
            return kept.http

    async def close(self) -> None:
        """Close every connection."""
        while self._open:
            _, kept = self._open.popitem()
            await kept.http.aclose()
            kept.guard.uninstall()

    def _made_ready(
        self, server: Server, secret: Secret | None, options: RequestOptions
    ) -> httpx2.AsyncClient:
        try:
            return self._build(server, secret, options)
        except ConnectionSetupError as error:
            raise EngineError(error.message, error.todo, scope=ErrorScope.SERVER) from None
        except (OSError, ValueError, ImportError) as error:
            # Its words may hold the proxy's password.
            why = type(error).__name__
            raise EngineError(
                message("No connection could be made ready ({why}).", why=why),
                message("Check the proxy and the certificates that the environment names."),
                scope=ErrorScope.SERVER,
            ) from None

    def _build(
        self, server: Server, secret: Secret | None, options: RequestOptions
    ) -> httpx2.AsyncClient:
        from httpx2 import AsyncClient, Limits, Timeout, create_ssl_context

        async def only_ours(request: httpx2.Request) -> None:
            for name in set(request.headers) - _HEADERS:
                del request.headers[name]
            request.headers["user-agent"] = f"vizdesk/{__version__}"
            request.headers.update(options.headers)
            request.headers["authorization"] = f"Bearer {secret.reveal() if secret else _KEYLESS}"

        # No proxy is to see what is for this machine.
        proxy = None if server.loopback else proxy_for(server.base_url)
        encrypted = server.base_url.startswith("https:") or (proxy or "").startswith("https:")
        if encrypted and self._certificates is None:
            self._certificates = create_ssl_context()
        return AsyncClient(
            timeout=Timeout(None, connect=options.connect_s or CONNECT_S),
            follow_redirects=False,  # a redirect would carry image and words to another host
            proxy=proxy,
            trust_env=False,
            verify=(self._certificates if encrypted else None) or False,
            event_hooks={"request": [only_ours]},
            # llama-server and uvicorn close idle connections after 5 s, httpx keeps them as long:
            # a question would now and then go into one that is just being closed.
            limits=Limits(
                max_connections=1000, max_keepalive_connections=100, keepalive_expiry=2.0
            ),
        )


_ClientKey = tuple[str, Secret | None, tuple[tuple[str, str], ...], float | None]


@dataclass(slots=True)
class Received:
    """What came in reply, for the sentence about something that is no answer."""

    status: int = 0
    media_type: str = ""
    stream: EventStream = field(default_factory=EventStream)


async def items(
    http: httpx2.AsyncClient,
    path: str,
    body: Mapping[str, Any],
    context: RequestContext,
    received: Received,
) -> AsyncGenerator[StreamItem | None, None]:
    """Ask, and yield each event of the answer, or None where only a sign of life came.

    Raises EngineError. Closing the iteration closes the connection at once.

    The openai package would lose what is needed here: it reads a refusal without a limit, keeps
    comments (signs of life) to itself, and gives up at the first event that is no JSON.
    """
    request = http.build_request(
        "POST",
        context.server.base_url.rstrip("/") + path,
        content=json.dumps(body).encode(),
        headers={"content-type": "application/json", "accept": "text/event-stream, */*;q=0.5"},
    )
    response = await translated(http.send(request, stream=True), context)
    try:
        received.status = response.status_code
        received.media_type = response.headers.get("content-type", "")
        if not response.is_success:
            refusal = await translated(refusal_of(response), context)
            raise status_error(response.status_code, refusal, response.headers, context)
        yield None
        stream = received.stream
        async for piece in _pieces(response, context):
            silent = True
            for item in stream.feed(piece):
                silent = False
                yield item
            if silent:
                yield None
        for item in stream.end():
            yield item
    finally:
        await response.aclose()


async def _pieces(response: httpx2.Response, context: RequestContext) -> AsyncIterator[bytes]:
    """The body as it comes, unpacked. Raises EngineError, also when it does not end."""
    received, pieces = 0, response.aiter_bytes()
    while piece := await translated(anext(pieces, b""), context):
        received += len(piece)
        if received > MOST_BYTES:
            raise too_long(MOST_BYTES, context)
        yield piece


async def refusal_of(response: httpx2.Response) -> object:
    """What a server says of a refusal: JSON, or text in UTF-8 or, of old servers, in Latin-1."""
    start = bytearray()
    async for piece in response.aiter_bytes():
        start += piece
        if len(start) >= MOST_ERROR_BYTES:
            break
    content = bytes(start[:MOST_ERROR_BYTES])
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    try:
        value: object = from_json(text)
    except ValueError:
        return text
    return value


async def translated(waiting: Awaitable[_T], context: RequestContext) -> _T:
    """What `waiting` gives. Raises EngineError in place of the packages' own exceptions."""
    failure: EngineError | None
    try:
        return await waiting
    except Exception as error:
        failure = explain(error, context)
        if failure is None:
            raise
    # Raised outside the handler: the package's own exception holds the request and its headers.
    raise failure
