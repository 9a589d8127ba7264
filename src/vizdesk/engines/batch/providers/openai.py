"""OpenAI's Batch API, which compatible servers copy: Responses and Chat Completions.

Guide: https://platform.openai.com/docs/guides/batch; reference: …/docs/api-reference/batch.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from vizdesk.comparison.events import Event, Request
from vizdesk.comparison.models import EngineKind
from vizdesk.engines.batch.answers import (
    answered_body,
    bearer,
    custom_id_of,
    endpoint_of,
    not_batched,
    objects,
    whole_answer,
)
from vizdesk.engines.batch.connection import BatchConnection, Json
from vizdesk.engines.batch.jobs import BatchLimits, BatchResult, BatchState, BatchStatus
from vizdesk.engines.batch.pages import pages
from vizdesk.engines.batch.provider import BatchProvider, PartFile
from vizdesk.engines.batch.uploads import first_line, post_file
from vizdesk.engines.errors import RequestContext
from vizdesk.engines.json_access import at, whole
from vizdesk.engines.openai import chat_completions, responses
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.server_identity import server_at

_RESPONSES: Final = "/v1/responses"
_CHAT: Final = "/v1/chat/completions"
_PAGE: Final = 100
# A batch ends within a day. Should vizdesk never come back, the images are gone in three; left
# to itself OpenAI keeps them for 30 (“Upload file”, 2026-11).
_KEPT_S: Final = 3 * 86_400


def _body(request: Request) -> dict[str, Any]:
    """What `ApiEngine` sends, but whole instead of as a stream."""
    source = endpoint_of(request)
    if request.model.engine is EngineKind.RESPONSES:
        sent = responses.body(request, source.slug)
    elif request.model.engine is EngineKind.CHAT:
        sent = chat_completions.body(request, source.slug, server_at(source.base_url))
        sent.pop("stream_options", None)
    else:
        raise not_batched(request)
    sent.pop("stream", None)
    return sent


def _line(custom_id: str, request: Request) -> dict[str, Any]:
    url = _RESPONSES if request.model.engine is EngineKind.RESPONSES else _CHAT
    return {"custom_id": custom_id, "method": "POST", "url": url, "body": _body(request)}


def _settings(body: Json) -> dict[str, Any]:
    if "input" in body:
        return responses.sampling_of(body)
    keys = ("temperature", "seed", "max_tokens", "max_completion_tokens", "reasoning_effort")
    kept = {key: body[key] for key in keys if key in body}
    return {**kept, "constrained": "response_format" in body}


def _read(entry: Json, context: RequestContext) -> Iterator[Event]:
    body = answered_body(entry, context)
    reply = Reply(context.secrets)
    if "choices" in body:
        yield from chat_completions.read(body, reply, context)
    else:
        for event in responses.whole_response(body):
            yield from responses.read(event, reply, context)
    yield from whole_answer(reply, context)


@dataclass(frozen=True, slots=True)
class _OpenAiApi:
    connection: BatchConnection

    async def upload(self, part: PartFile) -> str:
        kept = {"expires_after[anchor]": "created_at", "expires_after[seconds]": str(_KEPT_S)}
        sent = await post_file(self.connection, "/files", part, {"purpose": "batch", **kept})
        return self.connection.id_in(sent)

    async def find_upload(self, part: PartFile) -> str | None:
        query = {"purpose": "batch", "limit": str(_PAGE)}
        async for file in pages(self.connection, "/files", query, "after"):
            if file.get("filename") == part.name and file.get("bytes") == part.size:
                return self.connection.id_in(file)
        return None

    async def create(self, part: PartFile, file_id: str) -> str:
        url = at(await first_line(part), "url")
        asked = {
            "input_file_id": file_id,
            "endpoint": url,
            "completion_window": "24h",
            "metadata": part.label,
        }
        return self.connection.id_in(await self.connection.ask("POST", "/batches", json=asked))

    async def find(self, part: PartFile, known: Collection[str]) -> str:
        async for batch in pages(self.connection, "/batches", {"limit": str(_PAGE)}, "after"):
            theirs = batch.get("metadata")
            if isinstance(theirs, dict) and part.label.items() <= theirs.items():
                return self.connection.id_in(batch)
        return ""

    async def look(self, batch_id: str) -> BatchState:
        batch = await self.connection.ask("GET", f"/batches/{batch_id}")
        self.connection.id_in(batch)
        return _state(batch)

    async def cancel(self, batch_id: str) -> None:
        await self.connection.ask("POST", f"/batches/{batch_id}/cancel")

    async def download(self, place: str, write: Callable[[bytes], object]) -> None:
        await self.connection.pour(f"/files/{place}/content", write)

    async def forget(self, name: str) -> None:
        await self.connection.answer("DELETE", f"/files/{name}")


def _state(batch: Json) -> BatchState:
    try:
        status = BatchStatus(batch.get("status"))
    except ValueError:
        status = BatchStatus.IN_PROGRESS  # one not known yet is under way
    # A server may leave the fields empty, or name files that are not written yet (aibrix#2409).
    files = [(kind, batch.get(f"{kind}_file_id")) for kind in ("output", "error")]
    return BatchState(
        status,
        whole(at(batch, "request_counts", "completed")) or 0,
        whole(at(batch, "request_counts", "failed")) or 0,
        tuple(BatchResult(kind, name) for kind, name in files if isinstance(name, str) and name),
        tuple(objects(at(batch, "errors", "data"))),
    )


OPENAI = BatchProvider(
    id="openai",
    name="OpenAI",
    source="https://platform.openai.com/docs/guides/batch",
    kinds=(EngineKind.RESPONSES, EngineKind.CHAT),
    limits=BatchLimits(requests=50_000, bytes=200_000_000, hours=24),
    root=lambda base_url: base_url.rstrip("/"),
    headers=bearer,
    body=_body,
    line=_line,
    settings=_settings,
    name_of=custom_id_of,
    read=_read,
    api=_OpenAiApi,
)
