"""A lazy value is made at the first question, once, whoever asks."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from vizdesk.common.lazy import Lazy


def test_it_is_made_at_the_first_question_and_kept() -> None:
    made: list[int] = []
    lazy = Lazy(lambda: made.append(1) or len(made))
    assert not lazy.made
    assert made == []
    assert (lazy(), lazy()) == (1, 1)
    assert lazy.made
    assert made == [1]


def test_threads_that_ask_at_once_get_the_same_value() -> None:
    together = threading.Barrier(8)
    lazy = Lazy(object)

    def ask() -> object:
        together.wait()
        return lazy()

    with ThreadPoolExecutor(8) as threads:
        values = [future.result() for future in [threads.submit(ask) for _ in range(8)]]
    assert set(values) == {lazy()}


def test_what_could_not_be_made_is_tried_again() -> None:
    answers = iter([OSError("no room"), "a value"])

    def make() -> str:
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    lazy = Lazy(make)
    with pytest.raises(OSError, match="no room"):
        lazy()
    assert not lazy.made
    assert lazy() == "a value"
