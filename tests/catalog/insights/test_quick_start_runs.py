"""The JavaScript of a model's quick start, run by Node against a server that listens."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from vizdesk.catalog.insights.snippets import QUESTION, javascript_snippet

NODE = shutil.which("node") or shutil.which("nodejs")
needs_node = pytest.mark.skipif(NODE is None, reason="there is no Node here (nodejs)")


class Listener(HTTPServer):
    """A server of one route that keeps what it was asked."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Chat)
        self.asked: list[tuple[str, str | None, dict[str, Any]]] = []


class Chat(BaseHTTPRequestHandler):
    """Answers every question with the same words."""

    server: Listener

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], body))
        reply = json.dumps({"choices": [{"message": {"content": "A red square."}}]}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def server() -> Iterator[Listener]:
    listener = Listener()
    thread = threading.Thread(target=listener.serve_forever, args=(0.05,))
    thread.start()
    yield listener
    listener.shutdown()
    thread.join()
    listener.server_close()


def run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    assert NODE is not None
    (folder / "ask.mjs").write_text(code, encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8a photo")
    environment = {"PATH": os.environ["PATH"], "OPENAI_API_KEY": "sk-test"}
    return subprocess.run(
        [NODE, "ask.mjs"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@needs_node
def test_the_javascript_asks_with_image_question_and_key(tmp_path: Path, server: Listener) -> None:
    base_url = f"http://127.0.0.1:{server.server_port}/v1"
    ran = run(tmp_path, javascript_snippet(base_url, 'odd/"name"', "openai"))
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "A red square.\n", "")
    ((path, key, body),) = server.asked
    assert (path, key) == ("/v1/chat/completions", "Bearer sk-test")
    assert body["model"] == 'odd/"name"'
    image, question = body["messages"][0]["content"]
    assert image["image_url"]["url"] == "data:image/jpeg;base64,/9hhIHBob3Rv"
    assert question["text"] == QUESTION


@needs_node
def test_a_server_that_refuses_is_told_with_its_own_words(tmp_path: Path, server: Listener) -> None:
    server.status = 429
    base_url = f"http://127.0.0.1:{server.server_port}/v1"
    ran = run(tmp_path, javascript_snippet(base_url, "m", None))
    assert ran.returncode == 1
    assert "429: " in ran.stderr
    assert server.asked[0][1] is None


def test_no_javascript_holds_a_key() -> None:
    assert "process.env.OPENAI_API_KEY" in javascript_snippet("https://x/v1", "m", "openai")
    assert "Authorization" not in javascript_snippet("http://127.0.0.1:8080/v1", "m", None)
