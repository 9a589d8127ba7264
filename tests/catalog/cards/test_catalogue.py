"""The catalogue says what the source pages say, with sources, and corrects their errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.catalogue import Catalogue, load_catalogue
from vizdesk.catalog.cards.facts import Fact, FactSource
from vizdesk.catalog.cards.life_cycle import Life, life_of
from vizdesk.catalog.cards.toml_reader import read_cards
from vizdesk.catalog.table.rows import build_table, shared_tasks
from vizdesk.catalog.table.text import plain
from vizdesk.common import resources
from vizdesk.comparison.models import Endpoint, GgufPair
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.tasks import TaskKind

TODAY = "2026-11-21"
INTERNAL_WORDS = re.compile(
    r"\b[Pp]ages? ?0\d|\b[Tt]he pages\b|\bsource pages?\b"
    r"|\b[Tt]he page (says|lists|marks|shows|speaks)\b"
)
SOURCE = FactSource("me", "My own tests", "2026-11-01")
FOLDER = resources.folder()

# The figures of the source pages, row by row; what the pages got wrong is corrected and noted.
PAGES = {
    "gemma-3-4b": {
        "organisation": "Google",
        "category": "open",
        "modality": "multimodal",
        "released": "Mar 2025",
        "context": "128K",
        "parameters": "4B",
        "licence": "Gemma Terms of Use",
        "input-price": "$0.050",
        "output-price": "$0.100",
        "caption": "yes",
        "read-text": "yes",
        "ask": "yes",
        "overall": "37.31% (25/67)",
        "average-response": "16.80 s",
        "median-input": "—",
        "cost-per-task": "—",
        "defect": "60% (9/15)",
        "document": "55.6% (5/9)",
        "counting": "0% (0/10)",
        "object": "42.9% (6/14)",
        "spatial": "26.3% (5/19)",
    },
    "gemma-4-26b-a4b": {
        "organisation": "Google",
        "released": "Apr 2026",
        "context": "256K",
        "parameters": "25.2B (3.8B active)",
        "licence": "Apache 2.0",
        "input-price": "$0.060",
        "output-price": "$0.330",
        "classify": "yes",
        "detect": "yes",
        "overall": "68.66% (46/67)",
        "average-response": "30.23 s",
        "median-input": "294",
        "median-output": "214",
        "cost-per-task": "$0.0001",
        "defect": "80% (12/15)",
        "document": "88.9% (8/9)",
        "counting": "10% (1/10)",
        "object": "85.7% (12/14)",
        "spatial": "68.4% (13/19)",
    },
    "paligemma": {
        "organisation": "Google",
        "category": "open",
        "released": "May 2024",
        "context": "—",
        "parameters": "3B",
        "input-price": "—",
        "overall": "—",
    },
    "gpt-5.5": {
        "organisation": "OpenAI",
        "category": "closed",
        "released": "Apr 2026",
        "context": "1.0M",
        "parameters": "—",
        "licence": "Proprietary",
        "input-price": "$5.00",
        "output-price": "$30.00",
        "classify": "yes",
        "detect": "yes",
        "overall": "77.61% (52/67)",
        "average-response": "30.12 s",
        "median-input": "1.4K",
        "median-output": "138",
        "cost-per-task": "$0.011",
        "defect": "86.7% (13/15)",
        "document": "88.9% (8/9)",
        "counting": "30% (3/10)",
        "object": "92.9% (13/14)",
        "spatial": "78.9% (15/19)",
    },
    "gpt-5.2": {
        "released": "Dec 2025",
        "context": "400K",
        "input-price": "$1.75",
        "output-price": "$14.00",
        "overall": "—",
    },
    "gpt-5.4-mini": {
        "organisation": "OpenAI",
        "released": "Mar 2026",
        "context": "400K",
        "parameters": "—",
        "input-price": "$0.750",
        "output-price": "$4.50",
        "overall": "74.63% (50/67)",
        "average-response": "7.87 s",
        "defect": "80% (12/15)",
        "document": "88.9% (8/9)",
        "counting": "30% (3/10)",
        "object": "85.7% (12/14)",
        "spatial": "78.9% (15/19)",
    },
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(FOLDER)


@pytest.mark.parametrize("card_id", sorted(PAGES))
def test_a_model_of_the_source_pages_has_exactly_their_figures(
    card_id: str, catalogue: Catalogue
) -> None:
    table = build_table([catalogue.cards[card_id]], TODAY)
    shown = {row.key: plain(row.cells[0]) for row in table.rows}
    assert {key: shown[key] for key in PAGES[card_id]} == PAGES[card_id]


@pytest.mark.parametrize("card_id", sorted(PAGES))
def test_what_is_known_of_them_is_told_in_words_too(card_id: str, catalogue: Catalogue) -> None:
    prose = catalogue.cards[card_id].prose
    assert len(prose.overview) >= 2
    assert all((prose.about, prose.capabilities, prose.best_for, prose.strengths))
    assert prose.limitations


def test_the_overviews_are_not_the_pages_own_words(catalogue: Catalogue) -> None:
    seeds = Path(__file__).parents[4] / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the source pages are not part of a checkout")
    pages = " ".join(" ".join(path.read_text().split()) for path in seeds.glob("*.txt"))
    for card_id in PAGES:
        prose = catalogue.cards[card_id].prose
        words = " ".join([*prose.overview, *prose.about]).split()
        runs = [" ".join(words[at : at + 9]) for at in range(len(words) - 8)]
        assert [run for run in runs if run in pages] == []


def test_every_known_cell_says_its_source_and_date(catalogue: Catalogue) -> None:
    table = build_table(list(catalogue.cards.values()), TODAY)
    silent = [
        (row.key, table.columns[at].id)
        for row in table.rows
        for at, cell in enumerate(row.cells)
        if cell.known and "20" not in cell.tip and cell.text != "current"
    ]
    assert silent == []


def test_the_pages_errors_are_corrected_and_noted(catalogue: Catalogue) -> None:
    cards = catalogue.cards
    assert "Proprietary" in cards["gemma-3-4b"].licence[0].note
    assert "OpenAI" in cards["gemma-3-4b"].organisation[0].note
    assert "GPT-5.4 Mini" in cards["paligemma"].parameters[0].note
    assert cards["gpt-5.4-mini"].parameters == ()
    assert "encoder-decoder" in " ".join(cards["paligemma"].prose.overview)


def test_models_that_share_no_task_are_told_so_over_the_table(catalogue: Catalogue) -> None:
    reads, finds = (
        Card(id=task.value, name=task.value, tasks=(Fact(frozenset({task}), SOURCE),))
        for task in (TaskKind.READ_TEXT, TaskKind.DETECT)
    )
    apart = [reads, finds]
    assert "don’t share enough tasks" in build_table(apart, TODAY).sentence
    # The page of these two says so; captions can be tried all the same.
    tried = [catalogue.cards["gpt-5.4-mini"], catalogue.cards["paligemma"]]
    assert build_table(tried, TODAY).sentence == ""
    near = [catalogue.cards["gpt-5.5"], catalogue.cards["gemma-3-4b"]]
    assert build_table(near, TODAY).sentence == ""
    every = {"caption", "read-text", "ask", "classify", "detect"}
    assert {task.value for task in shared_tasks(near)} == every


def test_every_card_has_a_profile_that_exists(catalogue: Catalogue) -> None:
    known = load_profiles(FOLDER / "profiles")
    assert {card.profile for card in catalogue.cards.values()} <= set(known)


def test_each_model_has_an_id_of_its_own_and_files_with_hashes_where_known(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    models = catalogue.models(FOLDER, tmp_path, TODAY)
    assert len({model.id for model in models}) == len(models)
    for model_id, pair in catalogue.pairs.items():
        model = next(one for one in models if one.id == model_id)
        assert isinstance(model.source, GgufPair)
        assert model.source.weights == tmp_path / pair.weights[0].repo / pair.weights[0].path
        assert pair.projector is not None
    assert sum(file.sha256 is not None for p in catalogue.pairs.values() for file in p.files) >= 36


def test_a_price_for_a_time_gives_way_to_the_next_one(catalogue: Catalogue) -> None:
    card = catalogue.cards["gemini-3.8-flash"]
    assert [fact.value.input for fact in card.price_on("2026-12-31")] == [0.75]
    assert [fact.value.input for fact in card.price_on("2027-01-01")] == [1.5]


def test_life_cycles_are_known(catalogue: Catalogue) -> None:
    card = catalogue.cards["claude-sonnet-4-5"]
    assert life_of(card, TODAY).words == "ends 30 Nov 2026"
    assert life_of(card, "2026-11-30").life is Life.SHUT_DOWN
    # Google's own page says when: the overlay corrects “deprecated”, without a day.
    preview = life_of(catalogue.cards["gemini-3-pro-preview"], TODAY)
    assert (preview.life, preview.words) == (Life.SHUT_DOWN, "shut down 9 Mar 2026")
    ends = life_of(catalogue.cards["gemini-2.5-pro"], TODAY)
    assert ends.words == "ends 1 Dec 2026"


def test_conflicting_sources_are_shown_as_such(catalogue: Catalogue) -> None:
    table = build_table([catalogue.cards["gpt-5.6-sol"]], TODAY)
    cell = next(row for row in table.rows if row.key == "input-price").cells[0]
    assert cell.differs
    assert "$5.00" in cell.tip
    assert "$4.00" in cell.tip


def test_prices_that_were_out_of_date_are_corrected_and_the_older_one_is_told(
    catalogue: Catalogue,
) -> None:
    prices = {
        key: [(fact.value.input, fact.value.output) for fact in catalogue.cards[key].price]
        for key in ("gpt-5.6-luna", "gpt-5.6-terra", "mistral-large-4-0")
    }
    assert prices == {
        "gpt-5.6-luna": [(0.2, 1.2), (1.0, 6.0)],
        "gpt-5.6-terra": [(2.0, 12.0), (2.5, 15.0)],
        "mistral-large-4-0": [(0.7, 2.1), (0.68, 2.09)],
    }
    tier = catalogue.cards["gpt-6-astra"].price[0].value.tiers[0]
    assert (tier.above_input_tokens, tier.input_per_million) == (272_000, 20.0)
    argon = catalogue.cards["gemini-4-argon"]
    assert [argon.price_on(day)[0].value.input for day in ("2026-11-30", "2026-12-01")] == [2, 4]


def test_every_profile_has_a_card_and_every_card_a_way_to_run_or_says_why_not(
    catalogue: Catalogue,
) -> None:
    cards = catalogue.cards.values()
    profiles = set(load_profiles(FOLDER / "profiles"))
    assert profiles - {card.profile for card in cards} == set()
    ways = [bool(card.local or card.remote) for card in cards]
    assert [card.id for card in cards if not (card.local or card.remote or card.to_run)] == []
    assert (len(cards), sum(ways)) == (189, 160)


def test_a_short_list_of_tasks_does_not_hide_what_can_be_tried(catalogue: Catalogue) -> None:
    card = catalogue.cards["florence-2-large"]
    assert {task.value for task in card.tasks[0].value} == {"caption", "read-text", "detect"}
    partial = catalogue.cards["gpt-6-sol"]
    assert {task.value for task in partial.tasks[0].value} == {"read-text", "ask", "detect"}
    every = {"caption", "read-text", "ask", "detect", "classify"}
    assert {task.value for task in partial.tried_tasks} == every
    both = [partial, catalogue.cards["gemma-3-4b"]]
    assert {task.value for task in shared_tasks(both)} == every


def test_files_of_a_repository_have_a_hash_and_a_projector_that_is_theirs(
    catalogue: Catalogue,
) -> None:
    added = catalogue.cards["qwen3.5-0.8b"].local[0]
    assert added.pair is not None
    assert added.quantisation == "Q4_K_M"
    assert all(file.sha256 for file in added.pair.files)
    assert added.approximate_size is not None
    assert added.approximate_size.value == 764_000_000
    # The gallery names the 8B model's projector for these.
    assert "internvl3.5-2b" not in catalogue.cards
    hashed = [file for pair in catalogue.pairs.values() for file in pair.files if file.sha256]
    assert len(hashed) == 169


def test_ten_models_are_marked_for_a_machine_with_8_gb(catalogue: Catalogue) -> None:
    first = [
        card.id
        for card in catalogue.cards.values()
        if any(option.first_offer for option in card.local)
    ]
    assert sorted(first) == [
        "gemma-3-4b",
        "lfm2.5-vl-1.6b",
        "minicpm-v-4.6",
        "ministral-3-3b",
        "qwen3-vl-2b",
        "qwen3-vl-4b",
        "qwen3.5-0.8b",
        "qwen3.5-2b",
        "qwen3.5-4b",
        "smolvlm-500m",
    ]


OWN = """
[sources.me]
title = "My own tests"
date = 2026-11-01

