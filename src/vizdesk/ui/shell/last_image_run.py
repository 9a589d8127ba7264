"""A run over many images as it is written down while it goes on, so that a crash can be gone on."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from vizdesk.common.strict_json import to_json
from vizdesk.comparison.serialization import task_from_record, task_record
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Comparison

if TYPE_CHECKING:
    from vizdesk.history.store import History

VERSION = 1


@dataclass(frozen=True, slots=True)
class LastImageRun:
    """The task, the models' ids and the images' keys of a run that `began` then."""

    task: Task
    models: tuple[str, ...]
    images: tuple[str, ...]
    began: datetime


def written(run: LastImageRun) -> str:
    """The JSON of `run`, which `read` understands."""
    return to_json(
        {
            "version": VERSION,
            "task": task_record(run.task),
            "models": list(run.models),
            "images": list(run.images),
            "began": run.began.isoformat(),
        }
    )


def read(text: str) -> LastImageRun | None:
    """What `written` wrote; None where there is nothing, or another hand or version wrote it."""
    try:
        table = json.loads(text)
        if table["version"] != VERSION or not table["images"]:
            return None
        return LastImageRun(
            task=task_from_record(table["task"]),
            models=tuple(map(str, table["models"])),
            images=tuple(map(str, table["images"])),
            began=datetime.fromisoformat(table["began"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def comparisons_of(
    history: Callable[[], History], run: LastImageRun, known: Sequence[str]
) -> list[Comparison]:
    """What the history kept of a run beyond the comparisons `known` by id, oldest first.

    For a thread. The list of what is open is written a moment after each answer: what was answered
    in that moment is in the history alone. Raises sqlite3.Error.
    """
    from vizdesk.history.entries import HistoryQuery
    from vizdesk.history.schema import HistoryError

    wanted = HistoryQuery(since=run.began.isoformat(), task=run.task.kind.value)
    images = {key.split("#")[0] for key in run.images}
    store = history()
    kept = []
    for entry in reversed(store.entries(wanted, most=len(run.images) * 4 + 200)):
        if entry.sha256 not in images or entry.id in known:
            continue
        try:
            comparison = store.load(entry.id)
        except HistoryError:
            continue  # it is damaged; the question is asked again
        if comparison.task == run.task and comparison.image.key in run.images:
            kept.append(comparison)
    return kept
