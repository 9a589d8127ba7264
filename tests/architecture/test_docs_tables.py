"""What a registry holds is in its page of docs/, without a list of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.docs_tables import TABLES, pages, with_tables


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_tables_are_as_their_registries(page: Path) -> None:
    """If this fails: `.venv/bin/python -m tools.docs_tables`."""
    text = page.read_text(encoding="utf-8")
    assert with_tables(text) == text


def test_every_table_stands_in_a_page() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in pages())
    assert [name for name in TABLES if f"<!-- registry: {name} -->" not in text] == []
