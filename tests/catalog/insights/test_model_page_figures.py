"""Ranks, monthly costs and snippets of a model's page."""

from __future__ import annotations

import ast
import shlex

import pytest

from vizdesk.catalog.cards.card import Card, ListPrice
from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.insights.per_image import per_image_usage
from vizdesk.catalog.insights.ranking import (
    RankedValue,
    around,
    by_output_price,
    by_score,
    rank_of,
)
from vizdesk.catalog.insights.running_costs import (
    DailyUsage,
    Machine,
    dollars_per_image,
    dollars_per_month,
    electricity_per_month,
    months_to_break_even,
)
from vizdesk.catalog.insights.snippets import curl_snippet, python_snippet, snippets_for
from vizdesk.catalog.insights.summary import summary
from vizdesk.common import resources
from vizdesk.comparison.models import Endpoint, EngineKind, Model, PriceTier
from vizdesk.comparison.types import Answer, AnswerState, Usage

TODAY = "2026-11-21"


@pytest.fixture(scope="module")
def cards() -> dict[str, Card]:
    return dict(load_catalogue(resources.folder()).cards)


def test_the_price_rank_names_its_population_and_its_day(cards: dict[str, Card]) -> None:
    ranked = by_output_price(cards.values(), TODAY)
    rank = rank_of("gemma-3-4b", ranked, "models here")
    assert rank is not None
    assert rank.sentence == (
        f"#2 of {len(ranked)} models here; figures of 2 Jul 2026 to 20 Nov 2026"
    )
    assert rank_of("paligemma", ranked, "") is None


def test_models_with_the_same_figure_share_the_better_place(cards: dict[str, Card]) -> None:
    ranked = by_output_price(cards.values(), TODAY)
    places = {one.id: rank_of(one.id, ranked, "") for one in ranked}
    same = [one.id for one in ranked if one.value == 10.0]
    assert len(same) > 1
    assert len({places[one].place for one in same if places[one]}) == 1  # type: ignore[union-attr]


def test_two_that_share_the_first_place_leave_the_second_free() -> None:
    ranked = [
        RankedValue(name, name, value) for name, value in (("a", 1.0), ("b", 1.0), ("c", 2.0))
    ]
    ranks = [rank_of(name, ranked, "models") for name in "abc"]
    assert [(rank.place, rank.of) for rank in ranks if rank] == [(1, 3), (1, 3), (3, 3)]


def test_a_chart_of_many_models_keeps_this_one_the_first_and_the_last(
    cards: dict[str, Card],
) -> None:
    ranked = by_output_price(cards.values(), TODAY)
    for own in ("gpt-5.4-mini", ranked[0].id, ranked[-1].id):
        shown = around(own, ranked, 12)
        assert len(shown) == 12
        assert own in [one.id for one in shown]
        assert shown[0] == ranked[0]
        assert shown[-1] == ranked[-1]
    assert by_score(cards.values())[0].id == "gpt-5.5"


def test_a_month_of_images_is_counted_from_tokens() -> None:
    usage = DailyUsage(images_per_day=100, input_tokens=1400, output_tokens=138)
    price = ListPrice(5.0, 30.0)
    assert dollars_per_image(price, usage) == pytest.approx(0.01114)
    assert dollars_per_month(price, usage) == pytest.approx(0.01114 * 100 * 30.4375)


def test_many_tokens_fall_into_the_dearer_tier() -> None:
    price = ListPrice(5.0, 30.0, (PriceTier(272_000, 10.0, 45.0),))
    assert dollars_per_image(price, DailyUsage(1, 272_000, 0)) == pytest.approx(1.36)
    assert dollars_per_image(price, DailyUsage(1, 272_001, 0)) == pytest.approx(2.72001)


def test_break_even_of_a_machine_of_ones_own() -> None:
    usage, price = DailyUsage(1000, 1400, 138), ListPrice(5.0, 30.0)
    machine = Machine(dollars=1500, watts=150, dollars_per_kwh=0.30, seconds=10)
    power = electricity_per_month(machine, usage)
    assert power == pytest.approx(150 * 10 * 1000 * 30.4375 / 3.6e6 * 0.30)
    months = months_to_break_even(price, machine, usage)
    assert months == pytest.approx(1500 / (dollars_per_month(price, usage) - power))


def test_a_machine_that_cannot_keep_up_or_saves_nothing_never_pays_for_itself() -> None:
    slow = Machine(1500, 150, 0.30, seconds=100)
    assert months_to_break_even(ListPrice(5.0, 30.0), slow, DailyUsage(1000, 1400, 138)) is None
    cheap = ListPrice(0.0001, 0.0001)
    assert months_to_break_even(cheap, slow, DailyUsage(10, 1400, 138)) is None


def test_every_snippet_names_the_real_model_and_server(cards: dict[str, Card]) -> None:
    models = load_catalogue(resources.folder()).models(
        resources.folder(), resources.folder() / "no downloads", TODAY
    )
    for card in cards.values():
        own = [model for model in models if model.card == card.id]
        found = dict(snippets_for(card, own, to_download=True))
        assert bool(found) == bool(card.local or card.remote), card.id
        if card.remote:
            ast.parse(found["Python"])
            for code in (found["Python"], found["curl"]):
                assert card.remote[0].slug in code
                assert card.remote[0].base_url in code
        elif card.local:
            ast.parse(found["Python"])
            assert "llama-server" in found["Python"]
            assert f"--model {card.id}" in found["vizdesk"]


def test_no_snippet_holds_a_key() -> None:
    assert 'os.environ["OPENAI_API_KEY"]' in python_snippet("https://x/v1", "m", "openai")
    assert "$OPENAI_API_KEY" in curl_snippet("https://x/v1", "m", "openai")
    assert "Authorization" not in curl_snippet("http://127.0.0.1:8080/v1", "m", None)
    shlex.split(curl_snippet("https://x/v1", "m", "openai"))


def test_tokens_are_the_published_ones_before_anything_was_measured(cards: dict[str, Card]) -> None:
    figures = per_image_usage(cards["gpt-5.5"], [], None)
    assert (figures.input_tokens, figures.output_tokens) == (1400, 138)
    assert "published" in figures.origin
    assert "guess" in per_image_usage(cards["gpt-5.2"], [], None).origin


def test_an_answer_without_a_count_of_its_output_is_no_measurement(cards: dict[str, Card]) -> None:
    model = Model("m", "M", EngineKind.CHAT, Endpoint("https://x/v1", "m"), "generic")
    answers = [
        Answer(model, AnswerState.DONE, usage=usage)
        for usage in (Usage(1000, None), Usage(1000, None), Usage(2000, 300))
    ]
    figures = per_image_usage(cards["gpt-5.5"], answers, None)
    assert (figures.input_tokens, figures.output_tokens) == (2000, 300)


def test_a_model_in_short_says_only_what_is_known(cards: dict[str, Card]) -> None:
    rank = rank_of("gemma-3-4b", by_output_price(cards.values(), TODAY), "")
    said = summary(cards["gemma-3-4b"], TODAY, rank)
    assert said[0] == "Google’s open-weight model with a window of 128K tokens."
    assert said[1].startswith("$0.100 per million output tokens, #2 of ")
    assert said[2] == (
        "It passed 25 of 67 published prompts: its true rate lies between 27 and 49 % "
        "(95 % interval, Wilson)."
    )
    for card in cards.values():
        assert all("None" not in one for one in summary(card, TODAY, None))
