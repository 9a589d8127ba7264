"""`compare --frame` asks about pages and frames of a file, each by itself."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from PIL import Image
from tests.end_to_end.test_command_line import SHAPES, vizdesk

from vizdesk.cli.frame_list import frame_list


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Three pages: shapes, the same upside down, the same mirrored."""
    shapes = Image.open(SHAPES).convert("RGB")
    pages = [shapes, shapes.rotate(180), shapes.transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    path = tmp_path / "scan.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    return path


def test_each_page_is_asked_about_and_told_everywhere(scan: Path, tmp_path: Path) -> None:
    words = ("compare", scan, "--frame", "3,1-2", "--task", "detect", "--model", "demo-large")
    files = tmp_path / "all.json", tmp_path / "boxes.csv", tmp_path / "boxes.coco.json"
    exports = [word for file in files[1:] for word in ("--export", file)]
    done = vizdesk(*words, "--json", files[0], *exports)
    assert done.returncode == 0, done.stderr
    for number in (1, 2, 3):
        assert f"scan.tif · {number}/3 · Demo, large · done" in done.stdout
    records = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
    pages = [(made["picture"]["frame"], made["picture"]["frames"]) for made in records]
    assert pages == [(3, 3), (1, 3), (2, 3)]
    seen = [json.dumps(made["answers"][0]["detections"]) for made in records]
    assert len(set(seen)) == 3
    named = {path.name for path in tmp_path.iterdir() if path.name.startswith("boxes-")}
    parts = ("scan", "scan-frame-2", "scan-frame-3")
    assert {f"boxes-{part}.csv" for part in parts} <= named
    assert {f"boxes-{part}.coco.json" for part in parts} <= named
    with (tmp_path / "boxes-scan-frame-2.csv").open(encoding="utf-8-sig", newline="") as table:
        assert {row["frame"] for row in csv.DictReader(table)} == {"2"}
    (entry,) = json.loads((tmp_path / "boxes-scan-frame-3.coco.json").read_text())["images"]
    assert (entry["file_name"], entry["frame"], entry["frames"]) == ("scan.tif", 3, 3)
    listed = vizdesk("history", "list").stdout
    assert all(f"scan.tif · {number}/3" in listed for number in (1, 2, 3))


def test_all_frames_and_a_frame_that_is_not_there(scan: Path) -> None:
    words = ("compare", scan, "--task", "caption", "--model", "demo-small", "--no-history")
    done = vizdesk(*words, "--frame", "all")
    assert done.stdout.count("Demo, small · done") == 3
    missing = vizdesk(*words, "--frame", "2,9")
    assert missing.returncode == 1
    assert "scan.tif has 3 frames; there is no frame 9." in missing.stderr
    assert missing.stdout.count("Demo, small · done") == 1


def test_a_page_is_exported_again_from_its_record(scan: Path, tmp_path: Path) -> None:
    words = ("compare", scan, "--frame", "2", "--task", "detect", "--model", "demo-large")
    record = tmp_path / "one.json"
    assert vizdesk(*words, "--json", record, "--no-history").returncode == 0
    done = vizdesk("export", record, tmp_path / "again.png", tmp_path / "again.md")
    assert done.returncode == 0, done.stderr
    assert "scan.tif · 2/3" in (tmp_path / "again.md").read_text(encoding="utf-8")
    assert (tmp_path / "again.png").stat().st_size > 1000


@pytest.mark.parametrize("words", ["0", "2-1", "a", "", "1,,2", "-3", "1-99999999", "²"])
def test_what_names_no_frames_is_refused(scan: Path, words: str) -> None:
    done = vizdesk(
        "compare", scan, f"--frame={words}", "--task", "caption", "--model", "demo-small"
    )
    assert done.returncode == 2
    assert "names no frames" in done.stderr


def test_frames_are_taken_once_and_in_the_order_given() -> None:
    assert frame_list("3, 1,2-4") == (2, 0, 1, 3)
    assert frame_list("All") is None
