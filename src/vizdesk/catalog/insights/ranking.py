"""Where a model stands among the others: by price, by window, by published score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.facts import Fact, FactSource
from vizdesk.common.formatting import day as day_words
from vizdesk.common.messages import Message, message


@dataclass(frozen=True, slots=True)
class RankedValue:
    """One model's figure among the others', for a chart; `date` is its source's, in ISO 8601."""

    id: str
    name: str
    value: float
    date: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """Place among `of` models (ties share the better place), who they are, how old their figures.

    `oldest` and `newest` are the dates of the sources of all figures ranked (ISO 8601).
    """

    place: int
    of: int
    population: Message
    oldest: str
    newest: str

    @property
    def dates(self) -> Message:
        """2 Jul 2026 to 21 Nov 2026, or the one day."""
        if self.oldest == self.newest:
            return day_words(self.newest)
        return message(
            "{first} to {last}", first=day_words(self.oldest), last=day_words(self.newest)
        )

    @property
    def sentence(self) -> Message:
        """#1 of 139 models here; figures of 2 Jul 2026 to 21 Nov 2026."""
        return message(
            "#{place} of {of} {population}; figures of {dates}",
            place=str(self.place),
            of=self.of,
            population=self.population,
            dates=self.dates,
        )


def by_output_price(cards: Iterable[Card], today: str) -> list[RankedValue]:
    """Dollars per million output tokens, the cheapest first; cards without a price are left out."""

    def price(card: Card) -> tuple[float, FactSource] | None:
        facts = card.price_on(today)
        return (facts[0].value.output, facts[0].source) if facts else None

    return standings(cards, price, descending=False)


def by_context(cards: Iterable[Card]) -> list[RankedValue]:
    """Tokens of the context window, the longest first."""

    def context(card: Card) -> tuple[float, FactSource] | None:
        return (card.context[0].value, card.context[0].source) if card.context else None

    return standings(cards, context, descending=True)


def by_score(cards: Iterable[Card]) -> list[RankedValue]:
    """Per cent of the published Vision Evals passed, the most first."""

    def score(card: Card) -> tuple[float, FactSource] | None:
        block = card.evals[0] if card.evals else None
        return (100 * block.passed / block.prompts, block.source) if block else None

    return standings(cards, score, descending=True)


def by_intelligence(cards: Iterable[Card]) -> list[RankedValue]:
    """Artificial Analysis' Intelligence Index, the highest first."""
    return _by_fact(cards, lambda card: card.intelligence)


def by_speed(cards: Iterable[Card]) -> list[RankedValue]:
    """Output tokens a second at the usual API, the most first."""
    return _by_fact(cards, lambda card: card.speed)


def by_arena(cards: Iterable[Card]) -> list[RankedValue]:
    """Arena's rating by people's votes on answers about images, the highest first."""
    return _by_fact(cards, lambda card: card.arena)


def rank_of(card_id: str, ranked: Sequence[RankedValue], population: Message) -> Rank | None:
    """The place of one model in sorted standings; None when it is not among them."""
    values = [other.value for other in ranked]
    dates = sorted(other.date for other in ranked)
    for other in ranked:
        if other.id == card_id:
            place = 1 + values.index(other.value)
            return Rank(place, len(values), population, dates[0], dates[-1])
    return None


def around(card_id: str, ranked: Sequence[RankedValue], most: int) -> tuple[RankedValue, ...]:
    """At most `most` standings: this model, and the others evenly spread from first to last."""
    if len(ranked) <= most:
        return tuple(ranked)
    last = len(ranked) - 1
    wanted = {round(at * last / (most - 1)) for at in range(most)}
    own = next((at for at, value in enumerate(ranked) if value.id == card_id), None)
    if own is not None and own not in wanted:
        inner = [at for at in wanted if at not in (0, last)]
        wanted.discard(min(inner, key=lambda at: abs(at - own)))
        wanted.add(own)
    return tuple(ranked[at] for at in sorted(wanted))


@dataclass(frozen=True, slots=True)
class BarLengths:
    """How long bars are, shares of 1; `axis_from` is where a logarithmic axis begins, else None."""

    shares: tuple[float, ...]
    axis_from: float | None = None


VANISHES = 100.0
"""A bar this many times shorter than the longest can no longer be seen beside it."""


def bar_lengths(values: Sequence[float]) -> BarLengths:
    """As long as the values; on a logarithmic axis where the shortest bar would vanish.

    That axis begins at a power of ten, at most half the smallest value. Nothing and less have no
    bar.
    """
    positive = [value for value in values if value > 0]
    most = max(positive, default=1.0)
    if not positive or most / min(positive) < VANISHES:
        return BarLengths(tuple(max(0.0, value) / most for value in values))
    begin = 10.0 ** floor(log10(min(positive) / 2))
    return BarLengths(
        tuple(log10(value / begin) / log10(most / begin) if value > 0 else 0.0 for value in values),
        begin,
    )


def _by_fact(
    cards: Iterable[Card], facts: Callable[[Card], Sequence[Fact[float]]]
) -> list[RankedValue]:
    def figure(card: Card) -> tuple[float, FactSource] | None:
        values = facts(card)
        return (values[0].value, values[0].source) if values else None

    return standings(cards, figure, descending=True)


def standings(
    cards: Iterable[Card],
    figure: Callable[[Card], tuple[float, FactSource] | None],
    *,
    descending: bool,
) -> list[RankedValue]:
    """The cards for which `figure` says a value and its source, sorted by it, then by name."""
    figures = [(card, figure(card)) for card in cards]
    known = [
        RankedValue(card.id, card.name, found[0], found[1].date)
        for card, found in figures
        if found is not None
    ]
    return sorted(known, key=lambda item: (-item.value if descending else item.value, item.name))
