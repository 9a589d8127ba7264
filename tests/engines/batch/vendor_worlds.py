"""Anthropic's, Gemini's and Mistral's Batch APIs, scripted after their published references."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from tests.engines.batch.vendor_server import (
    CANCELLED,
    EXPIRED,
    KEY,
    Answer,
    NotFoundError,
    Outcome,
    Refusal,
    RefusedError,
    VendorWorld,
    form_of,
)

INPUT, OUTPUT, THOUGHT = 1000, 100, 40


# --- Mistral --------------------------------------------------------------------------------
@dataclass
class MistralWorld(VendorWorld):
    """https://docs.mistral.ai/api/endpoint/batch

    `within`: results come within the job.
    """

    schemas: ClassVar[str] = "mistral-api-schemas.json"
    within: bool = False

    def authorised(self, headers: Mapping[str, str]) -> bool:
        return headers.get("authorization") == f"Bearer {KEY}" and "x-api-key" not in headers

    def route(
        self, verb: str, path: str, query: Mapping[str, str], headers: Any, body: bytes
    ) -> tuple[str, Callable[[], object]]:
        if (verb, path) == ("POST", "/v1/files"):
            return "upload", lambda: self._upload(form_of(headers, body))
        if (verb, path) == ("GET", "/v1/files"):
            assert query["purpose"] == "batch"
            return "files", lambda: self._files(query)
        if (verb, path) == ("POST", "/v1/batch/jobs"):
            return "create", lambda: self._create(json.loads(body))
        if (verb, path) == ("GET", "/v1/batch/jobs"):
            return "list", lambda: self._jobs(query)
        named = re.fullmatch(r"/v1/(batch/jobs|files)/([^/]+)(/cancel|/content)?", path)
        assert named, path
        kind, name, action = named.groups()
        if kind == "files":
            if name not in self.files:
                raise NotFoundError
            if verb == "DELETE":
                return "delete", lambda: self._delete(name)
            assert action == "/content"
            return "download", lambda: self.files[name]
        if action:
            return "cancel", lambda: self._cancel(name)
        return "look", lambda: self._shown(name, self.advance(name))

    def _upload(self, form: dict[str, tuple[bytes, str]]) -> object:
        (content, name), (purpose, _) = form["file"], form["purpose"]
        assert set(form) == {"file", "purpose"}
        assert purpose == b"batch"
        assert len(content) <= 512_000_000
        for line in content.splitlines():
            entry = json.loads(line)
            self.check(entry, "BatchRequest")
            self.check(entry["body"], "ChatCompletionRequest")
        return self._file(self.keep_file(content, name), "CreateFileResponse")

    def _file(self, name: str, schema: str = "FileSchema") -> dict[str, Any]:
        shown = {
            "id": name,
            "object": "file",
            "bytes": len(self.files[name]),
            "created_at": int(time.time()),
            "filename": self.names[name],
            "purpose": "batch",
            "sample_type": "batch_request",
            "source": "upload",
        }
        self.check(shown, schema)
        return shown

    def _files(self, query: Mapping[str, str]) -> object:
        names = [name for name in self.files if query["search"] in self.names[name]]
        page, size = int(query["page"]), int(query["page_size"])
        listed = [self._file(name) for name in names[page * size : (page + 1) * size]]
        shown = {"data": listed, "object": "list", "total": len(names)}
        self.check(shown, "ListFilesResponse")
        return shown

    def _delete(self, name: str) -> object:
        del self.files[name]
        return {"id": name, "object": "file", "deleted": True}

    def _create(self, asked: dict[str, Any]) -> object:
        self.check(asked, "CreateBatchJobRequest")
        assert asked["endpoint"] == "/v1/chat/completions"
        assert 1 <= asked["timeout_hours"] <= 168
        (name,) = asked["input_files"]
        if name not in self.files:
            raise RefusedError("no such file")
        requests = [json.loads(line) for line in self.files[name].splitlines()]
        assert {each["body"]["model"] for each in requests} == {asked["model"]}
        batch = self.begin(requests, input=name, metadata=asked["metadata"], model=asked["model"])
        return self._shown(batch, self.batches[batch])

    def _cancel(self, name: str) -> object:
        self.batches[name]["state"] = "cancelling"
        return self._shown(name, self.batches[name])

    def _jobs(self, query: Mapping[str, str]) -> object:
        names = [n for n, batch in self.batches.items() if batch["model"] == query["model"]]
        page, size = int(query["page"]), int(query["page_size"])
        listed = [
            self._shown(name, self.batches[name]) for name in names[page * size : (page + 1) * size]
        ]
        shown = {"data": listed, "object": "list", "total": len(names)}
        self.check(shown, "ListBatchJobsResponse")
        return shown

    def _shown(self, name: str, batch: dict[str, Any]) -> dict[str, Any]:
        outcomes: list[tuple[str, Outcome]] = batch.get("outcomes", [])
        good = [each for each in outcomes if isinstance(each[1], Answer)]
        bad = [each for each in outcomes if isinstance(each[1], Refusal)]
        states = {"running": "RUNNING", "completed": "SUCCESS", "cancelled": "CANCELLED"}
        states |= {"expired": "TIMEOUT_EXCEEDED", "cancelling": "CANCELLATION_REQUESTED"}
        states |= {"failed": "FAILED"}
        job = {
            "id": name,
            "object": "batch",
            "input_files": [batch["input"]],
            "metadata": batch["metadata"],
            "endpoint": "/v1/chat/completions",
            "model": batch["model"],
            "errors": batch.get("errors", []),
            "status": states[batch["state"]],
            "created_at": int(batch["at"]),
            "total_requests": len(self.sent[name]),
            "completed_requests": len(good) + len(bad),
            "succeeded_requests": len(good),
            "failed_requests": len(bad),
            "output_file": None,
            "error_file": None,
        }
        if self.within and not self.late:
            job["outputs"] = [_mistral_line(*each) for each in (*good, *bad)]
        elif not self.late:
            for key, part in (("output_file", good), ("error_file", bad)):
                if part and key not in batch:
                    entries = [_mistral_line(*each) for each in part]
                    for entry in entries:
                        if entry["response"]["status_code"] == 200:
                            self.check(entry["response"]["body"], "ChatCompletionResponse")
                    batch[key] = self.keep_file(self.lines(entries), "results.jsonl")
                job[key] = batch.get(key)
        self.check(job, "BatchJob")
        return job


def _mistral_line(name: str, outcome: Outcome) -> dict[str, Any]:
    status, body = 200, {}
    if isinstance(outcome, Refusal):
        said = {"detail": [{"type": "x", "msg": outcome.said, "loc": ["body"]}]}
        status, body = outcome.status, {"object": "error", "message": said, "type": "invalid"}
    elif isinstance(outcome, Answer):
        thought = {"type": "thinking", "thinking": [{"type": "text", "text": outcome.thought}]}
        chunks = [thought, {"type": "text", "text": outcome.text}]
        content = chunks if outcome.thought else outcome.text
        reason = outcome.ended or "stop"
        message = {"role": "assistant", "content": content}
        body = {
            "id": "cmpl-1",
            "object": "chat.completion",
            "created": 1_790_000_000,
            "model": "mistral-large-4-2610",
            "choices": [{"index": 0, "finish_reason": reason, "message": message}],
            "usage": {
                "prompt_tokens": INPUT,
                "completion_tokens": OUTPUT,
                "total_tokens": INPUT + OUTPUT,
            },
        }
    response = {"status_code": status, "body": body}
    return {"id": "1", "custom_id": name, "response": response, "error": None}


# --- Anthropic ------------------------------------------------------------------------------
@dataclass
class AnthropicWorld(VendorWorld):
    """https://platform.claude.com/docs/en/api/messages/batches"""

    schemas: ClassVar[str] = "anthropic-api-schemas.json"
    versions: list[str] = field(default_factory=list)

    def authorised(self, headers: Mapping[str, str]) -> bool:
        return headers.get("authorization") == f"Bearer {KEY}" and "x-api-key" not in headers

    def route(
        self, verb: str, path: str, query: Mapping[str, str], headers: Any, body: bytes
    ) -> tuple[str, Callable[[], object]]:
        version = headers["anthropic-version"]
        assert version in ("2026-10-21", "2023-06-01")
        if (verb, path) == ("POST", "/v1/messages/batches"):
            assert headers["content-type"] == "application/json"
            assert "transfer-encoding" not in headers
            self.versions.append(version)
            return "create", lambda: self._create(json.loads(body), version)
        if (verb, path) == ("GET", "/v1/messages/batches"):
            return "list", lambda: self._listed(query)
        named = re.fullmatch(r"/v1/messages/batches/([^/]+)(/cancel|/results)?", path)
        assert named, path
        name, action = named.groups()
        if name not in self.batches:
            raise NotFoundError
        if verb == "DELETE":
            return "delete", lambda: self._delete(name)
        if action == "/cancel":
            return "cancel", lambda: self._cancel(name)
        if action == "/results":
            return "download", lambda: self._results(name)
        return "look", lambda: self._shown(name, self.advance(name))

    def _create(self, asked: dict[str, Any], version: str) -> object:
        assert set(asked) == {"requests"}
        requests = asked["requests"]
        assert 1 <= len(requests) <= 100_000
        assert len({each["custom_id"] for each in requests}) == len(requests)
        for each in requests:
            if version == "2023-06-01":
                assert 0 <= each["params"].pop("temperature") <= 1  # not in the later schema
            self.check(each, "BatchRequest")
        name = self.begin(requests)
        return self._shown(name, self.batches[name])

    def _listed(self, query: Mapping[str, str]) -> object:
        names = list(self.batches)[::-1]
        after = query.get("after_id")
        names = names[names.index(after) + 1 :] if after else names
        limit = int(query["limit"])
        assert 1 <= limit <= 1000
        for name in names:
            self.advance(name)  # time goes by
        page = [self._shown(name, self.batches[name]) for name in names[:limit]]
        ends = {"first_id": page[0]["id"], "last_id": page[-1]["id"]} if page else {}
        return {"data": page, "has_more": len(names) > limit, **ends}

    def _cancel(self, name: str) -> object:
        self.batches[name]["state"] = "cancelling"
        return self._shown(name, self.batches[name])

    def _delete(self, name: str) -> object:
        if self.batches[name]["state"] in ("running", "cancelling"):
            raise RefusedError("still at work")
        self.batches.pop(name)
        gone = {"id": name, "type": "message_batch_deleted"}
        self.check(gone, "DeletedMessageBatch")
        return gone

    def _results(self, name: str) -> bytes:
        if self.late or "outcomes" not in self.batches[name]:
            self.late = max(0, self.late - 1)
            raise NotFoundError
        entries = [_anthropic_line(*each) for each in self.batches[name]["outcomes"]]
        for entry in entries:
            self.check(entry, "MessageBatchIndividualResponse")
        return self.lines(entries)

    def _shown(self, name: str, batch: dict[str, Any]) -> dict[str, Any]:
        at = datetime.fromtimestamp(batch["at"], UTC)
        outcomes = [outcome for _, outcome in batch.get("outcomes", [])]
        counts = {
            "processing": 0 if outcomes else len(self.sent[name]),
            "succeeded": sum(isinstance(outcome, Answer) for outcome in outcomes),
            "errored": sum(isinstance(outcome, Refusal) for outcome in outcomes),
            "canceled": outcomes.count(CANCELLED),
            "expired": outcomes.count(EXPIRED),
        }
        states = {"running": "in_progress", "cancelling": "canceling"}
        url = f"http://127.0.0.2:9/v1/messages/batches/{name}/results"  # another host: never asked
        shown = {
            "id": name,
            "type": "message_batch",
            "processing_status": states.get(batch["state"], "ended"),
            "request_counts": counts,
            "created_at": at.isoformat(),
            "expires_at": (at + timedelta(days=1)).isoformat(),
            "ended_at": at.isoformat() if outcomes else None,
            "archived_at": None,
            "cancel_initiated_at": at.isoformat() if batch["state"].startswith("cancel") else None,
            "results_url": url if outcomes else None,
        }
        self.check(shown, "MessageBatch")
        return shown


