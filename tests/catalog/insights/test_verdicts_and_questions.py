"""What a page says by rule: what a model is suited to, and what its facts answer."""

from __future__ import annotations

import pytest

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.insights.questions import answered_questions
from vizdesk.catalog.insights.ranking import (
    bar_lengths,
    by_arena,
    by_intelligence,
    by_output_price,
    by_speed,
)
from vizdesk.catalog.insights.suited import best_suited, less_suited
from vizdesk.common import resources

TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def cards() -> dict[str, Card]:
    return dict(load_catalogue(resources.folder()).cards)


def test_a_verdict_is_made_of_facts(cards: dict[str, Card]) -> None:
    prices = by_output_price(cards.values(), TODAY)
    assert best_suited(cards["gemma-3-4b"], prices) == (
        "Best suited to images that must not leave a laptop (3.3 GB of files); many images at a "
        "small price."
    )
    assert less_suited(cards["gemma-3-4b"]) == (
        "Less suited to “Object counting” (0 of 10 published prompts passed); "
        "“Spatial understanding” (5 of 19 published prompts passed)."
    )
    assert "very long documents (1.0M tokens)" in best_suited(cards["gpt-5.5"], prices)
    assert "“Object understanding” (13 of 14" in best_suited(cards["gpt-5.5"], prices)


def test_no_fact_no_verdict() -> None:
    assert best_suited(Card(id="x", name="X"), []) == ""
    assert less_suited(Card(id="x", name="X")) == ""
    assert answered_questions(Card(id="x", name="X"), TODAY) == ()


def test_questions_are_answered_with_who_says_so(cards: dict[str, Card]) -> None:
    asked = {entry.question: entry for entry in answered_questions(cards["gemma-3-4b"], TODAY)}
    window = asked["How long may a question with its images be?"]
    assert window.answer == "131,072 tokens, the answer included."
    assert window.source == "Model directory, Gemma 3 4B, 20 Nov 2026"
    assert asked["Can it run on a machine of my own?"].answer == (
        "Yes, through llama.cpp: files of 3.3 GB."
    )
    assert "No source names it." in asked["Does it say where objects are?"].answer
    assert asked["Under which licence is it?"].answer == "Gemma Terms of Use."


def test_every_card_is_told_without_a_hole(cards: dict[str, Card]) -> None:
    prices = by_output_price(cards.values(), TODAY)
    for card in cards.values():
        words = [best_suited(card, prices), less_suited(card)]
        words += [part for entry in answered_questions(card, TODAY) for part in entry]
        assert not any("None" in word or "—" in word for word in words), card.id


def test_others_figures_are_dated(cards: dict[str, Card]) -> None:
    clever, quick, liked = (by(cards.values()) for by in (by_intelligence, by_speed, by_arena))
    assert (len(clever), len(quick), len(liked)) == (125, 45, 89)
    assert {value.date for value in (*clever, *quick)} == {"2026-10-03"}
    assert {value.date for value in liked} == {"2026-10-05"}
    own = next(value for value in clever if value.id == "gpt-5.5")
    assert own.value == 38.4


def test_a_bar_that_would_vanish_makes_the_axis_logarithmic() -> None:
    assert bar_lengths([40.0, 20.0, 0.0]).shares == (1.0, 0.5, 0.0)
    assert bar_lengths([40.0, 20.0, 0.0]).axis_from is None
    lengths = bar_lengths([0.05, 0.5, 50.0, 0.0])
    assert lengths.axis_from == pytest.approx(0.01)
    assert lengths.shares[0] == pytest.approx(0.1889, abs=1e-3)
    assert lengths.shares[2:] == (1.0, 0.0)
    assert bar_lengths([1024.0, 1_250_000.0]).shares[0] == pytest.approx(0.2465, abs=1e-3)
    assert bar_lengths([0.1, 10.0]).axis_from == pytest.approx(0.01)
    assert bar_lengths([]).shares == ()
    assert bar_lengths([0.0, -1.0]).shares == (0.0, 0.0)
