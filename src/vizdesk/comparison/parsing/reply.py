"""One reply, read as its task asks for; the raw reply is kept elsewhere, whole."""

from __future__ import annotations

from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.classes import read_classes
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.counts import read_count
from vizdesk.comparison.parsing.detections import read_detections
from vizdesk.comparison.parsing.drafts import answer_part
from vizdesk.comparison.parsing.growing import ReplyReader
from vizdesk.comparison.parsing.structures import read_structure
from vizdesk.comparison.profiles import BoxForm, Profile
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading

# No honest reply is longer; reading more would only cost time.
LONGEST = 400_000


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
    problems are named; `ReplyReader` does that piece by piece.
    """
    text = text[:LONGEST]
    if not final:
        reader = ReplyReader(task, profile, sent=sent, original=original)
        reader.feed(text)
        return reader.reading
    if not text.strip():
        return Reading(problems=(problems.NOTHING_WRITTEN,))
    answer = answer_part(text)
    if not answer.text.strip():
        return Reading(problems=(problems.ONLY_REASONING,))
    return _by_task(task, profile, answer.text, Frame(sent, original))


def _by_task(task: Task, profile: Profile, text: str, frame: Frame) -> Reading:
    match task.kind:
        case TaskKind.DETECT:
            return read_detections(text, profile.boxes, frame, task.classes)
        case TaskKind.CLASSIFY:
            return read_classes(text, task)
        case TaskKind.COUNT:
            return read_count(text)
        case TaskKind.STRUCTURED:
            return read_structure(text, task)
        case TaskKind.ASK if profile.boxes.form is not BoxForm.NONE:
            found = read_detections(text, profile.boxes, frame, ())
            return Reading(found.detections, points=found.points, polygons=found.polygons)
        case _:
            return Reading()
