"""Comparisons as the history keeps them, made up."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    ImageRef,
    Phase,
    Reading,
    Usage,
)

BEGIN = datetime(2026, 1, 1, 12, tzinfo=UTC)


def model(name: str) -> Model:
    pair = GgufPair(Path("/m/w.gguf"), Path("/m/p.gguf"))
    return Model(name.lower().replace(" ", "-"), name, EngineKind.LLAMA, pair, "generic")


def answer(name: str, text: str, *labels: str, state: AnswerState = AnswerState.DONE) -> Answer:
    detections = tuple(Detection(label, Box(0.1, 0.2, 0.3, 0.4)) for label in labels)
    return Answer(
        model(name),
        state,
        Phase.WRITING,
        text=text,
        reading=Reading(detections),
        usage=Usage(10, 20),
    )


def comparison(
    number: int = 0, *answers: Answer, path: str = "/pictures/cat.jpg", kind: TaskKind | None = None
) -> Comparison:
    return Comparison(
        id=uuid.uuid5(uuid.NAMESPACE_OID, str(number)).hex,
        created=BEGIN + timedelta(seconds=3600 * (number % 1_000_000) + number // 1_000_000),
        version="0.1.0",
        image=ImageRef(path, f"{number:064x}", 640, 480),
        task=Task(kind or TaskKind.DETECT),
        answers=answers or (answer("Gemma", "a cat on a mat", "cat", "cat", "mat"),),
    )
