"""HTTP to one vendor's Batch API: the key in its headers, JSON in and out, files as streams."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vizdesk import __version__
from vizdesk.common.messages import message
from vizdesk.common.offline import Offline, OfflineError
from vizdesk.common.proxies import ConnectionSetupError, proxy_for
from vizdesk.common.strict_json import from_json
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.comparison.models import RequestOptions
from vizdesk.engines.error_bodies import quoted, words_of
from vizdesk.engines.errors import RequestContext, status_error, unexpected_content
from vizdesk.engines.openai.client import refusal_of, translated
from vizdesk.engines.redaction import redact, redact_json
from vizdesk.engines.server_identity import Server

if TYPE_CHECKING:
    import httpx2

CONNECT_S: Final = 10.0
READ_S: Final = 120.0
_ANSWER_BYTES: Final = 64_000_000  # more than any list of batches; results are poured into a file
# Ids become parts of addresses and stand in the ledger: nothing else than these may be in one.
_ID = re.compile(r"(?:[a-z]{1,20}/)?[A-Za-z0-9_.:=+~-]{1,1000}")
Json = Mapping[str, Any]


class NotThereError(EngineError):
    """The server knows no such file or batch: not yet, no more, or not with this key."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer whose status is success, read whole."""

    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class BatchConnection:
    """One server's Batch API below `root`. Every call raises EngineError, also while offline."""

    root: str
    http: httpx2.AsyncClient
    context: RequestContext
    offline: Offline

    async def ask(self, method: str, path: str, **content: Any) -> Json:  # noqa: ANN401
        """The JSON object that answers `method` at `path`; `content` as httpx takes it."""
        answer = await self.answer(method, path, **content)
        try:
            parsed = from_json(answer.content)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            kind = answer.headers.get("content-type", "").partition(";")[0]
            text = answer.content.decode("utf-8", "replace")
            raise unexpected_content(kind, text, self.context)
        return parsed

    async def answer(self, method: str, path: str, **content: Any) -> HttpAnswer:  # noqa: ANN401
        """The whole answer, whose status is success."""
        refuse_offline(self.offline, self.context.server)
        return await translated(self._read(method, path, content), self.context)

    async def pour(
        self,
        path: str,
        write: Callable[[bytes], object],
        **content: Any,  # noqa: ANN401
    ) -> None:
        """Give what is at `path` to `write`, piece by piece."""
        refuse_offline(self.offline, self.context.server)
        await translated(self._pour(path, write, content), self.context)

    def id_in(self, given: Json, key: str = "id") -> str:
        """The id in an answer. Raises EngineError where there is none, or it is not one."""
        value, secrets = given.get(key), self.context.secrets
        if isinstance(value, str) and _ID.fullmatch(value) and redact(value, secrets) == value:
            return value
        raise unexpected_content("application/json", json.dumps(given, default=str), self.context)

    def at_home(self, address: str) -> bool:
        """Whether an address a server named is its own: the key goes to no other."""
        here, there = split_address(self.root), split_address(address)
        return (here.scheme, here.netloc) == (there.scheme, there.netloc)

    async def _read(self, method: str, path: str, content: Mapping[str, Any]) -> HttpAnswer:
        async with self.http.stream(method, self._address(path), **content) as response:
            await self._refuse_failure(response)
            return HttpAnswer(response.headers, await _at_most(response, _ANSWER_BYTES))

    async def _pour(
        self, path: str, write: Callable[[bytes], object], content: Mapping[str, Any]
    ) -> None:
        async with self.http.stream("GET", self._address(path), **content) as response:
            await self._refuse_failure(response)
            if response.status_code != 200:
                raise unexpected_content("", f"HTTP {response.status_code}", self.context)
            async for piece in response.aiter_bytes():
                write(piece)

    def _address(self, path: str) -> str:
        return path if "://" in path else f"{self.root}{path}"

    async def _refuse_failure(self, response: httpx2.Response) -> None:
        """Raises EngineError for a status that is not success, with the words that came with it."""
        status = response.status_code
        if response.is_success:
            return
        body = redact_json(await refusal_of(response), self.context.secrets)
        error = status_error(status, body, response.headers, self.context)
        raise _not_there(error, body, self.context) if status in (404, 410) else error


async def _at_most(response: httpx2.Response, most: int) -> bytes:
    content = bytearray()
    async for piece in response.aiter_bytes():
        content += piece
        if len(content) > most:
            raise ValueError(f"more than {most} bytes")
    return bytes(content)


def _not_there(error: EngineError, body: object, context: RequestContext) -> NotThereError:
    name, words = context.server.name, quoted(words_of(body))
    what = (
        message("{name} knows no such batch, file or model: {said}", name=name, said=words)
        if words
        else message("{name} knows no such batch or file.", name=name)
    )
    todo = message("Use the key and the address that it was made with.")
    return NotThereError(what, todo, error.failure.details, scope=ErrorScope.SERVER)


def refuse_offline(offline: Offline, place: Server) -> None:
    """Raises EngineError while vizdesk is offline."""
    try:
        offline.refuse(message("send a batch to {name}", name=place.name))
    except OfflineError as error:
        raise EngineError(error.what, error.todo) from None


def http_client(
    place: Server, headers: Mapping[str, str], options: RequestOptions
) -> httpx2.AsyncClient:
    """A client that sends these headers to `place` alone; takes a second to make.

    Raises EngineError where no connection can be made ready.
    """
    import httpx2

    usual = {"user-agent": f"vizdesk/{__version__}"}
    try:
        return httpx2.AsyncClient(
            headers={**usual, **options.headers, **headers},
            timeout=httpx2.Timeout(READ_S, connect=options.connect_s or CONNECT_S),
            follow_redirects=False,  # a redirect would carry images and words to another host
            proxy=None if place.loopback else proxy_for(place.base_url),
            trust_env=False,
            # llama-server and uvicorn close idle connections after 5 s, httpx keeps them as long.
            limits=httpx2.Limits(keepalive_expiry=2.0),
        )
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
