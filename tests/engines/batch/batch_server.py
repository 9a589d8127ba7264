"""A scripted Batch endpoint: keeps files and batches as OpenAI does, and fails on purpose.

Whatever comes in and goes out is checked: bodies of questions and answers against OpenAI's
published schema, batches and files against the openai package's types, which are made from it.
"""

from __future__ import annotations

import email
import email.policy
import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
from pydantic import ConfigDict, TypeAdapter, with_config
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SCHEMAS = Path(__file__).parents[1] / "openai" / "openai-api-schemas.json"
KEY = "sk-of-the-tests"

Lines = list[dict[str, Any]]
Outcome = Callable[[dict[str, Any]], dict[str, Any]]


@cache
def _registry() -> Registry[Any]:
    document = json.loads(SCHEMAS.read_text(encoding="utf-8"))
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry()
    return registry.with_resource("urn:openai", resource)


def check(body: object, name: str) -> None:
    """Fail unless `body` is what OpenAI publishes under `name`."""
    reference = {"$ref": f"urn:openai#/components/schemas/{name}"}
    jsonschema.Draft202012Validator(reference, registry=_registry()).validate(body)


@cache
def published() -> tuple[Any, Any, TypeAdapter[Any]]:
    """The types of a batch, a file, and a request to create a batch; others' fields forbidden."""
    from openai.types import Batch, FileObject
    from openai.types.batch_create_params import BatchCreateParams

    strict = with_config(ConfigDict(extra="forbid"))
    return Batch, FileObject, TypeAdapter(strict(BatchCreateParams))


def response(text: str, **fields: Any) -> dict[str, Any]:
    """The body of one answer, as the Responses API gives it."""
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": text, "annotations": [], "logprobs": []}],
    }
    thought = {
        "id": "rs_1",
        "type": "reasoning",
        "summary": [{"type": "summary_text", "text": "Round."}],
    }
    body: dict[str, Any] = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1_790_000_000,
        "status": "completed",
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "model": "gpt-5.5-2026-04-23",
        "output": [thought, message],
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "usage": {
            "input_tokens": 1000,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": 100,
            "output_tokens_details": {"reasoning_tokens": 40},
            "total_tokens": 1100,
        },
    }
    body.update(fields)
    check(body, "Response")
    return body


def answered(line: dict[str, Any]) -> dict[str, Any]:
    """The usual line of an output file: the question's name as its answer."""
    return outcome(line, 200, response(f"answer to {line['custom_id']}"))


def outcome(line: dict[str, Any], status: int, body: dict[str, Any]) -> dict[str, Any]:
    """A line of an output or error file with an answer, or an error of the model's server."""
    given = {"status_code": status, "request_id": "req_1", "body": body}
    return {"id": "batch_req_1", "custom_id": line["custom_id"], "response": given, "error": None}


def unasked(line: dict[str, Any], code: str) -> dict[str, Any]:
    """A line of an error file for a question that was never asked."""
    error = {"code": code, "message": "This request could not be executed."}
    return {"id": "batch_req_1", "custom_id": line["custom_id"], "response": None, "error": error}


