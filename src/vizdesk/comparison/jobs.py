"""One job: a model, a task, an image, and how the image is encoded for that model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import Request
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import ImageRule, Profile, Thinking
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import ImageRef, SentImage


@dataclass(frozen=True)
class Job:
    """One model to be asked one task about one image. `encode` is called in a thread.

    `estimate` says what a request will be billed as, where that is known.
    """

    model: Model
    profile: Profile
    task: Task
    image: ImageRef
    encode: Callable[[ImageRule, Model], SentImage]
    estimate: Callable[[Request], Estimate | None] = lambda _request: None


def settled(model: Model, profile: Profile) -> Model:
    """The model with the sampling its family takes: no temperature where it is refused, thinking

    where the profile or the model itself asks for it.
    """
    sampling = model.sampling
    return replace(
        model,
        sampling=replace(
            sampling,
            temperature=sampling.temperature if profile.takes_temperature else None,
            thinking=sampling.thinking or profile.thinking is Thinking.ON,
        ),
    )
