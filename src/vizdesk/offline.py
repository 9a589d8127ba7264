"""The one switch that keeps vizdesk off every network."""

from __future__ import annotations

from dataclasses import dataclass


class OfflineError(Exception):
    """Something needed the network while vizdesk is offline; says what, and how to switch."""

    def __init__(self, doing: str) -> None:
        super().__init__(f"vizdesk is offline. Switch Offline off to {doing}.")


@dataclass(slots=True)
class Offline:
    """Whether vizdesk is offline. Whoever is about to open a socket asks first."""

    on: bool = False

    def refuse(self, doing: str) -> None:
        """Raise OfflineError while offline; `doing` completes “Switch Offline off to …”."""
        if self.on:
            raise OfflineError(doing)
