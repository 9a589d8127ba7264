"""What a person may expect of an image, proposed from what a model answered to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.comparison.task_specs.registry import spec_of
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, Detection, Reading
from vizdesk.evals.checks import CLOCK, Number, YesNoCheck
from vizdesk.evals.loaders.expected_values import inferred_check

SHORT = 120


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question, a kind of check and its expected value as one writes it; `options` as well."""

    prompt: str
    kind: str
    expected: str
    choices: str = ""


def proposal(task: Task, answer: Answer | None) -> Proposal:
    """What to begin with for `task`; the value from `answer`, if there is one."""
    reading = Reading() if answer is None else answer.reading
    text = "" if answer is None else answer.text.strip()
    match spec_of(task.kind).output:
        case TaskOutput.BOXES:
            return Proposal("", "boxes", boxes_text(reading.detections))
        case TaskOutput.NUMBER:
            words = f"How many {', '.join(task.classes) or 'objects'} are there?"
            value = "" if reading.value is None else str(reading.value)
            return Proposal(f"{words} Answer with one number.", "number", value)
        case TaskOutput.LABELS:
            label = reading.labels[0].label if reading.labels else ""
            choices = ", ".join(task.classes)
            words = f"Which of these is it: {choices}?" if choices else "What is it?"
            return Proposal(words, "one_of" if choices else "text", label, choices)
        case TaskOutput.TRANSCRIPT:
            return Proposal("Read the text. Answer with the text only.", "cer", text)
        case TaskOutput.OBJECT:
            value = json.dumps(reading.value, ensure_ascii=False) if reading.value else ""
            fields = ", ".join(name for name, _ in task.fields)
            return Proposal(f"Answer with a JSON object: {fields}.", "json", value)
        case _:
            return _asked(task, text)


def _asked(task: Task, text: str) -> Proposal:
    prompt = task.question or task.prompt or ""
    if not text or len(text) > SHORT:
        return Proposal(prompt, "text", text)
    if CLOCK.fullmatch(text.rstrip(".")):
        return Proposal(prompt, "time", text.rstrip("."))
    check = inferred_check(text.rstrip("."))
    kind = (
        "number" if isinstance(check, Number) else "yes_no" if isinstance(check, YesNoCheck) else ""
    )
    return Proposal(prompt, kind or "text", text.rstrip(".") if kind else text)


def boxes_text(detections: Sequence[Detection]) -> str:
    """Boxes as a check has them: labels and 0..1 of the upright image."""
    rows = [
        {
            "label": detection.label,
            "box": [
                round(side, 4)
                for side in (detection.box.x0, detection.box.y0, detection.box.x1, detection.box.y1)
            ],
        }
        for detection in detections
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""
