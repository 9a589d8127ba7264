"""What was used last is held, up to so many bytes; the rest is let go. Any thread may call."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class LruByBytes(Generic[Key, Value]):
    """Values by key. The newest one is held even where it alone is larger than `limit_bytes`."""

    def __init__(self, limit_bytes: int, bytes_of: Callable[[Value], int]) -> None:
        self._limit, self._bytes_of = limit_bytes, bytes_of
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._held = 0
        self._lock = threading.Lock()

    @property
    def held_bytes(self) -> int:
        """Bytes of all values that are held now."""
        return self._held

    def get(self, key: Key) -> Value | None:
        """The value, which counts as used last from now on; None where it is not held."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: Key, value: Value) -> None:
        """Hold a value as the one used last; others are let go until all fit the limit."""
        with self._lock:
            self._drop(key)
            self._values[key] = value
            self._held += self._bytes_of(value)
            while self._held > self._limit and len(self._values) > 1:
                self._drop(next(iter(self._values)))

    def discard(self, key: Key) -> None:
        """Let one go, where it is held."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        value = self._values.pop(key, None)
        if value is not None:
            self._held -= self._bytes_of(value)
