"""One job: a model, a task, an image, and how the image is encoded for that model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import ImageTooLarge, Request
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.profiles import ImageRule, Profile, Thinking
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import ImageRef, SentImage


@dataclass(frozen=True, slots=True)
class ImageDelivery:
    """How an image gets to a model: `travels` to a server, where photographs go as JPEG.

    `most_bytes` is the longest base64 text the server takes; None: not known.
    """

    travels: bool = False
    most_bytes: int | None = None


EXACT = ImageDelivery()
"""To a model on this machine: every pixel as it is."""


@dataclass(frozen=True)
class Job:
    """One model to be asked one task about one image. `encode` is called in a thread.

    `estimate` says what a request will be billed as, where that is known. `encode_smaller` makes
    a smaller image of one that a server refused as too large (None: it cannot be smaller).
    """

    model: Model
    profile: Profile
    task: Task
    image: ImageRef
    encode: Callable[[ImageRule, Model], SentImage]
    estimate: Callable[[Request], Estimate | None] = lambda _request: None
    encode_smaller: Callable[[ImageRule, Model, SentImage, ImageTooLarge], SentImage | None] = (
        lambda _rule, _model, _refused, _limit: None
    )


def delivery_of(model: Model) -> ImageDelivery:
    """How images get to `model`: to servers they travel, within the limit that is known."""
    source = model.source
    return ImageDelivery(True, source.image_bytes) if isinstance(source, Endpoint) else EXACT


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
