"""The command line, as a person types it, with the real demo models."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.waiting import LIMIT_S

ROOT = Path(__file__).resolve().parents[2]
SHAPES = ROOT / "resources" / "samples" / "shapes.png"
NUMBERS = ROOT / "resources" / "samples" / "numbers.png"
DEMO = ROOT / "resources" / "demo"


def vizdesk(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vizdesk", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )


def record(*words: object) -> dict[str, Any]:
    done = vizdesk("compare", *words, "--json", "-")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_detection_is_written_as_documented() -> None:
    found = record(SHAPES, "--task", "detect", "--model", "demo-large", "--model", "demo-small")
    assert found["format"] == "vizdesk-comparison/1"
    assert found["picture"]["path"].endswith("shapes.png")
    assert len(found["picture"]["sha256"]) == 64
    assert found["task"]["name"] == "detect"
    for answer in found["answers"]:
        assert answer["engine"] == "llama.cpp"
        assert answer["local"] is True
        assert answer["state"] == "done"
        assert answer["text"].startswith("[")
        assert answer["error"] is None
        assert answer["usage"]["output_tokens"] > 0
        assert answer["timing"]["ttft_s"] > 0
        assert answer["sent"]["width"] == answer["sent"]["height"]
        assert answer["sent"]["prompt"] == "Detect all objects."
        for one in answer["detections"]:
            x0, y0, x1, y1 = one["box"]
            assert 0 <= x0 < x1 <= 1
            assert 0 <= y0 < y1 <= 1
            assert one["score"] is None


def test_a_gguf_pair_that_is_not_in_the_catalogue_runs() -> None:
    pair = f"{DEMO / 'demo-small.gguf'}+{DEMO / 'demo-small-mmproj.gguf'}"
    found = record(NUMBERS, "--task", "read-text", "--model", pair)
    answer = found["answers"][0]
    assert answer["state"] == "done"
    assert answer["sent"]["prompt"] == "Read the text in this image."


def test_several_images_give_one_object_a_line(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    done = vizdesk(
        "compare", SHAPES, NUMBERS, "--task", "count", "--model", "demo-small", "--json", path
    )
    assert done.returncode == 0, done.stderr
    lines = path.read_text().splitlines()
    assert [Path(json.loads(line)["picture"]["path"]).name for line in lines] == [
        "shapes.png",
        "numbers.png",
    ]


def test_the_comparison_is_painted(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    done = vizdesk("compare", SHAPES, "--task", "detect", "--model", "demo-small", "--export", path)
    assert done.returncode == 0, done.stderr
    with Image.open(path) as image:
        assert image.width >= 800


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["compare", SHAPES, "--task", "fly", "--model", "demo-small"], "unknown task"),
        (["compare", SHAPES, "--task", "detect", "--model", "nobody"], "unknown model"),
        (["compare", SHAPES, "--task", "ask", "--model", "demo-small"], "--prompt"),
        (["compare", SHAPES, "--task", "detect"], "--model"),
        (
            ["compare", SHAPES, "--task", "detect", "--model", "demo-small", "--export", "a.tif"],
            ".png",
        ),
    ],
)
def test_a_wrong_command_is_one_line_and_exit_2(words: list[object], says: str) -> None:
    done = vizdesk(*words)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr


def test_a_failed_answer_is_exit_1_with_a_sentence() -> None:
    done = vizdesk("compare", SHAPES, "--task", "detect", "--model", "gpt-5.5")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "OPENAI_API_KEY" in done.stderr


def test_a_file_that_is_no_image_is_exit_1(tmp_path: Path) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("words")
    done = vizdesk("compare", path, "--task", "detect", "--model", "demo-small")
    assert done.returncode == 1
    assert "notes.jpg" in done.stderr


def test_an_image_that_is_cut_off_is_compared_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cut.png"
    path.write_bytes(SHAPES.read_bytes()[:-600])
    done = vizdesk("compare", path, "--task", "caption", "--model", "demo-small")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "vizdesk: cut.png: The file is damaged or cut off; what could be read is shown."
    ]


def test_an_svg_opens_without_a_display(tmp_path: Path) -> None:
    path = tmp_path / "circle.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">'
        '<rect width="300" height="200" fill="white"/><circle cx="90" cy="90" r="40" fill="red"/>'
        '<text x="150" y="150">7</text></svg>'
    )
    answer = record(path, "--task", "caption", "--model", "demo-large")["answers"][0]
    assert answer["state"] == "done"


def test_models_and_doctor_tell_what_works_here() -> None:
    models = vizdesk("models")
    assert models.returncode == 0
    lines = {line.split()[0]: line for line in models.stdout.splitlines()}
    assert "ready" in lines["demo-large"]
    assert "key" in lines["gpt-5.5"]
    doctor = vizdesk("doctor")
    assert doctor.returncode == 0, doctor.stderr
    assert "llama.cpp" in doctor.stdout
