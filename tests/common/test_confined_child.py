"""A child that fails, in whatever way, costs what was asked of it and nothing after that."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from vizdesk.common.confined_child import ChildFailedError, ConfinedChild, child_command

ECHO = """
import sys
print('{"limits": ["memory"]}', flush=True)
for line in sys.stdin:
    print(line.strip(), flush=True)
"""


@pytest.fixture
def echo() -> Iterator[ConfinedChild]:
    child = ConfinedChild(lambda: (sys.executable, "-c", ECHO))
    yield child
    child.close()


def told(child: subprocess.Popen[bytes], text: str) -> str:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(text.encode() + b"\n")
    child.stdin.flush()
    return child.stdout.readline().decode().strip()


def test_a_program_that_is_not_there_is_a_child_that_did_not_start() -> None:
    with pytest.raises(ChildFailedError) as failed:
        ConfinedChild(lambda: ("/nonexistent/vizdesk", "--decoder")).ask(lambda child: 0, 5.0)
    assert not failed.value.started


@pytest.mark.parametrize("first", ["[1]", "{}", '{"limits": 5}', "hello"])
def test_a_child_whose_first_words_are_others_did_not_start(first: str) -> None:
    child = ConfinedChild(lambda: (sys.executable, "-c", f"print({first!r})"))
    with pytest.raises(ChildFailedError) as failed:
        child.ask(lambda child: 0, 5.0)
    assert not failed.value.started
    assert child.pid is None


@pytest.mark.parametrize("answer", ["5", "[]", '{"other": 1}', "no JSON", "[" * 100_000])
def test_an_answer_of_another_shape_is_a_failure_of_the_child(
    echo: ConfinedChild, answer: str
) -> None:
    with pytest.raises(ChildFailedError):
        echo.ask(lambda child: json.loads(told(child, answer))["size"] + 0, 5.0)
    assert echo.pid is None


def test_what_is_left_of_an_answer_is_not_taken_for_the_next(echo: ConfinedChild) -> None:
    """Memory may end in this process while it reads a child's pixels."""

    def half(child: subprocess.Popen[bytes]) -> str:
        assert child.stdin is not None
        child.stdin.write(b"the first image\n")
        child.stdin.flush()
        raise MemoryError

    with pytest.raises(MemoryError):
        echo.ask(half, 5.0)
    assert echo.ask(lambda child: told(child, "the second image"), 5.0) == "the second image"


@pytest.mark.parametrize("name", ["worker", "decoder", "headers", "devices"])
def test_a_packaged_program_starts_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert child_command(name) == (sys.executable, "-m", "vizdesk", f"--{name}")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command(name) == (sys.executable, f"--{name}")
