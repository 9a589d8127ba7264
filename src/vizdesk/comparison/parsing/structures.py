"""A structured answer: one JSON object with the fields that were asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.corrections import after_correction
from vizdesk.comparison.parsing.json_recovery import Block, parsed, recovered
from vizdesk.comparison.parsing.tolerant_json import LooseDict, Repair, plain
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Reading

NO_OBJECT = message("The reply holds no JSON object.")
JOINED = message("The reply gives its fields in several objects; they are joined.")
LAST_VALUE = message("The reply ends before its JSON does; its last value may be cut off.")
DEEPEST = 4
# Words that stand where a value belongs, in a form or schema.
TYPE_NAMES = re.compile(
    r"(?:string|str|text|number|float|int(?:eger)?|bool(?:ean)?|array|list|object|null|any|date"
    r"|\.{2,}|…|<[^<>]{0,80}>|\[[^\[\]]{0,80}\]|\{[^{}]{0,80}\}|value|your .{0,60}"
    r"|the .{0,60} here)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ObjectAnswer:
    """The object a reply means as its answer; `several`: how many different ones it holds.

    `problems` say what was mended, cut, passed over; `cut`: its last value may be cut off.
    """

    value: dict[str, Any] | None
    several: int = 0
    problems: tuple[Message, ...] = ()
    cut: bool = False


def read_structure(text: str, task: Task) -> Reading:
    """The object as `value`; missing fields are named."""
    fields = [key for key, _ in task.fields]
    answer = object_in(text, fields)
    if answer.value is None:
        return Reading(problems=(NO_OBJECT, *answer.problems))
    lacking = [key for key in fields if key not in answer.value]
    missing = (message("Missing: {names}.", names=", ".join(lacking)),) if lacking else ()
    return Reading(value=answer.value, problems=(*missing, *answer.problems))


def object_in(text: str, fields: Sequence[str] = ()) -> ObjectAnswer:
    """The one object of a reply (reasoning taken off) that answers; forms and drafts are none.

    Blocks with different fields are joined; of several with the same fields the last counts, and
    that is said.
    """
    recovery = recovered(text)
    blocks, corrected = after_correction(
        recovery.text, recovery.blocks, lambda value: bool(_objects(value, fields))
    )
    notes = [problems.CORRECTED] if corrected else []
    objects = [entry for block in blocks for entry in _objects(block.value, fields)]
    filled = [entry for entry in objects if not _is_form(entry)]
    if not filled:
        if objects:
            notes.append(problems.TEMPLATE)
        return ObjectAnswer(None, problems=tuple(notes))
    best = max(sum(field in entry for field in fields) for entry in filled)
    if fields and best:
        filled = [entry for entry in filled if any(field in entry for field in fields)]
    different = _different(filled)
    merged = _merged(different)
    if len(different) > 1:
        notes.append(JOINED if merged is not None else several_objects(len(different)))
    value = merged if merged is not None else different[-1]
    notes += _recovery(recovery.blocks, value, recovery.given_up)
    if fields and not any(field in value for field in fields) and len(value) and best == 0:
        value = _renamed(value, fields)
    cut = isinstance(value, LooseDict) and value.cut_key is not None
    return ObjectAnswer(plain(value), len(different), tuple(notes), cut)


def several_objects(count: int) -> Message:
    """A reply with several answers."""
    return message("The reply holds {n} objects; the last one is used.", n=count)


def _renamed(value: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """The keys as they were asked for, where they differ only in case, spaces and underscores."""
    names = {_key(field): field for field in fields}
    return {names.get(_key(key), key): part for key, part in value.items()}


def _key(name: str) -> str:
    return re.sub(r"[\s_-]", "", str(name)).casefold()


def _objects(value: Any, fields: Sequence[str], depth: int = 0) -> list[dict[str, Any]]:  # noqa: ANN401
    """The objects a block answers with: itself, the entries of a list, or what a wrapper holds."""
    if isinstance(value, str) and value[:1] in "{[":
        value = parsed(value)
    if isinstance(value, list):
        if depth > DEEPEST:
            return []
        return [entry for part in value for entry in _objects(part, fields, depth + 1)]
    if not isinstance(value, dict) or not value:
        return []
    if not fields or any(field in value for field in fields) or depth > DEEPEST:
        return [value]
    for part in value.values():
        inner = _objects(part, fields, depth + 1) if isinstance(part, dict | list | str) else []
        holding = [entry for entry in inner if any(field in entry for field in fields)]
        if holding:
            return holding
    if any(_key(key) in {_key(field) for field in fields} for key in value):
        return [LooseDict(_renamed(value, fields))] if not isinstance(value, LooseDict) else [value]
    return [value]


def _is_form(entry: dict[str, Any]) -> bool:
    """Whether an object only names the types of its values, or leaves them as “...”."""
    if isinstance(entry.get("properties"), dict) and entry.get("type") == "object":
        return True
    leaves = list(_leaves(entry))
    return bool(leaves) and all(
        isinstance(leaf, str) and TYPE_NAMES.fullmatch(leaf.strip()) for leaf in leaves
    )


def _leaves(value: Any) -> list[Any]:  # noqa: ANN401
    if isinstance(value, dict):
        return [leaf for part in value.values() for leaf in _leaves(part)]
    if isinstance(value, list):
        return [leaf for part in value for leaf in _leaves(part)]
    return [value]


def _different(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    different: list[dict[str, Any]] = []
    for entry in entries:
        if entry not in different:
            different.append(entry)
    return different


def _merged(entries: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """One object of several whose keys are different; None where they contradict."""
    if len(entries) == 1:
        return entries[0]
    made: dict[str, Any] = {}
    for entry in entries:
        for key, value in entry.items():
            if key in made and made[key] != value:
                return None
            made[key] = value
    return made


def _recovery(blocks: Sequence[Block], value: dict[str, Any], given_up: bool) -> list[Message]:
    notes: list[Message] = []
    cut = any(block.cut for block in blocks)
    if given_up:
        notes.append(problems.GIVEN_UP)
    if cut:
        last = isinstance(value, LooseDict) and value.cut_key is not None
        notes.append(LAST_VALUE if last else problems.CUT_OFF)
    repairs = {repair for block in blocks for repair in block.repairs}
    if Repair.ELLIPSIS in repairs:
        notes.append(problems.LEFT_OUT)
    mended = problems.repaired(repairs - ({Repair.BRACKET} if cut else set()))
    return [*notes, mended] if mended else notes
