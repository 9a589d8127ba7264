"""A model in three sentences, put together from its facts."""

from __future__ import annotations

from vizdesk.analysis.intervals import wilson
from vizdesk.catalog.cards.card import Card, CardCategory
from vizdesk.catalog.cards.facts import first
from vizdesk.catalog.insights.ranking import Rank
from vizdesk.common.formatting import dollars, tokens


def in_short(card: Card, today: str, price_rank: Rank | None) -> tuple[str, ...]:
    """What it is, what it costs, how far its published score can be trusted; what is not known is
    not said.
    """
    return tuple(filter(None, (_what(card), _cost(card, today, price_rank), _score(card))))


def _what(card: Card) -> str:
    organisation, category = first(card.organisation), first(card.category)
    context = first(card.context)
    whose = f"{organisation}’s " if organisation else "A "
    kind = (
        {CardCategory.OPEN: "open-weight", CardCategory.CLOSED: "closed"}.get(category)
        if category
        else ""
    )
    window = f" with a window of {tokens(context)} tokens" if context else ""
    said = f"{whose}{kind} model{window}.".replace("  ", " ")
    return said.replace("A open", "An open")


def _cost(card: Card, today: str, rank: Rank | None) -> str:
    prices = card.price_on(today)
    here = bool(card.local) or bool(card.to_run)
    if not prices:
        return "It runs on your own machine, where nothing is billed." if here else ""
    place = f", #{rank.place} of {rank.of} by price" if rank else ""
    also = "; on your own machine nothing is billed" if here else ""
    return f"{dollars(prices[0].value.output)} per million output tokens{place}{also}."


def _score(card: Card) -> str:
    if not card.evals:
        return ""
    block = card.evals[0]
    low, high = wilson(block.passed, block.prompts)
    return (
        f"It passed {block.passed} of {block.prompts} published prompts: its true rate lies "
        f"between {100 * low:.0f} and {100 * high:.0f} %."
    )
