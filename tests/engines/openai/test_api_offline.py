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

IMPORTING = """
import asyncio, sys, threading
from tests.engines.openai.asking import ask, request
from tests.engines.openai.scripted_server import CHAT_OK, serve
threads = {}
def note(event, args):
    if event == "import" and args[0] in ("openai", "httpx2", "pydantic"):
        threads.setdefault(args[0], threading.current_thread())
sys.addaudithook(note)
with serve(CHAT_OK) as server:
    ask(request(server.base_url))
assert set(threads) == {"httpx2"}, threads
assert threading.main_thread() not in threads.values(), "the loop is held by an import"
"""


def run(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_offline_asks_no_server_not_even_one_on_this_machine_and_says_why() -> None:
    printed = run(OFFLINE)
    assert printed.count("vizdesk is offline") == 6
    assert "OpenAI" in printed


def test_nothing_heavy_is_imported_before_the_first_question() -> None:
    run(LAZY)


def test_what_asks_servers_is_imported_outside_of_the_loop() -> None:
    run(IMPORTING)
