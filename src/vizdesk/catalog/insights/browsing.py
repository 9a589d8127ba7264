"""Which cards somebody sees who looks for a model: searched, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from vizdesk.catalog.cards.card import Card, CardCategory, ListPrice, LocalOption
from vizdesk.catalog.cards.facts import Fact, first
from vizdesk.catalog.table.rows import parameter_count
from vizdesk.comparison.tasks import TaskKind

PERMISSIVE = ("Apache 2.0", "MIT")
"""Licences that allow any use, also commercial, without a list of what is forbidden."""


class RunsWhere(Enum):
    """Where a model can be asked."""

    ANYWHERE = ""
    HERE = "here"
    API = "api"


class LicenceKind(Enum):
    """What may be done with the weights; a proprietary model's cannot be had."""

    ANY = ""
    PERMISSIVE = "permissive"
    OPEN = "open"
    CLOSED = "closed"


class CatalogueOrder(Enum):
    """What the list is sorted by; the values are those of the window's settings."""

    NAME = "name"
    ORGANISATION = "organisation"
    WHERE = "where"
    PRICE = "price"
    CONTEXT = "context"
    PARAMETERS = "parameters"
    SIZE = "size"
    LICENCE = "licence"
    BOXES = "boxes"
    RELEASED = "released"


@dataclass(frozen=True)
class CardFilter:
    """What a card must be. `most_dollars` are US dollars per million output tokens (None: any);
    `least_context` tokens; `boxes`: a source names detection; `fits`: its files fit this machine.
    """

    where: RunsWhere = RunsWhere.ANYWHERE
    most_dollars: float | None = None
    least_context: int = 0
    licence: LicenceKind = LicenceKind.ANY
    boxes: bool = False
    fits: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is left out at all."""
        return self != CardFilter()


@dataclass(frozen=True)
class CatalogueLine:
    """One card as the list shows it; `fits`: None where nobody says, or there are no files.

    `size` are the bytes of the smallest files that run it here, None where they are not stated.
    """

    card: Card
    price: Fact[ListPrice] | None
    size: int | None
    fits: bool | None

    @property
    def runs_here(self) -> bool:
        """Whether files of it can run on a machine of one's own."""
        return bool(self.card.local)

    @property
    def names_boxes(self) -> bool:
        """Whether a source names detection, not vizdesk alone as an experiment."""
        return any(TaskKind.DETECT in fact.value for fact in self.card.tasks)


def catalogue_lines(
    cards: Iterable[Card], today: str, fits: Mapping[str, bool]
) -> tuple[CatalogueLine, ...]:
    """All cards with their price of `today` (an ISO date); `fits` by the card's id."""
    return tuple(
        CatalogueLine(
            card,
            next(iter(card.price_on(today)), None),
            min((size for way in card.local if (size := size_of(way))), default=None),
            fits.get(card.id),
        )
        for card in cards
    )


def size_of(way: LocalOption) -> int | None:
    """Bytes of all files of one way, exact or as somebody rounded them; None: not stated."""
    if way.pair is not None and way.pair.size is not None:
        return way.pair.size
    return way.approximate_size.value if way.approximate_size is not None else None


def browse(
    lines: Sequence[CatalogueLine],
    wanted: CardFilter,
    words: str = "",
    order: CatalogueOrder = CatalogueOrder.NAME,
    *,
    descending: bool = False,
) -> list[CatalogueLine]:
    """The lines that hold all of `words` and are as `wanted`, sorted; the unknown come last."""
    shown = [line for line in lines if has_words(line.card, words) and is_wanted(line, wanted)]
    key = SORT_KEYS[order]
    shown.sort(key=lambda line: line.card.name.lower())
    figures = [line for line in shown if key(line) is not None]
    unknown = [line for line in shown if key(line) is None]
    # None is among them no more; mypy cannot know.
    figures.sort(key=key, reverse=descending)  # type: ignore[arg-type]
    return [*figures, *unknown]


def has_words(card: Card, words: str) -> bool:
    """Whether each of `words` is in the card's name, id, family, maker or licence."""
    maker, licence = first(card.organisation) or "", first(card.licence) or ""
    text = " ".join((card.name, card.id, card.family, maker, licence)).lower()
    return all(word in text for word in words.lower().split())


def is_wanted(line: CatalogueLine, wanted: CardFilter) -> bool:
    """Whether a card is as wanted; what is not known of it is not as wanted."""
    return (
        _runs_where(line, wanted.where)
        and (wanted.most_dollars is None or _costs_at_most(line, wanted.most_dollars))
        and (first(line.card.context) or 0) >= wanted.least_context
        and (
            wanted.licence is LicenceKind.ANY or licence_kind(line.card) in _AS_GOOD[wanted.licence]
        )
        and (not wanted.boxes or line.names_boxes)
        and (not wanted.fits or line.fits is True)
    )


def licence_kind(card: Card) -> LicenceKind | None:
    """What kind of licence the first source says; None where nobody says."""
    words, category = first(card.licence), first(card.category)
    if words in PERMISSIVE:
        return LicenceKind.PERMISSIVE
    if category is CardCategory.OPEN:
        return LicenceKind.OPEN
    return LicenceKind.CLOSED if category is CardCategory.CLOSED else None


def _runs_where(line: CatalogueLine, where: RunsWhere) -> bool:
    if where is RunsWhere.ANYWHERE:
        return True
    return line.runs_here if where is RunsWhere.HERE else bool(line.card.remote)


def _costs_at_most(line: CatalogueLine, dollars: float) -> bool:
    return line.price is not None and line.price.value.output <= dollars


_AS_GOOD: Mapping[LicenceKind, tuple[LicenceKind, ...]] = {
    LicenceKind.PERMISSIVE: (LicenceKind.PERMISSIVE,),
    LicenceKind.OPEN: (LicenceKind.PERMISSIVE, LicenceKind.OPEN),
    LicenceKind.CLOSED: (LicenceKind.CLOSED,),
}


def _parameters(line: CatalogueLine) -> float | None:
    words = first(line.card.parameters)
    count = parameter_count(words) if words else None
    return count if isinstance(count, float) else None


SORT_KEYS: Mapping[CatalogueOrder, Callable[[CatalogueLine], float | str | None]] = {
    CatalogueOrder.NAME: lambda line: line.card.name.lower(),
    CatalogueOrder.ORGANISATION: lambda line: (first(line.card.organisation) or "").lower() or None,
    CatalogueOrder.WHERE: lambda line: 2 * (not line.runs_here) + (not line.card.remote),
    CatalogueOrder.PRICE: lambda line: line.price.value.output if line.price else None,
    CatalogueOrder.CONTEXT: lambda line: first(line.card.context),
    CatalogueOrder.PARAMETERS: _parameters,
    CatalogueOrder.SIZE: lambda line: line.size,
    CatalogueOrder.LICENCE: lambda line: (first(line.card.licence) or "").lower() or None,
    CatalogueOrder.BOXES: lambda line: 0 if line.names_boxes else None,
    CatalogueOrder.RELEASED: lambda line: first(line.card.released),
}
