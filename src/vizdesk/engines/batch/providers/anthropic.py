"""Anthropic's Message Batches: questions within the request, answered within a day, in any order.

Guide: https://platform.claude.com/docs/en/build-with-claude/batch-processing; reference:
https://platform.claude.com/docs/en/api/messages/batches
"""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from vizdesk.common.messages import message
from vizdesk.comparison.events import EngineError, ErrorScope, Event, Request
from vizdesk.comparison.models import EngineKind
from vizdesk.comparison.types import FinishReason
from vizdesk.credentials.keys import Secret
from vizdesk.engines.batch.answers import (
    ASK_AGAIN,
    CANCELLED,
    EXPIRED,
    bearer,
    custom_id_of,
    endpoint_of,
    objects,
    whole_answer,
)
from vizdesk.engines.batch.connection import BatchConnection, Json, NotThereError
from vizdesk.engines.batch.jobs import BatchLimits, BatchResult, BatchState, BatchStatus
from vizdesk.engines.batch.pages import pages
from vizdesk.engines.batch.provider import BatchProvider, PartFile
from vizdesk.engines.batch.uploads import file_pieces, first_line, slow
from vizdesk.engines.error_bodies import codes_of
from vizdesk.engines.errors import RequestContext, cut_off, reported_error, status_error
from vizdesk.engines.json_access import at, whole
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.openai.usage import read_bill

_PATH: Final = "/messages/batches"
_PAGE: Final = 1000
# From 2026-10-21 on a temperature is refused for every model, whatever it is.
_VERSION, _WITH_TEMPERATURE = "2026-10-21", "2023-06-01"
_EFFORTS: Final = frozenset({"low", "medium", "high", "xhigh", "max"})

_REASONS: Final = {
    "end_turn": FinishReason.STOP,
    "stop_sequence": FinishReason.STOP,
    "max_tokens": FinishReason.LENGTH,
    "model_context_window_exceeded": FinishReason.LENGTH,
    "refusal": FinishReason.CONTENT_FILTER,
}
# The HTTP status that each type of error has when it is not in a batch (“Errors”, 2026-11).
_STATUSES: Final = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}


def _headers(secret: Secret | None) -> dict[str, str]:
    # As a bearer, like Anthropic's own clients of this version; x-api-key is of the one before.
    return {**bearer(secret), "anthropic-version": _VERSION}


def _body(request: Request) -> dict[str, Any]:
    sampling = request.model.sampling
    source = {
        "type": "base64",
        "media_type": request.image.media_type,
        "data": base64.b64encode(request.image.data).decode("ascii"),
    }
    image = {"type": "image", "source": source}
    words = {"type": "text", "text": request.prompt}
    sent: dict[str, Any] = {
        "model": endpoint_of(request).slug,
        "max_tokens": sampling.max_output_tokens,
        "messages": [
            {"role": "user", "content": [image, words] if request.image_first else [words, image]}
        ],
    }
    if request.system:
        sent["system"] = request.system
    if sampling.temperature is not None:
        sent["temperature"] = sampling.temperature
    if sampling.thinking:
        sent["thinking"] = {"type": "adaptive", "display": "summarized"}
    output: dict[str, Any] = {}
    if sampling.effort in _EFFORTS:
        output["effort"] = sampling.effort
    if request.schema is not None:
        output["format"] = {"type": "json_schema", "schema": dict(request.schema)}
    return {**sent, "output_config": output} if output else sent


def _line(custom_id: str, request: Request) -> dict[str, Any]:
    return {"custom_id": custom_id, "params": _body(request)}


def _settings(body: Json) -> dict[str, Any]:
    kept = {key: body[key] for key in ("temperature", "max_tokens", "thinking") if key in body}
    output = body.get("output_config", {})
    effort = {"effort": output["effort"]} if "effort" in output else {}
    return {**kept, **effort, "constrained": "format" in output}


def _read(entry: Json, context: RequestContext) -> Iterator[Event]:
    result = entry.get("result")
    kind = at(result, "type")
    if kind in ("canceled", "expired"):
        what = CANCELLED if kind == "canceled" else EXPIRED
        raise EngineError(what, ASK_AGAIN, transient=True)
    if kind == "errored":
        raise _failure(at(result, "error"), context)
    answer = at(result, "message")
    if kind != "succeeded" or not isinstance(answer, dict):
        raise cut_off(context)
    reply = Reply(context.secrets)
    reply.named(answer.get("model"))
    for block in objects(answer.get("content")):
        if block.get("type") == "thinking":
            yield from reply.thinking(block.get("thinking"))
        elif block.get("type") == "text":
            yield from reply.text(block.get("text"))
    yield from reply.count(read_bill(answer.get("usage"), context.server))
    reply.reason = _reason(answer.get("stop_reason"), context)
    yield from whole_answer(reply, context)


def _reason(stop: object, context: RequestContext) -> FinishReason | None:
    if stop == "tool_use":
        what = message("{slug} called a tool instead of answering.", slug=context.slug)
        raise EngineError(what, message("Ask again, or use another model."))
    return _REASONS.get(stop) if isinstance(stop, str) else None


