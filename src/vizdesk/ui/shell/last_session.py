"""What was open the last time, as it is written down: paths and history ids, never pixels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vizdesk.common.strict_json import to_json
from vizdesk.comparison.serialization import task_from_record, task_record
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import ImageRef

VERSION = 1


@dataclass(frozen=True, slots=True)
class LastImage:
    """An image that was open, and the ids of its comparisons in the history, the latest last."""

    ref: ImageRef
    comparisons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastSession:
    """Images in their order, the `current` of them (from 0), the task, and the checked models.

    Not `left_open`: the images were closed before vizdesk was; they are offered, not opened.
    """

    images: tuple[LastImage, ...]
    current: int
    task: Task
    chosen: tuple[str, ...]
    at: datetime
    left_open: bool = True


def written(session: LastSession) -> str:
    """The JSON of `session`, which `read` understands."""
    return to_json(
        {
            "version": VERSION,
            "images": [
                {
                    "path": image.ref.path,
                    "sha256": image.ref.sha256,
                    "width": image.ref.width,
                    "height": image.ref.height,
                    "frame": image.ref.frame,
                    "frames": image.ref.frames,
                    "comparisons": list(image.comparisons),
                }
                for image in session.images
            ],
            "current": session.current,
            "task": task_record(session.task),
            "chosen": list(session.chosen),
            "at": session.at.isoformat(),
            "left_open": session.left_open,
        }
    )


def read(text: str) -> LastSession | None:
    """What `written` wrote; None where there is nothing, or another hand or version wrote it."""
    try:
        table = json.loads(text)
        if table["version"] != VERSION or not table["images"]:
            return None
        images = tuple(map(_image, table["images"]))
        return LastSession(
            images=images,
            current=min(max(0, int(table["current"])), len(images) - 1),
            task=task_from_record(table["task"]),
            chosen=tuple(map(str, table["chosen"])),
            at=datetime.fromisoformat(table["at"]),
            left_open=table["left_open"] is True,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _image(table: Mapping[str, Any]) -> LastImage:
    ref = ImageRef(
        path=str(table["path"]),
        sha256=str(table["sha256"]),
        width=int(table["width"]),
        height=int(table["height"]),
        frame=int(table["frame"]),
        frames=int(table["frames"]),
    )
    return LastImage(ref, tuple(map(str, table["comparisons"])))
