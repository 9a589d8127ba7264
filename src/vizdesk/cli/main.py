"""The command line: its grammar, and which command does what."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence

import vizdesk
from vizdesk.app.container import build_services
from vizdesk.catalog.endpoints.endpoint import EndpointError
from vizdesk.catalog.models.model_sets import SetError
from vizdesk.catalog.models.model_spec import UnknownModelError
from vizdesk.catalog.models.user_models import UserModelsError
from vizdesk.cli.commands import (
    compare,
    endpoints,
    evals,
    export,
    history,
    keys,
    models,
    prices,
    sets,
    settings,
)
from vizdesk.cli.commands.agreement import add_agreement, agreement
from vizdesk.cli.commands.convert import add_convert, convert
from vizdesk.cli.commands.desktop import add_install_desktop, install_desktop
from vizdesk.cli.commands.download import add_download, download
from vizdesk.cli.commands.read import add_read, read
from vizdesk.cli.commands.suite import add_suite, suite
from vizdesk.cli.commands.table import add_table, table
from vizdesk.cli.parser import Parser, UsageError
from vizdesk.cli.report import error_words
from vizdesk.cli.signals import stopped_by_signals
from vizdesk.common import paths
from vizdesk.common.terminal import plain_output

OK, SOME_FAILED, USAGE = 0, 1, 2
OFFLINE = "`vizdesk --offline …`, or VIZDESK_OFFLINE=1, opens no connection in this run."


def build_parser() -> Parser:
    """The command line's grammar."""
    parser = Parser(prog="vizdesk", description=vizdesk.__doc__, epilog=OFFLINE)
    parser.add_argument("--version", action="version", version=f"vizdesk {vizdesk.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    compare.add_compare(commands, Parser)
    export.add_export(commands)
    add_agreement(commands)
    add_read(commands)
    add_table(commands)
    add_download(commands)
    add_convert(commands)
    models.add_parser(commands, Parser)
    history.add_history(commands, Parser)
    prices.add_prices(commands, Parser)
    keys.add_keys(commands, Parser)
    endpoints.add_endpoints(commands, Parser)
    evals.add_eval(commands, Parser)
    add_suite(commands, Parser)
    settings.add_settings(commands, Parser)
    sets.add_sets(commands, Parser)
    add_install_desktop(commands)
    commands.add_parser("doctor", help="say what works on this machine")
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run the command line; returns 0 (all done), 1 (some failed), 2 (usage) or 130 (stopped)."""
    with plain_output(), stopped_by_signals():
        try:
            return _run(arguments)
        except Exception as error:  # noqa: BLE001 - told as Python would, but without keys
            _print(error)
            return SOME_FAILED


def _print(error: Exception) -> None:
    import traceback  # only where something went wrong

    from vizdesk.diagnostics.redaction import Redactor

    scrub = Redactor(os.environ)
    print(scrub("".join(traceback.format_exception(error))), end="", file=sys.stderr)


def _run(arguments: Sequence[str]) -> int:
    try:
        options = build_parser().parse_args(arguments)
        return _COMMANDS[options.command](options)
    except (UsageError, UnknownModelError, UserModelsError, SetError, EndpointError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # Whoever read our output has seen enough (`vizdesk … | head`); say nothing more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        print(f"vizdesk: {error_words(error)}", file=sys.stderr)
        return SOME_FAILED
    except sqlite3.Error as error:
        # The stores name their file where they can; here is what happened to it.
        where = paths.data_folder()
        print(f"vizdesk: A database in {where} could not be used: {error}.", file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        return 130


def _doctor(options: argparse.Namespace) -> int:
    from vizdesk.cli.commands.doctor import report

    return report(build_services())


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "compare": lambda options: compare.run(options, build_services()),
    "models": lambda options: models.run(options, build_services()),
    "download": lambda options: download(options, build_services()),
    "agreement": lambda options: agreement(options, build_services()),
    "export": lambda options: export.export(options, build_services()),
    "eval": lambda options: evals.run_eval(options, build_services()),
    "evals": lambda options: evals.run_evals(options, build_services()),
    "history": lambda options: history.run(options, build_services()),
    "read": lambda options: read(options, build_services().profiles.profiles),
    "table": lambda options: table(options, build_services()),
    "prices": lambda options: prices.run(options, build_services()),
    "keys": lambda options: keys.run(options, build_services().endpoints),
    "endpoints": lambda options: endpoints.run(options, build_services()),
    "suite": suite,
    "settings": settings.run,
    "sets": lambda options: sets.run(options, build_services()),
    "convert": convert,
    "install-desktop": install_desktop,
    "doctor": _doctor,
}