def _failure(error: object, context: RequestContext) -> EngineError:
    status = next((_STATUSES[kind] for kind in codes_of(error) if kind in _STATUSES), None)
    if status is None:
        return reported_error(error, context)
    return status_error(status, error, {}, context)


@dataclass(frozen=True, slots=True)
class _AnthropicApi:
    """`find` has no name to go by: batches of as many questions are told apart by their results."""

    connection: BatchConnection

    async def upload(self, part: PartFile) -> str:
        raise AssertionError("the questions are sent with the batch")

    async def find_upload(self, part: PartFile) -> str | None:
        raise AssertionError("the questions are sent with the batch")

    async def create(self, part: PartFile, file_id: str) -> str:
        warm = at(await first_line(part), "params", "temperature") is not None
        size = len(_BEFORE) + part.size - 1 + len(_AFTER)  # the last line end is none of it
        headers = {"content-type": "application/json", "content-length": str(size)}
        if warm:
            headers["anthropic-version"] = _WITH_TEMPERATURE
        made = await self.connection.ask(
            "POST", _PATH, content=_requests(part), headers=headers, timeout=slow()
        )
        return self.connection.id_in(made)

    async def find(self, part: PartFile, known: Collection[str]) -> str:
        ours = str((await first_line(part)).get("custom_id"))
        unsure = False
        async for batch in pages(self.connection, _PATH, {"limit": str(_PAGE)}, "after_id"):
            name = self.connection.id_in(batch)
            if name in known or _total(batch) != part.questions:
                continue
            if batch.get("processing_status") != "ended":
                unsure = True
            elif await self._answers(name, ours):
                return name
        if unsure:
            raise _unsure(self.connection.context)
        return ""

    async def _answers(self, name: str, ours: str) -> bool:
        """Whether the results of a batch answer the question called `ours`."""
        tail, found = b"", False
        wanted = json.dumps(ours).encode()

        def search(piece: bytes) -> None:
            nonlocal tail, found
            found = found or wanted in tail + piece
            tail = piece[-len(wanted) :]

        try:
            await self.connection.pour(f"{_PATH}/{name}/results", search)
        except NotThereError:
            return False
        return found

    async def look(self, batch_id: str) -> BatchState:
        batch = await self.connection.ask("GET", f"{_PATH}/{batch_id}")
        self.connection.id_in(batch)
        return _state(batch)

    async def cancel(self, batch_id: str) -> None:
        await self.connection.ask("POST", f"{_PATH}/{batch_id}/cancel")

    async def download(self, place: str, write: Callable[[bytes], object]) -> None:
        # Not `results_url`: whatever address a server names there would be sent the key.
        await self.connection.pour(f"{_PATH}/{place}/results", write)

    async def forget(self, name: str) -> None:
        await self.connection.answer("DELETE", f"{_PATH}/{name}")


_BEFORE, _AFTER = b'{"requests":[', b"]}"


async def _requests(part: PartFile) -> AsyncIterator[bytes]:
    """The body of a creation: the lines of the part as one list, never held in memory."""
    yield _BEFORE
    left = part.size
    async for piece in file_pieces(part):
        left -= len(piece)
        # Within JSON a line end is written \\n, so that each of these ends a question.
        yield (piece if left else piece[:-1]).replace(b"\n", b",")
    yield _AFTER


def _unsure(context: RequestContext) -> EngineError:
    what = message(
        "A batch at {name} may be the one that was sent before; that shows when it has ended.",
        name=context.server.name,
    )
    todo = message("Go on later: nothing is asked again until then.")
    return EngineError(what, todo, transient=True, scope=ErrorScope.SERVER)


def _total(batch: Json) -> int:
    counts = batch.get("request_counts")
    return sum(whole(count) or 0 for count in counts.values()) if isinstance(counts, dict) else 0


def _state(batch: Json) -> BatchState:
    counts = batch.get("request_counts")
    ended = batch.get("processing_status") == "ended"
    status = BatchStatus.COMPLETED
    if not ended:
        cancelling = batch.get("processing_status") == "canceling"
        status = BatchStatus.CANCELLING if cancelling else BatchStatus.IN_PROGRESS
    elif whole(at(counts, "canceled")):
        status = BatchStatus.CANCELLED
    elif whole(at(counts, "expired")):
        status = BatchStatus.EXPIRED
    results = (BatchResult("output", str(batch.get("id"))),) if ended else ()
    succeeded, errored = whole(at(counts, "succeeded")), whole(at(counts, "errored"))
    return BatchState(status, succeeded or 0, errored or 0, results)


ANTHROPIC = BatchProvider(
    id="anthropic",
    name="Anthropic",
    source="https://platform.claude.com/docs/en/build-with-claude/batch-processing",
    kinds=(EngineKind.CHAT,),
    # 100,000 requests or 256 MB, whichever comes first; a little is left for the frame.
    limits=BatchLimits(requests=100_000, bytes=255_000_000, hours=24),
    root=lambda base_url: base_url.rstrip("/"),
    headers=_headers,
    body=_body,
    line=_line,
    settings=_settings,
    name_of=custom_id_of,
    read=_read,
    api=_AnthropicApi,
    body_in="params",
    plain_ids=True,
    uploads=False,
    forgets_batches=True,
)
