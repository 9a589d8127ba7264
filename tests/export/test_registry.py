"""A format that is registered is known to the command line, and no two are taken for each other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from vizdesk.cli.main import build_parser
from vizdesk.export.registry import FORMATS, format_of


def test_every_format_is_found_by_each_of_its_endings() -> None:
    endings = Counter(ending for each in FORMATS for ending in (each.ending, *each.other_endings))
    assert set(endings.values()) == {1}
    for export_format in FORMATS:
        for ending in (export_format.ending, *export_format.other_endings):
            assert format_of(Path(f"a.b{ending.upper()}")) is export_format


def test_the_command_lines_help_names_every_ending() -> None:
    (commands,) = [action.choices for action in build_parser()._actions if action.dest == "command"]
    assert isinstance(commands, dict)
    endings = {each.ending for each in FORMATS}
    for command in ("compare", "export"):
        assert endings <= set(commands[command].format_help().split())
