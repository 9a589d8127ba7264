"""docs/votes.md: its worked example is what vizdesk computes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vizdesk.__main__ import main
from vizdesk.analysis.preference import votes_needed

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "votes.md").read_text(encoding="utf-8")


def test_the_command_says_what_the_page_shows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    example = re.search(r"```console\n\$ vizdesk (votes .*)\n((?:.*\n)*?)```", PAGE)
    assert example is not None
    assert main(example[1].split()) == 0
    assert capsys.readouterr().out == example[2]


def test_votes_for_forty_points() -> None:
    assert f"40 points take {votes_needed(40)} votes without ties." in PAGE
