"""Offline opens no socket; starting opens no package; asking does not hold the loop."""

from __future__ import annotations

import subprocess
import sys

OFFLINE = """
import asyncio, sys
opened = []
def note(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        opened.append((event, args))
from tests.engines.api.asking import failure_of, ask, request
from tests.engines.api.scripted_server import CHAT_OK, serve
from vizdesk.comparison.events import EngineError
from vizdesk.engines.endpoint_models import list_models
from vizdesk.keys import Secret
sys.addaudithook(note)
for where in ("https://api.openai.com/v1", "http://192.0.2.1:8080/v1"):
    try:
        ask(request(where, key_name="k"), {"k": Secret("sk")}.get, offline=lambda: True)
    except EngineError as error:
        print(error.failure)
    try:
        asyncio.run(list_models(where, None, offline=True))
    except EngineError as error:
        print(error.failure)
assert opened == [], opened
with serve(CHAT_OK) as server:
    ask(request(server.base_url), offline=lambda: True)
assert opened, "the watch itself works"
"""

LAZY = """
import sys
import vizdesk.engines.openai_api, vizdesk.engines.endpoint_models, vizdesk.keys
vizdesk.engines.openai_api.ApiEngine(lambda name: None)
vizdesk.keys.Keys({})
heavy = {"openai", "httpx", "httpx2", "keyring", "pydantic"} & set(sys.modules)
assert not heavy, heavy
"""

HOLDING = """
import asyncio, time
from tests.engines.api.asking import events_of, request
from tests.engines.api.scripted_server import CHAT_OK, serve
from vizdesk.engines.openai_api import ApiEngine

async def main(base_url):
    longest, last, done = 0.0, time.perf_counter(), False
    async def tick():
        nonlocal longest, last
        while not done:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    ticking = asyncio.create_task(tick())
    engine = ApiEngine(lambda name: None)
    began = time.perf_counter()
    await events_of(engine, request(base_url))
    print(f"{time.perf_counter() - began:.2f} s, longest hold {longest:.3f} s")
    done = True
    await ticking
    await engine.close()
    assert longest < 0.5, longest

with serve(CHAT_OK) as server:
    asyncio.run(main(server.base_url))
"""


def run(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_offline_asks_no_other_machine_and_says_why() -> None:
    said = run(OFFLINE)
    assert said.count("vizdesk is offline") == 4
    assert "OpenAI" in said


def test_nothing_heavy_is_imported_before_the_first_question() -> None:
    run(LAZY)


def test_the_first_question_does_not_hold_the_loop_while_the_package_is_imported() -> None:
    assert "longest hold" in run(HOLDING)
