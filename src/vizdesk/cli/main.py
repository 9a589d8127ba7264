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
from vizdesk.cli.commands.probe import add_probe, probe
from vizdesk.cli.commands.read import add_read, read
from vizdesk.cli.commands.score import add_score, score
from vizdesk.cli.commands.stability import add_stability, stability
from vizdesk.cli.commands.suite import add_suite, suite
from vizdesk.cli.commands.table import add_table, table
from vizdesk.cli.commands.truth import add_truth, truth
from vizdesk.cli.commands.votes import add_votes, votes
from vizdesk.cli.parser import Parser, UsageError
from vizdesk.cli.ray_option import add_ray, report_ray
from vizdesk.cli.report import error_words
from vizdesk.cli.signals import stopped_by_signals
from vizdesk.common import paths
from vizdesk.common.database_files import UnusableDatabaseError
from vizdesk.common.terminal import plain_output
from vizdesk.services.app_services import AppServices

Services = Callable[[], AppServices]
"""Builds what commands ask; its keys are then hidden in whatever Python prints."""
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
    add_score(commands)
    add_truth(commands, Parser)
    add_votes(commands, Parser)
    add_stability(commands)
    add_probe(commands)
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
    add_ray(commands.add_parser("doctor", help="say what works on this machine"))
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run the command line; returns 0 (all done), 1 (some failed), 2 (usage) or 130 (stopped)."""
    with plain_output(), stopped_by_signals():
        # Imported here: what the grammar alone needs is little.
        from vizdesk.diagnostics.printed_exceptions import print_exception, scrubbed_exceptions
        from vizdesk.diagnostics.redaction import Redactor

        scrub = Redactor(os.environ)

        def services() -> AppServices:
            built = build_services()
            scrub.watch(built.endpoints.keys.hide)
            return built

        with scrubbed_exceptions(scrub):
            try:
                return _run(arguments, services)
            except Exception as error:  # noqa: BLE001 - told as Python would, but without keys
                print_exception(error, scrub)
                return SOME_FAILED


def _run(arguments: Sequence[str], services: Services) -> int:
    try:
        options = build_parser().parse_args(arguments)
        return _COMMANDS[options.command](options, services)
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
    except UnusableDatabaseError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return SOME_FAILED
    except sqlite3.Error as error:
        where = paths.data_folder()
        print(f"vizdesk: A database in {where} could not be used: {error}.", file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        return 130


def _doctor(options: argparse.Namespace, services: Services) -> int:
    if options.ray:
        return report_ray(options, services())
    from vizdesk.cli.commands.doctor import report

    return report(services())


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Services], int]] = {
    "compare": lambda options, services: compare.run(options, services()),
    "models": lambda options, services: models.run(options, services()),
    "download": lambda options, services: download(options, services()),
    "agreement": lambda options, services: agreement(options, services()),
    "score": lambda options, services: score(options, services()),
    "truth": lambda options, services: truth(options, services()),
    "probe": lambda options, services: probe(options, services()),
    "votes": lambda options, services: votes(options, services()),
    "stability": lambda options, services: stability(options, services()),
    "export": lambda options, services: export.export(options, services()),
    "eval": lambda options, services: evals.run_eval(options, services()),
    "evals": lambda options, services: evals.run_evals(options, services()),
    "history": lambda options, services: history.run(options, services()),
    "read": lambda options, services: read(options, services().profiles.profiles),
    "table": lambda options, services: table(options, services()),
    "prices": lambda options, services: prices.run(options, services()),
    "keys": lambda options, services: keys.run(options, services().endpoints),
    "endpoints": lambda options, services: endpoints.run(options, services()),
    "suite": lambda options, services: suite(options),
    "settings": lambda options, services: settings.run(options),
    "sets": lambda options, services: sets.run(options, services()),
    "convert": lambda options, services: convert(options),
    "install-desktop": lambda options, services: install_desktop(options),
    "doctor": _doctor,
}
