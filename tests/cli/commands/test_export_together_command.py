"""`vizdesk export FILE.json … --together`: all images of the file in one document or data set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from tests.cli.commands.test_agreement_command import RECORDED, vizdesk


def two_images(tmp_path: Path) -> Path:
    """A file of --json with the comparisons of both recorded samples."""
    names = ("scene.json", "receipt.json")
    lines = [json.dumps(json.loads((RECORDED / name).read_text())) for name in names]
    path = tmp_path / "both.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_one_table_and_one_data_set_of_all_images(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source, yolo = two_images(tmp_path), tmp_path / "new" / "data.yaml"
    targets = (tmp_path / "all.csv", yolo)
    code, _, err = vizdesk(capsys, "export", source, *targets, "--together", "--boxes", "models")
    assert code == 0, err
    assert err.count("Wrote ") == 2
    assert "Images were not copied" in err
    table = (tmp_path / "all.csv").read_text(encoding="utf-8")
    assert table.count("picture,task,model") == 1
    files = sorted((tmp_path / "new").rglob("data.yaml"))
    assert files
    for file in files:
        assert yaml.safe_load(file.read_text(encoding="utf-8"))["train"] == "images"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("all.svg", "--together"), "does not say which form of all images"),
        (("all.csv", "--copy-images"), "--copy-images is for data sets: it needs --together."),
        (("all.csv", "--together", "--copy-images"), "Images are copied into data sets alone"),
        (("no/new/data.yaml", "--together"), "There is no folder"),
        (("all.csv", "all.csv", "--together"), "is named twice"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_and_nothing_is_written(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    source = two_images(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    given = [word if word.startswith("--") else tmp_path / word for word in words]
    code, _, err = vizdesk(capsys, "export", source, *given)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before
