"""Benchmark g: seconds of what people do every day: reading files and replies, stopping, searching.

Tests assert growth and counts of the same (tests/counting.py); the seconds are measured here.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

# Seconds that none of these may take on an idle machine.
TARGETS_S = {
    "header of a GGUF file with 262,144 tokens": 0.5,
    "search of 1,000 GGUF files": 2.0,
    "list of 3,000 models read": 0.1,
    "500 boxes painted": 0.016,
    "page of 10,000 comparisons": 0.2,
    "search in 10,000 comparisons": 0.1,
    "slowest nasty reply read": 2.0,
    "300 boxes read while they are written": 0.05,
    "stop of a local model that writes": 0.3,
    "stop of a local model that reads an image": 0.3,
    "stop of a server that says nothing": 0.3,
    "longest hold of the loop at the first question to a server": 0.5,
}


def best_of(function: Callable[[], Any], times: int = 5) -> float:
    """The least seconds of some runs: what it takes when nothing else disturbs."""
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def main() -> int:
    """Print the figures as JSON; 1 when one is over its target."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = {
            **_files(folder / "files"),
            **_prices(),
            **_boxes(),
            **_history(folder / "history"),
            **_replies(),
            **asyncio.run(_stops(folder / "models")),
            **asyncio.run(_first_question()),
        }
    print(json.dumps({what: round(seconds, 4) for what, seconds in figures.items()}, indent=1))
    over = [what for what, seconds in figures.items() if seconds > TARGETS_S[what]]
    if over:
        print("over target:", ", ".join(over))
    return 1 if over else 0


def _files(folder: Path) -> dict[str, float]:
    from tests.catalog.gguf.test_gguf_header import with_vocabulary

    from vizdesk.catalog.gguf.header import read_header
    from vizdesk.catalog.gguf.known_places import KnownFolder, Program
    from vizdesk.catalog.models.disk_search import find_models
    from vizdesk.common import resources
    from vizdesk.comparison.profiles import load_profiles

    folder.mkdir()
    large = with_vocabulary(folder / "large.gguf", 262_144)
    profiles = load_profiles(resources.folder() / "profiles")
    repositories = [folder / f"owner-{at % 50}" / f"repo-{at}" for at in range(1000)]
    for repository in repositories:
        repository.mkdir(parents=True)
        os.link(large, repository / "model-Q4_K_M.gguf")

    def search() -> None:
        # One content in many places is found once; so each is looked at by itself.
        for repository in repositories:
            find_models([KnownFolder(Program.FOLDER, repository)], profiles)

    return {
        "header of a GGUF file with 262,144 tokens": best_of(lambda: read_header(large)),
        "search of 1,000 GGUF files": best_of(search, 2),
    }


def _prices() -> dict[str, float]:
    from tests.catalog.pricing.test_openrouter_list import FIXTURE

    from vizdesk.catalog.pricing.openrouter import read_offered

    data = json.loads(FIXTURE.read_text())["data"]
    many = [{**data[n % len(data)], "id": f"acme/model-{n}"} for n in range(3000)]
    text = json.dumps({"data": many})
    return {"list of 3,000 models read": best_of(lambda: read_offered(text))}


def _boxes() -> dict[str, float]:
    from PySide6.QtWidgets import QApplication
    from tests.painting.test_box_overlay import painted

    from vizdesk.common import resources
    from vizdesk.comparison.types import Box, Detection
    from vizdesk.painting.fonts import load_fonts

    app = QApplication.instance() or QApplication([])
    load_fonts(resources.folder() / "fonts")
    boxes = [
        Detection("mug", Box(x / 25, y / 20, x / 25 + 0.03, y / 20 + 0.04))
        for x in range(25)
        for y in range(20)
    ]
    seconds = best_of(lambda: painted(*boxes), 10)
    app.processEvents()
    return {"500 boxes painted": seconds}


