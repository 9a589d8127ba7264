"""What the code imports is declared, and what is declared is needed; the project says who it is."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_imports_and_dependencies_are_the_same() -> None:
    words = [sys.executable, "-m", "deptry", "--no-ansi", "src"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_photos_of_phones_are_an_extra_that_the_packages_have() -> None:
    required = {re.split(r"[^a-z0-9-]", line)[0] for line in PROJECT["dependencies"]}
    assert "pillow-heif" not in required
    assert [line.split(">")[0] for line in PROJECT["optional-dependencies"]["heic"]] == [
        "pillow-heif"
    ]
    assert "pillow-heif==" in (ROOT / "requirements/app.txt").read_text()


def test_the_index_pages_have_what_people_look_for() -> None:
    assert {"Homepage", "Documentation", "Source", "Issues", "Changelog"} <= set(PROJECT["urls"])
    assert len(PROJECT["keywords"]) >= 8
    from trove_classifiers import classifiers

    assert set(PROJECT["classifiers"]) <= classifiers
    for system in ("MacOS :: MacOS X", "Microsoft :: Windows", "POSIX :: Linux"):
        assert f"Operating System :: {system}" in PROJECT["classifiers"]
