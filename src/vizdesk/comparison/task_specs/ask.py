"""Ask: an open question, answered in words; boxes in the answer are drawn too."""

from __future__ import annotations

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.profiles import BoxForm
from vizdesk.comparison.task_specs.task_spec import TaskInput, TaskOutput, TaskSpec, UnreadReply
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading


def _missing(task: Task) -> Message:
    written = task.question.strip() or task.prompt
    return EMPTY if written else message("Write a question first.")


def _parse(reply: UnreadReply) -> Reading:
    # Only when a reply is there: the window is visible before its parsers are imported.
    from vizdesk.comparison.parsing.detections import read_detections

    boxes = reply.profile.boxes
    if boxes.form is BoxForm.NONE:
        return Reading()
    boxes_read = read_detections(reply.text, boxes, reply.frame, ())
    # Nobody asked for boxes: what is wrong with them is no fault of the answer.
    return Reading(boxes_read.detections, points=boxes_read.points, polygons=boxes_read.polygons)


ASK = TaskSpec(
    kind=TaskKind.ASK,
    title=QT_TRANSLATE_NOOP("tasks", "Ask"),
    input=TaskInput.QUESTION,
    output=TaskOutput.PROSE,
    input_hint=QT_TRANSLATE_NOOP("task inputs", "Ask anything about the image…"),
    missing=_missing,
    parse=_parse,
    reads_boxes=True,
    samples=(Task(TaskKind.ASK, question="What is this?"),),
)