def _history(folder: Path) -> dict[str, float]:
    from tests.history.history_kit import comparison
    from tests.history.test_history import fill

    from vizdesk.history.entries import HistoryQuery
    from vizdesk.history.store import History

    history = History(folder / "history.sqlite3")
    history.keep(comparison(0))
    fill(history, range(2, 10_001))

    def page(query: HistoryQuery = HistoryQuery(), skip: int = 0) -> None:  # noqa: B008 - frozen
        history.entries(query, skip=skip)
        history.count(query)
        history.models()

    queries = (
        *(HistoryQuery(words=words) for words in ("cat7 sentence", "sentence", '"a sentence"')),
        HistoryQuery(model="Gemma"),
    )
    figures = {
        "page of 10,000 comparisons": max(best_of(page), best_of(lambda: page(skip=5000))),
        "search in 10,000 comparisons": max(best_of(lambda q=q: page(q)) for q in queries),
    }
    history.close()
    return figures


def _replies() -> dict[str, float]:
    from tests.comparison.parsing.test_replies_never_raise import NASTY, PROFILES, READERS, read_any

    from vizdesk.comparison.tasks import Task, TaskKind

    slowest = 0.0
    for nasty in NASTY.values():
        text = nasty(200_000 // len(nasty(1)))
        for profile, task in READERS:
            slowest = max(slowest, best_of(lambda t=task, p=profile, x=text: read_any(t, p, x), 1))
    profile = next(profile for profile in PROFILES if profile.id == "gemini")
    entries = [
        {"box_2d": [n % 900, n % 800, n % 900 + 50, n % 800 + 60], "label": f"thing {n % 7}"}
        for n in range(300)
    ]
    cut = json.dumps(entries)[:-7]
    task = Task(TaskKind.DETECT)
    return {
        "slowest nasty reply read": slowest,
        "300 boxes read while they are written": best_of(
            lambda: read_any(task, profile, cut, final=False)
        ),
    }


async def _stops(folder: Path) -> dict[str, float]:
    from tests.engines.llama.asking import running_engine
    from tests.engines.llama.test_llama_stopping import in_phase, until_stopped
    from tests.engines.openai.scripted_server import serve, silence
    from tests.engines.openai.test_api_stop import stop as stop_server

    from benchmarks.random_pair import SLOW_EYES, TINY, write_pair
    from vizdesk.common.offline import Offline
    from vizdesk.comparison.events import TextDelta
    from vizdesk.comparison.models import EngineKind, GgufPair
    from vizdesk.comparison.types import Phase
    from vizdesk.engines.openai.engine import ApiEngine

    (folder / "tiny").mkdir(parents=True)
    (folder / "slow").mkdir()
    tiny, slow = (
        GgufPair(*write_pair(folder / name, form))
        for name, form in (("tiny", TINY), ("slow", SLOW_EYES))
    )
    figures: dict[str, float] = {}
    async with running_engine() as engine:
        writes = [
            await until_stopped(engine, tiny, lambda event: isinstance(event, TextDelta), 900)
            for _ in range(5)
        ]
        figures["stop of a local model that writes"] = max(writes)
        figures["stop of a local model that reads an image"] = await until_stopped(
            engine, slow, in_phase(Phase.READING_IMAGE), 8
        )
    engine = ApiEngine(lambda name: None, Offline())
    with serve(silence) as server:
        waits = [await stop_server(engine, server, EngineKind.CHAT) for _ in range(5)]
        await engine.close()
    figures["stop of a server that says nothing"] = max(waits)
    return figures


async def _first_question() -> dict[str, float]:
    """How long the loop is away while the client's package is imported, in a fresh interpreter."""
    code = (
        "import asyncio\nfrom benchmarks.everyday import longest_hold\n"
        "print(asyncio.run(longest_hold()))"
    )
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await program.communicate()
    return {"longest hold of the loop at the first question to a server": float(printed)}


async def longest_hold() -> float:
    """Seconds of the longest gap between two turns of the loop while a server is first asked."""
    from tests.engines.openai.asking import events_of, request
    from tests.engines.openai.scripted_server import CHAT_OK, serve

    from vizdesk.common.offline import Offline
    from vizdesk.engines.openai.engine import ApiEngine

    longest = 0.0

    async def tick() -> None:
        nonlocal longest
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now

    ticking = asyncio.create_task(tick())
    engine = ApiEngine(lambda name: None, Offline())
    with serve(CHAT_OK) as server:
        await events_of(engine, request(server.base_url))
    ticking.cancel()
    await engine.close()
    return longest


if __name__ == "__main__":
    sys.exit(main())
