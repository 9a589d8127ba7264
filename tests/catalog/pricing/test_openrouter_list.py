"""OpenRouter's list is read: prices a million, tiers, limits; whatever is odd is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import MOST_GROWTH, growth_of_calls

from vizdesk.catalog.pricing.openrouter import OpenRouterModel, PriceListError, read_offered
from vizdesk.comparison.models import PriceTier

FIXTURE = Path(__file__).with_name("openrouter-models.json")
DAY = date(2026, 11, 21)


def entry(slug: str = "a/b", **fields: Any) -> dict[str, Any]:
    return {"id": slug, "name": "B", "pricing": {"prompt": "0.000001", "completion": "0"}, **fields}


def read(*entries: object) -> tuple[OpenRouterModel, ...]:
    return read_offered(json.dumps({"data": entries})).models


def test_a_model_is_read_with_all_that_is_said_of_it() -> None:
    large = read_offered(FIXTURE.read_bytes()).models[0]
    assert large == OpenRouterModel(
        slug="acme/seer-large",
        name="Acme: Seer Large",
        created="2026-10-01",
        context_tokens=400_000,
        output_limit_tokens=128_000,
        input_modalities=("text", "image", "file"),
        output_modalities=("text",),
        input_per_million=5.0,
        output_per_million=30.0,
        cached_input_per_million=0.5,
        tiers=(PriceTier(272_000, 10.0, 45.0),),
        hugging_face_id=None,
        expiration="2027-03-31",
    )
    assert large.reads_images


def test_a_price_a_token_is_a_price_a_million_to_the_last_digit() -> None:
    found = {model.slug: model for model in read_offered(FIXTURE.read_bytes()).models}
    assert found["other/looker"].input_per_million == 0.15
    assert found["acme/seer-small"].output_per_million == 0.08
    price = found["acme/seer-large"].price(DAY)
    assert price is not None
    assert (price.as_of, price.source) == ("2026-11-21", "OpenRouter")
    assert price.tiers == (PriceTier(272_000, 10.0, 45.0),)


def test_free_is_a_price_and_varying_is_none() -> None:
    found = {model.slug: model for model in read_offered(FIXTURE.read_bytes()).models}
    assert found["acme/seer-small:free"].output_per_million == 0.0
    auto = found["router/auto"]
    assert auto.price(DAY) is None
    assert auto.notes == ("the price varies",)


def test_a_price_for_certain_hours_is_told_and_not_taken_for_a_tier() -> None:
    found = {model.slug: model for model in read_offered(FIXTURE.read_bytes()).models}
    assert found["other/by-night"].tiers == ()
    assert found["other/by-night"].notes == ("other prices at certain times",)


@pytest.mark.parametrize(
    ("prompt", "note"),
    [
        (None, "no input price given"),
        ("abc", "the input price 'abc' is no number"),
        ("NaN", "the input price 'NaN' is no number"),
        ("1e999999", "the input price '1e999999' is no number"),
        (True, "the input price 'True' is no number"),
        ({"usd": 1}, "the input price \"{'usd': 1}\" is no number"),
        ("-0.5", "the price varies"),
    ],
)
def test_an_odd_price_is_no_price_and_says_why(prompt: object, note: str) -> None:
    (one,) = read(entry(pricing={"prompt": prompt, "completion": "0.1"}))
    assert one.input_per_million is None
    assert one.price(DAY) is None
    assert one.notes == (note,)


def test_a_price_that_is_a_number_counts_as_one() -> None:
    (one,) = read(entry(pricing={"prompt": 0.0000025, "completion": 0}))
    assert (one.input_per_million, one.output_per_million) == (2.5, 0.0)


def test_a_tier_that_names_one_price_keeps_the_other() -> None:
    pricing = {"prompt": "0.000001", "completion": "0.000002"}
    overrides = [{"min_prompt_tokens": 200_000, "prompt": "0.000004"}, {"prompt": "1"}, "odd"]
    (one,) = read(entry(pricing={**pricing, "overrides": overrides}))
    assert one.tiers == (PriceTier(199_999, 4.0, 2.0),)
    assert one.notes == ("other prices in some cases", "other prices at certain times")


def test_entries_that_cannot_be_used_take_no_other_with_them() -> None:
    data = [entry("a/b"), "text", {"name": "no id"}, entry("a/b"), entry("c/d", pricing=7)]
    found = read_offered(json.dumps({"data": data}))
    assert [model.slug for model in found.models] == ["a/b", "c/d"]
    assert found.problems == (
        "Entry 2 has no id.",
        "Entry 3 has no id.",
        "a/b is there twice; the first counts.",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!doctype html><title>Sorry</title>", "not JSON"),
        ('{"data": [{"id": "a/b", "na', "not JSON"),
        ("[" * 100_000, "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ("[]", "no list of models"),
        ('{"data": {"id": "a/b"}}', "no list of models"),
        ('{"data": []}', "empty"),
        ('{"data": [1, null]}', "empty"),
    ],
)
def test_what_is_no_list_is_said(text: str | bytes, words: str) -> None:
    with pytest.raises(PriceListError, match=words):
        read_offered(text)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
FIELDS = ("created", "context_length", "architecture", "pricing", "top_provider", "expiration_date")
PRICED = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("prompt", "completion", "overrides"), ANYTHING)
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, ANYTHING)), PRICED)
def test_no_value_of_any_type_is_a_crash(fields: dict[str, Any], pricing: dict[str, Any]) -> None:
    one, two = read(entry("a/b", **fields), entry("c/d", pricing=pricing))
    assert (one.slug, two.slug) == ("a/b", "c/d")


def test_twice_the_models_are_twice_the_work() -> None:
    data = json.loads(FIXTURE.read_text())["data"]

    def read_many(models: int) -> None:
        entries = [{**data[n % len(data)], "id": f"acme/model-{n}"} for n in range(models)]
        assert len(read_offered(json.dumps({"data": entries})).models) == models

    assert growth_of_calls(read_many, 1500) <= MOST_GROWTH
