"""Widgets that follow something quick are updated one at a time, as often as there is time for."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

REST = 1.0
"""After an update the Qt thread rests from updates for so many times what it took."""
LEAST_REST_MS, MOST_REST_MS = 2, 400


class UpdatePacer(QObject):
    """All that stream share one budget: half of the Qt thread's time at most.

    `update(key)` brings one widget up to date. What an update takes is measured up to the moment
    when it has been painted and the thread is free again; on a slow or busy machine the rests grow
    with it, so that updates become rarer and no key press waits for eight of them.
    """

    def __init__(
        self, update: Callable[[str], None], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        super().__init__()
        self._update, self._clock = update, clock
        self._waiting: dict[str, None] = {}  # keys in the order they were asked for
        self._began = 0.0
        self._at_work = False
        # Qt paints what was changed before it looks at timers, but not before posted calls.
        self._painting = QTimer(self)
        self._painting.setSingleShot(True)
        self._painting.setInterval(0)
        self._painting.timeout.connect(self._painted)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._begin_next)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The keys whose widgets are not up to date."""
        return tuple(self._waiting)

    def ask(self, key: str) -> None:
        """Have the widget of `key` updated: now if nothing else was just updated, else soon."""
        self._waiting[key] = None
        if not self._at_work and not self._rest.isActive():
            self._begin_next()

    def forget(self, key: str) -> None:
        """The widget of `key` was brought up to date by other means."""
        self._waiting.pop(key, None)

    def _begin_next(self) -> None:
        if not self._waiting:
            return
        key = next(iter(self._waiting))
        del self._waiting[key]
        self._at_work, self._began = True, self._clock()
        try:
            self._update(key)
        finally:
            self._painting.start()

    def _painted(self) -> None:
        self._at_work = False
        self._rest.start(rest_ms(self._clock() - self._began))


def rest_ms(took_s: float) -> int:
    """How long nothing is updated after an update that took so many seconds."""
    return round(min(max(took_s * 1000 * REST, LEAST_REST_MS), MOST_REST_MS))
