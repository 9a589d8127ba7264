"""The settings as they are now, and the switch that keeps vizdesk off every network."""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.common.offline import Offline
from vizdesk.settings.preferences import Preferences


@dataclass(frozen=True)
class SettingsService:
    """`preferences` reads and writes single settings, `offline` is the switch for this run."""

    preferences: Preferences
    offline: Offline

    def remember_offline(self) -> None:
        """Be offline next time as now. May block; raises OSError."""
        self.preferences.set_value("offline", self.offline.on)
