"""A value that is made when it is first asked for, once, by whichever thread asks first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Lazy(Generic[Value]):
    """Called, it gives its value; `make` runs at the first call (again, if it raised)."""

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make, self._lock = make, threading.RLock()
        self._made: tuple[Value] | None = None

    def __call__(self) -> Value:
        with self._lock:
            if self._made is None:
                self._made = (self._make(),)
            return self._made[0]

    @property
    def made(self) -> bool:
        """Whether anybody has asked for the value yet."""
        return self._made is not None
