"""Words of models and servers are shown on a terminal and never obeyed."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from vizdesk.common.terminal import plain_output, rewrite_line, shown, shown_json
from vizdesk.diagnostics.run_monitor import warn_on_stderr

CLIPBOARD = "\x1b]52;c;cm0gLXJm\x07"
HOSTILE = [
    (CLIPBOARD, "␛]52;c;cm0gLXJm␇"),
    ("\x1b[2J\x1b[H", "␛[2J␛[H"),
    ("\x9b31mred\x9d0;title\x9c", "�31mred�0;title�"),
    ("safe\r\b\b\b\bevil", "safe␍␈␈␈␈evil"),
    ("a\x00b\x7fc", "a␀b␡c"),
    ("file\u202egnp.exe", "file�gnp.exe"),
    ("\u2066x\u2069", "�x�"),
]


@pytest.mark.parametrize(("words", "expected"), HOSTILE)
def test_a_control_character_is_shown(words: str, expected: str) -> None:
    assert shown(words) == expected


@pytest.mark.parametrize("words", ["one\ntwo\tthree", "Grüße, 模型 😀 é", "א‏ב"])
def test_all_other_text_stays_as_it_is(words: str) -> None:
    assert shown(words) == words
    assert shown(words.replace("\n", "\r\n")) == words


@pytest.mark.parametrize("words", [words for words, _ in HOSTILE])
def test_json_says_the_same_without_a_control(words: str) -> None:
    written = shown_json(json.dumps(words, ensure_ascii=False))
    assert json.loads(written) == words
    assert written == shown(written)


def test_print_logs_and_tracebacks_pass_one_function(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    with plain_output():
        print(f"said {CLIPBOARD}")  # noqa: T201 - it is what is tried
        warn_on_stderr(str)
        logging.getLogger("vizdesk").warning("the server said %s", CLIPBOARD)
        try:
            raise ValueError(CLIPBOARD)
        except ValueError:
            sys.__excepthook__(*sys.exc_info())
    assert out.getvalue() == "said ␛]52;c;cm0gLXJm␇\n"
    assert err.getvalue().count("␛]52;c;cm0gLXJm␇") == 2
    assert "\x1b" not in err.getvalue()
    assert sys.stdout is out


def test_only_progress_goes_back_to_the_beginning_of_its_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    with plain_output():
        rewrite_line("50 % of \x1b[1mevil\r.gguf")
    assert err.getvalue() == "\r50 % of ␛[1mevil␍.gguf\r"


WITHOUT = """
import sys
from vizdesk.common.terminal import plain_output, rewrite_line
sys.stdout = sys.stderr = None
with plain_output():
    print("nobody reads this")
    rewrite_line("nor this")
"""


def test_a_program_without_a_terminal_writes_nowhere() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "arguments", [["compare", "NAME", "--task", "caption", "--model", "demo-large"], ["NAME"]]
)
def test_a_file_name_is_no_command_to_the_terminal(arguments: list[str], tmp_path: Path) -> None:
    name = "evil\x1b]0;title\x07\rpng"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "vizdesk",
            *(name if word == "NAME" else word for word in arguments),
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode in (1, 2)
    assert "\x1b" not in done.stdout + done.stderr
    assert "evil␛]0;title␇" in done.stderr
