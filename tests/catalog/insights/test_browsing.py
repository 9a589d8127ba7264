"""The catalogue as a list: what is left when somebody searches, filters and sorts."""

from __future__ import annotations

import pytest

from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.insights.browsing import (
    CardFilter,
    CatalogueLine,
    CatalogueOrder,
    LicenceKind,
    RunsWhere,
    browse,
    catalogue_lines,
)
from vizdesk.common import resources

TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def lines() -> tuple[CatalogueLine, ...]:
    fits = {"gemma-3-4b": True, "qwen2.5-vl-72b": False}
    return catalogue_lines(load_catalogue(resources.folder()).cards.values(), TODAY, fits)


def ids(lines: list[CatalogueLine]) -> list[str]:
    return [line.card.id for line in lines]


def test_nothing_chosen_shows_every_card_by_name(lines: tuple[CatalogueLine, ...]) -> None:
    assert not CardFilter().narrows
    shown = browse(lines, CardFilter())
    assert len(shown) == len(lines) == 189
    names = [line.card.name.lower() for line in shown]
    assert names == sorted(names)


def test_every_word_of_a_search_must_be_there(lines: tuple[CatalogueLine, ...]) -> None:
    assert "gemma-3-4b" in ids(browse(lines, CardFilter(), "google 3 4B"))
    assert browse(lines, CardFilter(), "google nothing-like-it") == []


def test_a_price_bound_leaves_out_what_costs_more_and_what_is_not_known(
    lines: tuple[CatalogueLine, ...],
) -> None:
    shown = browse(lines, CardFilter(most_dollars=0.5))
    assert shown
    assert all(line.price is not None and line.price.value.output <= 0.5 for line in shown)
    assert "gpt-5.5" not in ids(shown)
    assert "paligemma" not in ids(shown)


def test_filters_join(lines: tuple[CatalogueLine, ...]) -> None:
    wanted = CardFilter(
        where=RunsWhere.HERE, least_context=128_000, licence=LicenceKind.PERMISSIVE, boxes=True
    )
    shown = browse(lines, wanted)
    assert "gemma-4-26b-a4b" in ids(shown)
    assert "gemma-3-4b" not in ids(shown)  # its terms forbid uses, and boxes are an experiment
    assert all(line.card.local and line.names_boxes for line in shown)


def test_open_weights_hold_the_permissive_ones_and_no_proprietary_model(
    lines: tuple[CatalogueLine, ...],
) -> None:
    weights = set(ids(browse(lines, CardFilter(licence=LicenceKind.OPEN))))
    free = set(ids(browse(lines, CardFilter(licence=LicenceKind.PERMISSIVE))))
    closed = set(ids(browse(lines, CardFilter(licence=LicenceKind.CLOSED))))
    assert free < weights
    assert not weights & closed
    assert "gemma-3-4b" in weights - free


def test_only_what_is_known_to_fit_fits(lines: tuple[CatalogueLine, ...]) -> None:
    assert ids(browse(lines, CardFilter(fits=True))) == ["gemma-3-4b"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", CatalogueOrder)
def test_any_order_keeps_all_and_puts_the_unknown_last(
    lines: tuple[CatalogueLine, ...], order: CatalogueOrder, descending: bool
) -> None:
    shown = browse(lines, CardFilter(), "", order, descending=descending)
    assert sorted(ids(shown)) == sorted(line.card.id for line in lines)
    if order is CatalogueOrder.PRICE:
        prices = [line.price.value.output for line in shown if line.price]
        assert prices == sorted(prices, reverse=descending)
        assert all(line.price is None for line in shown[len(prices) :])
