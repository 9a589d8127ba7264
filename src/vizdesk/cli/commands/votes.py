"""`vizdesk votes`: blind votes written, read, merged, and the ratings they give."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.cli.export_options import check_targets
from vizdesk.cli.report import print_json
from vizdesk.common.atomic_files import write_whole
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from vizdesk.votes.rating import VoteRating
    from vizdesk.votes.vote import BlindVote

Parser = TypeVar("Parser", bound="ArgumentParser")
OK, FAILED = 0, 1
FORMAT = "vizdesk-rating/1"


def add_votes(commands: _SubParsersAction[Parser], parser_class: type[Parser]) -> None:
    """Put `votes` into the command line's grammar."""
    parser = commands.add_parser("votes", help="blind votes on answers, and ratings from them")
    actions = parser.add_subparsers(dest="action", required=True, parser_class=parser_class)
    exporting = actions.add_parser("export", help="write all votes")
    exporting.add_argument("target", metavar="OUT.csv|OUT.json", type=Path)
    importing = actions.add_parser("import", help="keep the votes of a file, each once")
    importing.add_argument("source", metavar="FILE", type=Path)
    merging = actions.add_parser("merge", help="put the votes of several files into one")
    merging.add_argument("target", metavar="OUT.csv|OUT.json", type=Path)
    merging.add_argument("sources", metavar="FILE", type=Path, nargs="+")
    rating = actions.add_parser("rating", help="who is preferred, and how sure that is")
    rating.add_argument("source", metavar="FILE", type=Path, nargs="?", help="votes of a file")
    rating.add_argument("--json", action="store_true", help="all figures as JSON")


def votes(options: Namespace, services: AppServices) -> int:
    """Do what was asked; returns the exit status. Raises UsageError, OSError."""
    from vizdesk.votes.vote import VoteError

    try:
        return _ACTIONS[options.action](options, services)
    except VoteError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED


def _export(options: Namespace, services: AppServices) -> int:
    return _write(options.target, services.votes().all())


def _write(target: Path, votes: Sequence[BlindVote]) -> int:
    from vizdesk.votes.files import votes_text

    text = votes_text(votes, target.suffix.lower())
    check_targets([target])
    write_whole(target, text)
    print(f"Wrote {len(votes)} votes to {target}", file=sys.stderr)
    return OK


def _import(options: Namespace, services: AppServices) -> int:
    from vizdesk.votes.files import read_votes

    read = read_votes(options.source)
    added = services.votes().keep(read)
    print(f"{added} votes were new, {len(read) - added} were known.", file=sys.stderr)
    return OK


def _merge(options: Namespace, services: AppServices) -> int:
    from vizdesk.votes.files import merged_votes, read_votes

    return _write(options.target, merged_votes(map(read_votes, options.sources)))


def _rating(options: Namespace, services: AppServices) -> int:
    from vizdesk.votes.files import read_votes
    from vizdesk.votes.rating import all_ratings, rating_record

    votes = read_votes(options.source) if options.source else services.votes().all()
    ratings = all_ratings(votes)
    if options.json:
        print_json({"format": FORMAT, "ratings": [rating_record(each) for each in ratings]})
    else:
        for each in ratings:
            _print(each)
    return OK if ratings else FAILED


def _print(rating: VoteRating) -> None:
    from vizdesk.votes.rating import settled_words

    whose = f" · judge {rating.judge}" if rating.judge else ""
    print(f"{rating.task or 'all tasks'} · {rating.rating.votes} votes{whose}")
    width = max(map(len, rating.names))
    for at in rating.order:
        each = rating.rating.models[at]
        low, high = each.interval
        ranks = (
            str(each.ranks[0]) if each.ranks[0] == each.ranks[1] else "–".join(map(str, each.ranks))
        )
        record = f"{each.wins}–{each.ties}–{each.losses}"
        print(
            f"  {rating.names[at]:{width}}  {each.rating:5.0f} [{low:.0f}, {high:.0f}]"
            f"  rank {ranks}  {record}"
        )
    print(f"  {settled_words(rating)}")
    bias = rating.bias
    if bias.share is not None and bias.interval is not None:
        low, high = bias.interval
        print(
            f"  Side A was chosen in {bias.a_wins} of {bias.decided} "
            f"[{low:.2f}, {high:.2f}], p = {bias.p:.2g}."
        )


_ACTIONS = {"export": _export, "import": _import, "merge": _merge, "rating": _rating}