_ANTHROPIC_ERRORS = {
    400: "invalid_request_error",
    401: "authentication_error",
    429: "rate_limit_error",
    500: "api_error",
    529: "overloaded_error",
}


def _anthropic_line(name: str, outcome: Outcome) -> dict[str, Any]:
    if outcome == EXPIRED:
        return {"custom_id": name, "result": {"type": "expired"}}
    if outcome == CANCELLED:
        return {"custom_id": name, "result": {"type": "canceled"}}
    if isinstance(outcome, Refusal):
        inner = {"type": _ANTHROPIC_ERRORS[outcome.status], "message": outcome.said}
        error = {"type": "error", "error": inner, "request_id": "req_1"}
        return {"custom_id": name, "result": {"type": "errored", "error": error}}
    assert isinstance(outcome, Answer)
    thought = [{"type": "thinking", "thinking": outcome.thought, "signature": "s"}]
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-opus-5-5",
        "content": [*(thought if outcome.thought else []), {"type": "text", "text": outcome.text}],
        "stop_reason": outcome.ended or "end_turn",
        "stop_sequence": None,
        "usage": {
            "input_tokens": INPUT - 300,
            "cache_creation_input_tokens": 100,
            "cache_read_input_tokens": 200,
            "output_tokens": OUTPUT,
            "output_tokens_details": {"thinking_tokens": THOUGHT},
            "service_tier": "batch",
        },
    }
    return {"custom_id": name, "result": {"type": "succeeded", "message": message}}


