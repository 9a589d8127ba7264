"""`vizdesk table MODEL…`: the comparison table as Markdown, CSV, HTML or JSON."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.models.model_spec import UnknownModelError
from vizdesk.catalog.pricing.market_prices import with_market_price
from vizdesk.catalog.table.html import html
from vizdesk.catalog.table.rows import build_table
from vizdesk.catalog.table.table import (
    ComparisonTable,
    arranged,
    sorted_by,
    without_equal_rows,
    without_unknown_rows,
)
from vizdesk.catalog.table.text import WRITERS, markdown
from vizdesk.cli.export_options import check_targets
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.messages import verbatim
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

Parser = TypeVar("Parser", bound="ArgumentParser")


def add_table(commands: _SubParsersAction[Parser]) -> None:
    """Put `table` into the command line's grammar."""
    table = commands.add_parser("table", help="compare what is known of models")
    table.add_argument("models", nargs="+", metavar="MODEL", help="ids of `vizdesk models`")
    form = table.add_mutually_exclusive_group()
    for name in ("markdown", "csv", "html", "json"):
        form.add_argument(f"--{name}", action="store_const", dest="form", const=name)
    table.add_argument(
        "--output", type=Path, metavar="FILE", help="write there; its name may say how"
    )
    table.add_argument("--sort", metavar="ROW", help="order the models by a row, e.g. output-price")
    table.add_argument("--descending", action="store_true")
    table.add_argument("--hide-equal", action="store_true", help="leave out rows that are the same")
    table.add_argument("--all-rows", action="store_true", help="rows too in which nothing is known")


def table(options: Namespace, services: AppServices) -> int:
    """Write the table. Raises UnknownModelError, UsageError, OSError."""
    if options.output is not None:
        check_targets([options.output])
    cards = [find_card(name, services) for name in options.models]
    cards = [with_market_price(card, services.pricing.lists.price) for card in cards]
    full = build_table(list(dict.fromkeys(cards)), services.models.today())
    shaped = _shaped(full, options)
    text = html(shaped) if _form(options) == "html" else WRITERS[_form(options)](shaped)
    if options.output is not None:
        write_whole(options.output, text)
        print(f"Wrote {options.output}")
    else:
        sys.stdout.write(text)
    return 0


def find_card(name: str, services: AppServices) -> Card:
    """The card of that id, or of the model of that id. Raises UnknownModelError."""
    cards = services.catalogue.cards
    if name in cards:
        return cards[name]
    for model in services.models.at_start:
        if model.id == name and model.card in cards:
            return cards[model.card]
    near = get_close_matches(name, [*cards], n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "see `vizdesk models`"
    raise UnknownModelError(verbatim(f"there is no card of “{name}”; {hint}"))


def _form(options: Namespace) -> str:
    suffixes = {".csv": "csv", ".html": "html", ".htm": "html", ".json": "json"}
    named = suffixes.get(options.output.suffix.lower()) if options.output else None
    form: str = options.form or named or markdown.__name__
    return form


def _shaped(shaped: ComparisonTable, options: Namespace) -> ComparisonTable:
    if not options.all_rows:
        shaped = without_unknown_rows(shaped)
    if options.hide_equal:
        shaped = without_equal_rows(shaped)
    if options.sort is None:
        return shaped
    keys = [row.key for row in shaped.rows]
    if options.sort not in keys:
        raise UnknownModelError(
            verbatim(f"there is no row {options.sort}; there are {', '.join(keys)}")
        )
    return arranged(shaped, sorted_by(shaped, options.sort, descending=options.descending))
