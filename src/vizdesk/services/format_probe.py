"""Finds out how a model writes boxes: asks it about drawn images, and makes a profile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from vizdesk.comparison.models import Model
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.format_probe import (
    ProbeObject,
    ProbeReply,
    ProbeResult,
    probe,
)
from vizdesk.comparison.profiles import BoxConvention, Match, Profile
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer, AnswerState, Box
from vizdesk.images.opening import from_image
from vizdesk.services.comparisons import ComparisonService


@dataclass(frozen=True, slots=True)
class ModelProbe:
    """What the probe of one model gave: its answers, and the conventions they fit."""

    model: Model
    answers: tuple[Answer, ...]
    result: ProbeResult

    @property
    def convention(self) -> BoxConvention | None:
        """How the model writes boxes; None where that is not sure."""
        return self.result.convention


async def probe_model(
    comparisons: ComparisonService, model: Model, profiles: Mapping[str, Profile]
) -> ModelProbe:
    """Ask `model`, as it is asked now, where things are on images that are drawn here."""
    from vizdesk.suite_generator.probe_images import probe_images

    answers: list[Answer] = []
    replies: list[ProbeReply] = []
    for drawn in probe_images():
        image = from_image(drawn.image, drawn.name)
        task = Task(TaskKind.DETECT, classes=tuple(label for label, _ in drawn.objects))
        (answer,) = (await comparisons.compare(image, task, [model])).answers
        answers.append(answer)
        if answer.state is AnswerState.DONE and answer.sent is not None:
            original = (image.ref.width, image.ref.height)
            frame = Frame((answer.sent.width, answer.sent.height), original)
            objects = tuple(ProbeObject(label, Box(*sides)) for label, sides in drawn.objects)
            replies.append(ProbeReply(answer.text, frame, objects))
    return ModelProbe(model, tuple(answers), probe(replies, profiles))


def probed_profile(convention: BoxConvention, model: Model, base: Profile, day: date) -> Profile:
    """A profile of a person's own: as the model was asked, with the convention that was seen."""
    return replace(
        base,
        id=f"probed-{re.sub(r'[^a-z0-9.]+', '-', model.name.lower()).strip('-') or 'model'}",
        name=f"{model.name} (probed)",
        boxes=convention,
        match=Match(),
        source=f"vizdesk probe of {model.name}",
        as_of=day.isoformat(),
        note="",
    )
