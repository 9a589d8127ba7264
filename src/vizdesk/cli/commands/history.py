"""`vizdesk history`: what was compared, searched, shown again, deleted."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from textwrap import shorten
from typing import TYPE_CHECKING, TypeVar

from vizdesk.cli.confirm import add_yes, confirm
from vizdesk.cli.report import print_answer, print_json, say_notices
from vizdesk.common.database_files import UnusableDatabaseError
from vizdesk.common.formatting import number
from vizdesk.common.messages import verbatim
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.tasks import task_kind
from vizdesk.history.entries import Entry, HistoryQuery
from vizdesk.history.schema import HistoryError
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, FAILED = 0, 1
MOST = 50
Parser = TypeVar("Parser", bound="ArgumentParser")


def add_history(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Put `history` into the command line's grammar."""
    history = commands.add_parser("history", help="what was compared: list, search, show, delete")
    actions = history.add_subparsers(dest="action", parser_class=kind)
    listing = actions.add_parser("list", help="the newest comparisons")
    _add_filters(listing)
    search = actions.add_parser(
        "search", help="comparisons in which all words occur, each as a beginning of a word"
    )
    search.add_argument("words", nargs="+", metavar="WORD", help="'\"red car\"': just so")
    _add_filters(search)
    show = actions.add_parser("show", help="one comparison with its answers")
    show.add_argument("id", metavar="ID", help="or the first figures of it")
    show.add_argument("--json", action="store_true", help="as vizdesk-comparison/1")
    delete = actions.add_parser("delete", help="forget comparisons for good; images stay")
    delete.add_argument("ids", nargs="+", metavar="ID")
    add_yes(delete)


def _add_filters(parser: ArgumentParser) -> None:
    parser.add_argument("--task", default="", metavar="NAME")
    parser.add_argument("--model", default="", metavar="NAME", help="a model's name")
    parser.add_argument("--since", type=day, metavar="DAY", help="from this day on (2026-11-30)")
    parser.add_argument("--until", type=day, metavar="DAY", help="up to this day, with it")
    parser.add_argument(
        "--most", type=int, default=MOST, metavar="N", help=f"lines; usually {MOST}"
    )


def day(words: str) -> date:
    """A day as YYYY-MM-DD. Raises ValueError; argparse says it by this function's name."""
    return date.fromisoformat(words)


def run(options: Namespace, services: AppServices) -> int:
    """Do what `vizdesk history …` says; returns the exit status."""
    try:
        if options.action == "show":
            return _show(services, options)
        if options.action == "delete":
            keys = [full_id(services, start) for start in options.ids]
            confirm(_question(services, keys), options)
            for key in keys:
                services.history.store().delete(key)
                print(f"Deleted {key[:8]}. Its image was not touched.")
            return OK
        return _list(services, _wanted(options), getattr(options, "most", MOST))
    except (HistoryError, UnusableDatabaseError, ValueError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    finally:
        services.history.store().close()
        say_notices(services)


def _question(services: AppServices, ids: Sequence[str]) -> str:
    """What will be lost, in one question."""
    if len(ids) > 1:
        return f"Delete {number(len(ids))} comparisons for good?"
    try:
        comparison = services.history.store().load(ids[0])
    except HistoryError:  # it is damaged, which is a reason to delete it
        return f"Delete comparison {ids[0][:8]} (damaged) for good?"
    answers = len(comparison.answers)
    name = comparison.image.name
    what = f"{comparison.task.kind.value} of {name}, {answers} answer{'s' * (answers != 1)}"
    return f"Delete comparison {ids[0][:8]} ({what}) for good?"


def full_id(services: AppServices, start: str) -> str:
    """The comparison whose id begins so. Raises HistoryError when there is none or several."""
    ids = services.history.store().ids(start)
    if len(ids) == 1:
        return ids[0]
    if not ids:
        raise HistoryError(verbatim(f"There is no comparison {start}; see `vizdesk history list`."))
    raise HistoryError(verbatim(f"{len(ids)} comparisons begin with {start}; write more of it."))


def _wanted(options: Namespace) -> HistoryQuery:
    """What was asked for, days by this machine's calendar. Raises ValueError for no task."""
    if options.action is None:
        return HistoryQuery()
    task = task_kind(options.task).value if options.task else ""
    until = options.until + timedelta(days=1) if options.until else None
    return HistoryQuery(
        words=" ".join(getattr(options, "words", ())),
        task=task,
        model=options.model,
        since=_midnight(options.since),
        until=_midnight(until),
    )


def _midnight(first: date | None) -> str:
    if first is None:
        return ""
    return datetime.combine(first, clock_time()).astimezone(UTC).isoformat()


def _list(services: AppServices, wanted: HistoryQuery, most: int) -> int:
    for entry in services.history.store().entries(wanted, most):
        when = entry.created.astimezone().strftime("%Y-%m-%d %H:%M")
        models, asked = ", ".join(entry.models), _asked(entry)
        frame = entry.image.removeprefix(re.split(r"[/\\]", entry.path)[-1])
        line = f"{entry.task:10}  {entry.path}{frame}{asked}  {models}: {entry.opening}"
        print(f"{entry.id[:8]}  {when}  {line}")
    count = services.history.store().count(wanted)
    if count > most:
        print(f"… and {number(count - most)} older ones (--most {count} lists all).")
    return OK


def _asked(entry: Entry) -> str:
    return f" ({shorten(entry.asked, 60, placeholder='…')})" if entry.asked else ""


def _show(services: AppServices, options: Namespace) -> int:
    comparison = services.history.store().load(full_id(services, options.id))
    if options.json:
        print_json(to_record(comparison))
        return OK
    for answer in comparison.answers:
        print_answer(comparison, answer)
    return OK
