"""Mistral's batch jobs: files of chat completions, answered within a day.

Guide: https://docs.mistral.ai/capabilities/batch; reference: https://docs.mistral.ai/api/endpoint/batch
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from vizdesk.comparison.events import Event, Request
from vizdesk.comparison.models import EngineKind
from vizdesk.comparison.types import FinishReason
from vizdesk.engines.batch.answers import (
    answered_body,
    bearer,
    custom_id_of,
    endpoint_of,
    objects,
    whole_answer,
)
from vizdesk.engines.batch.connection import BatchConnection, Json
from vizdesk.engines.batch.jobs import BatchLimits, BatchResult, BatchState, BatchStatus
from vizdesk.engines.batch.provider import BatchProvider, PartFile
from vizdesk.engines.batch.uploads import post_file
from vizdesk.engines.errors import RequestContext, unexpected_content
from vizdesk.engines.json_access import at, whole
from vizdesk.engines.openai.data_url import data_url
from vizdesk.engines.openai.reply_builder import Reply
from vizdesk.engines.openai.usage import read_bill

_CHAT: Final = "/v1/chat/completions"
_HOURS: Final = 24
_PAGE: Final = 100
_MOST_PAGES: Final = 1000

_STATUS: Final = {
    "QUEUED": BatchStatus.VALIDATING,
    "RUNNING": BatchStatus.IN_PROGRESS,
    "SUCCESS": BatchStatus.COMPLETED,
    "FAILED": BatchStatus.FAILED,
    "TIMEOUT_EXCEEDED": BatchStatus.EXPIRED,
    "CANCELLATION_REQUESTED": BatchStatus.CANCELLING,
    "CANCELLED": BatchStatus.CANCELLED,
}
_REASONS: Final = {
    "stop": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    "model_length": FinishReason.LENGTH,
}


def _body(request: Request) -> dict[str, Any]:
    """A chat completion as Mistral's own reference has it: `random_seed`, no `detail`."""
    sampling = request.model.sampling
    image = {"type": "image_url", "image_url": {"url": data_url(request.image)}}
    words = {"type": "text", "text": request.prompt}
    content = [image, words] if request.image_first else [words, image]
    system = [{"role": "system", "content": request.system}] if request.system else []
    sent: dict[str, Any] = {
        "model": endpoint_of(request).slug,
        "messages": [*system, {"role": "user", "content": content}],
        "max_tokens": sampling.max_output_tokens,
        "temperature": sampling.temperature,
        "random_seed": sampling.seed,
        "reasoning_effort": sampling.effort,
    }
    if request.schema is not None:
        form = {"name": "answer", "schema": dict(request.schema), "strict": True}
        sent["response_format"] = {"type": "json_schema", "json_schema": form}
    return {key: value for key, value in sent.items() if value is not None}


def _line(custom_id: str, request: Request) -> dict[str, Any]:
    return {"custom_id": custom_id, "body": _body(request)}


def _settings(body: Json) -> dict[str, Any]:
    keys = ("temperature", "random_seed", "max_tokens", "reasoning_effort")
    kept = {key: body[key] for key in keys if key in body}
    return {**kept, "constrained": "response_format" in body}


def _read(entry: Json, context: RequestContext) -> Iterator[Event]:
    body = answered_body(entry, context)
    reply = Reply(context.secrets)
    reply.named(body.get("model"))
    choice = next(iter(objects(body.get("choices"))), {})
    yield from _content(at(choice, "message", "content"), reply)
    yield from reply.count(read_bill(body.get("usage"), context.server))
    reason = choice.get("finish_reason")
    if isinstance(reason, str):
        reply.reason = _REASONS.get(reason)
    yield from whole_answer(reply, context)


def _content(content: object, reply: Reply) -> Iterator[Event]:
    """A text, or a list of chunks: what Magistral thinks comes as chunks of its own."""
    yield from reply.split_text(content)
    for chunk in objects(content):
        yield from reply.text(chunk.get("text"))
        for thought in objects(chunk.get("thinking")):
            yield from reply.thinking(thought.get("text"))


@dataclass(frozen=True, slots=True)
class _MistralApi:
    connection: BatchConnection

    async def upload(self, part: PartFile) -> str:
        return self.connection.id_in(
            await post_file(self.connection, "/files", part, {"purpose": "batch"})
        )

    async def find_upload(self, part: PartFile) -> str | None:
        query = {"purpose": "batch", "search": part.name}
        for page in range(_MOST_PAGES):
            files = await self._page("/files", {**query, "page": str(page)})
            for file in files:
                if file.get("filename") == part.name and file.get("bytes") == part.size:
                    return self.connection.id_in(file)
            if len(files) < _PAGE:
                break
        return None

    async def create(self, part: PartFile, file_id: str) -> str:
        asked = {
            "input_files": [file_id],
            "model": part.slug,
            "endpoint": _CHAT,
            "metadata": part.label,
            "timeout_hours": _HOURS,
        }
        return self.connection.id_in(await self.connection.ask("POST", "/batch/jobs", json=asked))

    async def find(self, part: PartFile, known: Collection[str]) -> str:
        for page in range(_MOST_PAGES):
            jobs = await self._page("/batch/jobs", {"page": str(page), "model": part.slug})
            for job in jobs:
                theirs = job.get("metadata")
                if isinstance(theirs, dict) and part.label.items() <= theirs.items():
                    return self.connection.id_in(job)
            if len(jobs) < _PAGE:
                break
        return ""

    async def look(self, batch_id: str) -> BatchState:
        job = await self.connection.ask("GET", f"/batch/jobs/{batch_id}")
        self.connection.id_in(job)
        return _state(job)

    async def cancel(self, batch_id: str) -> None:
        await self.connection.ask("POST", f"/batch/jobs/{batch_id}/cancel")

    async def download(self, place: str, write: Callable[[bytes], object]) -> None:
        await self.connection.pour(f"/files/{place}/content", write)

    async def forget(self, name: str) -> None:
        await self.connection.answer("DELETE", f"/files/{name}")

    async def _page(self, path: str, query: dict[str, str]) -> list[Json]:
        page = await self.connection.ask("GET", path, params={"page_size": str(_PAGE), **query})
        listed = page.get("data")
        if listed is None and page.get("total") == 0:
            return []
        if not isinstance(listed, list):
            raise unexpected_content("application/json", str(page), self.connection.context)
        return list(objects(listed))


def _state(job: Json) -> BatchState:
    status = _STATUS.get(str(job.get("status")), BatchStatus.IN_PROGRESS)
    files = [("output", job.get("output_file")), ("error", job.get("error_file"))]
    results = [BatchResult(kind, name) for kind, name in files if isinstance(name, str) and name]
    within = objects(job.get("outputs"))
    if within and not results:
        results = [BatchResult("output", lines=tuple(within))]
    return BatchState(
        status,
        whole(job.get("succeeded_requests")) or 0,
        whole(job.get("failed_requests")) or 0,
        tuple(results),
        tuple(objects(job.get("errors"))) if status is BatchStatus.FAILED else (),
    )


MISTRAL = BatchProvider(
    id="mistral",
    name="Mistral AI",
    source="https://docs.mistral.ai/capabilities/batch",
    kinds=(EngineKind.CHAT,),
    # A file of 512 MB (“Upload File”), a million requests under way; fewer are easier to fetch.
    limits=BatchLimits(requests=100_000, bytes=500_000_000, hours=_HOURS),
    root=lambda base_url: base_url.rstrip("/"),
    headers=bearer,
    body=_body,
    line=_line,
    settings=_settings,
    name_of=custom_id_of,
    read=_read,
    api=_MistralApi,
)
