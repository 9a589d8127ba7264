"""Truth and answers made up."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    ImageRef,
    PointDetection,
    PolygonDetection,
    Reading,
)
from vizdesk.evals.checks import Fields, Number, YesNoCheck
from vizdesk.truth.image_truth import (
    ExpectedAnswer,
    ExpectedCount,
    ExpectedText,
    ImageTruth,
    Origin,
    TrueThing,
)

DAY = datetime(2026, 12, 1, 6, tzinfo=UTC)
CAT, MAT = Box(0.1, 0.2, 0.5, 0.8), Box(0.0, 0.5, 1.0, 1.0)
EVERYTHING = ImageTruth(
    ImageRef("/pictures/cat.png", "a" * 64, 640, 480, 1, 3),
    objects=(
        TrueThing(Detection("cat", CAT), Origin.EDITED, "qwen"),
        TrueThing(Detection("crowd", MAT), Origin.IMPORTED, "coco.json", True, 1234.5),
        TrueThing(PointDetection("eye", 0.25, 0.75)),
        TrueThing(PolygonDetection("tail", ((0.1, 0.1), (0.2, 0.1), (0.2, 0.3)))),
    ),
    text=ExpectedText("Total\n17.38", line_breaks=True),
    answers=(ExpectedAnswer("Is there a cat?", YesNoCheck(True)),),
    classes=("indoor", "cat"),
    counts=(ExpectedCount(("cat",), 1), ExpectedCount((), 4)),
    fields=Fields(json.dumps({"total": 17.38}), 0.01),
    started_from=("qwen",),
    changed=DAY,
)
QUESTION = "How many cats?"
HOW_MANY = ExpectedAnswer(QUESTION, Number(2))


def model(name: str) -> Model:
    pair = GgufPair(Path("/m/w.gguf"), Path("/m/p.gguf"))
    return Model(name.lower(), name, EngineKind.LLAMA, pair, "generic")


def answer(name: str, *detections: Detection, text: str = "[]", **reading: object) -> Answer:
    read = Reading(detections, **reading)  # type: ignore[arg-type]
    return Answer(model(name), AnswerState.DONE, text=text, reading=read)


def compared(image: ImageRef, task: Task, *answers: Answer) -> Comparison:
    return Comparison("c" + image.sha256[:8], DAY, "0.1.0", image, task, answers)


def detect(image: ImageRef, *answers: Answer, classes: Sequence[str] = ()) -> Comparison:
    return compared(image, Task(TaskKind.DETECT, tuple(classes)), *answers)


def drawn_image(path: Path, size: tuple[int, int], colour: str = "white") -> Path:
    """An image file; another colour makes another hash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path)
    return path
