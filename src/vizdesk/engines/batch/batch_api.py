"""The files and batches of a server: upload, create, look, find, cancel, download, delete."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from vizdesk.catalog.endpoints.endpoint import may_send
from vizdesk.common.atomic_files import whole_file
from vizdesk.common.messages import Message, message
from vizdesk.common.offline import OfflineError
from vizdesk.comparison.events import EngineError, ErrorScope
from vizdesk.credentials.keys import environment_variables
from vizdesk.engines.batch.build import URL
from vizdesk.engines.batch.jobs import BatchPolling, BatchServer
from vizdesk.engines.errors import RequestContext, unexpected_content
from vizdesk.engines.openai.client import CONNECT_S, Clients, translated
from vizdesk.engines.server_identity import server_at

if TYPE_CHECKING:
    from openai import AsyncOpenAI

log = logging.getLogger(__name__)

READ_S = 120.0
_PAGE = 100
# A batch ends within a day. Should vizdesk never come back, the images are gone in three; left
# to itself OpenAI keeps them for 30 (“Upload file”, 2026-11).
_KEPT_S = 3 * 86_400
_T = TypeVar("_T")
Json = Mapping[str, Any]


class BatchApi:
    """One server's Batch API. Every call raises EngineError, also while offline."""

    def __init__(self, server: BatchServer, client: AsyncOpenAI, context: RequestContext) -> None:
        self._server = server
        self._client = client
        self._asked = context

    async def upload(self, path: Path, name: str) -> str:
        """Send a batch file; gives its id."""
        from openai import Timeout

        slow = Timeout(None, connect=CONNECT_S)  # 200 MB may take an hour
        with path.open("rb") as file:
            sent = self._client.files.create(
                file=(name, file, "application/jsonl"),
                purpose="batch",
                expires_after={"anchor": "created_at", "seconds": _KEPT_S},
                timeout=slow,
            )
            return self._id((await self._ask(sent)).to_dict())

    async def create(self, file_id: str, metadata: dict[str, str]) -> Json:
        """Have the questions of an uploaded file answered within 24 hours."""
        return await self._object(
            self._client.batches.create(
                input_file_id=file_id,
                endpoint=URL,
                completion_window="24h",
                metadata=metadata,
                timeout=READ_S,
            )
        )

    async def look(self, batch_id: str) -> Json:
        """How far a batch is."""
        return await self._object(self._client.batches.retrieve(batch_id, timeout=READ_S))

    async def find(self, metadata: Mapping[str, str], since: float) -> Json | None:
        """The batch with this metadata, among those created since then (Unix seconds)."""
        after: dict[str, str] = {}
        while True:
            page: Any = await self._ask(
                self._client.get(
                    "/batches",
                    cast_to=object,
                    options={"params": {"limit": _PAGE, **after}, "timeout": READ_S},
                )
            )
            batches = page.get("data") if isinstance(page, dict) else None
            if not isinstance(batches, list):
                raise unexpected_content("application/json", str(page), self._asked)
            for batch in batches:
                theirs = batch.get("metadata") or {}
                if all(theirs.get(key) == value for key, value in metadata.items()):
                    return dict(batch)
            oldest = batches[-1]["created_at"] if batches else 0
            if not page.get("has_more") or not batches or oldest < since:
                return None
            after = {"after": batches[-1]["id"]}

    async def cancel(self, batch_id: str) -> Json:
        """Have a batch end; what was answered by then can be fetched."""
        return await self._object(self._client.batches.cancel(batch_id, timeout=READ_S))

    async def download(self, file_id: str, path: Path) -> None:
        """Put a file of the server in the place of `path`, whole or not at all."""
        with whole_file(path) as out:
            await self._ask(self._pour(file_id, out.write))

    async def delete(self, file_id: str) -> None:
        """Have the server forget a file; one it has no more is forgotten."""
        import openai

        async def gone() -> None:
            try:
                await self._client.files.delete(file_id, timeout=READ_S)
            except openai.NotFoundError:
                log.info("file %s was gone already", file_id)

        await self._ask(gone())

    async def _pour(self, file_id: str, write: Callable[[bytes], object]) -> None:
        streaming = self._client.files.with_streaming_response
        async with streaming.content(file_id, timeout=READ_S) as response:
            async for piece in response.iter_bytes():
                write(piece)

    async def _object(self, waiting: Awaitable[Any]) -> Json:
        got = (await self._ask(waiting)).to_dict()
        self._id(got)
        return dict(got)

    def _id(self, got: Json) -> str:
        if not isinstance(got.get("id"), str):
            raise unexpected_content("application/json", str(got), self._asked)
        return str(got["id"])

    async def _ask(self, waiting: Awaitable[_T]) -> _T:
        try:
            self._server.offline.refuse(message("ask {name}", name=self._asked.server.name))
        except OfflineError as error:
            if asyncio.iscoroutine(waiting):
                waiting.close()
            raise EngineError(error.what, error.todo) from None
        return await translated(waiting, self._asked)


@asynccontextmanager
async def batch_api(server: BatchServer) -> AsyncIterator[BatchApi]:
    """The API with its key, open for the length of the block. Raises EngineError."""
    place = server_at(server.base_url)
    try:
        server.offline.refuse(message("send a batch to {name}", name=place.name))
    except OfflineError as error:
        raise EngineError(error.what, error.todo) from None
    secret = None
    if server.key_name is not None:
        if not may_send(server.key_name, server.base_url):
            what = message(
                "The key {key_name} does not belong to {host}; it was not sent.",
                key_name=server.key_name,
                host=place.host,
            )
            raise EngineError(what, message("Give this server its own key (Ctrl+K)."))
        secret = await asyncio.to_thread(server.keys, server.key_name)
        if secret is None:
            variable = environment_variables(server.key_name)[0]
            raise EngineError(
                message("There is no key for {name}.", name=place.name),
                message("Add it, or set {variable}.", variable=variable),
            )
    clients = Clients()
    try:
        client = await clients.get(place, secret)
        yield BatchApi(server, client, RequestContext(place, "batch", secret))
    finally:
        await clients.close()


def passing(error: EngineError) -> bool:
    """Whether the same may succeed later, at a server that was reached or will be."""
    return error.transient or error.scope in (ErrorScope.ANSWER, ErrorScope.BUSY)


async def patiently(
    call: Callable[[], Awaitable[_T]], pace: BatchPolling, tell: Callable[[Message], None]
) -> _T:
    """`call`, again and again while its errors may pass and patience lasts. Raises EngineError."""
    waited, pause = 0.0, pace.first_s
    while True:
        try:
            return await call()
        except EngineError as error:
            pause = max(pause, error.retry_after_s or 0.0)
            if not passing(error) or waited + pause > pace.patience_s:
                raise
            tell(
                message(
                    "{message} Trying again in {pause} s.",
                    message=error.message,
                    pause=f"{pause:.0f}",
                )
            )
        await asyncio.sleep(pause)
        waited, pause = waited + pause, min(pace.longest_s, pause * 2)
