"""The settings while vizdesk runs: what they are now, changed and written down at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from vizdesk.comparison.silence import Silence, SilenceLimits
from vizdesk.settings import store as settings
from vizdesk.settings.schema import SettingValue
from vizdesk.settings.store import Settings, setting_named

GIB, MB = 1 << 30, 1_000_000


@dataclass(slots=True)
class Preferences:
    """Whoever needs a setting looks at `now` when they need it, so that a change is seen at once.

    `take` is for one thread; whatever writes the file may block, and may be called from any.
    """

    path: Path
    now: Settings = field(default_factory=Settings)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: str, value: SettingValue) -> None:
        """Change one setting for this run; `write` keeps it. Raises SettingError."""
        self.now = self.now.having(name, value)

    def write(self, name: str) -> None:
        """Write one setting down as it is now. Raises OSError."""
        with self._lock:
            settings.change(self.path, self._changed(name, self.now.value(name)))

    def set_value(self, name: str, value: SettingValue) -> None:
        """Change one setting, in the file too. Raises SettingError, OSError."""
        self.take(name, value)
        self.write(name)

    def _changed(self, name: str, value: SettingValue) -> Callable[[Settings], Settings]:
        # A file that cannot be read left vizdesk offline; the one that takes its place must too.
        def made(before: Settings) -> Settings:
            offline = before.offline or self.now.offline
            return replace(before, offline=offline).having(name, value)

        return made

    def reset(self, name: str) -> None:
        """Give one setting its default again. Raises SettingError, OSError."""
        self.set_value(name, setting_named(name).default)

    @property
    def memory_limit_bytes(self) -> int | None:
        """What local models may take together; None: what is free."""
        return self.now.memory_limit * GIB or None

    @property
    def silence(self) -> Silence:
        """How long a model may be silent."""
        now = self.now
        return Silence(
            local_servers=_limits(now.local_server_silence_before, now.local_server_silence_within),
            servers=_limits(now.server_silence_before, now.server_silence_within),
        )

    @property
    def history_limit_bytes(self) -> int | None:
        """What the history may take on the disk; None: no limit."""
        return self.now.history_limit * MB or None


def _limits(before_s: int, within_s: int) -> SilenceLimits:
    """Seconds as they are set, where 0 is no limit."""
    return SilenceLimits(before_s or None, within_s or None)
