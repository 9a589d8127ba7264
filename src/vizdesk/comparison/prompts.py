"""The words a task becomes for one profile, the schema of the constrained mode, and refusals."""

from __future__ import annotations

from typing import Any

from vizdesk.common.messages import EMPTY, Message, message
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale, Profile
from vizdesk.comparison.tasks import Task, TaskKind

WITH_FORMAT = {
    TaskKind.DETECT: "detect-format",
    TaskKind.CLASSIFY: "classify-format",
    TaskKind.STRUCTURED: "structured-format",
}


def prompt_key(task: Task) -> str:
    """Which template of a profile this task uses."""
    classes = bool(task.classes)
    match task.kind:
        case TaskKind.CAPTION:
            return "caption-detailed" if task.detailed else "caption"
        case TaskKind.DETECT:
            return "detect-classes" if classes else "detect"
        case TaskKind.COUNT:
            return "count-thing" if classes else "count"
        case TaskKind.CLASSIFY if not classes:
            return "classify-free"
        case TaskKind.CLASSIFY:
            return "classify-many" if task.many else "classify"
        case kind:
            return str(kind.value)


def build_prompt(task: Task, profile: Profile, width: int, height: int) -> str:
    """The prompt for an image sent at `width` x `height` pixels.

    The user's own words (`task.prompt`) replace the profile's; the sentence that says in which form
    boxes, classes or fields are to be written still follows, or nothing could be read back.
    """
    words = profile.prompts.get(prompt_key(task), "") if task.prompt is None else task.prompt
    form = profile.prompts.get(WITH_FORMAT.get(task.kind, ""), "")
    parts = [words] if task.prompt is not None else [_filled(words, task, width, height)]
    parts.append(_filled(form, task, width, height))
    return "\n".join(part for part in parts if part)


def _filled(template: str, task: Task, width: int, height: int) -> str:
    thing = " and ".join(plural_noun(name) for name in task.classes)
    fields = "\n".join(f"- {key}: {words}" if words else f"- {key}" for key, words in task.fields)
    values = {
        "classes": ", ".join(task.classes),
        "question": task.question.strip(),
        "separated": " ; ".join(task.classes),
        "thing": thing,
        "fields": fields,
        "width": str(width),
        "height": str(height),
    }
    # Not str.format: templates show JSON, whose braces are meant as they are, and what a user
    # writes must never be taken for a template.
    pieces = template.split("{")
    result = pieces[0]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        known = bool(closed) and name in values
        result += values[name] + rest if known else "{" + piece
    return result


def plural_noun(name: str) -> str:
    """The plural of an English class name: red circles, boxes, berries, people."""
    irregular = {"person": "people", "man": "men", "woman": "women", "child": "children"}
    head, _, last = name.rpartition(" ")
    before = f"{head} " if head else ""
    if last in irregular:
        return before + irregular[last]
    if last.endswith(("s", "x", "z", "ch", "sh")):
        return before + last + "es"
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return before + last[:-1] + "ies"
    return before + last + "s"


def schema_for(task: Task, profile: Profile) -> dict[str, Any] | None:
    """The JSON schema of the constrained mode, for detect and classify; None where none fits.

    Portable: no limits on lengths or numbers (servers refuse or ignore them); every field
    required; nothing else allowed. Boxes are arrays of four integers.
    """
    if task.kind is TaskKind.DETECT and profile.boxes.form is BoxForm.JSON:
        return _detections(task, profile.boxes)
    if task.kind is TaskKind.CLASSIFY and task.classes:
        key = "predicted_classes" if task.many else "class_name"
        one = {"type": "string", "enum": list(task.classes)}
        return _object({key: {"type": "array", "items": one} if task.many else one})
    return None


def _detections(task: Task, boxes: BoxConvention) -> dict[str, Any]:
    whole = boxes.scale is not BoxScale.UNIT
    number = {"type": "integer" if whole else "number"}
    label: dict[str, Any] = {"type": "string"}
    if task.classes:
        label["enum"] = list(task.classes)
    place = (
        dict.fromkeys(boxes.flat_keys, number)
        if boxes.flat_keys
        else {boxes.box_keys[0]: {"type": "array", "items": number}}
    )
    entry = _object({**place, boxes.label_keys[0]: label})
    return _object({"detections": {"type": "array", "items": entry}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def unsupported(model: Model, profile: Profile, task: Task) -> Message:
    """Why this model cannot do the task, as a sentence; empty when it can, or may be tried."""
    able = model.tasks if model.tasks is not None else profile.tasks
    if able is not None and task.kind not in able:
        known = ", ".join(kind.value for kind in TaskKind if kind in able)
        return message(
            "{name} cannot do “{task}”; it can do: {known}.",
            name=model.name,
            task=task.kind.value,
            known=known,
        )
    # Empty words are words too: some models take a page alone.
    if task.prompt is None and prompt_key(task) not in profile.prompts:
        return message(
            "{name} has no prompt for “{task}”; write one under Prompt.",
            name=model.name,
            task=prompt_key(task),
        )
    if isinstance(model.source, GgufPair) and model.source.projector is None:
        return message(
            "{name} has no vision part; add its projector (mmproj) file.", name=model.name
        )
    return EMPTY
