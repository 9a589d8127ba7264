"""The pages for newcomers name files that are there, and every decision has its four parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PAGES = ["docs/architecture.md", "docs/glossary.md", "docs/images.md", "CONTRIBUTING.md"]


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/images.md"])
def test_every_path_a_page_names_is_there(page: str) -> None:
    named = re.findall(r"`([A-Za-z_0-9/.]+(?:\.py|\.md|\.toml|/))`", (ROOT / page).read_text())
    assert named
    places = [ROOT / "src" / "vizdesk", ROOT, ROOT / "docs"]
    missing = [name for name in named if not any((place / name).exists() for place in places)]
    assert missing == []


@pytest.mark.parametrize("page", [*PAGES, "README.md", "docs/decisions/README.md"])
def test_every_link_within_the_repository_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text()
    links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text)
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_modules_of_the_glossary_exist() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text()
    modules = re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", text)
    assert modules
    source = ROOT / "src" / "vizdesk"
    missing = [
        name
        for name in modules
        if not (source / name.replace(".", "/")).is_dir()
        and not (source / (name.replace(".", "/") + ".py")).is_file()
    ]
    assert missing == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name[:4])
def test_a_decision_has_context_decision_and_rejected_alternatives(page: Path) -> None:
    heads = [line for line in page.read_text().splitlines() if line.startswith("#")]
    assert heads[0].startswith("# ")
    assert heads[1:3] == ["## Context", "## Decision"]
    assert heads[3].startswith("## Rejected")


def test_the_index_lists_every_decision() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text()
    assert [page.name for page in DECISIONS if page.name not in index] == []
