"""A key that a hostile server echoes in every way is in no file, export, log, process or clipboard.

The window and the command line run whole, with the key from the environment or a password store;
afterwards every file below HOME is read, and while they run every process they started.
"""

from __future__ import annotations

import base64
import html
import json
import os
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.end_to_end.window_driver import ROOT, driven_window
from tests.engines.openai.scripted_server import Handler, ScriptedServer, serve
from tests.processes import descendants
from tests.waiting import LIMIT_S

from vizdesk.common import resources

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc of every process")

# No form of a known vendor's key, and letters that JSON, HTML and addresses write differently.
KEY = "planted/Zx9+Qw7&<5>=end-0123456789"
FORMS = {
    KEY,
    json.dumps(KEY)[1:-1],
    html.escape(KEY),
    urllib.parse.quote(KEY),
    urllib.parse.quote(KEY, safe=""),
    base64.b64encode(KEY.encode()).decode(),
    KEY[8:],
}
SAMPLES = resources.folder() / "samples"
ECHOES = ("401", "500", "html", "answer", "error-event", "cut", "header", "redirect")


def echo(handler: Handler) -> None:
    """Give the key back as the model's name says."""
    said = handler.headers.get("authorization", "nothing")
    if handler.asked_with is None:
        models = [{"id": f"echo-{way}"} for way in ECHOES] + [{"id": f"of {said}"}]
        handler.whole(200, json.dumps({"data": models}).encode(), "application/json", {})
        return
    way = handler.asked_with["model"].removeprefix("echo-")
    if way in ("answer", "error-event", "cut"):
        handler.begin_stream()
        half = len(said) // 2
        for piece in (f"The key is {said[:half]}", f"{said[half:]}, is it not? {KEY}"):
            event = {"choices": [{"index": 0, "delta": {"content": piece}}]}
            handler.piece(f"data: {json.dumps(event)}\n\n")
        if way == "error-event":
            failure = {"error": {"message": f"bad key {said}", "code": said, "param": KEY}}
            handler.piece(f"data: {json.dumps(failure)}\n\n")
        if way == "cut":
            return
        stop = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        handler.piece(f"data: {json.dumps(stop)}\n\ndata: [DONE]\n\n")
        handler.end_stream()
        return
    body = json.dumps({"error": {"message": f"{said} is no key", "type": said, "code": KEY}})
    status = {"401": 401, "500": 500, "header": 429, "redirect": 302}.get(way, 403)
    headers = {"x-request-id": said, "www-authenticate": said, "retry-after": "0"}
    if way == "redirect":
        headers["location"] = f"/elsewhere?key={KEY}"
    kind = "application/json"
    if way == "html":
        body, kind = f"<html><title>{said}</title><body>{KEY}</body></html>", "text/html"
    handler.whole(status, body.encode(), kind, headers)


@dataclass
class Place:
    """A home with a hostile server's models in it, and how programs are run there."""

    server: ScriptedServer
    environ: dict[str, str]
    models: list[str]
    files: Path
    """What the programs write."""

    def run(self, *words: str, stdin: str = "") -> str:
        """Run a command; returns what it printed, on stdout and stderr."""
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-W", "ignore", "-m", "vizdesk", *words],
            env={**os.environ, **self.environ},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return done.stdout + done.stderr


@pytest.fixture(params=["environment", "password store"])
def place(request: pytest.FixtureRequest, tmp_path: Path, private_home: Path) -> Iterator[Place]:
    debug = {
        "OPENAI_LOG": "debug",
        "HTTPX_LOG_LEVEL": "trace",
        "PYTHONASYNCIODEBUG": "1",
        "PYTHONFAULTHANDLER": "1",
        "PYTHONPATH": str(ROOT),
    }
    outside = tmp_path / "outside"
    outside.mkdir()
    with serve(echo) as server:
        made = Place(server, debug, [f"echo-{way}" for way in ECHOES], private_home)
        add = ("endpoints", "add", "Lab", server.base_url)
        if request.param == "environment":
            made.environ["LAB_KEY"] = KEY
            made.run(*add, "--key", "LAB_KEY")
        else:
            made.environ |= {
                "PYTHON_KEYRING_BACKEND": "tests.credentials.store_kinds.Working",
                "VIZDESK_TEST_KEYS": str(outside / "store"),
                "VIZDESK_TEST_ASKED": str(outside / "asked"),
            }
            made.run(*add)
            made.run("keys", "set", "lab", stdin=f"{KEY}\n")
            assert KEY in (outside / "store").read_text()
        for model in made.models:
            made.run("models", "add", f"{model}@{server.base_url}")
        yield made


