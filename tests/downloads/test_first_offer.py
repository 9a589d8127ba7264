"""The first real model: the smallest sensible one that fits memory and disk; unknown stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.cards.toml_reader import read_cards
from vizdesk.catalog.insights.requirements import Room
from vizdesk.common import resources
from vizdesk.comparison.tasks import TaskKind
from vizdesk.downloads.first_offer import Fetched, FirstOffers, first_offers
from vizdesk.downloads.machine_fit import FitKind, MachineRoom, download_fit, rough_need

GB = 1_000_000_000
CARDS = load_catalogue(resources.folder()).cards


def offered(memory: float | None, disk: float, **fetched: Fetched) -> FirstOffers:
    """What the shipped catalogue offers with so many GB of memory and disk."""
    room = None if memory is None else Room(round(memory * GB), limited=False)
    there = {key.replace("_", "-"): value for key, value in fetched.items()}
    return first_offers(
        CARDS.values(),
        MachineRoom(room, round(disk * GB)),
        lambda key: there.get(key, Fetched()),
    )


def test_a_usual_machine_is_offered_the_smallest_and_the_smallest_with_boxes() -> None:
    offers = offered(12, 50)
    assert offers.first is not None
    assert offers.boxes is not None
    first, boxes = offers.first, offers.boxes
    assert (first.model_id, first.size, first.exact) == ("smolvlm-500m", 545_590_272, True)
    assert first.licence == "Apache 2.0"
    assert first.tasks == {
        TaskKind.CAPTION,
        TaskKind.READ_TEXT,
        TaskKind.ASK,
        TaskKind.CLASSIFY,
    }
    assert not first.boxes
    assert first.download.fit.need == 1_000_149_299
    assert (boxes.model_id, boxes.size, boxes.exact) == ("qwen3-vl-2b", 1_930_000_000, False)
    assert boxes.boxes


@pytest.mark.parametrize(
    ("memory", "disk", "kind", "words"),
    [
        (12, 50, FitKind.FITS, "fits: takes about 1.0 GB of 12.0 GB"),
        (1.05, 50, FitKind.CLOSE, "close: takes about 1.0 GB of 1.1 GB"),
        (0.8, 50, FitKind.TOO_LARGE, "too large: takes about 1.0 GB; 800 MB are free"),
        (12, 0.2, FitKind.NO_DISK, "no room on the disk: needs 546 MB, 200 MB free"),
        (None, 50, FitKind.UNKNOWN, "takes about 1.0 GB of memory"),
    ],
)
def test_the_first_offer_says_how_it_fits(
    memory: float | None, disk: float, kind: FitKind, words: str
) -> None:
    first = offered(memory, disk).first
    assert first is not None
    assert first.download.fit.kind is kind
    assert str(first.download.fit.words) == words
    assert first.fits is (kind in (FitKind.FITS, FitKind.CLOSE, FitKind.UNKNOWN))


def test_a_larger_model_that_does_not_fit_is_not_offered_beside_the_first() -> None:
    offers = offered(2.2, 50)
    assert offers.first is not None
    assert offers.first.model_id == "smolvlm-500m"
    assert offers.boxes is None


def test_what_is_fetched_already_needs_no_room_again() -> None:
    begun = offered(12, 0.6, smolvlm_500m=Fetched(size=200_000_000)).first
    assert begun is not None
    assert (begun.begun, begun.fits) == (True, True)
    assert not offered(12, 0.6).first.fits  # type: ignore[union-attr]
    here = offered(0.1, 0.1, smolvlm_500m=Fetched(whole=True, size=545_590_272)).first
    assert here is not None
    assert (here.here, here.fits) == (True, True)


def test_a_model_of_unknown_size_is_never_a_first_offer(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[card]]\nid = "mine"\nname = "Mine"\n\n[[card.local]]\nrepo = "o/r"\nfirst_offer = true\n'
        'quantisation = "F16"\nweights = { path = "w.gguf" }\nprojector = { path = "p.gguf" }\n'
    )
    cards = [Card(**{"name": key, **given}) for key, given in read_cards(path).cards]
    room = MachineRoom(Room(12 * GB, limited=False), 50 * GB)
    assert first_offers(cards, room, lambda key: Fetched()) == FirstOffers()
    fit = download_fit(cards[0].local[0], room)
    assert (fit.size, fit.exact, str(fit.fit.words)) == (None, False, "size not said")


def test_the_rough_need_is_a_tenth_and_400_mb_on_top_of_the_files() -> None:
    assert rough_need(1_000_000_000) == 1_500_000_000


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("first_offer = 1", "mine: must be true or false"),
        ('approximate_size = { is = "2 GB", from = "me" }', "must be a whole number, not '2 GB'"),
        ("approximate_size = { is = 5 }", "says no source"),
    ],
)
def test_a_fault_in_an_offer_is_told_with_its_place(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[sources.me]\ntitle = "Me"\ndate = 2026-11-01\n\n'
        '[[card]]\nid = "mine"\n\n[[card.local]]\nrepo = "o/r"\n'
        f'quantisation = "F16"\nweights = {{ path = "w.gguf" }}\n{line}\n'
    )
    (problem,) = read_cards(path).problems
    assert fault in str(problem)
    assert ", line " in str(problem)
