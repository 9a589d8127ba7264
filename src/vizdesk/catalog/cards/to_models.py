"""From model cards to models that can be asked, and to the files that must be fetched for them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vizdesk.catalog.cards.card import CardEntry, ListPrice, LocalOption, RemoteOption
from vizdesk.catalog.cards.facts import Fact, first
from vizdesk.catalog.cards.hub_files import HubFile, HubPair
from vizdesk.catalog.models.model_parser import image_sizes, size_of
from vizdesk.comparison.models import Endpoint, EngineKind, GgufPair, Model, Price


def models_of(card: CardEntry, resources: Path, downloads: Path, day: str) -> tuple[Model, ...]:
    """Every way to run a card's model. Prices are those of `day` (an ISO date).

    `resources` holds the bundled files, `downloads` one folder for each repository of a hub.
    """
    local = [
        _local(card, way, resources, downloads, local_model_id(card, way, at))
        for at, way in enumerate(card.local)
    ]
    alone = not card.local and len(card.remote) == 1
    remote = [
        _remote(card, way, day, card.id if alone else f"{card.id}@{way.host}")
        for way in card.remote
    ]
    return (*local, *remote)


def pairs_of(cards: Iterable[CardEntry]) -> dict[str, HubPair]:
    """What to fetch for each model of `models_of` whose files are on a hub, by model id."""
    return {
        local_model_id(card, way, at): way.pair
        for card in cards
        for at, way in enumerate(card.local)
        if way.pair is not None
    }


def downloaded(file: HubFile, downloads: Path) -> Path:
    """Where a file of a hub is kept: a folder for each repository, since names repeat.

    Another revision than the usual one has a folder of its own (OWNER/NAME@REVISION).
    """
    revision = f"@{file.revision.replace('/', '-')}" if file.revision else ""
    return downloads / f"{file.repo}{revision}" / file.path


def price_of(card: CardEntry, day: str) -> Price | None:
    """What a million tokens cost on `day`, after the best source."""
    facts = card.price_on(day)
    return _price(facts[0]) if facts else None


def local_model_id(card: CardEntry, way: LocalOption, at: int) -> str:
    """The id of the model that a card's local option number `at` (from 0) makes."""
    return card.id if at == 0 else f"{card.id}-{way.quantisation.lower()}"


def _local(
    card: CardEntry, way: LocalOption, resources: Path, downloads: Path, model_id: str
) -> Model:
    source = _files(way, resources, downloads)
    sizes = image_sizes(source)
    return Model(
        id=model_id,
        name=card.name,
        engine=EngineKind.LLAMA,
        source=source,
        profile=card.profile,
        organisation=first(card.organisation) or "",
        description=card.tagline,
        tasks=way.only,
        sampling=way.sampling,
        image_side=sizes.side,
        image_edge=sizes.edge,
        size_bytes=size_of(source),
        quantisation=way.quantisation,
        card=card.id,
    )


def _files(way: LocalOption, resources: Path, downloads: Path) -> GgufPair:
    if way.bundled is not None:
        weights, projector = way.bundled
        return GgufPair(resources / weights, resources / projector)
    assert way.pair is not None
    projector_file = way.pair.projector
    return GgufPair(
        downloaded(way.pair.weights[0], downloads),
        downloaded(projector_file, downloads) if projector_file else None,
    )


def _remote(card: CardEntry, way: RemoteOption, day: str, model_id: str) -> Model:
    return Model(
        id=model_id,
        name=card.name,
        engine=way.engine,
        source=Endpoint(way.base_url, way.slug, way.key),
        profile=card.profile,
        organisation=first(card.organisation) or "",
        description=card.tagline,
        sampling=way.sampling,
        price=price_of(card, day),
        card=card.id,
    )


def _price(fact: Fact[ListPrice]) -> Price:
    price, source = fact.value, fact.source
    return Price(price.input, price.output, source.date, source.title, price.tiers, price.cached)
