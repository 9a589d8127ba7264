"""Where a model is in its life: released, deprecated, shut down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vizdesk.catalog.cards.card import CardEntry
from vizdesk.catalog.cards.facts import Fact
from vizdesk.common.formatting import day, is_past
from vizdesk.common.messages import Message, message


class Life(Enum):
    """The values are the words of the list and the table."""

    CURRENT = "current"
    DEPRECATED = "deprecated"
    ENDING = "ending"
    SHUT_DOWN = "shut down"


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """The state on one day, a few words for a cell, and the fact it rests on."""

    life: Life
    words: Message
    fact: Fact[str] | None = None


def life_of(card: CardEntry, today: str) -> LifeCycle:
    """The life cycle of a card's model on `today` (an ISO date)."""
    if card.shutdown:
        fact = card.shutdown[0]
        if is_past(fact.value, today):
            return LifeCycle(Life.SHUT_DOWN, message("shut down {day}", day=day(fact.value)), fact)
        return LifeCycle(Life.ENDING, message("ends {day}", day=day(fact.value)), fact)
    if card.deprecated:
        fact = card.deprecated[0]
        return LifeCycle(Life.DEPRECATED, message("deprecated"), fact)
    return LifeCycle(Life.CURRENT, message("current"))
