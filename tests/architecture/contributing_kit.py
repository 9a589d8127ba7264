"""The examples of CONTRIBUTING.md, taken from the page and built into a copy of the sources."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"`(src/vizdesk/[^`]+)`[^`]*?\n\n```(python|diff)\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A section “Add …”: new files by path, and edits of files that are there."""

    title: str
    text: str
    new_files: dict[str, str] = field(default_factory=dict)
    edits: dict[str, str] = field(default_factory=dict)


def examples() -> dict[str, Example]:
    """Every section of the page that adds something, by its title."""
    found: dict[str, Example] = {}
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE):
        title = section.partition("\n")[0]
        if title.startswith("Add "):
            example = found[title] = Example(title, section)
            for path, kind, body in _FENCE.findall(section):
                (example.new_files if kind == "python" else example.edits)[path] = body
    return found


def patched(source: str, diff: str) -> str:
    """`source` after a diff whose hunks are parted by “@@”; each must fit in exactly one place."""
    for hunk in re.split(r"^@@.*\n", diff, flags=re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] in " -")
        after = "".join(line[1:] for line in lines if line[0] in " +")
        assert source.count(before) == 1, f"{before!r} stands {source.count(before)} times"
        source = source.replace(before, after)
    return source


class Checkout:
    """A copy of the sources in `folder`, into which examples are built, and its own home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "src", folder / "src", ignore=ignored)
        (folder / "resources").symlink_to(ROOT / "resources")

    def build(self, example: Example) -> list[Path]:
        """Do what the section says; the source files that it touched."""
        touched = []
        for path, text in example.new_files.items():
            file = self.folder / path
            assert not file.exists(), f"{path} is there already"
            file.write_text(text, encoding="utf-8")
            touched.append(file)
        for path, diff in example.edits.items():
            file = self.folder / path
            file.write_text(patched(file.read_text(encoding="utf-8"), diff), encoding="utf-8")
            touched.append(file)
        return touched

    def run(self, *arguments: str) -> str:
        """What `python …` says on stdout, with this checkout's vizdesk; it must succeed."""
        home = self.folder / "home"
        places = {
            f"VIZDESK_{name}": str(home / name.lower())
            for name in ("CONFIG", "MODELS", "DATA", "STATE")
        }
        environment = {**os.environ, **places, "PYTHONPATH": str(self.folder / "src")}
        done = subprocess.run(
            [sys.executable, *arguments],
            capture_output=True,
            text=True,
            env=environment,
            cwd=self.folder,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
