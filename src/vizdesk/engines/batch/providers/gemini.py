"""Gemini's batch mode: a file of questions, or answers within the batch when there are few.

Guide: https://ai.google.dev/gemini-api/docs/batch-api; reference:
https://ai.google.dev/api/batch-api, https://ai.google.dev/api/files
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError, Event, Notice, Request
from vizdesk.comparison.models import EngineKind
from vizdesk.comparison.types import FinishReason, Usage
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch.answers import endpoint_of, objects, whole_answer
from vizdesk.engines.batch.connection import BatchConnection, Json
from vizdesk.engines.batch.jobs import BatchLimits, BatchResult, BatchState, BatchStatus
from vizdesk.engines.batch.provider import BatchProvider, PartFile
from vizdesk.engines.batch.uploads import file_pieces, slow
from vizdesk.engines.error_bodies import codes_of, words_of
from vizdesk.engines.errors import (
    RequestContext,
    cut_off,
    reported_error,
    status_error,
    unexpected_content,
    withheld,
)
from vizdesk.engines.json_access import at, whole
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.openai.usage import Bill
from vizdesk.engines.redaction import redact

_FILES: Final = 100
_BATCHES: Final = 100
_MOST_PAGES: Final = 1000
# A batch names its file of results so that only its download works: neither look nor deletion
# (googleapis/python-genai#1613). It goes with the batch, or after 48 hours.
_LONGEST_ID: Final = 40
_READY_LOOKS: Final = 60
_READY_PAUSE_S = 2.0

# In the API states begin with BATCH_STATE_; the vendor's own clients write JOB_STATE_.
_STATUS: Final = {
    "PENDING": BatchStatus.VALIDATING,
    "QUEUED": BatchStatus.VALIDATING,
    "RUNNING": BatchStatus.IN_PROGRESS,
    "SUCCEEDED": BatchStatus.COMPLETED,
    "PARTIALLY_SUCCEEDED": BatchStatus.COMPLETED,
    "FAILED": BatchStatus.FAILED,
    "CANCELLING": BatchStatus.CANCELLING,
    "CANCELLED": BatchStatus.CANCELLED,
    "EXPIRED": BatchStatus.EXPIRED,
}
_REASONS: Final = {"STOP": FinishReason.STOP, "MAX_TOKENS": FinishReason.LENGTH}
_FILTERED: Final = frozenset(
    {
        "SAFETY",
        "RECITATION",
        "BLOCKLIST",
        "PROHIBITED_CONTENT",
        "SPII",
        "LANGUAGE",
        "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT",
        "IMAGE_RECITATION",
    }
)
# google.rpc.Code as HTTP: https://cloud.google.com/apis/design/errors#handling_errors
_HTTP: Final = {
    1: 499,
    2: 500,
    3: 400,
    4: 504,
    5: 404,
    7: 403,
    8: 429,
    9: 400,
    10: 409,
    11: 400,
    13: 500,
    14: 503,
    16: 401,
}
# What Google's own OpenAI-compatible address makes of an effort for models that think by budget.
# https://ai.google.dev/gemini-api/docs/openai
_BUDGETS: Final = {"none": 0, "minimal": 1024, "low": 1024, "medium": 8192, "high": 24576}
_LEVELS: Final = frozenset({"minimal", "low", "medium", "high", "xhigh"})


def _root(base_url: str) -> str:
    """…/v1beta, of which the OpenAI-compatible address is a part."""
    return base_url.rstrip("/").removesuffix("/openai")


def _headers(secret: Secret | None) -> dict[str, str]:
    # Never `?key=`: an address stands in logs.
    return {"x-goog-api-key": secret.reveal()} if secret else {}


def _body(request: Request) -> dict[str, Any]:
    sampling = request.model.sampling
    data = base64.b64encode(request.image.data).decode("ascii")
    image = {"inlineData": {"mimeType": request.image.media_type, "data": data}}
    words = {"text": request.prompt}
    parts = [image, words] if request.image_first else [words, image]
    config: dict[str, Any] = {
        "maxOutputTokens": sampling.max_output_tokens,
        "temperature": sampling.temperature,
        "seed": sampling.seed,
        "thinkingConfig": _thinking(request) or None,
    }
    if request.schema is not None:
        config["responseMimeType"] = "application/json"
        config["responseJsonSchema"] = dict(request.schema)
    sent: dict[str, Any] = {"contents": [{"role": "user", "parts": parts}]}
    if request.system:
        sent["systemInstruction"] = {"parts": [{"text": request.system}]}
    set_ones = {key: value for key, value in config.items() if value is not None}
    return {**sent, "generationConfig": set_ones}


def _thinking(request: Request) -> dict[str, Any]:
    sampling, slug = request.model.sampling, endpoint_of(request).slug.removeprefix("models/")
    thinking: dict[str, Any] = {"includeThoughts": True} if sampling.thinking else {}
    effort = sampling.effort
    if effort is None:
        return thinking
    if slug.startswith(("gemini-1", "gemini-2")):
        return {**thinking, "thinkingBudget": _BUDGETS[effort]} if effort in _BUDGETS else thinking
    return {**thinking, "thinkingLevel": effort.upper()} if effort in _LEVELS else thinking


def _line(custom_id: str, request: Request) -> dict[str, Any]:
    return {"key": custom_id, "request": _body(request)}


def _settings(body: Json) -> dict[str, Any]:
    config = body["generationConfig"]
    keys = ("temperature", "seed", "maxOutputTokens", "thinkingConfig")
    kept = {key: config[key] for key in keys if key in config}
    return {**kept, "constrained": "responseJsonSchema" in config}


def _name_of(entry: Json) -> str | None:
    name = entry.get("key") or at(dict(entry), "metadata", "key")
    return name if isinstance(name, str) else None


def _read(entry: Json, context: RequestContext) -> Iterator[Event]:
    answer = entry.get("response")
    if not isinstance(answer, dict):
        raise _failure(entry.get("error"), context)
    blocked = at(answer, "promptFeedback", "blockReason")
    candidate = next(iter(objects(answer.get("candidates"))), {})
    if blocked and not candidate:
        raise withheld(context)
    reply = Reply(context.secrets)
    reply.named(answer.get("modelVersion"))
    for part in objects(at(candidate, "content", "parts")):
        thought = part.get("thought") is True
        yield from reply.thinking(part.get("text")) if thought else reply.text(part.get("text"))
    yield from reply.count(Bill(_usage(answer.get("usageMetadata"))))
    yield from _ended(candidate.get("finishReason"), reply, context)
    yield from whole_answer(reply, context)


def _ended(reason: object, reply: Reply, context: RequestContext) -> Iterator[Event]:
    if not isinstance(reason, str) or reason == "FINISH_REASON_UNSPECIFIED":
        return
    reply.reason = _REASONS.get(reason, FinishReason.STOP)
    if reason in _FILTERED:
        reply.reason = FinishReason.CONTENT_FILTER
    elif reason not in _REASONS:
        named = redact(reason, context.secrets)
        name = context.server.name
        yield Notice(message("{name} ended the answer with “{named}”.", name=name, named=named))


def _usage(counted: object) -> Usage:
    """Thoughts are beside the candidates' tokens, and billed like them."""
    written, thought = whole(at(counted, "candidatesTokenCount")), _count(counted, "thoughts")
    given = whole(at(counted, "promptTokenCount"))
    if written is None and given is not None:
        total = whole(at(counted, "totalTokenCount"))
        written = max(0, total - given - (thought or 0)) if total is not None else None
    by_kind = objects(at(counted, "promptTokensDetails"))
    images = [whole(kind.get("tokenCount")) for kind in by_kind if kind.get("modality") == "IMAGE"]
    return Usage(
        input_tokens=given,
        output_tokens=None if written is None else written + (thought or 0),
        reasoning_tokens=thought,
        image_tokens=images[0] if images else None,
        cached_tokens=_count(counted, "cachedContent"),
    )


