"""The catalogue: model cards of resources/catalogue, and a person's own files laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.cards.to_models import models_of, pairs_of
from vizdesk.catalog.cards.toml_reader import CardFile, laid_over, read_cards
from vizdesk.catalog.endpoints.user_endpoints import load_shipped
from vizdesk.common.messages import Message, MessageError, joined
from vizdesk.common.toml_files import read_each, toml_files
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
    cards: dict[str, Card] = {}
    for file in shipped:
        cards = laid_over(cards, file)
    own_problems: list[Message] = []
    for path in toml_files(own) if own else []:
        file = read_cards(path, known)
        made, unread = read_each([path], partial(_with_own, cards, file, resources))
        cards = made[0][1] if made else cards
        own_problems += (*file.problems, *unread)
    return Catalogue(cards, tuple(own_problems))


def _with_own(
    cards: Mapping[str, Card], file: CardFile, resources: Path, path: Path
) -> dict[str, Card]:
    """The cards with a person's own over them, of which models can be made."""
    made = laid_over(cards, file)
    for card_id, _ in file.cards:
        models_of(made[card_id], resources, path.parent, date.today().isoformat())
    return made
