"""The guide is true: its commands run as they stand, its messages are those of the program."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))


def commands(page: Path) -> list[str]:
    return re.findall(r"^\$ (vizdesk .+)$", page.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if commands(page)], ids=lambda page: page.stem
)
def test_the_commands_of_a_page_run_as_they_stand(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "resources").symlink_to(ROOT / "resources")
    for line in commands(page):
        words = [sys.executable, "-m", *shlex.split(line)]
        done = subprocess.run(
            words, cwd=folder, env=os.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (line, done.stdout, done.stderr)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_and_pictures_of_the_guide_are_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_in_the_sites_menu() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    menu = yaml.safe_load(text.partition("\nnav:")[2])
    assert {file for entry in menu for file in entry.values()} == {page.name for page in PAGES}


def test_messages_that_the_guide_explains_are_the_programs() -> None:
    quoted = re.findall(r"^\*\*“(.+?)”", (GUIDE / "errors.md").read_text("utf-8"), re.MULTILINE)
    sources = (path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    code = re.sub(r'"\s*(?:#[^\n]*)?\n\s*"', "", "\n".join(sources))
    assert len(quoted) == 9
    assert [words for words in quoted if words not in code] == []
