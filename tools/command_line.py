"""The command line as pages: the man page, and the guide's reference, generated from the parser.

Usage: python -m tools.command_line [--man FILE]
Without --man it writes docs/guide/command-line.md.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import vizdesk
from vizdesk.cli.main import build_parser

PAGE = Path(__file__).resolve().parents[1] / "docs" / "guide" / "command-line.md"
WIDE = "1000"  # columns: argparse breaks lines itself otherwise
WINDOW = (
    ("vizdesk [FILE…]", "open the window with these images, GGUF models or folders of them"),
    ("--new-window", "open another window, not the files in the one that runs already"),
    ("--offline", "before anything else: this run opens no connection"),
    ("--smoke", "compare the sample image with both demo models, without a window, and say so"),
)
STATUS = "0 when every answer is done, 1 when some failed, 2 for usage, 130 when stopped."


@dataclass(frozen=True)
class Words:
    """An option or an argument as it is typed, and what it does."""

    typed: str
    does: str


@dataclass(frozen=True)
class Command:
    """A command: its full name (`history list`), usage line, one sentence, and its words."""

    name: str
    usage: str
    does: str
    words: tuple[Words, ...]


def commands(parser: argparse.ArgumentParser) -> Iterator[Command]:
    """Every command of a parser and of those below it, each before its own."""
    os.environ["COLUMNS"] = WIDE
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        does = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, below in action.choices.items():
            usage = " ".join(below.format_usage().removeprefix("usage: ").split())
            full = below.prog.removeprefix("vizdesk ")
            yield Command(full, usage, does.get(name, ""), tuple(_words(below)))
            yield from commands(below)


def _words(parser: argparse.ArgumentParser) -> Iterator[Words]:
    shape = parser._get_formatter()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            continue
        if action.help == argparse.SUPPRESS:
            continue
        typed = shape._format_action_invocation(action)
        yield Words(typed, " ".join(shape._expand_help(action).split()) if action.help else "")


def markdown() -> str:
    """The reference as a page of the guide."""
    lines = [
        "# Command line",
        "",
        "<!-- Generated: .venv/bin/python -m tools.command_line -->",
        "",
        "Everything that the window does with models can be done without it. `vizdesk COMMAND "
        "--help` prints what stands here.",
        "",
        "| | |",
        "| --- | --- |",
        *(f"| `{typed}` | {does} |" for typed, does in WINDOW),
        "",
        f"Exit status: {STATUS}",
        "",
    ]
    for command in commands(build_parser()):
        lines += [f"## vizdesk {command.name}", ""]
        lines += [_sentence(command.does), ""] if command.does else []
        lines += ["```text", command.usage, "```", ""]
        if command.words:
            lines += ["| | |", "| --- | --- |"]
            lines += [f"| `{_cell(one.typed)}` | {_cell(one.does)} |" for one in command.words]
            lines += [""]
    return "\n".join(lines)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def man_page(day: str) -> str:
    """vizdesk(1) as roff, dated `day` (YYYY-MM-DD): https://man7.org/linux/man-pages/man7/man.7.html"""
    lines = [
        f'.TH VIZDESK 1 "{day}" "vizdesk {vizdesk.__version__}" "User Commands"',
        ".SH NAME",
        "vizdesk \\- compare vision models side by side on your own pictures",
        ".SH SYNOPSIS",
        ".B vizdesk",
        "[\\fIFILE\\fR...]",
        ".br",
        ".B vizdesk",
        "[\\fB\\-\\-offline\\fR] \\fICOMMAND\\fR ...",
        ".SH DESCRIPTION",
        _roff(_sentence(WINDOW[0][1]) + " With a command, no window is opened."),
        ".SH OPTIONS",
    ]
    for typed, does in WINDOW[1:]:
        lines += [".TP", f".B {_roff(typed)}", _roff(_sentence(does))]
    lines += [".SH COMMANDS"]
    for command in commands(build_parser()):
        lines += [f".SS {_roff(command.name)}"]
        lines += [_roff(_sentence(command.does)), ".PP"] if command.does else []
        lines += [_roff(command.usage)]
        for one in command.words:
            lines += [".TP", f".B {_roff(one.typed)}", _roff(one.does) if one.does else "\\&"]
    lines += [".SH EXIT STATUS", _roff(STATUS)]
    lines += [".SH FILES", ".TP", ".I ~/.config/vizdesk", "Settings, models, endpoints."]
    lines += [".TP", ".I ~/.local/share/vizdesk", "History, runs, downloaded models."]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    """Text as roff has it: no line begins as a request, hyphens can be copied."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    for letter, escape in (("“", "\\(lq"), ("”", "\\(rq"), ("’", "\\(cq"), ("→", "\\(->")):
        plain = plain.replace(letter, escape)
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def main() -> None:
    """Write the page that was asked for."""
    if sys.argv[1:2] == ["--man"]:
        at = os.environ.get("SOURCE_DATE_EPOCH")
        day = datetime.fromtimestamp(int(at), UTC) if at else datetime.now(UTC)
        Path(sys.argv[2]).write_text(man_page(f"{day:%Y-%m-%d}"), encoding="utf-8")
        return
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(markdown(), encoding="utf-8")
    print(f"Written: {PAGE}")


if __name__ == "__main__":
    main()
