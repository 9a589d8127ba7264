"""Comparisons for tests of agreement: a task, and what each model answered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from vizdesk.comparison.models import Endpoint, EngineKind, Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    ImageRef,
    Label,
    Reading,
)

SERVER = Endpoint("http://127.0.0.1:9", "m")


def model(name: str) -> Model:
    return Model(name, name.title(), EngineKind.CHAT, SERVER, "openai")


def answered(
    name: str,
    text: str = "said",
    *,
    boxes: tuple[Detection, ...] = (),
    labels: tuple[Label, ...] = (),
    value: Any = None,
    state: AnswerState = AnswerState.DONE,
) -> Answer:
    reading = Reading(detections=boxes, labels=labels, value=value)
    return Answer(model(name), state, text=text, reading=reading)


def box(label: str, x0: float, y0: float, x1: float, y1: float) -> Detection:
    return Detection(label, Box(x0, y0, x1, y1))


def compared(kind: TaskKind, *answers: Answer, image: str = "a.png", **task: Any) -> Comparison:
    return Comparison(
        id=f"c-{image}",
        created=datetime(2026, 11, 30, tzinfo=UTC),
        version="0.1.0",
        image=ImageRef(image, f"{sum(image.encode()):064x}", 100, 100),
        task=Task(kind, **task),
        answers=tuple(answers),
    )
