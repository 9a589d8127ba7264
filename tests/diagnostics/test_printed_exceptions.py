"""Whatever Python prints by itself, on whichever way, has no key in it."""

from __future__ import annotations

import base64
import html
import json
import os
import subprocess
import sys
import urllib.parse
from pathlib import Path

import pytest

from vizdesk.credentials.keys import Keys, Secret
from vizdesk.credentials.written_forms import written_forms
from vizdesk.diagnostics.redaction import Redactor

KEY = "planted/Zx9+Qw7&<5>=\"end'\\0123"
WAYS = {
    "as it is": KEY,
    "in JSON": json.dumps({"key": KEY}),
    "in JSON of ASCII": json.dumps([KEY], ensure_ascii=True),
    "as Python shows it": repr((KEY,)),
    "in HTML": html.escape(KEY),
    "in an address": urllib.parse.quote(KEY),
    "in a query": urllib.parse.quote(KEY, safe=""),
    "in base64": base64.b64encode(KEY.encode()).decode(),
}

PROGRAM = """
import asyncio, gc, logging, os, sys, threading
from vizdesk.diagnostics.printed_exceptions import scrubbed_exceptions
from vizdesk.diagnostics.redaction import Redactor
KEY = sys.stdin.read()
scrub = Redactor({})
scrub.watch(lambda text: text.replace(KEY, "•••"))

class Cleared:
    def __del__(self):
        raise ValueError(f"cleared away with {KEY}")

async def forgotten():
    async def fail():
        raise ValueError(f"a task with {KEY}")
    task = asyncio.create_task(fail())
    await asyncio.sleep(0.01)
    del task
    gc.collect()

with scrubbed_exceptions(scrub):
    thread = threading.Thread(target=lambda: [][KEY])
    thread.run = lambda: (_ for _ in ()).throw(ValueError(f"a thread with {KEY}"))
    thread.start(); thread.join()
    cleared = Cleared(); del cleared
    asyncio.run(forgotten())
    logging.getLogger("any").error("logged with %s", KEY)
    try:
        raise ValueError(f"logged after {KEY}")
    except ValueError:
        logging.getLogger("any").exception("an exception")
    try:
        raise ValueError(f"cause with {KEY}")
    except ValueError as error:
        sys.excepthook(*(lambda e: (type(e), e, e.__traceback__))(error))
"""


def test_threads_tasks_logs_and_what_is_cleared_away_print_no_key() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=KEY,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONFAULTHANDLER": "1"},
    )
    assert done.returncode == 0
    assert KEY not in done.stderr
    words = ("a thread", "cleared away", "a task", "logged", "logged after", "cause")
    assert [word for word in words if f"{word} with •••" not in done.stderr] == ["logged after"]
    assert "logged after •••" in done.stderr


@pytest.mark.parametrize("way", WAYS)
def test_a_key_is_hidden_however_it_is_written(way: str) -> None:
    keys = Keys({})
    keys.remember_for_this_run("lab", Secret(KEY))
    hidden = keys.hide(f"before {WAYS[way]} after")
    assert "planted" not in hidden
    assert "0123" not in hidden
    assert hidden.startswith("before ")
    assert hidden.endswith(" after")
    assert "planted" not in Redactor({"LAB_TOKEN": KEY})(f"x {WAYS[way]} y")


def test_a_key_of_letters_and_digits_has_no_other_form_but_base64() -> None:
    assert set(written_forms("abc123")) == {"abc123", "YWJjMTIz"}


BREAKING = """
import sys
from vizdesk.cli import main as cli
from vizdesk.services.app_services import AppServices

def broken(options, services):
    key = services().endpoints.keys.lookup("lab@http://127.0.0.1:1")
    raise RuntimeError(f"it broke with {key.reveal()!r}")

cli._COMMANDS = {**cli._COMMANDS, "doctor": broken}
sys.exit(cli.main(["doctor"]))
"""


@pytest.mark.parametrize("source", ["password store", "environment"])
def test_a_traceback_of_the_command_line_has_no_key_of_any_form(
    source: str, tmp_path: Path, private_home: Path
) -> None:
    name = "lab@http://127.0.0.1:1"
    environ = {**os.environ, "PYTHONPATH": os.getcwd(), "PYTHONUTF8": "1"}
    if source == "environment":
        environ["LAB_API_KEY"] = KEY
    else:
        (tmp_path / "store").write_text(json.dumps({name: KEY}))
        environ |= {
            "PYTHON_KEYRING_BACKEND": "tests.credentials.store_kinds.Working",
            "VIZDESK_TEST_KEYS": str(tmp_path / "store"),
            "VIZDESK_TEST_ASKED": str(tmp_path / "asked"),
        }
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-c", BREAKING],
        capture_output=True,
        text=True,
        check=False,
        env=environ,
    )
    assert done.returncode == 1
    assert "RuntimeError: it broke with '•••'" in done.stderr
    assert "planted" not in done.stdout + done.stderr
