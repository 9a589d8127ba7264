"""Every task; a new one is a module and a line of `TASKS` (CONTRIBUTING.md).

Command line, window, prompts, reading of replies, exports and docs ask the spec.
"""

from __future__ import annotations

from vizdesk.common.messages import Message
from vizdesk.comparison.task_specs.ask import ASK
from vizdesk.comparison.task_specs.caption import CAPTION
from vizdesk.comparison.task_specs.classify import CLASSIFY
from vizdesk.comparison.task_specs.count import COUNT
from vizdesk.comparison.task_specs.detect import DETECT
from vizdesk.comparison.task_specs.read_text import READ_TEXT
from vizdesk.comparison.task_specs.structured import STRUCTURED
from vizdesk.comparison.task_specs.task_spec import TaskSpec
from vizdesk.comparison.tasks import Task, TaskKind

TASKS: tuple[TaskSpec, ...] = (
    CAPTION,
    READ_TEXT,
    ASK,
    DETECT,
    CLASSIFY,
    COUNT,
    STRUCTURED,
)
"""In the order in which the window offers them."""
_BY_KIND = {spec.kind: spec for spec in TASKS}


def spec_of(kind: TaskKind) -> TaskSpec:
    """The spec of a task. Raises KeyError for a kind that is not registered."""
    return _BY_KIND[kind]


def missing(task: Task) -> Message:
    """What the task still needs before it can run, as a sentence; empty when it is complete."""
    return spec_of(task.kind).missing(task)
