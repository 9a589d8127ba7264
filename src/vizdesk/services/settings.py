"""The settings as they are now, and the switch that keeps vizdesk off every network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vizdesk.common.offline import Offline
from vizdesk.services.devices import ComputeDevice
from vizdesk.settings.preferences import Preferences


def _no_gpu() -> tuple[ComputeDevice, ...]:
    return ()


@dataclass(frozen=True)
class SettingsService:
    """`preferences` reads and writes single settings, `offline` is the switch for this run.

    `gpus` are those of this machine; asking takes about a second, in which it blocks.
    """

    preferences: Preferences
    offline: Offline
    gpus: Callable[[], tuple[ComputeDevice, ...]] = _no_gpu

    def remember_offline(self) -> None:
        """Be offline next time as now. May block; raises OSError."""
        self.preferences.set_value("offline", self.offline.on)
