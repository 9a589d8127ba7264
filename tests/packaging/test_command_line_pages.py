"""The man page and the guide's reference say what the parser knows, and are current."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tools import command_line

from vizdesk.__main__ import COMMANDS
from vizdesk.cli.main import build_parser


def test_the_reference_of_the_guide_is_current() -> None:
    assert command_line.PAGE.read_text(encoding="utf-8") == command_line.markdown()


def test_every_command_is_there_with_all_its_words() -> None:
    found = {command.name: command for command in command_line.commands(build_parser())}
    assert set(found) >= COMMANDS
    assert "history delete" in found
    typed = [words.typed for words in found["compare"].words]
    assert {"IMAGE", "--task NAME", "--model ID", "--json FILE"} <= set(typed)


def test_the_man_page_has_the_sections_that_readers_expect() -> None:
    text = command_line.man_page("2026-12-01")
    heads = [line.removeprefix(".SH ") for line in text.splitlines() if line.startswith(".SH")]
    assert heads == [
        *("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "FILES")
    ]
    assert "\\-\\-task NAME" in text


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff here")
def test_groff_reads_the_man_page_without_a_warning(tmp_path: Path) -> None:
    page = tmp_path / "vizdesk.1"
    page.write_text(command_line.man_page("2026-12-01"), encoding="utf-8")
    words = ["groff", "-man", "-Kutf8", "-Tutf8", "-ww", "-z", str(page)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
