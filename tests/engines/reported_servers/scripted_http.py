"""An HTTP server on this machine whose path names how it misbehaves: /s/NAME/v1/chat/completions.

Written on bare sockets, because most of what is to be reproduced no HTTP library would send.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.engines.openai.scripted_server import DONE

LARGEST_REQUEST = 2**26
REMOTE = "127.1"
"""This machine, in a spelling that vizdesk takes for another one: what is asked there costs money,
and is not asked again when a connection breaks."""
Behaviour = Callable[["Exchange"], Awaitable[None]]
BEHAVIOURS: dict[str, Behaviour] = {}
"""What answers a question, by the name of the scenario."""


@dataclass
class Exchange:
    """One request and the socket its answer goes to.

    `second` is how long a second of the scenario lasts: tests play a silence of 70 s in less.
    `asked` counts the questions of this scenario so far, this one included.
    """

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    headers: Mapping[str, str]
    body: Any
    second: float
    asked: int
    chunked: bool = True

    @property
    def key(self) -> str:
        """The API key that came with the question."""
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    async def raw(self, data: str | bytes) -> None:
        """Bytes as they are."""
        self.writer.write(data.encode() if isinstance(data, str) else data)
        await self.writer.drain()

    async def whole(
        self,
        status: int,
        content: object,
        kind: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """A complete answer; what is neither text nor bytes is sent as JSON."""
        text = content if isinstance(content, str | bytes) else json.dumps(content)
        data = text.encode() if isinstance(text, str) else text
        more = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        await self.raw(
            f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ncontent-length: {len(data)}\r\n"
            f"connection: close\r\n{more}\r\n".encode()
            + data
        )

    async def begin(
        self,
        kind: str = "text/event-stream",
        headers: Mapping[str, str] | None = None,
        *,
        chunked: bool = True,
    ) -> None:
        """The head of a stream; without chunks its end is the end of the connection."""
        self.chunked = chunked
        given = {**({"content-type": kind} if kind else {}), **(headers or {})}
        if chunked:
            given["transfer-encoding"] = "chunked"
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        await self.raw(f"HTTP/1.1 200 OK\r\nconnection: close\r\n{lines}\r\n")

    async def piece(self, data: str | bytes) -> None:
        """More of the stream."""
        sent = data.encode() if isinstance(data, str) else data
        if self.chunked:
            sent = f"{len(sent):x}\r\n".encode() + sent + b"\r\n"
        if sent:
            await self.raw(sent)

    async def end(self) -> None:
        """The end of the stream."""
        if self.chunked:
            await self.raw(b"0\r\n\r\n")

    async def pause(self, seconds: float) -> None:
        """Nothing for so many seconds of the scenario."""
        await asyncio.sleep(seconds * self.second)

    async def until_hung_up(self) -> None:
        """Nothing at all, until the client closes the connection."""
        await self.reader.read()


def behaviour(name: str) -> Callable[[Behaviour], Behaviour]:
    """Have a function answer the questions of scenario `name`."""

    def add(function: Behaviour) -> Behaviour:
        if name in BEHAVIOURS:
            raise ValueError(f"two scenarios are called {name}")
        BEHAVIOURS[name] = function
        return function

    return add


def streams(
    name: str,
    *pieces: str | bytes,
    kind: str = "text/event-stream",
    headers: Mapping[str, str] | None = None,
) -> None:
    """Scenario `name` answers with these pieces of a stream."""

    async def answer(exchange: Exchange) -> None:
        await exchange.begin(kind, headers)
        for piece in pieces:
            if piece:
                await exchange.piece(piece)
        await exchange.end()

    behaviour(name)(answer)


def answers(
    name: str,
    status: int,
    content: object,
    headers: Mapping[str, str] | None = None,
    kind: str = "application/json",
) -> None:
    """Scenario `name` answers with one whole body."""

    async def answer(exchange: Exchange) -> None:
        await exchange.whole(status, content, kind, headers)

    behaviour(name)(answer)


# --- Chat Completions, as most scenarios send it ---
USAGE = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}


def frame(value: object) -> str:
    """One event of a stream that holds a JSON value."""
    return f"data: {json.dumps(value)}\n\n"


def chunk(
    delta: Mapping[str, Any] | None = None, finish: str | None = None, **fields: object
) -> str:
    """One chunk of an answer."""
    choice = {"index": 0, "delta": delta or {}, "finish_reason": finish}
    head = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m-served"}
    return frame({**head, "choices": [choice], **fields})


def usage(counted: Mapping[str, Any] | None = None) -> str:
    """The chunk with the count of tokens."""
    return frame(
        {"id": "c1", "object": "chat.completion.chunk", "choices": [], "usage": counted or USAGE}
    )


def error(words: str, **fields: object) -> dict[str, Any]:
    """OpenAI's body of a refusal."""
    return {"error": {"message": words, **fields}}


TEXT = chunk({"role": "assistant", "content": ""}) + chunk({"content": "A red"})
TEXT += chunk({"content": " circle."})
STOP = chunk({}, "stop")
WHOLE_STREAM = TEXT + STOP + usage() + DONE


# --- The server ---
@dataclass
class ReportedServers:
    """Where the scenarios are served, and how often each was asked."""

    second: float = 1.0
    port: int = 0
    secure_port: int = 0
    questions: Counter[str] = field(default_factory=Counter)

    def base_url(self, name: str) -> str:
        """The address of scenario `name`; those called tls_… are served over TLS."""
        secure = name.startswith("tls_")
        port = self.secure_port if secure else self.port
        return f"http{'s' if secure else ''}://{REMOTE}:{port}/s/{name}/v1"

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the one question of a connection."""
        try:
            await self._answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass  # the client left, as it may
        except asyncio.CancelledError:
            pass  # the server ends; Python 3.11 reports a cancelled handler as an error of its own
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        split = (line.partition(":") for line in lines if line)
        headers = {name.strip().lower(): value.strip() for name, _, value in split}
        name = path.split("/")[2] if path.startswith("/s/") else ""
        self.questions[name] += 1
        body = None
        if name != "early_413_close":
            body = json.loads(await reader.readexactly(int(headers.get("content-length", 0))))
        exchange = Exchange(reader, writer, headers, body, self.second, self.questions[name])
        known = path.endswith(("/v1/chat/completions", "/v1/responses")) and method == "POST"
        if known and name in BEHAVIOURS:
            await BEHAVIOURS[name](exchange)
        else:
            await exchange.whole(404, "404 page not found", "text/plain")


@asynccontextmanager
async def reported_servers(
    second: float = 1.0, tls: ssl.SSLContext | None = None, port: int = 0
) -> AsyncIterator[ReportedServers]:
    """Serve every scenario on this machine alone; with `tls` also over TLS."""
    state = ReportedServers(second)
    host = "127.0.0.1"
    plain = await asyncio.start_server(state.connected, host, port, limit=LARGEST_REQUEST)
    state.port = plain.sockets[0].getsockname()[1]
    open_servers = [plain]
    if tls is not None:
        secure = await asyncio.start_server(
            state.connected, host, 0, limit=LARGEST_REQUEST, ssl=tls
        )
        state.secure_port = secure.sockets[0].getsockname()[1]
        open_servers.append(secure)
    try:
        yield state
    finally:
        for server in open_servers:
            server.close()