@dataclass
class BatchWorld:
    """The server's own state, and how it is to behave.

    `decide` makes a line of each question, those with a status other than 200 go to the error file.
    `ends_as` is the status after `looks` looks. At a step in `stalls` the server does its part,
    sets `reached`, and never answers; at one in `fails` it answers with that status, so often,
    having done its part if `after_doing`. For `late` looks an ended batch names no results, and
    downloads give as many bytes only as `cut` says, one after the other.
    """

    base_url: str = ""
    decide: Outcome = answered
    ends_as: str = "completed"
    looks: int = 2
    errors: list[dict[str, Any]] = field(default_factory=list)
    stalls: set[str] = field(default_factory=set)
    fails: dict[str, list[int]] = field(default_factory=dict)
    after_doing: bool = False
    refusal: str = "on purpose"
    headers: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    late: int = 0
    cut: list[int] = field(default_factory=list)
    reached: threading.Event = field(default_factory=threading.Event)
    created: threading.Event = field(default_factory=threading.Event)
    steps: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    most_lines: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    # --- What it does ---------------------------------------------------------------------
    def upload(self, content: bytes, purpose: str, name: str) -> dict[str, Any]:
        assert purpose == "batch"
        lines = [json.loads(line) for line in content.splitlines()]
        assert len({line["custom_id"] for line in lines}) == len(lines)
        for line in lines:
            assert set(line) == {"custom_id", "method", "url", "body"}
            assert (line["method"], line["url"]) == ("POST", "/v1/responses")
            check(line["body"], "CreateResponse")
            assert "stream" not in line["body"]
        assert len({line["body"]["model"] for line in lines}) == 1, "one model a file"
        self.most_lines = max(self.most_lines, len(lines))
        return self._file(content, name)

    def create(self, asked: dict[str, Any]) -> dict[str, Any]:
        published()[2].validate_python(asked, strict=True)
        check(asked["metadata"], "Metadata")
        assert asked["input_file_id"] in self.files
        name = f"batch_{len(self.batches) + 1}"
        self.batches[name] = {
            "id": name,
            "object": "batch",
            "endpoint": asked["endpoint"],
            "input_file_id": asked["input_file_id"],
            "completion_window": asked["completion_window"],
            "metadata": asked["metadata"],
            "status": "validating",
            "created_at": int(time.time()),
            "left": self.looks,
        }
        self.created.set()
        return self.shown(name)

    def look(self, name: str) -> dict[str, Any]:
        batch = self.batches[name]
        batch["left"] -= 1
        if batch["status"] == "validating":
            batch["status"] = "in_progress"
        if batch["left"] <= 0 and batch["status"] in ("in_progress", "cancelling"):
            self._end(batch, "cancelled" if batch["status"] == "cancelling" else self.ends_as)
        return self.shown(name)

    def cancel(self, name: str) -> dict[str, Any]:
        self.batches[name]["status"] = "cancelling"
        return self.shown(name)

    def listed(self, after: str | None, limit: int) -> dict[str, Any]:
        names = list(self.batches)[::-1]
        names = names[names.index(after) + 1 :] if after else names
        page = [self.shown(name) for name in names[:limit]]
        return {"object": "list", "data": page, "has_more": len(names) > limit}

    def listed_files(self) -> dict[str, Any]:
        shown = [self._shown_file(name) for name in self.files]
        return {"object": "list", "data": shown, "has_more": False}

    def shown(self, name: str) -> dict[str, Any]:
        """A batch as it is sent, checked against the package's type."""
        batch = {key: value for key, value in self.batches[name].items() if key != "left"}
        total = len(self.files.get(batch["input_file_id"], b"").splitlines())
        batch.setdefault("request_counts", {"total": total, "completed": 0, "failed": 0})
        published()[0].model_validate(batch, strict=True)
        if self.late and batch["request_counts"]["completed"]:
            self.late -= 1
            batch = {key: batch[key] for key in batch if not key.endswith("_file_id")}
        return batch

    def _end(self, batch: dict[str, Any], status: str) -> None:
        batch["status"] = status
        if status == "failed":
            batch["errors"] = {"object": "list", "data": self.errors}
            return
        lines = [self.decide(json.loads(one)) for one in self._input(batch)]
        good = [line for line in lines if (line["response"] or {}).get("status_code") == 200]
        bad = [line for line in lines if line not in good]
        counts = {"total": len(lines), "completed": len(good), "failed": len(bad)}
        batch["request_counts"] = counts
        for key, part in (("output_file_id", good), ("error_file_id", bad)):
            if part:
                content = "".join(f"{json.dumps(one)}\n" for one in part).encode()
                batch[key] = self._file(content, "out.jsonl")["id"]

    def _input(self, batch: dict[str, Any]) -> list[bytes]:
        return self.files[batch["input_file_id"]].splitlines()

    def _file(self, content: bytes, name: str) -> dict[str, Any]:
        file_id = f"file-{len(self.files) + len(self.forgotten) + 1}"
        self.files[file_id], self.names[file_id] = content, name
        return self._shown_file(file_id)

    def _shown_file(self, file_id: str) -> dict[str, Any]:
        name = self.names.get(file_id, "other.jsonl")
        shown = {
            "id": file_id,
            "object": "file",
            "bytes": len(self.files[file_id]),
            "created_at": int(time.time()),
            "filename": name,
            "purpose": "batch_output" if name == "out.jsonl" else "batch",
            "status": "processed",
        }
        published()[1].model_validate(shown, strict=True)
        return shown


