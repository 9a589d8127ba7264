"""The catalogue: model cards of resources/catalogue, and a person's own files laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.cards.to_models import models_of, pairs_of
from vizdesk.catalog.cards.toml_reader import put_together, read_cards
from vizdesk.catalog.endpoints.user_endpoints import load_shipped
from vizdesk.common.messages import Message, MessageError, joined
from vizdesk.comparison.models import Model


class CatalogueError(MessageError, ValueError):
    """A shipped file says something that cannot be understood; the message names file and line."""


@dataclass(frozen=True)
class Catalogue:
    """Cards by id, and sentences about files of a person's own that cannot be read."""

    cards: Mapping[str, Card] = field(default_factory=dict)
    problems: tuple[Message, ...] = ()

    def card_of(self, model: Model) -> Card | None:
        """What is known of a model; None for one that no card describes."""
        return self.cards.get(model.card)

    def models(self, resources: Path, downloads: Path, day: str) -> tuple[Model, ...]:
        """Every model that can be asked, in the order of the cards; see `models_of`."""
        return tuple(
            model
            for card in self.cards.values()
            for model in models_of(card, resources, downloads, day)
        )

    @property
    def pairs(self) -> dict[str, HubPair]:
        """What to fetch for each model whose files are on a hub, by model id."""
        return pairs_of(self.cards.values())


def load_catalogue(resources: Path, own: Path | None = None) -> Catalogue:
    """The shipped cards, with those of the folder `own` over them. Raises CatalogueError.

    Only a fault of vizdesk's own files raises; a person's own are told in `problems`.
    """
    known = load_shipped(resources / "endpoints.toml")
    files = sorted((resources / "catalogue").glob("*.toml"))
    shipped = [read_cards(path, known) for path in files]
    problems = [problem for file in shipped for problem in file.problems]
    if problems:
        raise CatalogueError(joined(problems, "\n"))
    mine = [read_cards(path, known) for path in sorted(own.glob("*.toml"))] if own else []
    cards, own_problems = put_together([*shipped, *mine])
    return Catalogue(cards, own_problems)
