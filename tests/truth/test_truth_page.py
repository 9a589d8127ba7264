"""docs/truth.md: every figure of its worked examples is what vizdesk computes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.analysis.coco_reference import random_set

from vizdesk.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "truth.md").read_text(encoding="utf-8")
COMMAND = re.search(r"```console\n\$ vizdesk (score .*)\n((?:.*\n)*?)```", PAGE)


@pytest.fixture
def record(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.chdir(ROOT)
    assert COMMAND is not None
    assert main([*COMMAND[1].split(), "--json", "-"]) == 0
    read: dict[str, Any] = json.loads(capsys.readouterr().out)
    return read


def test_the_command_says_what_the_page_shows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert COMMAND is not None
    assert main(COMMAND[1].split()) == 0
    assert capsys.readouterr().out == COMMAND[2]


def test_the_classes_of_model_2(record: dict[str, Any]) -> None:
    classes = record["models"][1]["boxes"]["classes"]
    rows = {each["label"]: each for each in classes}
    for label in ("extinguisher", "helmet", "vest"):
        row = rows[label]
        figures = f"{row['tp']} | {row['fp']} | {row['fn']} | {row['ap']:.3f}"
        assert f"| {label} | {figures} |" in PAGE


def test_the_errors_of_model_4(record: dict[str, Any]) -> None:
    model = record["models"][3]
    assert (model["errors"][0]["kind"], model["errors"][0]["label"]) == ("wrong class", "truck")
    confusion = model["boxes"]["confusion"]
    assert {"truth": "forklift", "said": "truck", "n": 1} in confusion
    assert {"truth": None, "said": "pallet jack", "n": 1} in confusion
    assert {"truth": "helmet", "said": None, "n": 1} in confusion


def test_how_many_images_were_compared_through_the_command_line() -> None:
    images = [image for seed in range(40) for image in random_set(seed)]
    within = sum(len(image.predictions) <= 100 for image in images)
    assert f"| {within} images in one set;" in PAGE
