"""A scripted Batch API of any vendor: what all have in common; a vendor adds its own addresses.

Whatever comes in and goes out is checked against the vendor's published schema.
"""

from __future__ import annotations

import email
import email.policy
import json
import threading
import time
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

KEY = "sk-of-the-vendor's-tests"


@dataclass(frozen=True)
class Answer:
    """A question's answer, with what was thought before it and why it ended."""

    text: str
    thought: str = ""
    ended: str = ""


@dataclass(frozen=True)
class Refusal:
    """An error instead: its HTTP status, and what is said."""

    status: int
    said: str


EXPIRED, CANCELLED = "expired", "cancelled"
Outcome = Answer | Refusal | str
Reply = tuple[int, Mapping[str, str], bytes]


@cache
def _registry(schemas: str) -> Registry[Any]:
    document = json.loads(Path(__file__).with_name(schemas).read_text(encoding="utf-8"))
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry()
    return registry.with_resource("urn:vendor", resource)


_NOT_AS_PUBLISHED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    jsonschema.ValidationError,
)


class NotFoundError(Exception):
    """Asked for what is not there."""


class RefusedError(Exception):
    """Asked for what cannot be, with a 400."""


@dataclass
class VendorWorld:
    """The server's own state, and how it is to behave.

    `decide` gives what becomes of each question. `ends_as` is how a batch ends after `looks`
    looks. At a step in `stalls` it does its part, sets `reached`, and never answers. At one in
    `fails` it answers with that status, so often, having done its part if
    `after_doing`. For `late` looks an ended batch has no results; `change` is given the lines of
    results before they are kept.
    """

    schemas: ClassVar[str]
    base: ClassVar[str] = "/v1"

    base_url: str = ""
    decide: Callable[[str, Any], Outcome] = lambda name, _body: Answer(f"answer to {name}")
    ends_as: str = "completed"
    looks: int = 2
    late: int = 0
    fails: dict[str, list[int]] = field(default_factory=dict)
    after_doing: bool = False
    stalls: set[str] = field(default_factory=set)
    reached: threading.Event = field(default_factory=threading.Event)
    change: Callable[[list[bytes]], list[bytes]] = lambda lines: lines
    steps: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    questions: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: dict[str, list[Any]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    # --- What a vendor adds -----------------------------------------------------------------
    @abstractmethod
    def authorised(self, headers: Mapping[str, str]) -> bool:
        """Whether the key is where this vendor wants it, and nowhere else."""

    @abstractmethod
    def route(
        self, verb: str, path: str, query: Mapping[str, str], headers: Any, body: bytes
    ) -> tuple[str, Callable[[], object]]:
        """The step that is asked for, and what does it and gives its answer."""

    # --- What is common -----------------------------------------------------------------------
    def check(self, body: object, name: str) -> None:
        """Fail unless `body` is what the vendor publishes under `name`."""
        reference = {"$ref": f"urn:vendor#/components/schemas/{name}"}
        validator = jsonschema.Draft202012Validator(reference, registry=_registry(self.schemas))
        validator.validate(body)

    def keep_file(self, content: bytes, name: str) -> str:
        """Keep a file; gives its id."""
        file_id = f"file-{len(self.names) + 1}"
        self.files[file_id], self.names[file_id] = content, name
        return file_id

    def begin(self, requests: list[Any], **about: Any) -> str:
        """A new batch of these questions; gives its id."""
        name = f"batch-{len(self.sent) + 1}"
        self.batches[name] = {"left": self.looks, "state": "running", "at": time.time(), **about}
        self.sent[name] = requests
        return name

    def advance(self, name: str) -> dict[str, Any]:
        """A batch after one more look. Its lines of results are made when it ends."""
        if name not in self.batches:
            raise NotFoundError
        batch = self.batches[name]
        batch["left"] -= 1
        if batch["left"] <= 0 and batch["state"] in ("running", "cancelling"):
            batch["state"] = "cancelled" if batch["state"] == "cancelling" else self.ends_as
            batch["outcomes"] = [self.outcome(batch, *each) for each in self.named(name)]
        elif batch["state"] not in ("running", "cancelling") and self.late:
            self.late -= 1
        return batch

    def named(self, name: str) -> list[tuple[str, Any]]:
        """The questions of a batch by their names."""
        return [(each["custom_id"], each) for each in self.sent[name]]

    def outcome(self, batch: dict[str, Any], name: str, request: Any) -> tuple[str, Outcome]:
        """What becomes of one question."""
        self.questions[name] = request
        return name, self.decide(name, request)

    def lines(self, entries: list[Any]) -> bytes:
        """A file of results."""
        return b"".join(self.change([json.dumps(entry).encode() + b"\n" for entry in entries]))

    def failed(self, status: int) -> object:
        """The body of an error."""
        return {"error": {"message": f"{KEY} on purpose", "code": status}}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20
    world: VendorWorld

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on stderr."""

    def do_GET(self) -> None:
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        parts = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        world, step = self.world, ""
        with world.lock:
            try:
                assert world.authorised(self.headers), f"the key is not where it belongs: {parts}"
                assert KEY not in self.path
                asked = (self.command, unquote(parts.path), query, self.headers, body)
                step, act = world.route(*asked)
                world.steps.append(step)
                status = world.fails[step].pop(0) if world.fails.get(step) else 200
                given = act() if status == 200 or world.after_doing else {}
                given = given if status == 200 else world.failed(status)
            except NotFoundError:
                status, given = 404, world.failed(404)
            except RefusedError as error:
                status, given = 400, {"error": {"message": str(error), "code": 400}}
            except _NOT_AS_PUBLISHED as error:
                # Told by the test: a thread's exception would be lost.
                world.problems.append(f"{self.command} {self.path}: {type(error).__name__} {error}")
                status, given = 501, world.failed(501)
        if step in world.stalls:
            world.reached.set()
            self.connection.recv(1)
            return
        self._send(status, given)

    do_POST = do_DELETE = do_GET  # noqa: N815  (http.server asks for these names)

    def _send(self, status: int, given: object) -> None:
        headers: Mapping[str, str] = {}
        if isinstance(given, tuple):
            headers, given = given
        raw = isinstance(given, bytes)
        content = given if isinstance(given, bytes) else json.dumps(given).encode()
        self.send_response(status)
        self.send_header("content-type", "application/octet-stream" if raw else "application/json")
        self.send_header("content-length", str(len(content)))
        self.send_header("connection", "close")
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(content)


def form_of(headers: Any, body: bytes) -> dict[str, tuple[bytes, str]]:
    """The fields of a form with a file: content and file name."""
    head = f"content-type: {headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + body, policy=email.policy.HTTP)
    fields: dict[str, tuple[bytes, str]] = {}
    for part in message.iter_parts():  # type: ignore[attr-defined]
        name = part.get_param("name", header="content-disposition")
        fields[name] = (part.get_payload(decode=True), part.get_filename() or "")
    return fields


@contextmanager
def vendor_server(kind: type[VendorWorld], **behaviour: Any) -> Iterator[VendorWorld]:
    """The server, for the length of the block; fails when a request was not as published."""
    world = kind(**behaviour)
    handler = type("Playing", (_Handler,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    world.base_url = f"http://127.0.0.1:{server.server_port}{kind.base}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield world
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert world.problems == []
