"""vlm-exam is a suite of its own: judge and strict side by side, with samples, runs and date."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.cards.toml_reader import read_cards
from vizdesk.catalog.table.rows import build_table
from vizdesk.catalog.table.table import ComparisonTable, Section
from vizdesk.catalog.table.text import plain
from vizdesk.common import resources

CARDS = load_catalogue(resources.folder()).cards


def table_of(*ids: str) -> ComparisonTable:
    return build_table([CARDS[card_id] for card_id in ids], "2026-12-01")


def section(table: ComparisonTable, title: str) -> Section:
    return next(section for section in table.sections if section.title == title)


def test_42_cards_have_results_at_low_and_at_high_effort() -> None:
    with_results = [card for card in CARDS.values() if card.exam]
    assert (len(with_results), sum(len(card.exam) for card in with_results)) == (42, 84)
    dates = {block.source.date for card in with_results for block in card.exam}
    assert dates == {"2026-10-07", "2026-10-08"}


def test_judge_and_strict_stand_side_by_side() -> None:
    exam = section(table_of("mistral-large-4-0", "gemma-3-4b"), "vlm-exam")
    cells = {row.key: [plain(cell) for cell in row.cells] for row in exam.rows}
    assert cells["exam-extraction"] == ["82.5% (81.4%)", "—"]
    assert cells["exam-reasoning"] == ["57.6% (57.4%)", "—"]
    assert cells["exam-detection"] == ["50.2%", "—"]
    assert cells["exam-seconds"] == ["109 s", "—"]


def test_what_lessens_a_figure_is_said_on_its_cell() -> None:
    exam = section(table_of("gemini-3.5-flash"), "vlm-exam")
    tip = next(row for row in exam.rows if row.key == "exam-reasoning").cells[0].tip
    assert "The judge is this model." in tip
    assert "151 samples" in tip
    assert "7 Oct 2026" in tip
    assert "Times were taken while requests ran side by side." in exam.tip


def test_it_is_never_mixed_with_vision_evals() -> None:
    table = table_of("gpt-5.5")
    evals, exam = section(table, "Vision Evals"), section(table, "vlm-exam")
    assert {row.key for row in evals.rows} & {row.key for row in exam.rows} == set()
    assert len(CARDS["gpt-5.5"].evals) == 1
    assert [block.effort for block in CARDS["gpt-5.5"].exam] == ["low", "high"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("ocr = { samples = 3, runs = 1, percent = 101 }", "needs per cent, 0 to 100"),
        ("ocr = 3", "write ocr = {"),
        ("colour = 3", "knows no 'colour'"),
    ],
)
def test_a_fault_in_a_result_is_told_with_its_line(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[sources.me]\ntitle = "Me"\ndate = 2026-11-01\n\n[[card]]\nid = "mine"\n\n'
        f'[[card.exam]]\nfrom = "me"\neffort = "low"\nsamples = 3\n{line}\n'
    )
    (problem,) = read_cards(path).problems
    assert fault in problem