[[card]]
id = "gpt-5.5"
price = { input = 4.0, output = 20.0, from = "me" }

[hosts.mine]
base_url = "http://127.0.0.1:9999/v1"

[[card]]
id = "my-model"
name = "Mine"
organisation = { is = "Me", from = "me" }

[[card.remote]]
host = "mine"
slug = "mine-v1"
"""


def test_a_persons_own_file_adds_cards_and_overrides_single_facts(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(OWN)
    found = load_catalogue(FOLDER, tmp_path)
    assert found.problems == ()
    changed = found.cards["gpt-5.5"]
    assert changed.price_on(TODAY)[0].value.input == 4.0
    assert changed.price[0].source.title == "My own tests"
    assert changed.evals[0].passed == 52
    mine = next(model for model in found.models(FOLDER, tmp_path, TODAY) if model.id == "my-model")
    assert mine.source == Endpoint("http://127.0.0.1:9999/v1", "mine-v1", None)


FAULTY = """[sources.me]
title = "Mine"
date = 2026-11-01

[[card]]
id = "one"
context = { is = "many", from = "me" }
price = { input = 4.0, from = "me" }

[[card]]
id = "two"
organisation = { is = "Me", from = "you" }
colour = "red"

[[card.evals]]
from = "me"
passed = 3
prompts = 4
defect = [5, 4]

