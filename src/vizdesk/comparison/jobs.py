"""One job: a model, a task, a picture, and how the picture is encoded for that model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vizdesk.comparison.models import Model
from vizdesk.comparison.nouns import PictureRef, SentPicture
from vizdesk.comparison.profiles import PictureRule, Profile
from vizdesk.comparison.tasks import Task


@dataclass(frozen=True)
class Job:
    """One model to be asked one task about one picture. `encode` is called in a thread."""

    model: Model
    profile: Profile
    task: Task
    picture: PictureRef
    encode: Callable[[PictureRule, Model], SentPicture]
