"""Fetched prices are kept day by day, ranked, and given to the models they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vizdesk.catalog.pricing.openrouter import OpenRouterModel, read_offered
from vizdesk.catalog.pricing.price_lists import PriceLists, day_words, priced
from vizdesk.comparison.models import Endpoint, EngineKind, Model, Price

LISTED = read_offered(Path(__file__).with_name("openrouter-models.json").read_bytes()).models
FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 21)


@pytest.fixture
def book(tmp_path: Path) -> PriceLists:
    """A book with the fixture's list, kept on 21 November."""
    made = PriceLists(tmp_path / "prices")
    made.keep(LISTED, SECOND)
    return made


def dearer(models: Sequence[OpenRouterModel]) -> list[OpenRouterModel]:
    return [replace(one, output_per_million=(one.output_per_million or 0.0) * 2) for one in models]


def test_an_empty_book_knows_nothing_and_makes_no_folder(tmp_path: Path) -> None:
    empty = PriceLists(tmp_path / "prices")
    assert empty.latest() is None
    assert empty.price("acme/seer-large") is None
    assert empty.rank("acme/seer-large") is None
    assert empty.history("acme/seer-large") == ()
    assert not (tmp_path / "prices").exists()


def test_what_was_kept_is_found_again_whole(book: PriceLists, tmp_path: Path) -> None:
    again = PriceLists(tmp_path / "prices").latest()
    assert again is not None
    assert tuple(again.models.values()) == LISTED
    assert again.day == SECOND
    assert [path.name for path in (tmp_path / "prices").iterdir()] == ["2026-11-21.json"]


def test_a_price_has_its_day_and_its_source(book: PriceLists) -> None:
    price = book.price("acme/seer-small")
    assert price == Price(0.04, 0.08, "2026-11-21", "OpenRouter")
    assert book.price("router/auto") is None
    assert book.price("nobody/nothing") is None


def test_the_newest_list_of_a_day_wins_and_history_has_one_value_a_day(book: PriceLists) -> None:
    book.keep(dearer(LISTED), FIRST)
    assert book.price("acme/seer-large") == book.history("acme/seer-large")[-1]
    assert [(one.as_of, one.output_per_million) for one in book.history("acme/seer-large")] == [
        ("2026-11-01", 60.0),
        ("2026-11-21", 30.0),
    ]
    book.keep(dearer(LISTED), SECOND)
    assert [one.output_per_million for one in book.history("acme/seer-large")] == [60.0, 60.0]
    newest = book.price("acme/seer-large")
    assert newest is not None
    assert newest.output_per_million == 60.0


def test_a_rank_says_its_place_its_population_and_its_day(book: PriceLists) -> None:
    # Small 0.08, by night 2, large and looker 30: variants, painters and text models stay out.
    small, large = book.rank("acme/seer-small"), book.rank("acme/seer-large")
    assert str(small) == "#1 of 4 on 21 Nov 2026"
    assert str(large) == "#3 of 4 on 21 Nov 2026"
    assert small is not None
    assert "read images" in small.population


def test_ties_share_the_better_place(book: PriceLists) -> None:
    assert book.rank("acme/seer-large") == book.rank("other/looker")


@pytest.mark.parametrize(
    "slug", ["acme/seer-small:free", "other/writer", "other/painter", "router/auto", "no/thing"]
)
def test_who_is_not_in_the_population_has_no_rank(book: PriceLists, slug: str) -> None:
    assert book.rank(slug) is None


def test_a_free_model_is_the_cheapest_not_unknown(tmp_path: Path) -> None:
    free = replace(LISTED[1], slug="acme/gift", input_per_million=0.0, output_per_million=0.0)
    book = PriceLists(tmp_path / "prices")
    book.keep((*LISTED, free), SECOND)
    assert str(book.rank("acme/gift")) == "#1 of 5 on 21 Nov 2026"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": "vizdesk-prices/9", "models": []}', '{"format": 1}']
)
def test_a_broken_file_is_passed_over_and_named(
    book: PriceLists, tmp_path: Path, text: str
) -> None:
    broken = tmp_path / "prices" / "2026-11-30.json"
    broken.write_text(text)
    again = PriceLists(tmp_path / "prices")
    assert again.price("acme/seer-large") == book.price("acme/seer-large")
    assert len(again.history("acme/seer-large")) == 1
    assert again.unreadable() == (broken,)


def test_files_of_other_names_are_left_alone(book: PriceLists, tmp_path: Path) -> None:
    (tmp_path / "prices" / "notes.json").write_text("mine")
    (tmp_path / "prices" / ".new-abc").write_text("half")
    assert book.unreadable() == ()


def model(base_url: str, slug: str = "acme/seer-large", price: Price | None = None) -> Model:
    source = Endpoint(base_url, slug, "openrouter")
    return Model("m", "M", EngineKind.CHAT, source, "generic", price=price)


def test_models_asked_through_openrouter_have_its_price(book: PriceLists) -> None:
    through = model("https://openrouter.ai/api/v1")
    assert priced(through, book).price == book.price("acme/seer-large")
    assert priced(model("https://openrouter.ai/api/v1", "no/thing"), book).price is None
    for other in ("https://api.openai.com/v1", "https://openrouter.ai.example.org/v1"):
        assert priced(model(other), book).price is None


def test_a_price_that_a_person_wrote_down_later_stays(book: PriceLists) -> None:
    older = Price(9.0, 9.0, "2026-11-20", "mine")
    newer = Price(9.0, 9.0, "2026-11-22", "mine")
    base = "https://openrouter.ai/api/v1"
    assert priced(model(base, price=older), book).price == book.price("acme/seer-large")
    assert priced(model(base, price=newer), book).price == newer


def test_days_are_written_the_same_in_every_locale() -> None:
    assert day_words(date(2026, 3, 5)) == "5 Mar 2026"