class _Handler(BaseHTTPRequestHandler):
    """Finds out which step is asked for, and lets the world take it."""

    protocol_version = "HTTP/1.1"
    timeout = 20
    world: BatchWorld

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on stderr."""

    def do_GET(self) -> None:
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        assert self.headers["authorization"] == f"Bearer {KEY}"
        self.world.headers = dict(self.headers)
        world, (path, _, query) = self.world, self.path.partition("?")
        step, take = self._step(path, query, body)
        with world.lock:
            world.steps.append(step)
            status = world.fails[step].pop(0) if world.fails.get(step) else 200
            there = world.batches.keys() - world.unknown
            if step in ("look", "cancel") and path.split("/")[3] not in there:
                status = 404
            given = take() if status == 200 or world.after_doing else b"{}"
        if step in world.stalls:
            world.reached.set()
            self.connection.recv(1)
            return
        self._send(status, given)

    do_POST = do_DELETE = do_GET  # noqa: N815  (http.server asks for these names)

    def _step(
        self, path: str, query: str, body: bytes
    ) -> tuple[str, Callable[[], bytes | Mapping[str, Any]]]:
        world, verb = self.world, self.command
        if (verb, path) == ("POST", "/v1/files"):
            parts = _multipart(self.headers["content-type"], body)
            (content, name), (purpose, _) = parts["file"], parts["purpose"]
            assert parts["expires_after[anchor]"][0] == b"created_at"
            assert 3600 <= int(parts["expires_after[seconds]"][0]) <= 2_592_000
            return "upload", lambda: world.upload(content, purpose.decode(), name)
        if (verb, path) == ("GET", "/v1/files"):
            return "files", world.listed_files
        if (verb, path) == ("POST", "/v1/batches"):
            return "create", lambda: world.create(json.loads(body))
        if (verb, path) == ("GET", "/v1/batches"):
            asked = dict(word.split("=") for word in query.split("&"))
            return "list", lambda: world.listed(asked.get("after"), int(asked["limit"]))
        found = re.fullmatch(r"/v1/(batches|files)/([^/]+)(/cancel|/content)?", path)
        assert found, path
        name = found[2]
        if found[1] == "batches":
            if verb == "POST":
                return "cancel", lambda: world.cancel(name)
            return "look", lambda: world.look(name)
        if verb == "DELETE":
            return "delete", lambda: self._delete(name)
        return "download", lambda: world.files[name][: world.cut.pop(0) if world.cut else None]

    def _delete(self, name: str) -> dict[str, Any]:
        self.world.forgotten.append(name)
        self.world.files.pop(name)
        return {"id": name, "object": "file", "deleted": True}

    def _send(self, status: int, given: bytes | Mapping[str, Any]) -> None:
        raw = isinstance(given, bytes)
        if status != 200:
            given, raw = {"error": {"message": self.world.refusal, "code": None}}, False
        content = given if isinstance(given, bytes) else json.dumps(given).encode()
        self.send_response(status)
        self.send_header("content-type", "application/octet-stream" if raw else "application/json")
        self.send_header("content-length", str(len(content)))
        # Said as it is done: a client that is not told may use the connection again too late.
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(content)


def _multipart(content_type: str, body: bytes) -> dict[str, tuple[bytes, str]]:
    head = f"content-type: {content_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
    parts: dict[str, tuple[bytes, str]] = {}
    for part in message.iter_parts():  # type: ignore[attr-defined]
        name = part.get_param("name", header="content-disposition")
        parts[name] = (part.get_payload(decode=True), part.get_filename() or "")
    return parts


@contextmanager
def batch_server(**behaviour: Any) -> Iterator[BatchWorld]:
    """The server, running for the length of the block on a free loopback port."""
    world = BatchWorld(**behaviour)
    kind = type("Playing", (_Handler,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = False
    world.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
