"""Suites of any size: lines are read as they go, and more than 100,000 items are no fault."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from PIL import Image

from vizdesk.evals.loaders import loader_context
from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.suite import SuiteError

HEAD = 'format = "vizdesk-suite/1"\nname = "many"\ntitle = "Many"\nitems = "items.jsonl"\n'


def many(folder: Path, size: int) -> Path:
    """A suite of so many prompts about one image."""
    folder.mkdir(exist_ok=True)
    (folder / "suite.toml").write_text(HEAD)
    Image.new("RGB", (8, 8)).save(folder / "p.png")
    check = {"kind": "number", "value": 1}
    with (folder / "items.jsonl").open("w", encoding="utf-8") as file:
        for at in range(size):
            row = {"id": f"i{at}", "picture": "p.png", "prompt": f"Größe {at}?", "check": check}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return folder


def test_more_than_a_hundred_thousand_items_are_a_suite(tmp_path: Path) -> None:
    suite = open_suite(many(tmp_path / "s", 100_001))
    assert suite.size == 100_001
    assert suite.folder.is_absolute()


def test_a_relative_path_is_remembered_as_an_absolute_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = open_suite(many(tmp_path / "s", 2))
    monkeypatch.chdir(tmp_path)
    suite = open_suite(Path("s"))
    assert suite.folder == tmp_path / "s"
    assert suite.digest == whole.digest


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_read_line_by_line_is_the_same_suite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: bytes
) -> None:
    folder = many(tmp_path / "s", 20)
    items = folder / "items.jsonl"
    items.write_bytes(mark + items.read_bytes() + b"\n \n")
    whole = open_suite(folder)
    monkeypatch.setattr(loader_context, "LARGEST_WHOLE", 100)
    assert open_suite(folder) == whole
    items.write_bytes(items.read_text("utf-8-sig").encode("utf-16"))
    assert open_suite(folder) == whole


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "items.jsonl, line 21: is no JSON"),
        (b"[1]", "items.jsonl, line 21: must be an object"),
        (b'{"prompt": "\xff"}', "items.jsonl, line 21: is not UTF-8 text"),
        (b'{"prompt": "\x00"}', "items.jsonl, line 21: holds zero bytes"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: bytes, words: str
) -> None:
    monkeypatch.setattr(loader_context, "LARGEST_WHOLE", 100)
    folder = many(tmp_path / "s", 20)
    with (folder / "items.jsonl").open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(SuiteError) as refused:
        open_suite(folder)
    assert words in str(refused.value)


def test_reading_lines_takes_the_memory_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader_context, "LARGEST_WHOLE", 100)
    context = LoaderContext(many(tmp_path / "s", 20_000))
    tracemalloc.start()
    count = sum(1 for _ in context.json_lines("items.jsonl"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 200_000, "the file has 1.9 MB"
