"""The catalogue: model cards of resources/catalogue, and a person's own files laid over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from vizdesk.catalog.cards.card import Card, CardEntry
from vizdesk.catalog.cards.compiled import FOLDER, CompiledCards, OverlaidCards, compiled_texts
from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.cards.life_cycle import LifeCycle, life_of
from vizdesk.catalog.cards.to_models import models_of, pairs_of
from vizdesk.catalog.cards.toml_reader import CardFile, laid_over, read_cards
from vizdesk.catalog.endpoints.user_endpoints import load_shipped
from vizdesk.common.messages import Message, MessageError, joined
from vizdesk.common.toml_files import read_each, toml_files
from vizdesk.common.typed_tables import broken_file
from vizdesk.comparison.models import Model


class CatalogueError(MessageError, ValueError):
    """A shipped file says something that cannot be understood; the message names file and line."""


@dataclass(frozen=True)
class Catalogue:
    """Cards by id, and sentences about files of a person's own that cannot be read.

    `entries` is what the list of models needs of each card; `cards` makes a card of the shipped
    ones when it is first asked for.
    """

    cards: Mapping[str, Card] = field(default_factory=dict)
    problems: tuple[Message, ...] = ()
    entries: Mapping[str, CardEntry] = field(default_factory=dict)

    def card_of(self, model: Model) -> Card | None:
        """What is known of a model; None for one that no card describes."""
        return self.cards.get(model.card)

    def life_of(self, model: Model, today: str) -> LifeCycle | None:
        """A model's life cycle on `today` (an ISO date); None for one that no card describes."""
        entry = self.entries.get(model.card)
        return life_of(entry, today) if entry is not None else None

    def models(self, resources: Path, downloads: Path, day: str) -> tuple[Model, ...]:
        """Every model that can be asked, in the order of the cards; see `models_of`."""
        return tuple(
            model
            for entry in self.entries.values()
            for model in models_of(entry, resources, downloads, day)
        )

    @property
    def pairs(self) -> dict[str, HubPair]:
        """What to fetch for each model whose files are on a hub, by model id."""
        return pairs_of(self.entries.values())


def load_catalogue(resources: Path, own: Path | None = None) -> Catalogue:
    """The shipped cards, with those of the folder `own` over them. Raises CatalogueError.

    Only a fault of vizdesk's own files raises; a person's own are told in `problems`.
    """
    known = load_shipped(resources / "endpoints.toml")
    try:
        shipped = CompiledCards(resources, known)
    except (OSError, ValueError, KeyError) as error:
        raise CatalogueError(broken_file(resources / FOLDER, error)) from error
    problems: list[Message] = []
    laid: dict[str, Card] = {}
    for path in toml_files(own) if own else []:
        file = read_cards(path, known)
        made, unread = read_each([path], partial(_with_own, shipped, laid, file, resources))
        laid = made[0][1] if made else laid
        problems += (*file.problems, *unread)
    if not laid:
        return Catalogue(shipped, tuple(problems), shipped.entries)
    return Catalogue(OverlaidCards(shipped, laid), tuple(problems), {**shipped.entries, **laid})


def shipped_files(resources: Path) -> list[Path]:
    """The TOML files of the shipped cards, in the order in which they are laid over each other."""
    return sorted((resources / "catalogue").glob("*.toml"))


def compile_catalogue(resources: Path) -> dict[str, str]:
    """The compiled files by name, made of the TOML files. Raises CatalogueError, all faults."""
    known = load_shipped(resources / "endpoints.toml")
    files = shipped_files(resources)
    problems = [problem for path in files for problem in read_cards(path, known).problems]
    if problems:
        raise CatalogueError(joined(problems, "\n"))
    return compiled_texts(files)


def _with_own(
    shipped: Mapping[str, Card],
    laid: Mapping[str, Card],
    file: CardFile,
    resources: Path,
    path: Path,
) -> dict[str, Card]:
    """The cards of a person's own, with those of `file`, of which models can be made."""
    wanted = [card_id for card_id, _ in file.cards]
    base = {key: shipped[key] for key in wanted if key in shipped}
    made = laid_over({**base, **laid}, file)
    for card_id in wanted:
        models_of(made[card_id], resources, path.parent, date.today().isoformat())
    return made
