"""`vizdesk suite draw NAME FOLDER`: draw a suite of images, prompts and right answers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from vizdesk.common.terminal import rewrite_line
from vizdesk.suite_generator.registry import NAMES, plan_of


def add_suite(commands: Any, parser_class: type[argparse.ArgumentParser]) -> None:  # noqa: ANN401 - argparse's subparsers have no public type
    """Add the command to the command line's grammar."""
    suite = commands.add_parser("suite", help="draw a suite of images, prompts and right answers")
    verbs = suite.add_subparsers(dest="verb", required=True, parser_class=parser_class)
    draw = verbs.add_parser("draw", help="draw one; another seed gives a sibling never seen before")
    draw.add_argument("name", choices=NAMES)
    draw.add_argument("--seed", type=int, default=1, metavar="N", help="(default: 1)")
    draw.add_argument("folder", type=Path, help="where to; new or empty")


def suite(options: argparse.Namespace) -> int:
    """Draw the suite; returns the exit status."""
    from vizdesk.suite_generator.suite_writer import write_suite

    plan = plan_of(options.name)
    try:
        write_suite(plan, options.seed, options.folder, _tell)
    except OSError as error:
        # A full disk, which names no file.
        named = error.filename or str(options.folder)
        raise OSError(error.errno, error.strerror or str(error), named) from error
    print(file=sys.stderr)
    print(f"{plan.title}, seed {options.seed}: {plan.size} prompts in {options.folder}")
    return 0


def _tell(number: int, size: int) -> None:
    rewrite_line(f"Drawing: {number} of {size}")
