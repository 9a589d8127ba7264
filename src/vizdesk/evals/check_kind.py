"""What a kind of check is: its keys in files, its rule in words, its judge, its form field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from vizdesk.common.messages import Message, message, reason
from vizdesk.comparison.parsing.final_answer import FinalAnswer
from vizdesk.comparison.types import Reading
from vizdesk.evals.check_values import FromTable, as_written, shown
from vizdesk.evals.checks import Check
from vizdesk.evals.errors import CheckError
from vizdesk.evals.verdicts import Verdict

C = TypeVar("C", bound=Check)

TRANSLATION_CONTEXT = "check kinds"
"""The context under which titles are marked for the translators."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A finished reply: the raw `text`, the `answer` in it, and its `reading` (boxes, labels)."""

    text: str
    answer: FinalAnswer
    reading: Reading


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a check's JSON object. The first of a kind is what is expected.

    `from_table` makes its JSON value of a cell of a table (its text, and the key's name for the
    error); it may raise ValueError.
    """

    name: str
    required: bool = True
    from_table: FromTable = as_written


@dataclass(frozen=True, slots=True)
class FormOption:
    """The one key, besides the expected value, that the window's form asks for."""

    key: str
    title: str
    usual: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckKind(Generic[C]):
    """One kind of check.

    `name` is its “kind” in JSON and tables, `check` the frozen value's class; `example` and
    `meaning` (in a few words) are for docs/evals.md. `read` makes the
    check of a JSON object whose keys are known and whole; it raises ValueError. `write` gives the
    object back, without “kind”. `rule` says what the answer must do (“say yes, and not both”).
    `judge` gives the verdict on a reply; a reply without words does not come to it, unless
    `judges_boxes` and there are boxes.

    The window offers kinds with a `title` (marked with QT_TRANSLATE_NOOP(TRANSLATION_CONTEXT, …)).
    Its form gives the expected value as text to `from_form`, which may raise ValueError, and then
    to the first key's `from_table`.
    """

    name: str
    check: type[C]
    example: C
    meaning: str
    read: Callable[[Mapping[str, Any]], C]
    write: Callable[[C], dict[str, Any]]
    rule: Callable[[C], Message]
    judge: Callable[[C, Reply], Verdict]
    keys: tuple[Key, ...] = (Key("value"),)
    judges_boxes: bool = False
    title: str = ""
    option: FormOption | None = None
    from_form: Callable[[str], object] = str


AnyKind = CheckKind[Any]


def kind_in(kinds: Iterable[AnyKind], check: Check) -> AnyKind:
    """The kind of a check. Raises LookupError for one that is not registered."""
    for kind in kinds:
        if kind.check is type(check):
            return kind
    raise LookupError(f"no kind of check for {type(check).__name__}")


def read_in(kinds: Iterable[AnyKind], data: object) -> Check:
    """The check that `data` says. Raises ValueError naming the key that is wrong."""
    by_name = {kind.name: kind for kind in kinds}
    if not isinstance(data, Mapping):
        raise CheckError(
            message("a check must be an object with “kind”, not {value}", value=shown(data))
        )
    name = data.get("kind")
    if not isinstance(name, str) or name not in by_name:
        raise CheckError(
            message(
                "unknown kind of check {value}; known kinds: {names}",
                value=shown(name),
                names=", ".join(by_name),
            )
        )
    kind = by_name[name]
    try:
        _check_keys(data, kind.keys)
        check: Check = kind.read(data)
    except ValueError as error:
        raise CheckError(
            message("check “{name}”: {reason}", name=name, reason=reason(error))
        ) from None
    return check


def _check_keys(data: Mapping[str, Any], keys: tuple[Key, ...]) -> None:
    names = [key.name for key in keys]
    for name in data:
        if name != "kind" and name not in names:
            raise CheckError(
                message(
                    "unknown key {value}; known keys: {names}",
                    value=shown(name),
                    names=", ".join(names),
                )
            )
    for key in keys:
        if key.required and key.name not in data:
            raise CheckError(message("“{name}” is missing", name=key.name))


def write_in(kinds: Iterable[AnyKind], check: Check) -> dict[str, Any]:
    """The JSON object of a check; `read_in` turned round."""
    kind = kind_in(kinds, check)
    return {"kind": kind.name, **kind.write(check)}