# --- Gemini ---------------------------------------------------------------------------------
@dataclass
class GeminiWorld(VendorWorld):
    """https://ai.google.dev/api/batch-api and https://ai.google.dev/api/files

    `inline`: results come within the batch, as they do when there are few of them.
    """

    schemas: ClassVar[str] = "gemini-api-schemas.json"
    base: ClassVar[str] = "/v1beta/openai"
    inline: bool = False
    keyed: bool = True
    processing: int = 1
    started: dict[str, str] = field(default_factory=dict)

    def authorised(self, headers: Mapping[str, str]) -> bool:
        return headers.get("x-goog-api-key") == KEY and "authorization" not in headers

    def route(
        self, verb: str, path: str, query: Mapping[str, str], headers: Any, body: bytes
    ) -> tuple[str, Callable[[], object]]:
        if (verb, path) == ("POST", "/upload/v1beta/files"):
            if "upload_id" in query:
                assert headers["x-goog-upload-command"] == "upload, finalize"
                assert headers["x-goog-upload-offset"] == "0"
                return "upload", lambda: self._upload(query["upload_id"], body)
            assert headers["x-goog-upload-protocol"] == "resumable"
            assert headers["x-goog-upload-command"] == "start"
            return "start", lambda: self._start(json.loads(body), headers)
        if (verb, path) == ("GET", "/v1beta/files"):
            return "files", lambda: {"files": [self._file(name) for name in self.files]}
        if (verb, path) == ("GET", "/v1beta/batches"):
            return "list", self._listed
        made = re.fullmatch(r"/v1beta/models/([^/:]+):batchGenerateContent", path)
        if made:
            return "create", lambda: self._create(json.loads(body), made[1])
        fetched = re.fullmatch(r"/download/v1beta/files/([^/:]+):download", path)
        if fetched:
            assert query["alt"] == "media"
            return "download", lambda: self._content(fetched[1])
        return self._at_resource(verb, path, body)

    def _at_resource(self, verb: str, path: str, body: bytes) -> tuple[str, Callable[[], object]]:
        named = re.fullmatch(r"/v1beta/(files|batches)/([^/:]+)(:cancel)?", path)
        assert named, path
        kind, name, action = named.groups()
        if kind == "files":
            if name not in self.files:
                raise NotFoundError
            if len(name) > 40:
                raise RefusedError("File ID cannot be more than 40 characters.")
            if verb == "DELETE":
                return "delete", lambda: self.files.pop(name) and {}
            return "file", lambda: self._file(name)
        if name not in self.batches:
            raise NotFoundError
        if verb == "DELETE":
            return "delete", lambda: self._forget(name)
        if action:
            assert body == b""
            return "cancel", lambda: self.batches[name].update(state="cancelling") or {}
        return "look", lambda: self._shown(name, self.advance(name))

    def _forget(self, name: str) -> object:
        self.files.pop(self.batches.pop(name).get("output", ""), None)
        return {}

    def named(self, name: str) -> list[tuple[str, Any]]:
        return [(each["key"], each["request"]) for each in self.sent[name]]

    def _start(self, asked: dict[str, Any], headers: Any) -> object:
        self.check(asked["file"], "File")
        assert headers["x-goog-upload-header-content-type"] == "application/jsonl"
        upload = f"up{len(self.started) + 1}"
        length = headers["x-goog-upload-header-content-length"]
        self.started[upload] = f"{asked['file']['displayName']} {length}"
        host = self.base_url.split("/v1beta")[0]
        return {"x-goog-upload-url": f"{host}/upload/v1beta/files?upload_id={upload}"}, {}

    def _upload(self, upload: str, content: bytes) -> object:
        name, length = self.started[upload].split()
        assert len(content) == int(length) <= 2_000_000_000
        for line in content.splitlines():
            self.check(json.loads(line), "BatchLine")
        return {"file": self._file(self.keep_file(content, name))}

    def _file(self, name: str) -> dict[str, Any]:
        self.processing -= 1
        file = {
            "name": f"files/{name}",
            "displayName": self.names[name],
            "mimeType": "application/jsonl",
            "sizeBytes": str(len(self.files[name])),
            "state": "PROCESSING" if self.processing > 0 else "ACTIVE",
        }
        self.check(file, "File")
        return file

    def _create(self, asked: dict[str, Any], model: str) -> object:
        self.check(asked, "CreateBatch")
        name = asked["batch"]["inputConfig"]["fileName"].removeprefix("files/")
        if name not in self.files:
            raise RefusedError("File does not exist.")
        requests = [json.loads(line) for line in self.files[name].splitlines()]
        batch = self.begin(requests, label=asked["batch"]["displayName"], model=model, input=name)
        return self._shown(batch, self.batches[batch])

    def _listed(self) -> object:
        shown = [self._shown(name, self.batches[name]) for name in list(self.batches)[::-1]]
        return {
            "operations": [{k: v for k, v in each.items() if k != "response"} for each in shown]
        }

    def _content(self, name: str) -> bytes:
        if name not in self.files or self.late:
            self.late = max(0, self.late - 1)
            raise NotFoundError
        return self.files[name]

    def _shown(self, name: str, batch: dict[str, Any]) -> dict[str, Any]:
        outcomes: list[tuple[str, Outcome]] = batch.get("outcomes", [])
        answers = [each for each in outcomes if not isinstance(each[1], str)]
        good = sum(isinstance(outcome, Answer) for _, outcome in answers)
        states = {"running": "RUNNING", "cancelling": "RUNNING", "completed": "SUCCEEDED"}
        state = states.get(batch["state"], batch["state"].upper())
        counts = {"requestCount": len(self.sent[name]), "successfulRequestCount": good}
        counts["failedRequestCount"] = len(answers) - good
        counts["pendingRequestCount"] = len(self.sent[name]) - len(answers)
        about = {
            "@type": "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch",
            "model": f"models/{batch['model']}",
            "name": f"batches/{name}",
            "displayName": batch["label"],
            "inputConfig": {"fileName": f"files/{batch['input']}"},
            "createTime": "2026-11-30T18:00:00.123456Z",
            "batchStats": {key: str(count) for key, count in counts.items()},
            "state": f"BATCH_STATE_{state}",
        }
        shown: dict[str, Any] = {"name": f"batches/{name}", "metadata": about}
        if outcomes:
            shown["done"] = True
            if batch["state"] == "cancelled":
                shown["error"] = {"code": 1, "message": "cancelled"}
            if answers and not (self.late and self.inline):
                shown["response"] = self._output(batch, answers)
        self.check(shown, "Operation")
        return shown

    def _output(self, batch: dict[str, Any], answers: list[tuple[str, Outcome]]) -> dict[str, Any]:
        entries = [_gemini_line(*each) for each in answers]
        kind = "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatchOutput"
        if self.inline:
            for entry in entries:
                name = entry.pop("key")
                entry |= {"metadata": {"key": name}} if self.keyed else {}
            return {"@type": kind, "inlinedResponses": {"inlinedResponses": entries}}
        if "output" not in batch:
            for entry in entries:
                self.check(entry, "ResponseLine")
            kept = self.keep_file(self.lines(entries), "results.jsonl")
            batch["output"] = f"batch-{'x' * 36}{kept}"  # longer than its own files API takes
            self.files[batch["output"]] = self.files.pop(kept)
        return {"@type": kind, "responsesFile": f"files/{batch['output']}"}


_GRPC = {400: 3, 401: 16, 429: 8, 500: 13, 503: 14}


def _gemini_line(name: str, outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Refusal):
        return {"key": name, "error": {"code": _GRPC[outcome.status], "message": outcome.said}}
    assert isinstance(outcome, Answer)
    thought = [{"text": outcome.thought, "thought": True}] if outcome.thought else []
    parts = [*thought, {"text": outcome.text}]
    if outcome.ended.startswith("BLOCK:"):
        return {"key": name, "response": {"promptFeedback": {"blockReason": outcome.ended[6:]}}}
    candidate = {
        "index": 0,
        "content": {"role": "model", "parts": parts},
        "finishReason": outcome.ended or "STOP",
    }
    usage = {
        "promptTokenCount": INPUT,
        "candidatesTokenCount": OUTPUT - THOUGHT,
        "thoughtsTokenCount": THOUGHT,
        "totalTokenCount": INPUT + OUTPUT,
        "promptTokensDetails": [
            {"modality": "TEXT", "tokenCount": INPUT - 258},
            {"modality": "IMAGE", "tokenCount": 258},
        ],
    }
    answer = {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "gemini-3.8-flash"}
    return {"key": name, "response": answer}
