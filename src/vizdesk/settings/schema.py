"""What one setting is: the words, the kind and the range from which all the rest is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from vizdesk.common.messages import Message, MessageError, joined, message, verbatim
from vizdesk.common.translation import QT_TRANSLATE_NOOP

SettingValue = bool | int | str | tuple[str, ...]


class SettingError(MessageError):
    """A value that a setting cannot take; one sentence says what it can."""


class Kind(Enum):
    """What a setting's value is; the dialog has a field for each."""

    SWITCH = "true or false"
    NUMBER = "a number"
    CHOICE = "one of a list"
    LANGUAGE = "a language"
    FOLDER = "a folder"
    FOLDERS = "folders"
    TEXT = "a text"
    DEVICE = "a device"


class Group(Enum):
    """The sections of the dialog, in their order."""

    LOOK = QT_TRANSLATE_NOOP("settings", "Appearance")
    FILES = QT_TRANSLATE_NOOP("settings", "Folders")
    LOCAL = QT_TRANSLATE_NOOP("settings", "Models on this machine")
    AGREEMENT = QT_TRANSLATE_NOOP("settings", "Agreement")
    HISTORY = QT_TRANSLATE_NOOP("settings", "History")
    NETWORK = QT_TRANSLATE_NOOP("settings", "Network")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `help` is one sentence.

    Numbers have `least`, `most` (both possible), `step` and a `unit`; `zero` says in words what 0
    means. Choices are values with their words. `restart`: a change is seen at the next start.
    """

    name: str
    kind: Kind
    default: SettingValue
    title: str
    help: str
    group: Group
    choices: Mapping[str, str] = field(default_factory=dict)
    least: int = 0
    most: int = 0
    step: int = 1
    unit: str = ""
    zero: str = ""
    restart: bool = False

    @property
    def range_words(self) -> Message:
        """What the setting can be, for people: true or false · 1 to 16 · light, dark."""
        if self.kind is Kind.NUMBER:
            number = message(
                "a whole number from {least} to {most}", least=self.least, most=self.most
            )
            zero = verbatim(f"(0: {self.zero})" if self.zero else "")
            return joined((number, verbatim(self.unit), zero))
        if self.kind is Kind.CHOICE:
            return verbatim(" or ".join(sorted(self.choices)))
        if self.kind is Kind.LANGUAGE:
            return message("“system” or a language's code, as “de”")
        if self.kind is Kind.DEVICE:
            return message("auto, none or a device of `vizdesk doctor`")
        return verbatim(str(self.kind.value))

    def check(self, value: Any) -> SettingValue:  # noqa: ANN401 - whatever a file holds
        """`value` as the setting keeps it. Raises SettingError."""
        if self.kind is Kind.FOLDERS and isinstance(value, list | tuple):
            if all(isinstance(entry, str) and entry for entry in value):
                return tuple(value)
        elif self._takes(value):
            return value  # type: ignore[no-any-return]
        shown = str(value).lower() if isinstance(value, bool) else repr(value)
        raise SettingError(
            message(
                "{name} = {shown} cannot be; it must be {range}.",
                name=self.name,
                shown=shown,
                range=self.range_words,
            )
        )

    def _takes(self, value: Any) -> bool:  # noqa: ANN401
        if self.kind is Kind.SWITCH:
            return isinstance(value, bool)
        if self.kind is Kind.NUMBER:
            number = isinstance(value, int) and not isinstance(value, bool)
            return number and self.least <= value <= self.most
        if not isinstance(value, str) or self.kind is Kind.FOLDERS:
            return False
        if self.kind is Kind.DEVICE:
            return bool(value.strip())
        return value in self.choices if self.kind is Kind.CHOICE else True

    def parse(self, words: str) -> SettingValue:
        """The value as a person writes it on the command line. Raises SettingError.

        Folders are set apart by line breaks or by `:` (`;` on Windows: os.pathsep).
        """
        import os

        plain = words.strip()
        if self.kind is Kind.SWITCH:
            truth = {"true": True, "on": True, "yes": True, "1": True}
            lies = {"false": False, "off": False, "no": False, "0": False}
            return self.check({**truth, **lies}.get(plain.lower(), plain))
        if self.kind is Kind.NUMBER:
            try:
                return self.check(int(plain))
            except ValueError:
                return self.check(plain)
        if self.kind is Kind.FOLDERS:
            parts = plain.replace(os.pathsep, "\n").split("\n")
            return tuple(os.path.expanduser(part.strip()) for part in parts if part.strip())
        if self.kind is Kind.FOLDER:
            return os.path.abspath(os.path.expanduser(plain)) if plain else ""
        return self.check(plain)

    def write(self, value: SettingValue) -> str:
        """A value as `parse` reads it."""
        import os

        if isinstance(value, bool):
            return "true" if value else "false"
        return os.pathsep.join(value) if isinstance(value, tuple) else str(value)
