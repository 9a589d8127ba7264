"""Offline opens no socket; starting opens no package; asking does not hold the loop."""

from __future__ import annotations

import subprocess
import sys

OFFLINE = """
import asyncio, socket, sys
opened = []
def note(event, args):
    if event == "socket.__new__" and args[1] in (socket.AF_INET, socket.AF_INET6):
        opened.append((event, args))
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        opened.append((event, args))
from tests.engines.openai.asking import failure_of, ask, request
from tests.engines.openai.scripted_server import CHAT_OK, serve
from vizdesk.comparison.events import EngineError
from vizdesk.engines.servers.model_listing import list_models
from vizdesk.credentials.keys import Secret
from vizdesk.common.offline import Offline
sys.addaudithook(note)
servers = ("https://api.openai.com/v1", "http://192.0.2.1:8080/v1", "http://127.0.0.1:8080/v1")
for where in servers:
    try:
        ask(request(where, key_name="k"), {"k": Secret("sk")}.get, Offline(on=True))
    except EngineError as error:
        print(error.failure)
    try:
        asyncio.run(list_models(where, None, offline=Offline(on=True)))
    except EngineError as error:
        print(error.failure)
assert opened == [], opened
with serve(CHAT_OK) as server:
    ask(request(server.base_url))
assert opened, "the watch itself works"
"""

LAZY = """
import sys
import vizdesk.engines.openai.engine, vizdesk.engines.servers.model_listing
import vizdesk.credentials.keys
from vizdesk.common.offline import Offline
vizdesk.engines.openai.engine.ApiEngine(lambda name: None, Offline())
vizdesk.credentials.keys.Keys({})
heavy = {"openai", "httpx", "httpx2", "keyring", "pydantic"} & set(sys.modules)
assert not heavy, heavy
"""

HOLDING = """
import asyncio, time
from tests.engines.openai.asking import events_of, request
from tests.engines.openai.scripted_server import CHAT_OK, serve
from vizdesk.engines.openai.engine import ApiEngine
from vizdesk.common.offline import Offline

async def main(base_url):
    longest, last, done = 0.0, time.perf_counter(), False
    async def tick():
        nonlocal longest, last
        while not done:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    ticking = asyncio.create_task(tick())
    engine = ApiEngine(lambda name: None, Offline())
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


def test_offline_asks_no_server_not_even_one_on_this_machine_and_says_why() -> None:
    said = run(OFFLINE)
    assert said.count("vizdesk is offline") == 6
    assert "OpenAI" in said


def test_nothing_heavy_is_imported_before_the_first_question() -> None:
    run(LAZY)


def test_the_first_question_does_not_hold_the_loop_while_the_package_is_imported() -> None:
    assert "longest hold" in run(HOLDING)
