"""Hostile words of a server, in every place of the real window: nothing fetched, opened or stuck.

The window runs as a whole, with six models of a server that answers with links, images, markup,
escapes and too much of everything; their names and the server's errors are of the same kind.
VIZDESK_TEST_GRABS: a folder that pictures of the window are put into, to be looked at;
VIZDESK_TEST_PLATFORM: “xcb” for a real X server.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from tests.end_to_end.window_driver import DrivenWindow, driven_window
from tests.engines.openai.scripted_server import Handler, serve
from tests.processes import descendants
from tests.stress.watched_file import watched

from vizdesk.common import resources

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify and /proc")

SHAPES = resources.folder() / "samples" / "shapes.png"
PLATFORM = {"QT_QPA_PLATFORM": os.environ.get("VIZDESK_TEST_PLATFORM", "offscreen")}
TRAP = "/trap"
PIECE = 50_000


def markup(base: str, secret: Path) -> str:
    """Everything that a page would fetch, open or run, as HTML and as Markdown."""
    there, here = f"{base}{TRAP}.png", secret.as_uri()
    return (
        f'<h1>Big</h1><img src="{there}"><img src="{here}"><script>alert(1)</script>'
        f'<link rel=stylesheet href="{there}"><iframe src="{there}"></iframe>'
        f'<a href="{here}">file</a> <body onload="x()" background="{there}">\n\n'
        f"# Heading\n\n![image]({there}) ![local]({here}) [link]({there}) <{there}>\n\n"
        f"|a|b|\n|-|-|\n|![x]({there})|[y]({here})|\n\n"
        f"[ref]: {there}\n![z][ref] [javascript](javascript:alert(1)) {there} {here}\n\n"
    )


ANSWERS = {
    "escapes": lambda page: (
        page + "\x1b]52;c;cm0=\x07\x1b[2J\x00\x9b31m\x08\u202egnp.exe\u2066\u2069\ud83d \ufdd0 end"
    ),
    "items": lambda page: page + "".join(f"- item **{n}**\n" for n in range(16_000)),
    "line": lambda page: page + "x" * 1_000_000,
    "lines": lambda page: page + "y\n" * 200_000,
    "table": lambda page: page + "|a|b|\n|-|-|\n" + f"|{page[:40]}|y|\n" * 20_000,
}
"""What each model says."""


def hostile_name(kind: str, base: str, secret: Path) -> str:
    """A model's name that is a tag which would fetch, and turns what follows around."""
    return f'{kind}<img src="{base}{TRAP}-{kind}.png"><a href="{secret.as_uri()}">\u202e'


def script(secret: Path, fetched: list[str]) -> object:
    def answer(handler: Handler) -> None:
        base = f"http://{handler.headers['host']}"
        if TRAP in handler.path:
            fetched.append(handler.path)
        page = markup(base, secret)
        if handler.asked_with is None:
            handler.whole(200, json.dumps({"data": []}).encode(), "application/json", {})
            return
        kind = handler.asked_with["model"].partition("<")[0]
        if kind not in ANSWERS:
            words = page * 40 + "\x1b[2J\x00\u202e"
            body = json.dumps({"error": {"message": words, "type": words, "code": words}})
            handler.whole(400, body.encode(), "application/json", {"x-request-id": "<b>id"})
            return
        said = ANSWERS[kind](page)
        handler.begin_stream()
        for at in range(0, len(said), PIECE):
            event = {"choices": [{"index": 0, "delta": {"content": said[at : at + PIECE]}}]}
            handler.piece(f"data: {json.dumps(event)}\n\n")
        stop = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        handler.piece(f"data: {json.dumps(stop)}\n\ndata: [DONE]\n\n")
        handler.end_stream()

    return answer


def measured(window: DrivenWindow, doing: str) -> None:
    """Write down the longest gaps since the last time, for docs/reliability.md."""
    beats = window.tell("heart")
    print(  # noqa: T201 - seen with pytest -s
        f"{doing:32} gap {beats['longest_ms']:6.0f} ms, Qt thread {beats['longest_cpu_ms']:5.0f} ms"
    )


def grab(window: DrivenWindow, name: str) -> None:
    if folder := os.environ.get("VIZDESK_TEST_GRABS"):
        assert window.tell("grab", path=f"{folder}/{name}.png")


def test_hostile_words_are_words_everywhere_in_the_window(
    tmp_path: Path, private_home: Path
) -> None:
    secret = tmp_path / "secret.png"
    shutil.copy(SHAPES, secret)
    picture = tmp_path / f"<img src=x> {'🙂' * 20}\u202e\x1b[2J.png"
    shutil.copy(SHAPES, picture)
    fetched: list[str] = []
    with serve(script(secret, fetched)) as server, watched(secret) as watch:  # type: ignore[arg-type]
        base = server.base_url.removesuffix("/v1")
        names = [hostile_name(kind, base, secret) for kind in (*ANSWERS, "error")]
        models = private_home / "vizdesk" / "models"
        models.mkdir(parents=True)
        for at, name in enumerate(names):
            model = {"id": f"hostile-{at}", "name": name, "profile": "generic", "slug": name}
            entry = model | {"base_url": server.base_url}
            lines = ["[[model]]", *(f"{key} = {json.dumps(value)}" for key, value in entry.items())]
            (models / f"{at}.toml").write_text("\n".join(lines), encoding="utf-8")
        with driven_window(str(picture), **PLATFORM) as window:
            window.wait(lambda state: state["image"] and state["needs"])
            window.tell("task", kind="caption")
            measured(window, "opened")
            state = window.ask(*(f"hostile-{at}" for at in range(len(names))))
            failures = {key: answer["failure"][:300] for key, answer in state["answers"].items()}
            states = {key: answer["state"] for key, answer in state["answers"].items()}
            assert sorted(states.values()) == ["done"] * len(ANSWERS) + ["failed"], failures
            measured(window, "answered")
            grab(window, "panes")
            for arrangement in ("columns", "together", "differences", "slider", "grid"):
                window.tell("arrange", arrangement=arrangement)
                assert window.tell("settled")
                measured(window, arrangement)
                grab(window, arrangement)
            assert window.tell("tips") > 20
            measured(window, "every tip shown")
            for page in ("models", "history", "evals", "compare"):
                window.tell("page", page=page)
                window.wait(lambda state: not state["waiting"])
                assert window.tell("settled")
                window.tell("tips")
                measured(window, f"page {page}")
                grab(window, page)
            assert len(window.tell("details")) == len(names) + 1
            measured(window, "details copied")
            assert "\x1b" not in window.tell("title")
            assert descendants(window.pid) == set()
            assert window.close() == 0
            assert not {"\x1b", "\x00", "\x07"} & set(window.stderr)
            assert "Traceback" not in window.stderr
        assert fetched == []
        assert watch.events() == 0
