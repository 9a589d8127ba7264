"""`vizdesk prices`: fetched when asked, shown, and how they changed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.pricing.price_lists import PriceLists
from vizdesk.common.formatting import dollars, number
from vizdesk.comparison.models import Price
from vizdesk.services.app_services import AppServices
from vizdesk.services.price_refresh import PricesError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, SOME_FAILED = 0, 1

Parser = TypeVar("Parser", bound="ArgumentParser")


def add_prices(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Put `prices`, and what can be done with them, into the command line's grammar."""
    prices = commands.add_parser("prices", help="prices from OpenRouter, fetched on request only")
    actions = prices.add_subparsers(dest="action", parser_class=kind)
    actions.add_parser("refresh", help="fetch today's prices from OpenRouter")
    show = actions.add_parser("show", help="the newest prices of models, and their rank")
    show.add_argument("slugs", nargs="+", metavar="SLUG", help="such as google/gemma-3-4b-it")
    history = actions.add_parser("history", help="every price of a model that was kept")
    history.add_argument("slug", metavar="SLUG")


def run(options: Namespace, services: AppServices) -> int:
    """Do what `vizdesk prices …` says; returns the exit status."""
    if options.action == "refresh":
        return _refresh(services)
    if options.action == "show":
        return _show(options.slugs, services.pricing.lists)
    if options.action == "history":
        return _history(options.slug, services.pricing.lists)
    latest = services.pricing.lists.latest()
    print(latest or "No prices were fetched yet. Fetch them: vizdesk prices refresh")
    return OK


def _refresh(services: AppServices) -> int:
    try:
        refreshed = asyncio.run(services.pricing.refresh())
    except PricesError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return SOME_FAILED
    print(refreshed.prices)
    for sentence in refreshed.problems:
        print(f"vizdesk: {sentence}", file=sys.stderr)
    return OK


def _show(slugs: Sequence[str], book: PriceLists) -> int:
    good = True
    for slug in slugs:
        offered = book.offered(slug)
        if offered is None:
            print(f"vizdesk: {_unknown(slug, book)}", file=sys.stderr)
            good = False
            continue
        price, rank = book.price(slug), book.rank(slug)
        print(f"{offered.name} ({slug})")
        if price is not None:
            print(f"  {price_words(price)}")
            for tier in price.tiers:
                prices = _dollars(tier.input_per_million, tier.output_per_million)
                print(f"  {prices}, above {number(tier.above_input_tokens)} input tokens")
        for note in offered.notes:
            print(f"  {note}")
        if rank is not None:
            print(f"  {rank.sentence} by output price, the cheapest first, among {rank.population}")
        if offered.context_tokens:
            print(f"  context {number(offered.context_tokens)} tokens")
        if offered.expiration:
            print(f"  offered until {offered.expiration}")
    return OK if good else SOME_FAILED


def _history(slug: str, book: PriceLists) -> int:
    prices = book.history(slug)
    for price in prices:
        print(f"{price.as_of}  {_dollars(price.input_per_million, price.output_per_million)}")
    for path in book.unreadable():
        print(f"vizdesk: {path} cannot be read and was passed over.", file=sys.stderr)
    if not prices:
        print(f"vizdesk: {_unknown(slug, book)}", file=sys.stderr)
    return OK if prices else SOME_FAILED


def _unknown(slug: str, book: PriceLists) -> str:
    latest = book.latest()
    if latest is None:
        return "No prices were fetched yet. Fetch them: vizdesk prices refresh"
    return f"No price of {slug} is known. Slugs are OpenRouter's, such as google/gemma-3-4b-it."


def price_words(price: Price) -> str:
    """A price on one line, with its source and its day."""
    both = _dollars(price.input_per_million, price.output_per_million)
    return f"{both}; {price.source}, {price.as_of}"


def _dollars(inward: float, outward: float) -> str:
    return f"{dollars(inward)} in, {dollars(outward)} out per million tokens"