def traces(text: str) -> list[str]:
    """Where any form of the key is in a text: what stands around it."""
    return [
        text[max(0, text.find(form) - 80) : text.find(form) + 40] for form in FORMS if form in text
    ]


def traces_in_files(folder: Path) -> dict[str, list[str]]:
    """The same for every file below a folder, by its name and what is in it."""
    found = {
        str(path): traces(path.read_bytes().decode(errors="replace")) + traces(str(path))
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {path: places for path, places in found.items() if places}


def traces_in_processes(root: int) -> list[str]:
    """The same for the command lines of a process and all below it, and what those have to read."""
    children = descendants(root)
    texts = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in (root, *children)]
    texts += [Path(f"/proc/{pid}/environ").read_bytes() for pid in children]
    return [place for text in texts for place in traces(text.decode(errors="replace"))]


def test_the_window_leaves_no_trace_of_a_key(place: Place) -> None:
    svg = place.files / "drawing.svg"
    svg.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect '
        'width="40" height="30" fill="red"/></svg>'
    )
    said: list[str] = []
    with driven_window(str(SAMPLES / "shapes.png"), **place.environ) as window:
        window.wait(lambda state: state["image"] and state["needs"])
        names = [f"{model}@{place.server.base_url}" for model in place.models]
        window.open(svg)
        state = window.ask("demo-small", *names)
        assert state["answers"]["demo-small"]["state"] == "done"
        assert len(descendants(window.pid)) >= 2, "the worker and the reader of images"
        assert traces_in_processes(window.pid) == []
        said.append(json.dumps(state))
        said += window.tell("details")
        window.tell("show_keys")
        window.tell("break", words=f"it broke with {KEY} in its hands")
        window.wait(lambda _: window.tell("error_dialog"))
        said.append(window.tell("error_dialog"))
        said.append(json.dumps(window.tell("keys")))
        assert traces_in_processes(window.pid) == []
        window.close()
        said.append(window.stderr)
    sent = [seen for seen in place.server.seen if seen.headers.get("authorization")]
    assert {seen.headers["authorization"] for seen in sent} == {f"Bearer {KEY}"}
    assert {seen.body["model"] for seen in sent if seen.body} == set(place.models)
    assert [place for text in said for place in traces(text)] == []
    assert traces_in_files(place.files) == {}


ENDINGS = (".json", ".csv", ".md", ".html", ".xml", ".png", ".svg", ".pdf", ".txt")


def test_the_command_line_leaves_no_trace_of_a_key(place: Place) -> None:
    models = [
        word for model in place.models for word in ("--model", f"{model}@{place.server.base_url}")
    ]
    exports = [
        word for ending in ENDINGS for word in ("--export", str(place.files / f"exported{ending}"))
    ]
    said = [
        place.run("keys", "test", "lab"),
        place.run("endpoints", "models", "lab"),
        place.run(
            "compare",
            str(SAMPLES / "shapes.png"),
            "--task",
            "caption",
            *models,
            "--json",
            str(place.files / "all.jsonl"),
            *exports,
        ),
    ]
    kept = place.run("history", "list")
    said.append(kept)
    said.append(place.run("history", "show", kept.split()[0], "--json"))
    said.append(place.run("doctor"))
    assert {seen.body["model"] for seen in place.server.seen if seen.body} == set(place.models)
    assert [place for text in said for place in traces(text)] == []
    assert traces_in_files(place.files) == {}
