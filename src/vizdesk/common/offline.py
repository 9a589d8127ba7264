"""The one switch that keeps vizdesk off every network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vizdesk.common.messages import Message, MessageError, joined, message

VARIABLE = "VIZDESK_OFFLINE"


class OfflineError(MessageError):
    """Something needed the network while vizdesk is offline: what happened, and what to do."""

    def __init__(self, doing: Message) -> None:
        self.what = message("vizdesk is offline.")
        self.todo = message("Switch Offline off to {doing}.", doing=doing)
        super().__init__(joined((self.what, self.todo)))


@dataclass(slots=True)
class Offline:
    """Whether vizdesk is offline. Whoever is about to open a socket asks first.

    Servers on this very machine are no exception: the promise is that no socket is opened at all.
    `forced`: this run was started offline and stays so.
    """

    on: bool = False
    forced: bool = False

    def refuse(self, doing: Message) -> None:
        """Raise OfflineError while offline; `doing` completes “Switch Offline off to …”."""
        if self.on:
            raise OfflineError(doing)

    def switch(self, on: bool) -> None:
        """Go offline, or online again unless this run is kept offline."""
        self.on = on or self.forced


def asked_for(environment: Mapping[str, str]) -> bool:
    """Whether VIZDESK_OFFLINE keeps this run offline. Unset, empty, 0, no, off, false do not."""
    return environment.get(VARIABLE, "").strip().lower() not in ("", "0", "no", "off", "false")
