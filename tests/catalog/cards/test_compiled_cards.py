"""What a start reads of the catalogue is what the TOML files say, and no card is made unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.catalogue import COUNTED, known_cells, unknown_share

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.catalogue import compile_catalogue, load_catalogue, shipped_files
from vizdesk.catalog.cards.compiled import FOLDER
from vizdesk.catalog.cards.toml_reader import laid_over, read_cards
from vizdesk.catalog.endpoints.user_endpoints import load_shipped
from vizdesk.common import resources

RESOURCES = resources.folder()


def test_the_compiled_files_are_those_of_the_toml_files() -> None:
    for name, text in compile_catalogue(RESOURCES).items():
        assert (RESOURCES / FOLDER / name).read_text(encoding="utf-8") == text, "make catalogue"


def test_a_compiled_card_says_what_its_files_say() -> None:
    endpoints = load_shipped(RESOURCES / "endpoints.toml")
    from_toml: dict[str, Card] = {}
    for path in shipped_files(RESOURCES):
        from_toml = laid_over(from_toml, read_cards(path, endpoints))
    compiled = load_catalogue(RESOURCES).cards
    assert list(compiled) == list(from_toml)
    assert dict(compiled) == from_toml


def test_a_start_makes_no_card_and_looking_at_two_makes_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    before = Card.__init__

    def counted(card: Card, *args: object, **given: object) -> None:
        made.append(str(given["id"]))
        before(card, *args, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(Card, "__init__", counted)
    catalogue = load_catalogue(RESOURCES)
    models = catalogue.models(RESOURCES, Path("/nowhere"), "2026-12-01")
    assert (len(models), made) == (191, [])
    for card_id in ("gpt-5.5", "qwen3.5-4b", "gpt-5.5"):
        assert catalogue.cards[card_id].id == card_id
    assert made == ["gpt-5.5", "qwen3.5-4b"]


def test_at_most_15_of_100_cells_are_unknown() -> None:
    cells = known_cells()
    unknown = {key: cells[key][2] - cells[key][1] for key in COUNTED}
    assert unknown == {
        "released": 11,
        "context": 18,
        "parameters": 86,
        "licence": 13,
        "input-price": 60,
        "output-price": 60,
        "caption": 8,
        "classify": 15,
        "detect": 21,
        "read-text": 1,
        "ask": 10,
    }
    assert round(unknown_share(), 4) == 0.1457
