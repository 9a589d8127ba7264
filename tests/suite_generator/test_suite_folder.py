"""A drawn suite on disk: what is in the folder, what is not, and what is never left behind."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from vizdesk.__main__ import main
from vizdesk.suite_generator.little import LITTLE
from vizdesk.suite_generator.plan import DrawnCategory, SuitePlan
from vizdesk.suite_generator.suite_writer import on_demand, suite_folder, write_suite


def _sums(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_command_line_draws_a_suite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suite", "draw", "little", "--seed", "5", str(tmp_path / "s")]) == 0
    assert "24 prompts" in capsys.readouterr().out
    about = tomllib.loads((tmp_path / "s" / "suite.toml").read_text(encoding="utf-8"))
    assert about["format"] == "vizdesk-suite/1"
    assert about["seed"] == 5
    assert about["categories"] == [category.name for category in LITTLE.categories]
    lines = (tmp_path / "s" / "items.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    assert len({item["id"] for item in items}) == 24
    for item in items:
        assert set(item) == {"id", "category", "picture", "prompt", "check"}
        assert item["category"] in about["categories"]
        assert (tmp_path / "s" / item["picture"]).is_file()


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        write_suite(LITTLE, seed, tmp_path / name)
    assert _sums(tmp_path / "a") == _sums(tmp_path / "b")
    assert _sums(tmp_path / "a") != _sums(tmp_path / "c")


def test_an_image_carries_nothing_but_itself(tmp_path: Path) -> None:
    write_suite(LITTLE, 1, tmp_path / "s")
    for path in (tmp_path / "s" / "images").iterdir():
        with Image.open(path) as image:
            assert image.mode == "RGB"
            assert image.info == {}
            assert not image.getexif()


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["suite", "draw", "little", str(folder)]) == 1
    assert "new or empty" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_drawing_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("no paint")

    plan = SuitePlan("x", "x", "1", "", (DrawnCategory("c", "c", (broken,)),))  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="no paint"):
        write_suite(plan, 1, tmp_path / "suites" / "s")
    assert list((tmp_path / "suites").iterdir()) == []


def test_a_default_suite_is_drawn_once_into_the_data_folder(tmp_path: Path) -> None:
    told: list[int] = []
    folder = on_demand(LITTLE, 1, tmp_path, lambda number, _: told.append(number))
    assert folder == suite_folder(LITTLE, 1, tmp_path)
    assert told == list(range(1, 25))
    assert on_demand(LITTLE, 1, tmp_path, lambda *_: pytest.fail("drawn again")) == folder
