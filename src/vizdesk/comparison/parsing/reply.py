"""One reply, read as its task asks for; the raw reply is kept elsewhere, whole."""

from __future__ import annotations

from vizdesk.comparison.parsing.classes import read_classes
from vizdesk.comparison.parsing.counts import read_count
from vizdesk.comparison.parsing.detections import Frame, read_detections
from vizdesk.comparison.parsing.structures import read_structure
from vizdesk.comparison.profiles import BoxForm, Profile
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading

# No honest reply is longer; reading more would only cost time.
LONGEST = 400_000

NOTHING_WRITTEN = "The model wrote nothing."


def read(
    task: Task,
    profile: Profile,
    text: str,
    *,
    sent: tuple[int, int],
    original: tuple[int, int],
    final: bool,
) -> Reading:
    """What `text` says. `sent` and `original` are image sizes in pixels (what the model saw, and

    the upright image). While a model still writes (`final` False) whole entries are read and no
    problems are named.
    """
    text = text[:LONGEST]
    if not text.strip():
        return Reading(problems=(NOTHING_WRITTEN,)) if final else Reading()
    reading = _by_task(task, profile, text, Frame(sent, original), final)
    return reading if final else Reading(reading.detections, reading.labels, reading.value)


def _by_task(task: Task, profile: Profile, text: str, frame: Frame, final: bool) -> Reading:
    match task.kind:
        case TaskKind.DETECT:
            return read_detections(text, profile.boxes, frame, task.classes)
        case TaskKind.CLASSIFY:
            return read_classes(text, task)
        case TaskKind.COUNT:
            return read_count(text) if final else Reading()
        case TaskKind.STRUCTURED:
            return read_structure(text, task) if final else Reading()
        case TaskKind.ASK if profile.boxes.form is not BoxForm.NONE:
            found = read_detections(text, profile.boxes, frame, ())
            return Reading(found.detections)
        case _:
            return Reading()
