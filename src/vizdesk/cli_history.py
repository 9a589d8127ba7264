"""`vizdesk history`: what was compared, searched, shown again, deleted."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TypeVar

from vizdesk.cli_report import print_answer
from vizdesk.comparison.record import to_record
from vizdesk.composition import House
from vizdesk.history.entries import Wanted
from vizdesk.history.schema import HistoryError

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
    listing.add_argument("--task", default="", metavar="NAME")
    listing.add_argument("--model", default="", metavar="NAME", help="a model's name")
    search = actions.add_parser("search", help="comparisons in which all words occur")
    search.add_argument("words", nargs="+", metavar="WORD")
    show = actions.add_parser("show", help="one comparison with its answers")
    show.add_argument("id", metavar="ID", help="or the first figures of it")
    show.add_argument("--json", action="store_true", help="as vizdesk-comparison/1")
    delete = actions.add_parser("delete", help="forget one comparison; its picture stays")
    delete.add_argument("id", metavar="ID")


def run(options: Namespace, house: House) -> int:
    """Do what `vizdesk history …` says; returns the exit status."""
    try:
        if options.action == "show":
            return _show(house, options)
        if options.action == "delete":
            key = full_id(house, options.id)
            house.history.delete(key)
            print(f"Deleted {key[:8]}. Its picture was not touched.")
            return OK
        words = " ".join(options.words) if options.action == "search" else ""
        task, model = getattr(options, "task", ""), getattr(options, "model", "")
        return _list(house, Wanted(words=words, task=task, model=model))
    except HistoryError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    finally:
        house.history.close()


def full_id(house: House, start: str) -> str:
    """The comparison whose id begins so. Raises HistoryError when there is none or several."""
    found = house.history.ids(start)
    if len(found) == 1:
        return found[0]
    if not found:
        raise HistoryError(f"There is no comparison {start}; see `vizdesk history list`.")
    raise HistoryError(f"{len(found)} comparisons begin with {start}; write more of it.")


def _list(house: House, wanted: Wanted) -> int:
    for entry in house.history.entries(wanted, MOST):
        when = entry.created.astimezone().strftime("%Y-%m-%d %H:%M")
        models = ", ".join(entry.models)
        print(f"{entry.id[:8]}  {when}  {entry.task:10}  {entry.path}  {models}: {entry.opening}")
    count = house.history.count(wanted)
    if count > MOST:
        print(f"… and {count - MOST:,} older ones.")
    return OK


def _show(house: House, options: Namespace) -> int:
    comparison = house.history.load(full_id(house, options.id))
    if options.json:
        print(json.dumps(to_record(comparison), ensure_ascii=False))
        return OK
    for answer in comparison.answers:
        print_answer(comparison, answer)
    return OK
