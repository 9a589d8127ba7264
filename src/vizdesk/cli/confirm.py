"""Asking before something is deleted for good."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from vizdesk.cli.parser import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

YES = ("y", "yes")


def add_yes(parser: ArgumentParser) -> None:
    """Let a command that deletes be told not to ask."""
    parser.add_argument("-y", "--yes", action="store_true", help="delete without asking")


def confirm(question: str, options: Namespace) -> None:
    """Ask, unless `--yes` was said; a “y” on the terminal or on stdin goes on.

    Raises UsageError, having done nothing, where the answer is no or nobody answers.
    """
    if options.yes:
        return
    print(f"vizdesk: {question} [y/N] ", end="", file=sys.stderr, flush=True)
    try:
        answer = sys.stdin.readline() if sys.stdin is not None else ""
    except (OSError, ValueError):  # it is closed
        answer = ""
    if not sys.stdin or not sys.stdin.isatty():
        print(file=sys.stderr)
    if answer.strip().lower() in YES:
        return
    why = "" if answer.strip() else " Nobody answered; --yes deletes without asking."
    raise UsageError(f"Nothing was deleted.{why}")
