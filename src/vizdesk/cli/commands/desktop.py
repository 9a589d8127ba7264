"""`vizdesk install-desktop`: the wheel and the portable folder in this desktop's menu."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TypeVar

from vizdesk.cli import desktop_entry

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, FAILED = 0, 1
Parser = TypeVar("Parser", bound="ArgumentParser")


def add_install_desktop(commands: _SubParsersAction[Parser]) -> None:
    """Put `install-desktop` into the command line's grammar."""
    parser = commands.add_parser("install-desktop", help="show vizdesk in this desktop's menu")
    parser.add_argument("--remove", action="store_true", help="take it out again")


def install_desktop(options: Namespace) -> int:
    """Write or delete the entry, and say which files; returns the exit status."""
    if not sys.platform.startswith("linux"):
        print("vizdesk: Menu entries of this kind are for Linux only.", file=sys.stderr)
        return FAILED
    home = desktop_entry.data_home(os.environ)
    if options.remove:
        for path in desktop_entry.remove(home):
            print(f"deleted {path}")
        return OK
    for path in desktop_entry.install(home):
        print(f"wrote {path}")
    return OK
