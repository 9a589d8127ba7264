"""An item becomes a job: its image opened once for all models, encoded as each model wants it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PIL import Image

from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import Request
from vizdesk.comparison.jobs import Job, settled
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.evals.suite import EvalItem, Suite
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.encoding import EncodedImages
from vizdesk.images.errors import ImageError
from vizdesk.images.opening import from_image, open_image

# Local models go through the images in order; servers are at most so many apart.
OPEN_IMAGES = 12


@dataclass
class JobMaker:
    """Makes jobs of items; holds a few decoded images, the newest ones."""

    suite: Suite
    profile_of: Callable[[Model], Profile]
    estimate: Callable[[Request], Estimate | None]
    _encoded: EncodedImages = field(default_factory=EncodedImages)
    _open: OrderedDict[tuple[str, int], asyncio.Future[DecodedImage]] = field(
        default_factory=OrderedDict
    )

    async def __call__(self, model: Model, item: EvalItem) -> Job:
        """The job of asking `model` this item. Raises ValueError when its image is unusable."""
        image = await self._image(item)
        profile = self.profile_of(model)
        return Job(
            model=settled(model, profile),
            profile=profile,
            task=item.task,
            image=image.ref,
            encode=partial(self._encoded.for_model, image),
            encode_smaller=partial(self._encoded.smaller, image),
            estimate=self.estimate,
        )

    async def _image(self, item: EvalItem) -> DecodedImage:
        key = (item.image, item.frame)
        cached = self._open.get(key)
        if cached is None:
            opening = asyncio.to_thread(open_image, self.suite.image_of(item), frame=item.frame)
            cached = asyncio.ensure_future(opening)
            self._open[key] = cached
            while len(self._open) > OPEN_IMAGES:
                self._open.popitem(last=False)
        self._open.move_to_end(key)
        try:
            image = await asyncio.shield(cached)
        except ImageError as error:
            self._open.pop(key, None)
            raise ValueError(str(error)) from error
        if item.sha256 and image.ref.sha256 != item.sha256:
            raise ValueError(f"{item.image} has changed since the suite was read (SHA-256).")
        return image


def judge_job(
    judge: Model,
    prompt: str,
    profile_of: Callable[[Model], Profile],
    estimate: Callable[[Request], Estimate | None],
) -> Job:
    """A judge's question about an answer; its image is blank: a run's images go nowhere."""
    blank = from_image(Image.new("RGB", (64, 64), "white"), "blank")
    profile = profile_of(judge)
    return Job(
        model=settled(judge, profile),
        profile=profile,
        task=Task(TaskKind.ASK, question=prompt),
        image=blank.ref,
        encode=partial(EncodedImages().for_model, blank),
        estimate=estimate,
    )
