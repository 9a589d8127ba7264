"""Which real model to offer somebody who has none: the smallest sensible one that fits here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vizdesk.catalog.cards.card import Card, LocalOption
from vizdesk.catalog.cards.facts import first
from vizdesk.catalog.cards.to_models import local_model_id
from vizdesk.comparison.tasks import TaskKind
from vizdesk.downloads.machine_fit import DownloadFit, FitKind, MachineRoom, download_fit

# Where nobody knows how much memory there is, the offer says so, and a person decides.
OFFERED = (FitKind.FITS, FitKind.CLOSE, FitKind.UNKNOWN)
NO_BOXES = "none"


@dataclass(frozen=True, slots=True)
class ModelOffer:
    """One model to download: `size` in bytes; `memory` in bytes, estimated from it.

    `licence` is "" where nobody says. `here`: its files are on this disk already. `begun`: some of
    their bytes are.
    """

    model_id: str
    name: str
    licence: str
    tasks: frozenset[TaskKind]
    boxes: bool
    size: int
    exact: bool
    download: DownloadFit
    here: bool = False
    begun: bool = False

    @property
    def fits(self) -> bool:
        """Whether it can be downloaded and asked on this machine, as far as one knows."""
        return self.here or self.download.fit.kind in OFFERED


@dataclass(frozen=True, slots=True)
class FirstOffers:
    """`first`: the smallest that fits, else the smallest there is, whose fit says what it lacks.

    `boxes`: the smallest that fits and answers with boxes, where that is another one.
    """

    first: ModelOffer | None = None
    boxes: ModelOffer | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What there is of a model's files: all of them (`whole`), or so many bytes."""

    whole: bool = False
    size: int = 0


def first_offers(
    cards: Iterable[Card], room: MachineRoom, fetched: Callable[[str], Fetched]
) -> FirstOffers:
    """Choose among the cards' options that are marked as first offers and whose size is known.

    `fetched` says what is here of a model's files, by model id.
    """
    offers = [
        offer
        for card in cards
        for at, option in enumerate(card.local)
        if option.first_offer and (offer := _offer(card, option, at, room, fetched)) is not None
    ]
    offers.sort(key=lambda offer: offer.size)
    chosen = _smallest_that_fits(offers) or next(iter(offers), None)
    boxes = _smallest_that_fits([offer for offer in offers if offer.boxes])
    return FirstOffers(chosen, boxes if boxes != chosen else None)


def _smallest_that_fits(offers: Sequence[ModelOffer]) -> ModelOffer | None:
    return next((offer for offer in offers if offer.fits), None)


def _offer(
    card: Card,
    option: LocalOption,
    at: int,
    room: MachineRoom,
    fetched: Callable[[str], Fetched],
) -> ModelOffer | None:
    model_id = local_model_id(card, option, at)
    there = fetched(model_id)
    fit = download_fit(option, room, there.size)
    if fit.size is None:
        return None
    tasks = card.tried_tasks
    form = first(card.boxes)
    return ModelOffer(
        model_id=model_id,
        name=card.name,
        licence=first(card.licence) or "",
        tasks=tasks if option.only is None else tasks & option.only,
        boxes=TaskKind.DETECT in tasks and form is not None and not form.startswith(NO_BOXES),
        size=fit.size,
        exact=fit.exact,
        download=fit,
        here=there.whole,
        begun=there.size > 0,
    )
