"""A model in three sentences, put together from its facts."""

from __future__ import annotations

from collections.abc import Mapping

from vizdesk.analysis.intervals import wilson
from vizdesk.catalog.cards.card import Card, CardCategory
from vizdesk.catalog.cards.facts import first
from vizdesk.catalog.insights.ranking import Rank
from vizdesk.common.formatting import dollars, tokens
from vizdesk.common.messages import EMPTY, Message, message


def summary(card: Card, today: str, price_rank: Rank | None) -> tuple[Message, ...]:
    """What it is, what it costs, how far its published score can be trusted; what is not known is
    not said.
    """
    return tuple(filter(None, (_what(card), _cost(card, today, price_rank), _score(card))))


def _what(card: Card) -> Message:
    organisation, category = first(card.organisation), first(card.category)
    context = first(card.context)
    kind = _KINDS[category]
    if context and organisation:
        return message(
            "{organisation}’s {kind} with a window of {tokens} tokens.",
            organisation=organisation,
            kind=kind,
            tokens=tokens(context),
        )
    if organisation:
        return message("{organisation}’s {kind}.", organisation=organisation, kind=kind)
    article = _ARTICLE_KINDS[category]
    if context:
        return message(
            "{kind} with a window of {tokens} tokens.", kind=article, tokens=tokens(context)
        )
    return message("{kind}.", kind=article)


_KINDS: Mapping[CardCategory | None, Message] = {
    CardCategory.OPEN: message("open-weight model"),
    CardCategory.CLOSED: message("closed model"),
    None: message("model"),
}
_ARTICLE_KINDS: Mapping[CardCategory | None, Message] = {
    CardCategory.OPEN: message("An open-weight model"),
    CardCategory.CLOSED: message("A closed model"),
    None: message("A model"),
}


def _cost(card: Card, today: str, rank: Rank | None) -> Message:
    prices = card.price_on(today)
    here = bool(card.local) or bool(card.to_run)
    if not prices:
        return message("It runs on your own machine, where nothing is billed.") if here else EMPTY
    price = dollars(prices[0].value.output)
    if rank and here:
        return message(
            "{price} per million output tokens, #{place} of {of} by price (prices of "
            "{dates}); on your own machine nothing is billed.",
            price=price,
            place=rank.place,
            of=rank.of,
            dates=rank.dates,
        )
    if rank:
        return message(
            "{price} per million output tokens, #{place} of {of} by price (prices of {dates}).",
            price=price,
            place=rank.place,
            of=rank.of,
            dates=rank.dates,
        )
    if here:
        return message(
            "{price} per million output tokens; on your own machine nothing is billed.",
            price=price,
        )
    return message("{price} per million output tokens.", price=price)


def _score(card: Card) -> Message:
    if not card.evals:
        return EMPTY
    block = card.evals[0]
    low, high = wilson(block.passed, block.prompts)
    return message(
        "It passed {passed} of {prompts} published prompts: its true rate "
        "lies between {low} and {high} % (95 % interval, Wilson).",
        passed=block.passed,
        prompts=block.prompts,
        low=f"{100 * low:.0f}",
        high=f"{100 * high:.0f}",
    )
