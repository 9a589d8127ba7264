"""A server on this machine that plays a script: any status, any stream, any fault, on purpose."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.waiting import LIMIT_S

Script = Callable[["Handler"], None]


@dataclass
class Seen:
    """One request as it arrived; header names in lower case."""

    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class ScriptedServer:
    """What the server was asked, and how many of its clients hung up before an answer."""

    base_url: str
    seen: list[Seen] = field(default_factory=list)
    hung_up: int = 0
    asked: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Reads the request, then lets the script answer."""

    protocol_version = "HTTP/1.1"
    timeout = LIMIT_S
    script: Script
    server_state: ScriptedServer
    asked_with: Any = None

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on stderr."""

    def end_headers(self) -> None:
        # It does close after each answer: a client that is not told reuses a dying connection.
        self.send_header("connection", "close")
        super().end_headers()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.asked_with = json.loads(body) if body else None
        seen = Seen(self.path, headers, self.asked_with)
        self.server_state.seen.append(seen)
        self.server_state.asked.set()
        self.close_connection = True
        type(self).script(self)

    do_GET = do_POST  # noqa: N815  (http.server asks for this name)

    def whole(self, status: int, content: bytes, kind: str, headers: Mapping[str, str]) -> None:
        """A complete answer."""
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def begin_stream(self) -> None:
        """The head of a stream of events, in chunks so that a cut can be told from an end."""
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def piece(self, text: str) -> None:
        """One chunk of the stream."""
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def end_stream(self) -> None:
        """The chunk that says that the stream is complete."""
        self.wfile.write(b"0\r\n\r\n")

    def wait_for_hang_up(self) -> None:
        """Say nothing until the client closes the connection."""
        try:
            heard = self.connection.recv(1)
        except ConnectionError:  # closed without a good-bye
            heard = b""
        self.server_state.hung_up += heard == b""


def answer(
    status: int,
    body: object,
    kind: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Script:
    """A script that gives one whole answer; a body that is no text is sent as JSON."""
    content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return lambda handler: handler.whole(status, content, kind, headers or {})


def stream(*frames: object, then: str = "end") -> Script:
    """A script that streams `frames` as events, then: "end", "cut" or "silence"."""

    def play(handler: Handler) -> None:
        handler.begin_stream()
        for frame in frames:
            text = frame if isinstance(frame, str) else f"data: {json.dumps(frame)}\n\n"
            handler.piece(text)
        if then == "silence":
            handler.wait_for_hang_up()
        elif then == "end":
            handler.end_stream()

    return play


def silence(handler: Handler) -> None:
    """A script that takes the request and never answers."""
    handler.wait_for_hang_up()


@contextmanager
def serve(script: Script) -> Iterator[ScriptedServer]:
    """The server, running for the length of the block on a free loopback port."""
    state = ScriptedServer("")
    kind = type("Playing", (Handler,), {"script": staticmethod(script), "server_state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = False  # server_close then waits for every connection
    state.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chunk(delta: Mapping[str, Any] | None = None, finish: str | None = None) -> dict[str, Any]:
    """One chunk of Chat Completions."""
    choice = {"index": 0, "delta": delta or {}, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "choices": [choice]}


CHAT_USAGE = {
    "id": "c",
    "choices": [],
    "usage": {
        "prompt_tokens": 40,
        "completion_tokens": 9,
        "total_tokens": 49,
        "prompt_tokens_details": {"cached_tokens": 8, "image_tokens": 30},
        "completion_tokens_details": {"reasoning_tokens": 4},
        "cost": 0.00042,
    },
}
DONE = "data: [DONE]\n\n"
CHAT_OK = stream(
    ": KEEP-ALIVE\n\n",
    chunk({"role": "assistant", "content": ""}),
    chunk({"reasoning_content": "Round"}),
    chunk({"reasoning_content": " and red."}),
    chunk({"content": "A red"}),
    chunk({"content": " circle."}),
    chunk(finish="stop"),
    CHAT_USAGE,
    DONE,
)


def happened(kind: str, **fields: object) -> str:
    """One event of the Responses API, with its name as OpenAI sends it."""
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **fields})}\n\n"


RESPONSES_USAGE = {
    "input_tokens": 40,
    "input_tokens_details": {"cached_tokens": 8},
    "output_tokens": 9,
    "output_tokens_details": {"reasoning_tokens": 4},
    "total_tokens": 49,
}


def completed(status: str = "completed", **fields: object) -> str:
    """The event that proves that a response is over."""
    response = {"id": "r", "status": status, "usage": RESPONSES_USAGE, **fields}
    return happened(f"response.{status}", response=response)


RESPONSES_OK = stream(
    happened("response.created", response={"id": "r", "status": "in_progress"}),
    happened("response.output_item.added", item={"type": "reasoning"}),
    happened("response.reasoning_summary_text.delta", delta="Round and red."),
    happened("response.output_text.delta", delta="A red"),
    happened("response.output_text.delta", delta=" circle."),
    happened("response.an_event_of_next_year", delta=1),
    completed(),
)
