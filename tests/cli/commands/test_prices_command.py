"""`vizdesk prices`, as a person types it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.engines.openai.scripted_server import answer, serve

from vizdesk.catalog.pricing.openrouter import read_offered
from vizdesk.catalog.pricing.price_lists import PriceLists
from vizdesk.cli.main import main
from vizdesk.common import resources
from vizdesk.common.paths import data_folder
from vizdesk.services import price_refresh as prices
from vizdesk.services.price_refresh import today

LIST = (Path(__file__).parents[2] / "catalog/pricing/openrouter-models.json").read_text()
SHAPES = resources.folder() / "samples" / "shapes.png"
Captured = pytest.CaptureFixture[str]


def vizdesk(capsys: Captured, *words: str) -> tuple[int, str, str]:
    code = main(["prices", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def keep_prices() -> None:
    PriceLists(data_folder() / "prices").keep(read_offered(LIST).models, today())


def test_before_the_first_refresh_it_says_how(capsys: Captured) -> None:
    code, out, _ = vizdesk(capsys)
    assert code == 0
    assert out == "No prices were fetched yet. Fetch them: vizdesk prices refresh\n"
    for words in (("show", "acme/seer-large"), ("history", "acme/seer-large")):
        code, _, err = vizdesk(capsys, *words)
        assert code == 1
        assert "vizdesk prices refresh" in err


def test_refresh_fetches_and_the_rest_shows(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(answer(200, LIST)) as server:
        monkeypatch.setattr(prices, "URL", f"{server.base_url}/models")
        code, out, err = vizdesk(capsys, "refresh")
    assert (code, err) == (0, "")
    assert out.startswith("Prices of 4 models, ")
    code, out, _ = vizdesk(capsys, "show", "acme/seer-large", "router/auto")
    assert code == 0
    assert f"$5.00 in, $30.00 out per million tokens; OpenRouter, {today().isoformat()}" in out
    assert "$10.00 in, $45.00 out per million tokens, above 272,000 input tokens" in out
    assert "#3 of 4 on " in out
    assert "offered until 2027-03-31" in out
    assert "the price varies" in out
    code, out, _ = vizdesk(capsys, "history", "acme/seer-large")
    assert (code, out) == (0, f"{today().isoformat()}  $5.00 in, $30.00 out per million tokens\n")


def test_an_unknown_slug_is_one_line_and_the_others_are_shown(capsys: Captured) -> None:
    keep_prices()
    code, out, err = vizdesk(capsys, "show", "no/thing", "acme/seer-small")
    assert code == 1
    assert err.startswith("vizdesk: No price of no/thing is known.")
    assert "$0.040 in, $0.080 out" in out


def test_offline_is_one_line(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIZDESK_OFFLINE", "1")
    code, _, err = vizdesk(capsys, "refresh")
    assert code == 1
    assert err == (
        "vizdesk: vizdesk is offline. Switch Offline off to fetch prices from OpenRouter.\n"
    )


def test_the_estimate_of_a_model_on_openrouter_uses_the_fetched_price(capsys: Captured) -> None:
    spec = "openai/gpt-5.5@https://openrouter.ai/api/v1"
    words = ["compare", str(SHAPES), "--task", "count", "--model", spec, "--estimate"]
    assert main(words) == 0
    assert "$" not in capsys.readouterr().out
    offered = replace(read_offered(LIST).models[0], slug="openai/gpt-5.5")
    PriceLists(data_folder() / "prices").keep([offered], today())
    assert main(words) == 0
    assert "$" in capsys.readouterr().out
