"""Short questions to a server, with its key and within limits of time and size."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vizdesk import __version__
from vizdesk.common.messages import Message, message
from vizdesk.common.offline import Offline, OfflineError
from vizdesk.common.proxies import ConnectionSetupError
from vizdesk.common.strict_json import from_json
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.comparison.models import NO_OPTIONS, RequestOptions
from vizdesk.credentials.keys import Secret
from vizdesk.engines.errors import RequestContext, status_error, unexpected_content
from vizdesk.engines.redaction import header_secrets, redact, redact_json
from vizdesk.engines.server_identity import Server, server_at

if TYPE_CHECKING:
    import httpx

TIMEOUT_S = 10.0
# Fifty times the longest list there is today (OpenRouter's, about a megabyte).
LARGEST_BYTES = 50_000_000

# Gemini and xAI answer 400 to a key they do not know.
_KEY_WORDS = re.compile(
    r"api[_ ]key[^a-z]*(is )?(not valid|invalid|incorrect)|incorrect api key", re.I
)


class WantsKeyError(EngineError):
    """The server answers nobody without a key."""


@dataclass(frozen=True, slots=True)
class Questions:
    """An open client for one server. Redirects are not followed, so the key goes nowhere else."""

    context: RequestContext
    timeout_s: float
    client: httpx.AsyncClient

    @property
    def server(self) -> Server:
        """Who is asked."""
        return self.context.server

    async def get(self, url: str) -> object:
        """The JSON at `url`. Raises EngineError, with what happened and what to do."""
        return await self._asked("GET", url, None)

    async def get_or_none(self, url: str, body: Mapping[str, Any] | None = None) -> object:
        """The JSON at `url` (POST when there is a body), or None where the server has none."""
        try:
            return await self._asked("POST" if body else "GET", url, body)
        except EngineError:
            return None

    async def _asked(self, method: str, url: str, body: Mapping[str, Any] | None) -> object:
        import httpx

        context = self.context
        failure: EngineError
        try:
            async with (
                asyncio.timeout(2 * self.timeout_s),
                self.client.stream(method, url, json=body) as response,
            ):
                text = await _text(response)
        except (TimeoutError, httpx.TimeoutException):
            what = message(
                "{name} did not answer within {limit} s.",
                name=self.server.name,
                limit=f"{self.timeout_s:.0f}",
            )
            todo = message("Try again in a while, or correct the address.")
            failure = EngineError(what, todo, scope=ErrorScope.SERVER)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            failure = _unreached(error, self.server)
        else:
            if response.status_code != 200:
                raise _refused(response.status_code, text, response.headers, context)
            # A list of models may repeat the key; nobody further on knows it.
            answer = _json(response.headers.get("content-type", ""), text, context)
            return redact_json(answer, context.secrets)
        # Raised outside the handler: httpx's own exception holds the request and its headers.
        raise failure


@asynccontextmanager
async def questions(
    base_url: str,
    key: Secret | None,
    offline: Offline,
    doing: Message,
    timeout_s: float = TIMEOUT_S,
    options: RequestOptions = NO_OPTIONS,
) -> AsyncIterator[Questions]:
    """Questions to the server at `base_url`; `doing` completes “Switch Offline off to …”.

    `options` are those of its endpoint's file; their headers are sent along.

    Raises EngineError when the address is none, vizdesk is offline, or the key cannot be sent.
    """
    server = server_at(base_url)
    try:
        offline.refuse(doing)
    except OfflineError as error:
        raise EngineError(error.what, error.todo) from None
    headers = {"user-agent": f"vizdesk/{__version__}", **options.headers}
    headers |= key_headers(server, key)
    try:
        client = await asyncio.to_thread(_client, server, headers, timeout_s)
    except ConnectionSetupError as error:
        raise EngineError(error.message, error.todo, scope=ErrorScope.SERVER) from None
    context = RequestContext(server, "", key, header_secrets(options))
    async with client:
        yield Questions(context, timeout_s, client)


def key_headers(server: Server, key: Secret | None) -> dict[str, str]:
    """How this server is told a key. Raises EngineError for one that no server can have given.

    Anthropic's list of models takes no bearer token (Claude API, “List models”, 2026-11).
    """
    if key is None:
        return {}
    value = key.reveal()
    if not (value and value.isascii() and value.isprintable()):
        what = message("The key for {name} holds characters that no key has.", name=server.name)
        raise EngineError(what, message("Copy it again and replace it."))
    if server.host == "api.anthropic.com":
        return {"x-api-key": value, "anthropic-version": "2023-06-01"}
    return {"authorization": f"Bearer {value}"}


def _client(server: Server, headers: Mapping[str, str], timeout_s: float) -> httpx.AsyncClient:
    # In a thread: the import and the certificates take a tenth of a second. No proxy is to see
    # what is for this very machine.
    from vizdesk.common.http_clients import NO_KEEPALIVE, http_client

    return http_client(
        server.base_url,
        timeout_s,
        headers,
        limits=NO_KEEPALIVE,
        direct=server.loopback,
        verify=server.base_url.startswith("https:"),
    )


async def _text(response: httpx.Response) -> str:
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > LARGEST_BYTES:
            break  # what is cut off is no JSON, and said to be none
    return body[:LARGEST_BYTES].decode("utf-8", errors="replace")


def _json(media_type: str, text: str, context: RequestContext) -> object:
    try:
        value: object = from_json(text)
    except ValueError:
        raise unexpected_content(media_type, text, context) from None
    return value


def _unreached(error: Exception, server: Server) -> EngineError:
    details = f"{type(error).__name__}: {error}"
    if "CERTIFICATE" in str(error):
        what = message("The certificate of {name} is not trusted by this system.", name=server.name)
        return EngineError(
            what,
            message("Check the address, or install its certificate."),
            details,
            scope=ErrorScope.SERVER,
        )
    if type(error).__name__ not in ("ConnectError", "ProxyError"):
        what = message("{name} does not speak HTTP there, or broke off.", name=server.name)
        return EngineError(
            what, message("Check the address: http or https?"), details, scope=ErrorScope.SERVER
        )
    if server.loopback:
        what = message("No server answers at {host}.", host=server.host)
        return EngineError(
            what, message("Start it, or correct the address."), details, scope=ErrorScope.SERVER
        )
    what = (
        message("{name} could not be reached.", name=server.name)
        if server.name == server.host
        else message("{name} could not be reached at {host}.", name=server.name, host=server.host)
    )
    return EngineError(
        what, message("Check the network and the address."), details, scope=ErrorScope.SERVER
    )


def _refused(
    status: int, text: str, headers: Mapping[str, str], context: RequestContext
) -> EngineError:
    """As `status_error`, in the words of keys and lists instead of images."""
    name, key = context.server.name, context.secret
    details = f"HTTP {status}\n{redact(text, context.secrets)[:2000]}"
    if key and (status == 401 or (status == 400 and _KEY_WORDS.search(text))):
        what = message("{name} refused the key ({status}).", name=name, status=status)
        return EngineError(what, message("Check it there, and replace it here."), details)
    if key is None and status in (401, 403):
        return WantsKeyError(
            message("{name} wants a key ({status}).", name=name, status=status),
            message("Add its key."),
            details,
        )
    if status == 403:
        todo = message("Check there what the key is allowed to do.")
        return EngineError(
            message("{name} does not let this key do this (403).", name=name), todo, details
        )
    if status == 404:
        todo = message("Check the address; it often ends in /v1.")
        return EngineError(message("{name} lists no models (404).", name=name), todo, details)
    return status_error(status, text, headers, context)
