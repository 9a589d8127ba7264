"""docs/stability.md: its worked example is what vizdesk prints; its table names every kind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vizdesk.__main__ import main
from vizdesk.stability.perturbation import KINDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "stability.md").read_text(encoding="utf-8")


def test_the_command_says_what_the_page_shows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    example = re.search(r"```console\n\$ vizdesk (stability .*)\n((?:.*\n)*?)```", PAGE)
    assert example is not None
    assert main(example[1].split()) == 0
    assert capsys.readouterr().out == example[2]


def test_the_table_has_every_perturbation_with_its_strength() -> None:
    for change in KINDS.values():
        assert f"| `{change.name}` |" in PAGE
    for words in ("quality 30", "0.5 of the sides", "5 degrees", "−40 %", "2 pixels", "12 of 255"):
        assert words in PAGE
