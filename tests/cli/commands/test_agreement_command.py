"""`vizdesk agreement`, `compare --agreement`, `--boxes consensus`: agreement without a window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.analysis.comparison_kit import answered, box, compared

from vizdesk.__main__ import main
from vizdesk.common import resources
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.saved_comparisons import read_comparisons
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import AnswerState, Comparison, Label

Captured = pytest.CaptureFixture[str]
SAMPLES = resources.folder() / "samples"
RECORDED = SAMPLES / "recorded"
SCHEMA = Path(__file__).parents[3] / "docs" / "vizdesk-comparison-1.schema.json"


def vizdesk(capsys: Captured, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def saved(path: Path, *comparisons: Comparison) -> Path:
    path.write_text("".join(f"{to_json(to_record(each))}\n" for each in comparisons))
    return path


def agreement_schema() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator(schema["properties"]["agreement"])


def images(*labels: tuple[str, str]) -> list[Comparison]:
    return [
        compared(
            TaskKind.CLASSIFY,
            answered("a", labels=(Label(first),)),
            answered("b", labels=(Label(second),)),
            image=f"{at}.png",
        )
        for at, (first, second) in enumerate(labels, 1)
    ]


def test_a_line_an_image_and_figures_over_all(capsys: Captured, tmp_path: Path) -> None:
    file = saved(tmp_path / "c.json", *images(("cat", "cat"), ("dog", "cat"), ("cat", "Cats")))
    code, out, err = vizdesk(capsys, "agreement", file)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:3] == [
        "1.png · classify · 2 of 2 done · 2 of 2 say cat",
        "2.png · classify · 2 of 2 done · no majority among 2 models",
        "3.png · classify · 2 of 2 done · 2 of 2 say cat",
    ]
    assert lines[4] == "classify · 3 images · Krippendorff's alpha 0.000 (nominal)"
    assert lines[5] == "  a  b  accuracy 0.667  [0.000, 1.000]  3 images"


def test_everything_is_in_the_json(capsys: Captured, tmp_path: Path) -> None:
    file = saved(tmp_path / "c.json", *images(("cat", "cat"), ("dog", "cat")))
    target = tmp_path / "out.json"
    code, _, err = vizdesk(capsys, "agreement", file, "--json", target)
    assert (code, err) == (0, f"Wrote {target}\n")
    record = json.loads(target.read_text(encoding="utf-8"))
    assert record["format"] == "vizdesk-agreement/1"
    assert [image["agreement"]["agreeing"] for image in record["images"]] == [
        {"n": 2, "of": 2},
        {"n": 1, "of": 2},
    ]
    (over,) = record["over_images"]
    assert (over["measure"], over["pairs"][0]["models"]) == ("accuracy", ["a", "b"])
    for image in record["images"]:
        agreement_schema().validate(image["agreement"])
    code, out, _ = vizdesk(capsys, "agreement", file, "--json", "-")
    assert json.loads(out) == record


@pytest.mark.parametrize("name", ["receipt", "scene"])
def test_the_sample_sets_hold_to_the_schema(name: str, capsys: Captured) -> None:
    _, out, _ = vizdesk(capsys, "agreement", RECORDED / f"{name}.json", "--json", "-")
    agreement_schema().validate(json.loads(out)["images"][0]["agreement"])


def every_task() -> list[Comparison]:
    return [
        compared(
            TaskKind.DETECT,
            answered("a", boxes=(box("cone", 0.1, 0.1, 0.3, 0.4),)),
            answered("b", boxes=(box("cone", 0.1, 0.1, 0.3, 0.41),)),
            answered("c", state=AnswerState.FAILED),
        ),
        compared(TaskKind.READ_TEXT, answered("a", "TOTAL 1"), answered("b", "TOTAL 7")),
        compared(TaskKind.ASK, answered("a", "4"), answered("b", "four"), question="How many?"),
        compared(TaskKind.CAPTION, answered("a", "word " * 20), answered("b", "other " * 20)),
        *images(("cat", "dog")),
        compared(TaskKind.COUNT, answered("a", value=1), answered("b", value=2)),
        compared(TaskKind.STRUCTURED, answered("a", value={"n": 1}), answered("b", value={})),
        compared(TaskKind.COUNT, answered("a", value=1)),
    ]


def test_every_task_holds_to_the_schema_and_opens_again(capsys: Captured, tmp_path: Path) -> None:
    file = saved(tmp_path / "c.json", *every_task())
    code, out, _ = vizdesk(capsys, "agreement", file, "--json", "-")
    assert code == 0
    records: list[dict[str, Any]] = json.loads(out)["images"]
    for image, comparison in zip(records, every_task(), strict=True):
        agreement_schema().validate(image["agreement"])
        # A file of `compare --json` may carry it: the comparison reads as before.
        carried = tmp_path / "carried.json"
        carried.write_text(to_json({**to_record(comparison), "agreement": image["agreement"]}))
        assert read_comparisons(carried) == (comparison,)
    # The count of the same image is held against its boxes: one each.
    assert records[-3]["agreement"]["counts"]["drawn"] == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--reference", "z"), "there is no model “z” in it; there are a, b."),
        (("--iou", "0"), "--iou: IoU must be above 0"),
        (("--ignore", "colour"), "--ignore knows no “colour”"),
        (("--json", "no/such/folder.json"), "no/such"),
    ],
)
def test_a_mistake_is_one_sentence(
    words: tuple[str, ...], said: str, capsys: Captured, tmp_path: Path
) -> None:
    file = saved(tmp_path / "c.json", *images(("cat", "cat")))
    code, out, err = vizdesk(capsys, "agreement", file, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_a_file_that_is_no_comparison_is_told(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text("{}")
    code, _, err = vizdesk(capsys, "agreement", tmp_path / "c.json")
    assert (code, err.count("\n")) == (1, 1)


def test_the_reference_and_what_is_ignored_change_the_rates(
    capsys: Captured, tmp_path: Path
) -> None:
    file = saved(
        tmp_path / "c.json",
        compared(TaskKind.READ_TEXT, answered("a", "Total 1"), answered("b", "TOTAL 1")),
    )

    def rates(*words: str) -> Any:
        _, out, _ = vizdesk(capsys, "agreement", file, "--json", "-", "--reference", "a", *words)
        return json.loads(out)["images"][0]["agreement"]["text"]["rates"]

    assert rates() == {"b": {"cer": 0.0, "wer": 0.0}}
    assert rates("--ignore", "nothing") == {"b": {"cer": pytest.approx(4 / 7), "wer": 0.5}}


@pytest.mark.usefixtures("qapp")
def test_compare_says_the_line_and_writes_it(capsys: Captured, tmp_path: Path) -> None:
    words = ("compare", SAMPLES / "shapes.png", "--task", "detect", "--no-history")
    models = ("--model", "demo-small", "--model", "demo-large")
    file = tmp_path / "c.json"
    code, out, _ = vizdesk(capsys, *words, *models, "--agreement", "--json", file)
    assert code == 0
    assert out.splitlines()[-1].startswith("shapes.png · 2 of 2 done · all agree on ")
    record = json.loads(file.read_text(encoding="utf-8"))
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(record)
    assert out.splitlines()[-1] == f"shapes.png · {record['agreement']['line']}"
    assert record["agreement"]["models"] == ["demo-small", "demo-large"]
    code, _, _ = vizdesk(capsys, *words, *models, "--json", file)
    assert "agreement" not in json.loads(file.read_text(encoding="utf-8"))
    options = ("--iou", "0.75", "--reference", "demo-large")
    code, out, _ = vizdesk(capsys, *words, *models, *options, "--json", file)
    agreement = json.loads(file.read_text(encoding="utf-8"))["agreement"]
    assert (agreement["reference"], agreement["boxes"]["iou"]) == ("demo-large", 0.75)
    code, out, err = vizdesk(capsys, *words, *models, "--reference", "gpt")
    assert (code, out) == (2, "")
    assert "there is no model “gpt” in it; there are demo-small, demo-large." in err


def test_consensus_boxes_are_written_for_labelling(capsys: Captured, tmp_path: Path) -> None:
    for support, objects in ((4, 5), (2, 9), (1, 11)):
        target = tmp_path / f"{support}.coco.json"
        code, _, _ = vizdesk(
            capsys,
            "export",
            RECORDED / "scene.json",
            target,
            *("--boxes", "consensus", "--support", support),
        )
        assert code == 0
        data = json.loads(target.read_text(encoding="utf-8"))
        assert len(data["annotations"]) == objects, support
        assert data["info"]["description"].startswith("Consensus of 4 models, support ")


@pytest.mark.parametrize("name", ["c.txt", "c.labelme.json", "c.xml"])
def test_consensus_boxes_have_every_annotation_form(
    name: str, capsys: Captured, tmp_path: Path
) -> None:
    words = ("--boxes", "consensus", "--support", "3")
    code, _, err = vizdesk(capsys, "export", RECORDED / "scene.json", tmp_path / name, *words)
    assert (code, f"Wrote {tmp_path / name}" in err) == (0, True)


def test_consensus_is_refused_where_it_says_nothing(capsys: Captured, tmp_path: Path) -> None:
    words = ("--boxes", "consensus")
    code, _, err = vizdesk(capsys, "export", RECORDED / "scene.json", tmp_path / "c.md", *words)
    assert (code, "--boxes consensus is for COCO" in err) == (2, True)
    alone = saved(
        tmp_path / "c.json",
        compared(
            TaskKind.DETECT,
            answered("a", boxes=(box("cone", 0.1, 0.1, 0.3, 0.4),)),
            answered("b", state=AnswerState.FAILED),
        ),
    )
    code, _, err = vizdesk(capsys, "export", alone, tmp_path / "c.xml", *words)
    assert (code, (tmp_path / "c.xml").exists()) == (1, False)
    assert "boxes that 2 models agree on cannot be told, as 1 answered" in err
