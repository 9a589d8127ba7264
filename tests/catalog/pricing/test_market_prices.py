"""A fetched price among the shipped ones: the newest counts, and of one day the fetched one."""

from __future__ import annotations

import pytest

from vizdesk.catalog.cards.card import Card, ListPrice, RemoteOption
from vizdesk.catalog.cards.facts import Fact, FactSource
from vizdesk.catalog.pricing.market_prices import market_slug, with_market_price
from vizdesk.comparison.models import EngineKind, Price

SLUG = "acme/seer"


def shipped(date: str, dollars: float) -> Fact[ListPrice]:
    return Fact(ListPrice(dollars, dollars), FactSource("page", "Acme's page", date))


def asked_at(host: str) -> RemoteOption:
    return RemoteOption(host, f"https://{host}.example/v1", None, SLUG, EngineKind.CHAT)


def card(*prices: Fact[ListPrice]) -> Card:
    return Card("seer", "Seer", price=prices, remote=(asked_at("openrouter"),))


@pytest.mark.parametrize(
    ("day", "order"),
    [
        ("2026-11-20", [2.0, 9.0, 1.0]),
        ("2026-11-21", [9.0, 2.0, 1.0]),
        ("2026-11-22", [9.0, 2.0, 1.0]),
    ],
)
def test_the_fetched_price_comes_before_those_of_its_day_and_older_ones(
    day: str, order: list[float]
) -> None:
    known = card(shipped("2026-11-21", 2.0), shipped("2026-10-01", 1.0))
    priced = with_market_price(known, {SLUG: Price(9.0, 9.0, day, "OpenRouter")}.get)
    assert [fact.value.input for fact in priced.price] == order


def test_a_card_that_is_not_asked_there_or_not_listed_stays_as_it_is() -> None:
    known = card(shipped("2026-11-21", 2.0))
    assert with_market_price(known, lambda slug: None) == known
    elsewhere = Card("seer", "Seer", remote=(asked_at("acme"),))
    assert market_slug(elsewhere) is None
    assert (
        with_market_price(elsewhere, lambda slug: Price(9.0, 9.0, "2026-11-21", "x")) == elsewhere
    )
