"""The words a task becomes for one profile, the schema of the constrained mode, and refusals."""

from __future__ import annotations

from typing import Any

from vizdesk.common.messages import EMPTY, Message, joined, message
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.task_specs.registry import TASKS, spec_of
from vizdesk.comparison.tasks import Task, TaskKind


def prompt_key(task: Task) -> str:
    """Which template of a profile this task uses."""
    return spec_of(task.kind).prompt_key(task)


def build_prompt(task: Task, profile: Profile, width: int, height: int) -> str:
    """The prompt for an image sent at `width` x `height` pixels.

    The user's own words (`task.prompt`) replace the profile's; the sentence that says in which form
    boxes, classes or fields are to be written still follows, or nothing could be read back.
    """
    spec = spec_of(task.kind)
    templates = {**spec.prompts, **profile.prompts}
    words = templates.get(spec.prompt_key(task), "") if task.prompt is None else task.prompt
    form = templates.get(spec.format_key, "") if spec.format_key else ""
    parts = [words] if task.prompt is not None else [_filled(words, task, width, height)]
    parts.append(_filled(form, task, width, height))
    return "\n".join(part for part in parts if part)


def _filled(template: str, task: Task, width: int, height: int) -> str:
    fields = "\n".join(f"- {key}: {words}" if words else f"- {key}" for key, words in task.fields)
    values = {
        "classes": ", ".join(task.classes),
        "question": task.question.strip(),
        "separated": " ; ".join(task.classes),
        # In the words that were given: a plural made by rule may be no word (“peoples”).
        "thing": " and ".join(task.classes),
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
        is_placeholder = bool(closed) and name in values
        result += values[name] + rest if is_placeholder else "{" + piece
    return result


def schema_for(task: Task, profile: Profile) -> dict[str, Any] | None:
    """The JSON schema of the constrained mode; None where none fits."""
    return spec_of(task.kind).schema(task, profile)


def title_of(kind: TaskKind) -> Message:
    """A task's name, to stand in a sentence and be translated with it."""
    return Message((spec_of(kind).title,), {})


def unsupported(model: Model, profile: Profile, task: Task) -> Message:
    """Why this model cannot do the task, as a sentence; empty when it can, or may be tried."""
    able = model.tasks if model.tasks is not None else profile.tasks
    if able is not None and task.kind not in able:
        able_words = joined((title_of(spec.kind) for spec in TASKS if spec.kind in able), ", ")
        return message(
            "Not supported: {task}. {name} can do {known}.",
            name=model.name,
            task=title_of(task.kind),
            known=able_words,
        )
    # Empty words are words too: some models take a page alone.
    templates = (*spec_of(task.kind).prompts, *profile.prompts)
    if task.prompt is None and prompt_key(task) not in templates:
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
