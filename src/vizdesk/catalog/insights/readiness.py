"""How a card stands on this machine: which of its models one would ask, and what that needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.models import Model

# What stands in the way, the least first.
_ORDER = (
    RequirementKind.NOTHING,
    RequirementKind.MEMORY,
    RequirementKind.DOWNLOAD,
    RequirementKind.KEY,
    RequirementKind.CONSENT,
    RequirementKind.FILES,
    RequirementKind.SHUT_DOWN,
)

_FEW_WORDS: Mapping[RequirementKind, Message] = {
    RequirementKind.NOTHING: EMPTY,
    RequirementKind.OFFLINE: message("offline"),
    RequirementKind.KEY: message("no API key"),
    RequirementKind.CONSENT: message("key not allowed"),
    RequirementKind.FILES: message("file missing"),
    RequirementKind.DOWNLOAD: message("needs download"),
    RequirementKind.SHUT_DOWN: message("shut down"),
    RequirementKind.MEMORY: message("too large"),
}


def requirement_words(kind: RequirementKind) -> Message:
    """What is missing, in two words; empty where nothing is."""
    return _FEW_WORDS[kind]


def nearest_model(
    card: Card, models: Sequence[Model], needs: Mapping[str, Requirement]
) -> Model | None:
    """The card's model that is ready, or the one that needs least; local before remote."""
    own = [model for model in models if model.card == card.id]

    def order(model: Model) -> tuple[int, bool]:
        need = needs.get(model.id)
        return (_ORDER.index(need.kind) if need and need.kind in _ORDER else 0, not model.local)

    return min(own, key=order, default=None)


def readiness(card: Card, models: Sequence[Model], needs: Mapping[str, Requirement]) -> Message:
    """The few words under a model's name in the table; empty while nothing is known yet."""
    model = nearest_model(card, models, needs)
    if model is None:
        return message("not runnable yet") if card.to_run else EMPTY
    need = needs.get(model.id)
    if need is None:
        return EMPTY
    if need.ready:
        return message("on this machine") if model.local else message("key set")
    return requirement_words(need.kind)
