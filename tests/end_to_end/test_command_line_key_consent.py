"""A stranger's model file names a variable of the environment: it is sent nowhere unasked."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engines.openai.scripted_server import CHAT_OK, serve
from tests.waiting import LIMIT_S

from vizdesk.common import resources

SHAPES = resources.folder() / "samples" / "shapes.png"
SECRET = "wJalrXUtnFEMI-K7MDENG"
WORDS = (sys.executable, "-m", "vizdesk")


@pytest.fixture
def asked(private_home: Path) -> Path:
    folder = private_home / "vizdesk" / "models"
    folder.mkdir(parents=True)
    return folder / "nice.toml"


def declare(path: Path, base_url: str, key: str = "AWS_SECRET_ACCESS_KEY") -> None:
    path.write_text(
        f'[[model]]\nid = "nice"\nname = "Nice model"\nprofile = "generic"\n'
        f'base_url = "{base_url}"\nslug = "good"\nkey = "{key}"\n'
    )


COMPARE = ("compare", str(SHAPES), "--task", "caption", "--model", "nice", "--no-history")


def run(*words: str, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "AWS_SECRET_ACCESS_KEY": SECRET}
    return subprocess.run(
        [*WORDS, *words],
        stdin=stdin,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        env=environment,
        check=False,
    )


def test_without_a_terminal_it_is_refused_and_can_be_allowed_once(asked: Path) -> None:
    with serve(CHAT_OK) as server:
        declare(asked, server.base_url)
        done = run(*COMPARE)
        assert done.returncode == 1
        assert "The key AWS_SECRET_ACCESS_KEY was not sent: nobody has allowed it" in done.stderr
        assert server.seen == []
        allowed = run("keys", "allow", "AWS_SECRET_ACCESS_KEY", server.base_url)
        assert allowed.returncode == 0
        assert run(*COMPARE).returncode == 0
        assert {seen.headers["authorization"] for seen in server.seen} == {f"Bearer {SECRET}"}
        assert run("keys", "forbid", "AWS_SECRET_ACCESS_KEY", server.base_url).returncode == 0
        assert run(*COMPARE).returncode == 1
        assert len(server.seen) == 1


@pytest.mark.parametrize(("answer", "sent"), [("y", 1), ("n", 0), ("", 0)])
def test_on_a_terminal_it_is_asked_for_once(answer: str, sent: int, asked: Path) -> None:
    with serve(CHAT_OK) as server:
        declare(asked, server.base_url)
        mine, theirs = pty.openpty()
        os.write(mine, f"{answer}\n".encode())
        environment = {**os.environ, "AWS_SECRET_ACCESS_KEY": SECRET}
        done = subprocess.run(
            [*WORDS, *COMPARE],
            stdin=theirs,
            stderr=theirs,
            stdout=subprocess.PIPE,
            timeout=LIMIT_S,
            env=environment,
            check=False,
        )
        os.close(theirs)
        told = os.read(mine, 65_536).decode()
        os.close(mine)
        assert "Nice model asks for your key AWS_SECRET_ACCESS_KEY, to send it to 127.0.0.1" in told
        assert (len(server.seen), done.returncode) == (sent, 0 if sent else 1)
        if sent:
            assert run(*COMPARE).returncode == 0
