"""Changes on their way to a file: written one after the other, and none is lost when one fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from vizdesk.common.messages import MessageError

Change = TypeVar("Change")


class PendingWrites(Generic[Change]):
    """What is to be written by `write_change`, oldest first. May be called from any thread.

    A change that cannot be written waits on, with all behind it, and is tried again by the next
    `write`. Reading does not wait for a disk with room: `waiting` is what the file lacks.
    """

    def __init__(self, write_change: Callable[[Change], object]) -> None:
        self._write_change = write_change
        self._changes: dict[Hashable, Change] = {}
        self._put = 0
        self._lock, self._files = threading.Lock(), threading.Lock()

    def add(self, change: Change, key: Hashable = None) -> None:
        """Have a change written; it takes the place of one with this `key` that waits still."""
        with self._lock:
            self._put += 1
            self._changes[("", self._put) if key is None else key] = change

    @property
    def waiting(self) -> tuple[Change, ...]:
        """What is not written yet."""
        with self._lock:
            return tuple(self._changes.values())

    @property
    def empty(self) -> bool:
        """Whether everything is written."""
        return not self.waiting

    def write(self) -> None:
        """Write all that waits. Raises what `write_change` raises."""
        with self._files:
            while (first := self._first()) is not None:
                key, change = first
                self._write_change(change)
                with self._lock:
                    if self._changes.get(key) is change:  # else a newer one came meanwhile
                        del self._changes[key]

    def _first(self) -> tuple[Hashable, Change] | None:
        with self._lock:
            return next(iter(self._changes.items()), None)

    def write_last(self) -> Exception | None:
        """Write all that waits before the program ends; returns what kept it from it."""
        import sqlite3  # the window is visible before it is needed

        try:
            self.write()
        except (OSError, sqlite3.Error, MessageError) as error:
            return error
        return None

    @contextmanager
    def between_writes(self) -> Iterator[None]:
        """Nothing is written meanwhile: what is read of the file and `waiting` fit together."""
        with self._files:
            yield
