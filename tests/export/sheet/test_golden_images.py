"""The painted sheet looks as it did when somebody last looked at it: golden images.

After a wanted change: VIZDESK_GOLDEN=write make test, look at tests/export/sheet/golden, commit.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.history.history_kit import answer, comparison

from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    Failure,
    Label,
    Reading,
    Sent,
)
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.page_options import Background
from vizdesk.export.text.answer_metrics import MONTHS
from vizdesk.export.view_filter import ViewFilter
from vizdesk.export.writer import write
from vizdesk.images.opening import open_image

pytestmark = pytest.mark.usefixtures("qapp")

GOLDEN = Path(__file__).parent / "golden"
SHAPES = resources.folder() / "samples" / "shapes.png"
BOXES = (
    Detection("blue circle", Box(0.09, 0.16, 0.39, 0.56), 0.91),
    Detection("red square", Box(0.63, 0.14, 0.83, 0.42), 0.64),
    Detection("yellow triangle", Box(0.37, 0.53, 0.63, 0.87)),
)
STORY = "A **blue circle** and a red square.\n\n1. One\n2. Two\n\n" + "It goes on and on. " * 40

# Letters are drawn a little differently by other versions of FreeType: a share of pixels may
# differ, and the mean by little. A moved or missing block is far beyond both.
DIFFERENT, SHARE, MEAN = 40, 0.02, 2.0


def detected() -> Comparison:
    sent = Sent(640, 480, "Find every object. Answer as JSON.", {})
    name = "Qwen3-VL-4B-Instruct-abliterated-merged-with-a-longer-name-than-there-is-room"
    two = replace(answer(name, "x"), reading=Reading(BOXES[:2]), sent=sent)
    one = replace(answer("Gemma 4 E4B", "x"), reading=Reading(BOXES), sent=sent)
    return comparison(2, one, two, path=str(SHAPES))


def told() -> Comparison:
    broken = Answer(
        answer("Pixtral", "").model,
        AnswerState.FAILED,
        failure=Failure(verbatim("It failed."), verbatim("Try again.")),
    )
    labels = replace(
        answer("SmolVLM", "x"),
        reading=Reading(labels=(Label("circle", 0.75), Label("a name of many words " * 4, 0.2))),
        sent=Sent(640, 480, "What is to be seen? One word.", {}),
    )
    whole = comparison(3, answer("GPT-5.4", STORY), broken, labels, path=str(SHAPES))
    return replace(whole, task=Task(TaskKind.ASK, question="What is to be seen?"))


def in_utc(created: datetime) -> str:
    return f"{created.day} {MONTHS[created.month - 1]} {created.year}, {created:%H:%M} UTC"


PART = ViewFilter(Box(0.0, 0.1, 0.6, 0.7), frozenset({"red square"}))


@pytest.mark.parametrize(
    ("name", "made", "look"),
    [
        ("detect-light", detected(), ExportOptions(1)),
        ("detect-dark", detected(), ExportOptions(1, Background.DARK)),
        ("detect-part", detected(), ExportOptions(1, view=PART)),
        ("ask-light", told(), ExportOptions(1)),
    ],
)
def test_the_sheet_looks_as_it_did(
    name: str,
    made: Comparison,
    look: ExportOptions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The clock of whoever writes it is on the sheet.
    monkeypatch.setattr("vizdesk.export.text.answer_metrics.when_of", in_utc)
    image = open_image(SHAPES)
    (path,) = write(tmp_path / f"{name}.png", replace(made, image=image.ref), image, look)
    golden = GOLDEN / f"{name}.png"
    if os.environ.get("VIZDESK_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(path.read_bytes())
    one, two = (np.asarray(Image.open(each).convert("RGB"), np.int16) for each in (path, golden))
    assert one.shape == two.shape
    apart = np.abs(one - two).max(axis=2)
    assert (apart > DIFFERENT).mean() < SHARE
    assert apart.mean() < MEAN