def _count(counted: object, name: str) -> int | None:
    return whole(at(counted, f"{name}TokenCount"))


def _failure(error: object, context: RequestContext) -> EngineError:
    if not error:
        return cut_off(context)
    code = next((int(code) for code in codes_of(error) if code.isdecimal()), None)
    if code is None:
        return reported_error(error, context)
    return status_error(_HTTP.get(code, code if code >= 300 else 500), error, {}, context)


@dataclass(frozen=True, slots=True)
class _GeminiApi:
    connection: BatchConnection

    async def upload(self, part: PartFile) -> str:
        place = await self._begin_upload(part)
        headers = {
            "x-goog-upload-offset": "0",
            "x-goog-upload-command": "upload, finalize",
            "content-length": str(part.size),
        }
        sent = await self.connection.ask(
            "POST", place, content=file_pieces(part), headers=headers, timeout=slow()
        )
        file = sent.get("file")
        if not isinstance(file, dict):
            raise unexpected_content("application/json", str(sent), self.connection.context)
        return await self._ready(file)

    async def _begin_upload(self, part: PartFile) -> str:
        """The address the bytes are sent to; see “Upload files”, resumable."""
        headers = {
            "x-goog-upload-protocol": "resumable",
            "x-goog-upload-command": "start",
            "x-goog-upload-header-content-length": str(part.size),
            "x-goog-upload-header-content-type": "application/jsonl",
        }
        named = {"file": {"displayName": part.name}}
        address = f"{_moved(self.connection.root, 'upload')}/files"
        answer = await self.connection.answer("POST", address, json=named, headers=headers)
        place = answer.headers.get("x-goog-upload-url", "")
        if not self.connection.at_home(place):
            raise unexpected_content("", "no x-goog-upload-url of its own", self.connection.context)
        return place

    async def _ready(self, file: Json) -> str:
        """The name of a file once the batch can be made of it."""
        name = self.connection.id_in(file, "name")
        for _ in range(_READY_LOOKS):
            if file.get("state") != "PROCESSING":
                break
            await asyncio.sleep(_READY_PAUSE_S)
            file = await self.connection.ask("GET", f"/{name}")
        return name

    async def find_upload(self, part: PartFile) -> str | None:
        token: dict[str, str] = {}
        for _ in range(_MOST_PAGES):
            query = {"pageSize": str(_FILES), **token}
            page = await self.connection.ask("GET", "/files", params=query)
            for file in objects(page.get("files")):
                if file.get("displayName") == part.name and file.get("sizeBytes") == str(part.size):
                    return await self._ready(file)
            if not page.get("nextPageToken"):
                break
            token = {"pageToken": str(page["nextPageToken"])}
        return None

    async def create(self, part: PartFile, file_id: str) -> str:
        asked = {"batch": {"displayName": part.name, "inputConfig": {"fileName": file_id}}}
        slug = part.slug.removeprefix("models/")
        path = f"/models/{slug}:batchGenerateContent"
        return self.connection.id_in(await self.connection.ask("POST", path, json=asked), "name")

    async def find(self, part: PartFile, known: Collection[str]) -> str:
        token: dict[str, str] = {}
        for _ in range(_MOST_PAGES):
            query = {"pageSize": str(_BATCHES), **token}
            page = await self.connection.ask("GET", "/batches", params=query)
            for batch in objects(page.get("operations")):
                if at(dict(batch), "metadata", "displayName") == part.name:
                    return self.connection.id_in(batch, "name")
            if not page.get("nextPageToken"):
                break
            token = {"pageToken": str(page["nextPageToken"])}
        return ""

    async def look(self, batch_id: str) -> BatchState:
        batch = await self.connection.ask("GET", f"/{batch_id}")
        self.connection.id_in(batch, "name")
        return self._state(batch)

    def _state(self, batch: Json) -> BatchState:
        about = batch.get("metadata")
        state = str(at(about, "state") or batch.get("state") or "")
        named = state.removeprefix("BATCH_STATE_").removeprefix("JOB_STATE_")
        status = _STATUS.get(named, BatchStatus.IN_PROGRESS)
        error = batch.get("error")
        if batch.get("done") is True and not status.final:
            status = BatchStatus.FAILED if error else BatchStatus.COMPLETED
        stats = at(about, "batchStats")
        return BatchState(
            status,
            _int64(at(stats, "successfulRequestCount")),
            _int64(at(stats, "failedRequestCount")),
            self._results(batch),
            ({"message": words_of(error)},) if status is BatchStatus.FAILED and error else (),
        )

    def _results(self, batch: Json) -> tuple[BatchResult, ...]:
        """A file, or the answers themselves: few are given so though they were sent as a file."""
        for output in (batch.get("response"), at(dict(batch), "metadata", "output")):
            name = at(output, "responsesFile")
            if isinstance(name, str) and name:
                given = {"name": name}
                return (BatchResult("output", self.connection.id_in(given, "name")),)
            inlined = at(output, "inlinedResponses")
            lines = objects(at(inlined, "inlinedResponses") or inlined)
            if lines:
                return (BatchResult("output", lines=tuple(lines)),)
        return ()

    async def cancel(self, batch_id: str) -> None:
        await self.connection.answer("POST", f"/{batch_id}:cancel")

    async def download(self, place: str, write: Callable[[bytes], object]) -> None:
        address = f"{_moved(self.connection.root, 'download')}/{place}:download"
        await self.connection.pour(address, write, params={"alt": "media"})

    async def forget(self, name: str) -> None:
        if len(name.removeprefix("files/")) > _LONGEST_ID and name.startswith("files/"):
            return
        await self.connection.answer("DELETE", f"/{name}")


def _moved(root: str, service: str) -> str:
    """The address of the service that takes or gives files: https://host/upload/v1beta."""
    scheme, _, rest = root.partition("://")
    host, _, path = rest.partition("/")
    return f"{scheme}://{host}/{service}/{path}"


def _int64(value: object) -> int:
    """A count, which Google writes as a text (protocol buffers' JSON)."""
    return int(value) if isinstance(value, str) and value.isdigit() else whole(value) or 0


GEMINI = BatchProvider(
    id="gemini",
    name="Google Gemini",
    source="https://ai.google.dev/gemini-api/docs/batch-api",
    kinds=(EngineKind.CHAT,),
    # A file may be of 2 GB; half is as much as is kept here beside it. Batches end after 48 h.
    limits=BatchLimits(requests=100_000, bytes=1_000_000_000, hours=48),
    root=_root,
    headers=_headers,
    body=_body,
    line=_line,
    settings=_settings,
    name_of=_name_of,
    read=_read,
    api=_GeminiApi,
    marker="key",
    body_in="request",
    takes_extra=False,
    forgets_batches=True,
)