[[card]]
name = "no id"

[[card.local]]
repo = "a/b"
weights = { path = "../../x.gguf" }
"""


def test_every_fault_of_a_file_is_told_with_its_line_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "faulty.toml"
    path.write_text(FAULTY)
    told = read_cards(path).problems
    lines = [int(one.split("line ")[1].split(":")[0]) for one in told]
    assert lines == [7, 8, 12, 13, 19, 21]
    assert "context must be a whole number" in told[0]
    assert "price needs input and output" in told[1]
    assert "there is no [sources.you]" in told[2]
    assert "knows no 'colour'" in told[3]
    assert "5 of 4 cannot be" in told[4]
    assert "a card needs an id" in told[5]


def test_a_path_that_leads_out_of_the_downloads_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.toml"
    path.write_text(
        '[[card]]\nid = "x"\n[[card.local]]\nrepo = "a/b"\nweights = { path = "../../x.gguf" }\n'
    )
    assert "leads out of its folder" in read_cards(path).problems[0]


def test_a_file_of_ones_own_that_is_broken_takes_nothing_with_it(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[[card]\n")
    found = load_catalogue(FOLDER, tmp_path)
    assert len(found.problems) == 1
    assert "broken.toml" in found.problems[0]
    assert "gpt-5.5" in found.cards


def test_no_text_of_a_card_speaks_of_what_only_its_makers_saw() -> None:
    """“Page 000” is a file that the figures were read from; a reader knows the Playground."""
    cards = load_catalogue(FOLDER).cards.values()
    spoken = [(card.id, text) for card in cards for text in texts_of(card)]
    assert len(spoken) > 5000
    assert [told for told in spoken if INTERNAL_WORDS.search(told[1])] == []


def texts_of(value: object) -> Iterator[str]:
    """Every text in a card, whatever holds it; keys that are never shown left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for part in fields(value):
            if part.name not in ("id", "url"):
                yield from texts_of(getattr(value, part.name))
