"""Questions to a password store: each on a thread of its own, and waited for only so long.

A store may take its time, hang, or have an unlock dialog open. A question that was asked already
and has no answer yet is waited for, not asked again: each might open another dialog.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from vizdesk.common.daemon_threads import begin

T = TypeVar("T")

GIVEN_UP_S = 120.0
"""After so long without an answer a question is asked anew: the store may have been restarted."""


@dataclass(frozen=True, slots=True)
class _Question:
    answer: Future[Any]
    begun: float
    """On time.monotonic(), in seconds."""

    @property
    def given_up(self) -> bool:
        """Whether nobody expects its answer any more."""
        return not self.answer.done() and time.monotonic() > self.begun + GIVEN_UP_S


class StoreQuestions:
    """Which questions are being asked, by what they ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: dict[Hashable, _Question] = {}

    def ask(self, key: Hashable, work: Callable[[], T], limit_s: float) -> T:
        """What `work` returns; `key` stands for it, and is shared by all who ask it meanwhile.

        Raises TimeoutError when it has taken `limit_s` seconds since it was first asked; it goes on
        all the same, and an answer that comes later is for whoever asks next.
        """
        with self._lock:
            question = self._asked.get(key)
            if question is None or question.given_up:
                question = _Question(begin(work, "vizdesk-password-store"), time.monotonic())
                self._asked[key] = question
        left = question.begun + limit_s - time.monotonic()
        try:
            result: T = question.answer.result(max(0.0, left))
            return result
        finally:
            if question.answer.done():
                self._drop(key, question)

    def forget(self, key: Hashable) -> None:
        """Let an answer that comes later be nobody's: what it is about was changed."""
        with self._lock:
            self._asked.pop(key, None)

    def _drop(self, key: Hashable, question: _Question) -> None:
        with self._lock:
            if self._asked.get(key) is question:
                del self._asked[key]
