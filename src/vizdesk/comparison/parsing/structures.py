"""A structured answer: one JSON object with the fields that were asked for."""

from __future__ import annotations

from vizdesk.comparison.parsing.json_recovery import values_in
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Reading


def read_structure(text: str, task: Task) -> Reading:
    """The object as `value`; missing fields are named."""
    value = next((one for one in values_in(text) or [] if isinstance(one, dict)), None)
    if value is None:
        return Reading(problems=("The reply holds no JSON object.",))
    lacking = [key for key, _ in task.fields if key not in value]
    problems = ("Missing: " + ", ".join(lacking) + ".",) if lacking else ()
    return Reading(value=value, problems=problems)
