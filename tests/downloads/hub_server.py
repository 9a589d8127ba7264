"""A hub on this machine: the same answers as the real one, and every fault on purpose."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class HubState:
    """What the hub has, how it misbehaves, and what it was asked.

    `cut_at`: bytes of the file after which the connection is closed, once for each entry.
    `storage`: another host that content is redirected to. `ranges`: whether it can resume.
    `repo` is what the repository is called now; `old/name` redirects to it. `revisions` has the
    files of other revisions than the usual one.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    cut_at: list[int] = field(default_factory=list)
    statuses: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    storage: str = ""
    ranges: bool = True
    etag: str | None = None
    gated: bool = False
    lie_sha256: str = ""
    chunk_pause: float = 0.0
    repo: str = "o/r"
    revisions: dict[str, dict[str, bytes]] = field(default_factory=dict)
    licence: str = "apache-2.0"
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def content_requests(self) -> list[dict[str, str]]:
        return [headers for path, headers in self.seen if "/resolve/" in path or "/blob/" in path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: HubState

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing on stderr."""

    def do_GET(self) -> None:
        self.close_connection = True
        path = unquote(urlsplit(self.path).path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.state.seen.append((self.path, headers))
        # The client paused: that is what many of these tests are about.
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer(path, headers)

    def _answer(self, path: str, headers: dict[str, str]) -> None:
        state = self.state
        if path.startswith("/api/models"):
            self._api(path)
            return
        if state.gated and headers.get("authorization") != "Bearer hf_right":
            self._send(403, b"{}", {"X-Error-Code": "GatedRepo"})
            return
        if state.statuses:
            status, extra = state.statuses.pop(0)
            self._send(status, b"", extra)
            return
        name = re.sub(r"^/.+?/.+?/(resolve/[^/]+|blob)/", "", path)
        at = re.search(r"/resolve/([^/]+)/", path)
        commits = {commit_of(revision): files for revision, files in state.revisions.items()}
        files = commits.get(at[1] if at else "", state.files)
        if name not in files:
            self._send(404, b"", {"X-Error-Code": "EntryNotFound"})
            return
        content = files[name]
        if state.storage and "/resolve/" in path:
            linked = {
                "Location": f"{state.storage}/o/r/blob/{name}",
                "X-Linked-Etag": f'"{self._sha(content)}"',
                "X-Linked-Size": str(len(content)),
            }
            self._send(302, b"", linked)
            return
        self._content(content, headers)

    def _content(self, content: bytes, headers: dict[str, str]) -> None:
        state = self.state
        etag = state.etag if state.etag is not None else f'"{hashlib.md5(content).hexdigest()}"'
        start = 0
        wanted = re.match(r"bytes=(\d+)-", headers.get("range", ""))
        if wanted and state.ranges and headers.get("if-range", etag) == etag:
            start = int(wanted[1])
            if start >= len(content):
                self._send(416, b"", {"Content-Range": f"bytes */{len(content)}"})
                return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(content) - start))
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        end = len(content)
        if state.cut_at and state.cut_at[0] > start:
            end = min(end, state.cut_at.pop(0))
        for at in range(start, end, 65536):
            self.wfile.write(content[at : min(at + 65536, end)])
            if state.chunk_pause:
                threading.Event().wait(state.chunk_pause)
        self.wfile.flush()

    def _api(self, path: str) -> None:
        if path == "/api/models":
            tags = ["gguf", f"license:{self.state.licence}"]
            found = [{"id": self.state.repo, "downloads": 12, "gated": self.state.gated}]
            self._send(200, json.dumps([{**found[0], "tags": tags}]).encode(), {})
            return
        if path == "/api/models/old/name":
            self._send(307, b"", {"Location": f"/api/models/{self.state.repo}?blobs=true"})
            return
        named, _, revision = path.removeprefix("/api/models/").partition("/revision/")
        if named != self.state.repo or (revision and revision not in self.state.revisions):
            self._send(401, b"{}", {"X-Error-Code": "RepoNotFound"})
            return
        siblings = [
            {
                "rfilename": name,
                "size": len(content),
                "lfs": {"sha256": self.state.lie_sha256 or self._sha(content)},
            }
            for name, content in self.state.revisions.get(revision, self.state.files).items()
        ]
        siblings.append({"rfilename": "README.md", "size": 12})
        gated = "manual" if self.state.gated else False
        data = {
            "id": self.state.repo,
            "sha": commit_of(revision) if revision else COMMIT,
            "gated": gated,
            "cardData": {"license": self.state.licence},
            "siblings": siblings,
        }
        self._send(200, json.dumps(data).encode(), {})

    @staticmethod
    def _sha(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")  # said, so that nobody asks on this line again
        self.end_headers()
        self.wfile.write(content)


def commit_of(revision: str) -> str:
    """The commit a branch or tag stands at."""
    return hashlib.sha1(revision.encode()).hexdigest()


@contextmanager
def serving(state: HubState) -> Iterator[HubState]:
    """Serve `state` on a port of its own until the block ends."""
    handler = type("Handler", (_Handler,), {"state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
