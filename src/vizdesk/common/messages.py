"""Messages: sentences for people as values, a template with its arguments (docs/decisions/0001).

Rooms without Qt make them with `message` and `plural`; a message is its English sentence, so the
command line, the log and files take it as it is, and the window translates it by its template
(ui/text/translate.py). What a person or a server wrote is an argument and never translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

Argument = str | int
"""A part of a sentence: foreign words or a formatted figure (str), a count, or a `Message`."""

_PLACE = re.compile(r"\{(\w+)\}")
_DEEPEST = 8


def fill(template: str, arguments: Mapping[str, Argument]) -> str:
    """`template` with every {place} replaced once; braces inside arguments stay as they are."""
    return _PLACE.sub(lambda place: str(arguments[place[1]]), template)


def places(template: str) -> list[str]:
    """The names of the places of `template`, sorted."""
    return sorted(_PLACE.findall(template))


class Message(str):
    """An English sentence that knows its template and arguments. Equal to the sentence itself.

    `templates` holds one template, or singular and plural, between which the argument `n` decides.
    """

    __slots__ = ("arguments", "templates")
    templates: tuple[str, ...]
    arguments: Mapping[str, Argument]

    def __new__(cls, templates: tuple[str, ...], arguments: Mapping[str, Argument]) -> Message:
        """Raises KeyError when a place of the template has no argument."""
        first, last = templates[0], templates[-1]
        made = super().__new__(cls, fill(first if arguments.get("n") == 1 else last, arguments))
        made.templates = templates
        made.arguments = MappingProxyType(dict(arguments))
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[tuple[str, ...], dict[str, Argument]]]:
        return Message, (self.templates, dict(self.arguments))


class MessageError(Exception):
    """An error that people read: its text is a message. Parent of the errors of every room."""

    def __init__(self, message: Message, *details: object) -> None:
        super().__init__(message, *details)
        self.message = message

    def __str__(self) -> str:
        return self.message


def reason(error: BaseException) -> Message:
    """What an error says: its message, or the text of a foreign error as it is."""
    return error.message if isinstance(error, MessageError) else verbatim(str(error))


def message(template: str, /, **arguments: Argument) -> Message:
    """A message from its English template, always a literal: translators are given it.

    Places are written {name}, one for each argument; figures are formatted before they come here.
    """
    return Message((template,), arguments)


def plural(one: str, many: str, /, n: int, **arguments: Argument) -> Message:
    """A message in the singular where `n` is 1, else in the plural; other languages have more."""
    return Message((one, many), {"n": n, **arguments})


def verbatim(text: str) -> Message:
    """Words that are nobody's template, as they are in every language; a message stays itself."""
    return text if isinstance(text, Message) else Message(("{text}",), {"text": text})


EMPTY = verbatim("")


def joined(messages: Iterable[Message], separator: str = " ") -> Message:
    """One message of several, in their order; empty ones are left out."""
    parts = {f"part{at}": part for at, part in enumerate(part for part in messages if part)}
    if len(parts) < 2:
        return next(iter(parts.values()), EMPTY)
    return Message((separator.join(f"{{{name}}}" for name in parts),), parts)


# --- Beside the sentence in a file ----------------------------------------------------------------


def message_record(text: str) -> dict[str, Any] | None:
    """What a file keeps beside the English sentence: templates and arguments; None if it has none.

    `{"templates": ["{name} is empty."], "arguments": {"name": "a.png"}}`; an argument that is a
    message is such an object itself.
    """
    if not isinstance(text, Message) or text.templates == EMPTY.templates:
        return None
    arguments = {
        name: message_record(value) or str(value) if isinstance(value, str) else value
        for name, value in text.arguments.items()
    }
    return {"templates": list(text.templates), "arguments": arguments}


def read_message(sentence: str, record: object) -> Message:
    """The message whose sentence and `message_record` a file holds.

    A file is foreign: where the record is missing, malformed or makes another sentence than the
    one stored, the sentence is taken as it is.
    """
    made = _read(record, 0)
    return made if made is not None and made == sentence else verbatim(sentence)


def pack(sentence: Message) -> dict[str, Any]:
    """A message as JSON values; `unpack` turns it back."""
    return {"sentence": sentence, "message": message_record(sentence)}


def unpack(packed: Mapping[str, Any]) -> Message:
    """The message that `pack` packed."""
    return read_message(packed["sentence"], packed["message"])


def _read(record: object, depth: int) -> Message | None:
    if not isinstance(record, dict) or depth > _DEEPEST:
        return None
    templates, arguments = record.get("templates"), record.get("arguments")
    if not isinstance(templates, list) or not 1 <= len(templates) <= 2:
        return None
    if not isinstance(arguments, dict) or not all(isinstance(text, str) for text in templates):
        return None
    values: dict[str, Argument] = {}
    for name, value in arguments.items():
        argument = _read(value, depth + 1) if isinstance(value, dict) else value
        if isinstance(argument, bool) or not isinstance(argument, str | int):
            return None
        values[name] = argument
    try:
        return Message(tuple(templates), values)
    except KeyError:
        return None
