"""Connections through the openai package: built off the loop, kept per server, without leaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from vizdesk import __version__
from vizdesk.comparison.events import EngineError
from vizdesk.credentials.keys import Secret
from vizdesk.engines.errors import RequestContext, explain, unexpected_content
from vizdesk.engines.redaction import KeyFilter
from vizdesk.engines.server_identity import Server

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

CONNECT_S = 10.0
_KEYLESS = "local"  # the openai package refuses an empty key and would look for one elsewhere
_BODY_SHOWN = 4096

# All that a request carries. The openai package would add OPENAI_ORG_ID, OPENAI_PROJECT_ID and
# OPENAI_CUSTOM_HEADERS for whichever server it asks, and the operating system in X-Stainless-*.
_HEADERS = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-type", "content-length"}
)

_END: Any = object()
_T = TypeVar("_T")


class Clients:
    """One client per server and key, so that connections are used again. Bound to one loop."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._open: dict[tuple[str, Secret | None], tuple[AsyncOpenAI, KeyFilter | None]] = {}

    async def get(self, server: Server, secret: Secret | None) -> AsyncOpenAI:
        """The client for `server`; the first one takes a second, spent in a thread."""
        async with self._lock:
            found = self._open.get((server.base_url, secret))
            if found is None:
                client = await asyncio.to_thread(_build, server, secret)
                guard = KeyFilter(secret) if secret else None
                if guard:
                    guard.install()
                found = self._open[(server.base_url, secret)] = (client, guard)
            return found[0]

    async def close(self) -> None:
        """Close every connection."""
        while self._open:
            _, (client, guard) = self._open.popitem()
            await client.close()
            if guard:
                guard.uninstall()


def _build(server: Server, secret: Secret | None) -> AsyncOpenAI:
    # httpx first: a stream that ends while another thread is halfway through importing httpx
    # makes the openai package fail, and endpoint_models.py uses httpx.
    import httpx  # noqa: F401
    from httpx2 import Limits
    from openai import AsyncOpenAI, DefaultAsyncHttpx2Client, Timeout

    async def only_ours(request: httpx2.Request) -> None:
        for name in set(request.headers) - _HEADERS:
            del request.headers[name]
        request.headers["user-agent"] = f"vizdesk/{__version__}"
        request.headers["authorization"] = f"Bearer {secret.reveal() if secret else _KEYLESS}"

    timeout = Timeout(None, connect=CONNECT_S)
    http = DefaultAsyncHttpx2Client(
        timeout=timeout,
        follow_redirects=False,  # a redirect would carry image and words to another host
        trust_env=not server.loopback,  # nor does a proxy see what is for this machine
        event_hooks={"request": [only_ours]},
        # llama-server and uvicorn close idle connections after 5 s, httpx keeps them as long: a
        # question would now and then go into one that is just being closed.
        limits=Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=2.0),
    )
    # All that the package would take from the environment is given here, so that it looks at none.
    return AsyncOpenAI(
        base_url=server.base_url,
        api_key=_KEYLESS,
        admin_api_key="",
        organization="",
        project="",
        webhook_secret="",
        max_retries=0,
        timeout=timeout,
        http_client=http,
    )


async def frames(
    client: AsyncOpenAI, path: str, body: Mapping[str, Any], context: RequestContext
) -> AsyncGenerator[Mapping[str, Any], None]:
    """Ask, and yield each event of the answer as the JSON object it is. Raises EngineError.

    The package's own event classes are left out (`cast_to=object`): they cost 40-50 µs an event and
    fail on servers that bend the format. Closing the iteration closes the connection at once.
    """
    from openai import AsyncStream

    posted = client.post(
        path, cast_to=object, body=dict(body), stream=True, stream_cls=AsyncStream[object]
    )
    stream = await translated(posted, context)
    try:
        await _refuse_other_than_events(stream.response, context)
        while (frame := await translated(anext(stream, _END), context)) is not _END:
            if isinstance(frame, dict):
                yield frame
    finally:
        await stream.close()


async def _refuse_other_than_events(response: httpx2.Response, context: RequestContext) -> None:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "text/event-stream" or media_type == "":
        return
    text = await translated(_beginning(response), context)
    raise unexpected_content(media_type, text, context)


async def _beginning(response: httpx2.Response) -> str:
    start = bytearray()
    async for piece in response.aiter_bytes():
        start += piece
        if len(start) >= _BODY_SHOWN:
            break
    return start[:_BODY_SHOWN].decode("utf-8", errors="replace")


async def translated(waiting: Awaitable[_T], context: RequestContext) -> _T:
    """What `waiting` gives. Raises EngineError in place of the packages' own exceptions."""
    import httpx2
    import openai

    try:
        return await waiting
    except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        failure: EngineError = explain(error, context)
    # Raised outside the handler: the package's own exception holds the request and its headers.
    raise failure
