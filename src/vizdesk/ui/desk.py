"""What the window is handed by the composition root: models, profiles, and ways to ask and keep."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

from vizdesk.catalog.needs import Need
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.nouns import Answer
from vizdesk.comparison.profiles import Profile
from vizdesk.own_profiles import OwnProfiles


@dataclass(frozen=True)
class Desk:
    """Everything the window may use of the rest of vizdesk.

    `need` and `keep_key` may touch the keyring and block: they are called in the background.
    `own_profiles` keeps the user's changes to profiles, and `profiles` shows them at once.
    `keep_key(name, key)` returns a sentence that says where the key is kept now.
    """

    models: Sequence[Model]
    profiles: Mapping[str, Profile]
    own_profiles: OwnProfiles
    settings: QSettings
    samples: Sequence[Path]
    icons: Path
    version: str
    ask: Callable[[Job], AsyncIterator[Answer]]
    need: Callable[[Model], Need]
    find_model: Callable[[str], Model]
    keep_key: Callable[[str, str], str]
