"""A mistyped command or a missing display is one sentence and status 2, never an abort of Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vizdesk.__main__ import why_no_window

SCREEN = {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("comapre", "compare"), ("modles", "models"), ("exprot", "export"), ("histroy", "history")],
)
def test_a_mistyped_command_names_the_nearest(typed: str, meant: str) -> None:
    sentence = why_no_window([typed, "x.png"], SCREEN, "linux")
    assert sentence == (
        f"there is no command “{typed}”; did you mean “{meant}”? "
        "“vizdesk --help” lists the commands."
    )


def test_a_word_like_no_command_is_said_to_be_neither_command_nor_file() -> None:
    assert "there is no command “xyzzy”, nor a file of this name." in why_no_window(
        ["xyzzy"], SCREEN, "linux"
    )


def test_files_and_options_open_the_window(tmp_path: Path) -> None:
    (tmp_path / "photo").touch()
    for words in ([], ["photo.jpg"], [str(tmp_path / "photo")], ["-style", "x.png"]):
        assert why_no_window(words, SCREEN, "linux") == ""


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_kind_of_display_will_do(name: str) -> None:
    assert why_no_window([], {name: "x"}, "linux") == ""
    assert why_no_window([], {}, "darwin") == ""


@pytest.mark.parametrize(
    ("words", "sentence"), [([], "there is no display here"), (["comapre"], "did you mean")]
)
def test_the_program_ends_with_one_line_and_status_2(words: list[str], sentence: str) -> None:
    environ = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-m", "vizdesk", *words], env=environ, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("vizdesk: ")
    assert sentence in done.stderr
