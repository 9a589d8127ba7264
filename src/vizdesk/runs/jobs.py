"""An item becomes a job: its picture opened once for all models, encoded as each model wants it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image

from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import Request
from vizdesk.comparison.jobs import Job, settled
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.evals.suite import Item, Suite
from vizdesk.pictures.encoding import EncodedPictures, encode_for
from vizdesk.pictures.errors import PictureError
from vizdesk.pictures.opening import from_image, open_picture
from vizdesk.pictures.picture import Picture

# Local models go through the pictures in order; servers are at most so many apart.
OPEN_PICTURES = 12


@dataclass
class JobMaker:
    """Makes jobs of items; holds a few decoded pictures, the newest ones."""

    suite: Suite
    profile_of: Callable[[Model], Profile]
    estimate: Callable[[Request], Estimate | None]
    _encoded: EncodedPictures = field(default_factory=EncodedPictures)
    _open: OrderedDict[str, asyncio.Future[Picture]] = field(default_factory=OrderedDict)

    async def __call__(self, model: Model, item: Item) -> Job:
        """The job of asking `model` this item. Raises ValueError when its picture is unusable."""
        picture = await self._picture(item)
        profile = self.profile_of(model)
        return Job(
            model=settled(model, profile),
            profile=profile,
            task=item.task,
            picture=picture.ref,
            encode=lambda rule, one: self._encoded.encode_for(
                picture, rule, one.picture_side, one.picture_edge
            ),
            estimate=self.estimate,
        )

    async def _picture(self, item: Item) -> Picture:
        found = self._open.get(item.picture)
        if found is None:
            path = self.suite.picture_of(item)
            found = asyncio.ensure_future(asyncio.to_thread(open_picture, path))
            self._open[item.picture] = found
            while len(self._open) > OPEN_PICTURES:
                self._open.popitem(last=False)
        self._open.move_to_end(item.picture)
        try:
            picture = await asyncio.shield(found)
        except PictureError as error:
            self._open.pop(item.picture, None)
            raise ValueError(str(error)) from error
        if item.sha256 and picture.ref.sha256 != item.sha256:
            raise ValueError(f"{item.picture} has changed since the suite was read (SHA-256).")
        return picture


def judge_job(
    judge: Model,
    prompt: str,
    profile_of: Callable[[Model], Profile],
    estimate: Callable[[Request], Estimate | None],
) -> Job:
    """A judge's question about an answer; its picture is blank: a run's pictures go nowhere."""
    blank = from_image(Image.new("RGB", (64, 64), "white"), "blank")
    profile = profile_of(judge)
    return Job(
        model=settled(judge, profile),
        profile=profile,
        task=Task(TaskKind.ASK, question=prompt),
        picture=blank.ref,
        encode=lambda rule, one: encode_for(blank, rule, one.picture_side, one.picture_edge),
        estimate=estimate,
    )
