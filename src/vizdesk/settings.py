"""What a person set once for all of vizdesk: settings.toml in the config folder."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from vizdesk.catalog.toml_writing import toml_document
from vizdesk.whole_files import write_whole

NAME = "settings.toml"


class SettingsError(Exception):
    """The settings cannot be read; one sentence names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `others` are entries that this version does not know and leaves alone."""

    offline: bool = False
    others: Mapping[str, Any] = field(default_factory=dict)


def load(path: Path) -> Settings:
    """The settings at `path`; what is not there is as it comes. Raises SettingsError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} cannot be read: {str(error).rstrip('.')}.") from error
    offline = table.pop("offline", False)
    if not isinstance(offline, bool):
        raise SettingsError(f"{path} says offline = {offline!r}; it must be true or false.")
    return Settings(offline, table)


def save(settings: Settings, path: Path) -> None:
    """Write the settings, those of other versions too. Raises OSError."""
    known = asdict(settings)
    others = known.pop("others")
    write_whole(path, toml_document({**known, **others}))


def change(path: Path, made: Callable[[Settings], Settings]) -> None:
    """Write down what `made` makes of the settings as they are. Raises OSError.

    A file that cannot be read is put aside as settings.toml.broken.
    """
    try:
        before = load(path)
    except SettingsError:
        os.replace(path, path.with_name(f"{path.name}.broken"))
        before = Settings()
    save(made(before), path)
