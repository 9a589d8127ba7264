"""Prices of the market laid over a card: what was fetched comes before what was shipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vizdesk.catalog.cards.card import Card, ListPrice
from vizdesk.catalog.cards.facts import Fact, FactSource
from vizdesk.comparison.models import Price

MARKET_HOST = "openrouter"


def market_slug(card: Card) -> str | None:
    """The name a card's model goes by at OpenRouter; None where it is not asked there."""
    return next((way.slug for way in card.remote if way.host == MARKET_HOST), None)


def with_market_price(card: Card, price_of: Callable[[str], Price | None]) -> Card:
    """`card` with the fetched price as its first; older shipped prices stay as other sources."""
    slug = market_slug(card)
    price = price_of(slug) if slug else None
    if price is None:
        return card
    listed = ListPrice(
        price.input_per_million,
        price.output_per_million,
        price.tiers,
        cached=price.cached_input_per_million,
    )
    fetched = Fact(listed, FactSource("market", price.source, price.as_of))
    older = tuple(fact for fact in card.price if fact.source.date <= price.as_of)
    newer = tuple(fact for fact in card.price if fact not in older)
    return replace(card, price=(*newer, fetched, *older))
