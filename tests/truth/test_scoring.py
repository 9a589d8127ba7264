"""Answers of every task are held against truth; what was not read is in no figure."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.analysis.coco_reference import random_set, reference
from tests.truth.truth_kit import CAT, DAY, HOW_MANY, MAT, QUESTION, answer, compared, detect

from vizdesk.__main__ import main
from vizdesk.analysis.average_precision import ScoredImage
from vizdesk.analysis.detection_scores import Counts
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import AnswerState, Box, Comparison, Detection, ImageRef, Label
from vizdesk.evals.checks import Fields
from vizdesk.truth.image_truth import ExpectedCount, ExpectedText, ImageTruth, TrueThing
from vizdesk.truth.scoring import ErrorKind, ModelScore, errors_by_cost, score_comparisons

IMAGE = ImageRef("/pictures/cat.png", "a" * 64, 200, 100)
TRUTH = ImageTruth(
    IMAGE,
    (TrueThing(Detection("cat", CAT)), TrueThing(Detection("mat", MAT))),
    ExpectedText("EXIT\nnow"),
    (HOW_MANY,),
    ("indoor",),
    (ExpectedCount(("dog",), 3),),
    Fields(json.dumps({"total": 17.38})),
    started_from=("a",),
    changed=DAY,
)
Captured = pytest.CaptureFixture[str]


def score_of(*comparisons: Comparison, truth: ImageTruth | None = TRUTH) -> list[ModelScore]:
    return list(score_comparisons(comparisons, lambda image: truth).models)


def test_boxes_are_right_wrong_or_missed_and_the_start_is_told() -> None:
    near = Box(0.1, 0.2, 0.5, 0.75)
    first, second = score_of(
        detect(
            IMAGE,
            answer("A", Detection("cat", near, 0.9), Detection("dog", MAT, 0.4)),
            answer("B", Detection("Cats", CAT)),
        )
    )
    assert first.boxes is not None
    assert first.boxes.counts == Counts(1, 1, 1)
    assert (first.started_from_it, second.started_from_it) == (1, 0)
    assert second.boxes is not None
    assert second.boxes.counts == Counts(1, 0, 1)


def test_only_classes_that_were_asked_for_can_be_missed() -> None:
    (score,) = score_of(detect(IMAGE, answer("A", Detection("cat", CAT)), classes=("cats",)))
    assert score.boxes is not None
    assert score.boxes.counts == Counts(1, 0, 0)


def test_errors_stand_by_what_they_cost() -> None:
    small = Box(0.9, 0.0, 0.95, 0.1)
    given = answer(
        "A",
        Detection("dog", small, 0.3),
        Detection("fox", CAT, 0.7),
        Detection("dog", Box(0.8, 0.0, 0.85, 0.1), 0.95),
    )
    (score,) = score_of(detect(IMAGE, given))
    assert [(error.kind, error.label, error.score) for error in errors_by_cost(score)] == [
        (ErrorKind.WRONG, "dog", 0.95),
        (ErrorKind.WRONG_CLASS, "fox", 0.7),
        (ErrorKind.WRONG, "dog", 0.3),
        (ErrorKind.MISSED, "mat", None),
    ]


def test_what_failed_or_was_not_read_is_in_no_figure() -> None:
    failed = replace(answer("A"), state=AnswerState.FAILED)
    unread = answer("A", text="")
    fine = answer("A", Detection("cat", CAT), Detection("mat", MAT))
    (score,) = score_of(detect(IMAGE, failed), detect(IMAGE, unread), detect(IMAGE, fine))
    assert (len(score.images), score.unread) == (1, 2)
    assert score.boxes is not None
    assert score.boxes.counts.f1 == 1.0


@pytest.mark.parametrize(
    ("text", "line_breaks", "cer"),
    [("exit now", False, 0.0), ("exit now", True, 1 / 8), ("EXIT\nnow!", True, 1 / 8)],
)
def test_texts_with_line_breaks_or_not(text: str, line_breaks: bool, cer: float) -> None:
    truth = replace(TRUTH, text=ExpectedText("EXIT\nnow", line_breaks))
    reading = compared(IMAGE, Task(TaskKind.READ_TEXT), answer("A", text=text))
    (score,) = score_of(reading, truth=truth)
    assert score.texts is not None
    assert score.texts.cer == cer


@pytest.mark.parametrize(
    ("task", "text", "reading", "right"),
    [
        (Task(TaskKind.ASK, question=QUESTION), "There are two cats.", {}, True),
        (Task(TaskKind.ASK, question=QUESTION.upper()), "3", {}, False),
        (Task(TaskKind.CLASSIFY), "indoor", {"labels": (Label("Indoor"),)}, True),
        (
            Task(TaskKind.CLASSIFY),
            "?",
            {"labels": (Label("indoor", 0.2), Label("outdoor", 0.8))},
            False,
        ),
        (
            Task(TaskKind.CLASSIFY, many=True),
            "?",
            {"labels": (Label("indoor"), Label("cat"))},
            False,
        ),
        (Task(TaskKind.COUNT, classes=("dog",)), "3", {"value": 3}, True),
        (Task(TaskKind.COUNT, classes=("cat",)), "2", {"value": 2}, False),
        (Task(TaskKind.COUNT, classes=("cat",)), "1", {"value": 1}, True),
        (Task(TaskKind.STRUCTURED), '{"total": 17.38}', {"value": {"total": 17.38}}, True),
        (Task(TaskKind.STRUCTURED), '{"total": 17.83}', {"value": {"total": 17.83}}, False),
    ],
)
def test_each_other_task_is_right_or_wrong(
    task: Task, text: str, reading: dict[str, Any], right: bool
) -> None:
    (score,) = score_of(compared(IMAGE, task, answer("A", text=text, **reading)))
    assert score.right is not None
    assert (score.right.right, score.right.answers) == (int(right), 1)


def test_two_models_are_compared_on_the_images_both_answered() -> None:
    task = Task(TaskKind.ASK, question=QUESTION)
    images = [replace(IMAGE, sha256=f"{at:064x}") for at in range(12)]
    asked = [
        compared(image, task, answer("A", text="2"), answer("B", text="2" if at < 2 else "3"))
        for at, image in enumerate(images)
    ]
    scores = score_comparisons(asked, lambda image: TRUTH)
    (pair,) = scores.pairs
    assert pair.verdicts is not None
    assert (pair.images, pair.verdicts.only_first, pair.verdicts.only_second) == (12, 10, 0)
    assert pair.p == pytest.approx(0.00157, abs=1e-5)


def test_captions_and_images_without_truth_are_counted_apart() -> None:
    caption = compared(IMAGE, Task(TaskKind.CAPTION), answer("A", text="a cat"))
    assert score_comparisons([caption], lambda image: TRUTH).without_truth == 1
    assert score_comparisons([detect(IMAGE)], lambda image: None).without_truth == 1


def vizdesk(capsys: Captured, *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def write_set(folder: Path, images: list[ScoredImage], side: int = 500) -> tuple[Path, Path]:
    """The same boxes as a COCO file and as a file of comparisons."""
    truth: dict[str, Any] = dict(reference(images).cocoGt.dataset)
    truth["images"] = [
        {"id": at, "file_name": f"{at}.png", "width": side, "height": side}
        for at in range(len(images))
    ]
    coco = folder / "truth.coco.json"
    coco.write_text(json.dumps(truth))
    asked = []
    for at, image in enumerate(images):
        ref = ImageRef(f"/pictures/{at}.png", f"{at:064x}", side, side)
        given = (
            Detection(
                box.label,
                Box(
                    box.box.left / side,
                    box.box.top / side,
                    (box.box.left + box.box.width) / side,
                    (box.box.top + box.box.height) / side,
                ),
                box.score,
            )
            for box in image.predictions
        )
        asked.append(detect(ref, answer("A", *given)))
    file = folder / "answers.json"
    file.write_text("".join(f"{to_json(to_record(each))}\n" for each in asked))
    return coco, file


def test_the_command_line_says_what_pycocotools_says(capsys: Captured, tmp_path: Path) -> None:
    images = [image for seed in range(40) for image in random_set(seed)]
    # Most predictions of COCO are of 100 a class and image; boxes stay within the image.
    images = [image for image in images if len(image.predictions) <= 100]
    evaluation = reference(images)
    coco, file = write_set(tmp_path, images)
    code, out, _ = vizdesk(capsys, "score", file, "--truth", coco, "--json", "-")
    assert code == 0
    record = json.loads(out)
    (model,) = record["models"]
    precision = evaluation.eval["precision"][:, :, :, 0, -1]
    for key, part in (("map", precision), ("map_50", precision[0]), ("map_75", precision[5])):
        assert model["boxes"][key] == pytest.approx(float(np.mean(part[part > -1])), abs=1e-6)
    assert (model["images"], record["without_truth"]) == (len(images), 0)
    errors = model["errors"]
    wrong = [each["score"] for each in errors if each["score"] is not None]
    assert wrong == sorted(wrong, reverse=True)
    assert errors[-1]["kind"] == "false negative"


def test_a_line_a_model_and_one_a_pair(capsys: Captured, tmp_path: Path) -> None:
    images = [replace(IMAGE, path=f"/{at}.png", sha256=f"{at:064x}") for at in range(2)]
    truth = {
        "images": [
            {"id": at, "file_name": f"{at}.png", "width": 200, "height": 100} for at in range(2)
        ],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [
            {"id": at + 1, "image_id": at, "category_id": 1, "bbox": [20, 20, 80, 60]}
            for at in range(2)
        ],
    }
    coco = tmp_path / "t.coco.json"
    coco.write_text(json.dumps(truth))
    right, wrong = Detection("cat", CAT), Detection("cat", MAT)
    asked = [
        detect(image, answer("Ada", right), answer("Bea", right if at else wrong))
        for at, image in enumerate(images)
    ]
    file = tmp_path / "answers.json"
    file.write_text("".join(f"{to_json(to_record(each))}\n" for each in asked))
    code, out, err = vizdesk(capsys, "score", file, "--truth", coco)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "detect  Ada  TP 2 · FP 0 · FN 0 · P 1.000 · R 1.000 · F1 1.000 [1.000, 1.000] · "
        "mAP 1.000 [1.000, 1.000] · 2 images",
        "detect  Bea  TP 1 · FP 1 · FN 1 · P 0.500 · R 0.500 · F1 0.500 [0.000, 1.000] · "
        "mAP 0.252 [0.000, 1.000] · 2 images",
        "  detect  Ada – Bea: F1 0.500 [0.000, 1.000]",
    ]
    assert vizdesk(capsys, "score", file, "--truth", coco, "--iou", "0")[0] == 2
    assert vizdesk(capsys, "score", file)[0] == 1  # nothing was drawn here


def test_truth_is_imported_listed_exported_and_saved_as_a_suite(
    capsys: Captured, tmp_path: Path
) -> None:
    from tests.truth.truth_kit import drawn_image

    drawn_image(tmp_path / "room.png", (200, 100))
    coco = {
        "images": [{"id": 1, "file_name": "room.png", "width": 200, "height": 100}],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [20, 20, 80, 60]}],
    }
    (tmp_path / "t.coco.json").write_text(json.dumps(coco))
    assert vizdesk(capsys, "truth", "import", tmp_path / "t.coco.json")[::2] == (
        0,
        "Truth of 1 image is kept.\n",
    )
    assert vizdesk(capsys, "truth", "list")[:2] == (0, "room.png · 1 object\n")
    out = tmp_path / "out.coco.json"
    assert vizdesk(capsys, "truth", "export", out)[0] == 0
    written = json.loads(out.read_text())
    assert [each["bbox"] for each in written["annotations"]] == [[20.0, 20.0, 80.0, 60.0]]
    assert vizdesk(capsys, "truth", "suite", "mine")[0] == 0
    code, _, err = vizdesk(capsys, "truth", "export", tmp_path / "x.pdf")
    assert (code, "does not say which form" in err) == (1, True)
