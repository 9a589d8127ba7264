"""What others published stands in columns of its own: dated, with its source, never among ours."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from tests.runs.run_kit import Script, local, make_job, remote

from vizdesk.analysis.intervals import wilson
from vizdesk.catalog.cards.catalogue import Catalogue, load_catalogue
from vizdesk.catalog.table.eval_rows import CATEGORIES
from vizdesk.common import resources
from vizdesk.common.formatting import UNKNOWN
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.suite import Suite
from vizdesk.export.html.eval_page import eval_page
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.records import EvalRecord
from vizdesk.runs.report.json_text import as_json
from vizdesk.runs.report.results import Results, results
from vizdesk.runs.report.table import columns, lines
from vizdesk.runs.report.text import markdown, plain
from vizdesk.runs.runner import Runner
from vizdesk.runs.store import RunStore
from vizdesk.services.published_evals import published_of
from vizdesk.suite_generator.registry import plan_of

SIX = ("gemma-3-4b", "gemma-4-26b-a4b", "gpt-5.5", "gpt-5.2", "gpt-5.4-mini", "paligemma")
PUBLISHED = ("gemma-3-4b", "gemma-4-26b-a4b", "gpt-5.5", "gpt-5.4-mini")
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(resources.folder())


def suite_of(folder: Path, categories: tuple[str, ...]) -> Suite:
    folder.mkdir()
    head = 'format = "vizdesk-suite/1"\nname = "n"\ntitle = "N"\nitems = "items.jsonl"\n'
    (folder / "suite.toml").write_text(head)
    rows = []
    for at, name in enumerate(categories):
        Image.new("RGB", (32, 24), (at * 30, 0, 0)).save(folder / f"{at}.png")
        check = {"kind": "number", "value": 1}
        row = {"picture": f"{at}.png", "prompt": "Say 1.", "category": name, "check": check}
        rows.append(json.dumps(row))
    (folder / "items.jsonl").write_text("\n".join(rows) + "\n")
    return open_suite(folder)


def seen(
    tmp_path: Path, catalogue: Catalogue, cards: tuple[str, ...], categories: tuple[str, ...]
) -> tuple[Results, list[EvalRecord]]:
    models = tuple(replace(remote(card), card=card, name=f"My {card}") for card in cards)
    plan = RunPlan(suite_of(tmp_path / "s", categories), (*models, local("Own")))
    store = RunStore(tmp_path / "runs.sqlite3")
    one = Runner(plan, store.begin(plan), store, Script().ask, make_job)
    asyncio.run(one.work())
    recorded = store.recorded(one.run)
    store.close()
    return results(plan, recorded, published_of(catalogue, plan.models)), recorded


def test_each_card_with_published_evals_has_a_column_after_all_measured_ones(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    assert set(SIX) <= set(catalogue.cards)
    found, _ = seen(tmp_path, catalogue, SIX, tuple(CATEGORIES.values()))
    names = [column.heading for column in columns(found)]
    measured = len(SIX) + 2
    assert names[measured - 1] == "Always “1” · best constant answer"
    assert names[measured:] == [
        f"{catalogue.cards[one].name} · published 2026-11-20" for one in PUBLISHED
    ]
    sources = [column.source for column in columns(found)]
    assert not any(sources[:measured])
    assert all("Roboflow Playground" in source for source in sources[measured:])
    assert all(len(line.cells) == len(names) for line in lines(found))


def test_the_figures_are_the_cards_with_intervals_of_their_own_counts(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    found, _ = seen(tmp_path, catalogue, ("gpt-5.5", "gpt-5.4-mini"), tuple(CATEGORIES.values()))
    table = {line.name: line.cells[-2:] for line in lines(found)}
    low, high = wilson(52, 67)
    assert (table["Overall"][0].words, table["Overall"][0].small) == (
        "77.6% (52/67)",
        f"{low:.0%}–{high:.0%}",
    )
    assert [one.words for one in table["Object counting"]] == ["30% (3/10)", "30% (3/10)"]
    assert (table["Average response"][0].words, table["Average response"][0].small) == (
        "30.12 s",
        "mean",
    )
    assert [one.words for one in table["Median input tokens"]] == ["1,400", UNKNOWN]
    assert [one.words for one in table["Est. cost / task"]] == ["$0.011", UNKNOWN]
    for name in ("Answered", "Failed", "Form kept", "95th percentile", "First word"):
        assert {one.words for one in table[name]} == {UNKNOWN}


def test_they_stand_beside_the_suite_that_vizdesk_draws(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    """Its categories are the published ones, however each writes them."""
    drawn = tuple(category.name for category in plan_of("vizdesk-67").categories)
    found, _ = seen(tmp_path, catalogue, ("gpt-5.5",), drawn)
    assert [one.model for one in found.published] == [catalogue.cards["gpt-5.5"].name]
    table = {line.name: line.cells[-1].words for line in lines(found)}
    assert table["Defect detection"] == "86.7% (13/15)"
    assert table["Object counting"] == "30% (3/10)"


def test_a_model_in_two_quantisations_has_one_published_column(catalogue: Catalogue) -> None:
    twice = [replace(local(name), card="gemma-3-4b") for name in ("Q4", "Q8")]
    assert [one.model for one in published_of(catalogue, twice)] == [
        catalogue.cards["gemma-3-4b"].name
    ]


def test_a_suite_of_other_categories_is_not_put_beside_them(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    found, _ = seen(tmp_path, catalogue, SIX, ("My labels",))
    assert found.published == ()
    assert not any(column.source for column in columns(found))


def test_what_is_measured_stays_what_it_was(tmp_path: Path, catalogue: Catalogue) -> None:
    found, recorded = seen(tmp_path, catalogue, SIX, tuple(CATEGORIES.values()))
    alone = results(found.plan, recorded)
    assert (found.rows, found.pairs, found.baseline) == (alone.rows, alone.pairs, alone.baseline)


def test_every_export_names_the_source(tmp_path: Path, catalogue: Catalogue) -> None:
    found, recorded = seen(tmp_path, catalogue, ("gpt-5.5",), tuple(CATEGORIES.values()))
    page = eval_page(found, recorded, "about")
    for text in (markdown(found, NOW), plain(found), page):
        assert "GPT-5.5 · published 2026-11-20" in text
        assert "Roboflow Playground, Gemma 3 4B vs GPT-5.5" in text
        assert "not measured here" in text
    assert page.count('class="published"') == 1 + len(lines(found))
    (one,) = json.loads(as_json(found, recorded, NOW, "1"))["published"]
    assert (one["model"], one["date"], one["overall"]["passed"]) == ("GPT-5.5", "2026-11-20", 52)
