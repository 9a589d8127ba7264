"""A plan and answers made up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from vizdesk.comparison.models import EngineKind, GgufPair, Model, Sampling
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Detection, ImageRef, Reading
from vizdesk.stability.perturbation import perturbation
from vizdesk.stability.plan import StabilityPlan, planned

IMAGE = ImageRef("/pictures/a.png", "a" * 64, 200, 100)
OTHER = ImageRef("/pictures/b.png", "b" * 64, 200, 100)
IMAGES = {IMAGE.key: IMAGE, OTHER.key: OTHER}


def model(name: str) -> Model:
    pair = GgufPair(Path(f"/m/{name}.gguf"), Path("/m/p.gguf"))
    sampling = Sampling(temperature=0.0, seed=7)
    return Model(name, name.upper(), EngineKind.LLAMA, pair, "generic", sampling=sampling)


def plan(
    *changes: str,
    images: Sequence[ImageRef] = (IMAGE,),
    models: Sequence[str] = ("q4",),
    task: Task | None = None,
    repeats: int = 2,
    paraphrases: Sequence[str] = (),
) -> StabilityPlan:
    return planned(
        [image.key for image in images],
        task or Task(TaskKind.DETECT),
        [model(name) for name in models],
        [perturbation(words) for words in changes],
        repeats,
        paraphrases,
    )


def answer(*detections: Detection, text: str = "[]", name: str = "q4") -> Answer:
    return Answer(model(name), AnswerState.DONE, text=text, reading=Reading(detections))


def failed(name: str = "q4") -> Answer:
    return replace(answer(name=name), state=AnswerState.FAILED)
