"""docs/dependencies.md judges every package that the program declares, in its pinned version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGE = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
COLUMNS = 7


def judged(heading: str) -> dict[str, list[str]]:
    """The rows below a heading of the page, by the package's name."""
    _, _, rest = PAGE.partition(f"## {heading}\n")
    section = rest.split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")][2:]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0]: row for row in rows}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^a-z0-9-]", line)[0] for line in requirements}


def test_every_package_the_program_needs_is_judged_and_no_other() -> None:
    assert set(judged("Required")) == names(PROJECT["dependencies"])
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    assert set(judged("Extras")) == names(extras)


def test_every_judgement_is_whole_and_of_the_pinned_version() -> None:
    pinned: dict[str, set[str]] = {}
    text = (ROOT / "requirements/app.txt").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", text, re.MULTILINE):
        pinned.setdefault(name, set()).add(version)
    for name, row in {**judged("Required"), **judged("Extras")}.items():
        assert len(row) == COLUMNS, name
        assert all(row), name
        assert row[3] in pinned.get(name, {"–"}), name


def test_nothing_but_the_lock_module_locks_files() -> None:
    source = ROOT / "src/vizdesk"
    users = [
        path.relative_to(source).as_posix()
        for path in sorted(source.rglob("*.py"))
        if re.search(r"\b(?:fcntl\.flock|fcntl\.lockf|msvcrt\.locking)\b", path.read_text("utf-8"))
    ]
    assert users == ["common/file_lock.py"]
