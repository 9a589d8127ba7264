"""How fast bytes come, and how long the rest takes."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

WINDOW_S = 5.0


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """Bytes that are there and bytes in all (None: not known), bytes a second, seconds left."""

    done: int
    total: int | None
    per_second: float = 0.0
    seconds_left: float | None = None


class Speed:
    """The mean over the last five seconds: steady enough to read, quick enough to be true."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    def note(self, at: float, done: int, total: int | None) -> DownloadProgress:
        """Note that `done` bytes are there at the time `at` (seconds of any clock)."""
        self._marks.append((at, done))
        while len(self._marks) > 2 and at - self._marks[1][0] > WINDOW_S:
            self._marks.popleft()
        first_at, first_done = self._marks[0]
        passed = at - first_at
        rate = (done - first_done) / passed if passed > 0 else 0.0
        left = (total - done) / rate if total is not None and rate > 0 else None
        return DownloadProgress(done, total, rate, left)
