"""What a task is: what it needs, how it is asked, how its reply is read, and what that gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Literal

from vizdesk.common.messages import EMPTY, Message
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Reading

if TYPE_CHECKING:
    from vizdesk.comparison.parsing.coordinates import Frame


class TaskInput(Enum):
    """What a person fills in for a task, besides its prompt; a field of `Task` each."""

    NOTHING = "nothing"
    CLASSES = "classes"
    QUESTION = "question"
    FIELDS = "fields"


class TaskOutput(Enum):
    """What the reply is, and so how it is shown, exported, and proposed as an expectation."""

    PROSE = "prose"  # words of the model's own, Markdown where it writes it
    TRANSCRIPT = "transcript"  # words as they stand in the image
    BOXES = "boxes"
    LABELS = "labels"
    NUMBER = "number"
    OBJECT = "object"  # JSON


@dataclass(frozen=True, slots=True)
class TaskOption:
    """A field of `Task` that is on or off, and what the window calls it."""

    name: Literal["detailed", "many"]
    title: str

    def is_on(self, task: Task) -> bool:
        """Whether it is on in `task`."""
        return task.detailed if self.name == "detailed" else task.many

    def turned(self, task: Task, on: bool) -> Task:
        """`task` with it on or off."""
        return replace(task, detailed=on) if self.name == "detailed" else replace(task, many=on)


@dataclass(frozen=True, slots=True)
class UnreadReply:
    """A finished reply: the answer in it, to `task`, asked by `profile`, of an image in `frame`."""

    text: str
    task: Task
    profile: Profile
    frame: Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSpec:
    """One task. Titles and hints are English, marked for the translators.

    `title` names it (context “tasks”); `input_title` and `input_hint` stand at and in the field of
    its `input` (context “task inputs”; without input the hint says what it does), `option` is a
    switch beside it. `missing` says what a task still lacks, empty when it can be run.

    `prompt_key` names the template of a profile that asks it; `prompts` are templates for profiles
    that have none of that name. `format_key` names the template that says in which form to answer;
    it follows a person's own words too. `schema` is the JSON schema of the constrained mode, None
    where none fits. `parse` reads the finished reply and never raises; where it `reads_boxes`,
    they are shown while the model still writes. `samples` show every prompt at work.
    """

    kind: TaskKind
    title: str
    input: TaskInput
    output: TaskOutput
    input_title: str = ""
    input_hint: str = ""
    option: TaskOption | None = None
    missing: Callable[[Task], Message] = lambda task: EMPTY
    prompt_key: Callable[[Task], str] = lambda task: task.kind.value
    prompts: Mapping[str, str] = field(default_factory=dict)
    format_key: str = ""
    schema: Callable[[Task, Profile], dict[str, Any] | None] = lambda task, profile: None
    parse: Callable[[UnreadReply], Reading] = lambda reply: Reading()
    reads_boxes: bool = False
    samples: tuple[Task, ...] = ()


def object_schema(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON schema of an object with exactly these properties.

    Portable: no limits on lengths or numbers (servers refuse or ignore them); every field
    required; nothing else allowed.
    """
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
