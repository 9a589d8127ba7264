"""Where a model stands among the others: by price, by window, by published score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.facts import first
from vizdesk.common.formatting import day as day_words
from vizdesk.common.messages import Message, message


@dataclass(frozen=True, slots=True)
class RankedValue:
    """One model's figure among the others', for a chart."""

    id: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Rank:
    """Place among `of` models (ties share the better place), who they are, on which day."""

    place: int
    of: int
    population: Message
    day: str

    @property
    def sentence(self) -> Message:
        """#1 of 139 models at OpenRouter, 21 Nov 2026."""
        return message(
            "#{place} of {of} {population}, {day}",
            place=str(self.place),
            of=self.of,
            population=self.population,
            day=day_words(self.day),
        )


def by_output_price(cards: Iterable[Card], today: str) -> list[RankedValue]:
    """Dollars per million output tokens, the cheapest first; cards without a price are left out."""

    def price(card: Card) -> float | None:
        facts = card.price_on(today)
        return facts[0].value.output if facts else None

    return _standings(cards, price, descending=False)


def by_context(cards: Iterable[Card]) -> list[RankedValue]:
    """Tokens of the context window, the longest first."""
    return _standings(cards, lambda card: first(card.context), descending=True)


def by_score(cards: Iterable[Card]) -> list[RankedValue]:
    """Per cent of the published Vision Evals passed, the most first."""

    def score(card: Card) -> float | None:
        return 100 * card.evals[0].passed / card.evals[0].prompts if card.evals else None

    return _standings(cards, score, descending=True)


def rank_of(
    card_id: str, ranked: Sequence[RankedValue], population: Message, day: str
) -> Rank | None:
    """The place of one model in sorted standings; None when it is not among them."""
    values = [other.value for other in ranked]
    for other in ranked:
        if other.id == card_id:
            return Rank(1 + values.index(other.value), len(values), population, day)
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


def _standings(
    cards: Iterable[Card], value: Callable[[Card], float | None], *, descending: bool
) -> list[RankedValue]:
    values = [(card, value(card)) for card in cards]
    known = [
        RankedValue(card.id, card.name, figure) for card, figure in values if figure is not None
    ]
    return sorted(known, key=lambda item: (-item.value if descending else item.value, item.name))
