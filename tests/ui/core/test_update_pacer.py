"""Widgets that follow streams are updated one at a time, within a share of the Qt thread's time."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from vizdesk.ui.core.update_pacer import LEAST_REST_MS, MOST_REST_MS, UpdatePacer, rest_ms


class Clock:
    """Each update takes `seconds` by it."""

    def __init__(self, seconds: float) -> None:
        self.now, self.seconds = 0.0, seconds
        self.updated: list[str] = []

    def __call__(self) -> float:
        return self.now

    def update(self, key: str) -> None:
        self.now += self.seconds
        self.updated.append(key)


def test_the_first_is_updated_at_once_and_the_others_one_at_a_time(qtbot: QtBot) -> None:
    clock = Clock(0.005)
    pacer = UpdatePacer(clock.update, clock)
    for key in "abcab":
        pacer.ask(key)
    assert clock.updated == ["a"]
    assert pacer.waiting == ("b", "c", "a")
    qtbot.waitUntil(lambda: len(clock.updated) == 4)
    assert clock.updated == ["a", "b", "c", "a"]
    assert pacer.waiting == ()


@pytest.mark.parametrize(
    ("seconds", "rest"), [(0.0, LEAST_REST_MS), (0.05, 50), (9.0, MOST_REST_MS)]
)
def test_what_takes_longer_is_rested_from_longer(seconds: float, rest: int) -> None:
    assert rest_ms(seconds) == rest


def test_what_was_updated_otherwise_is_not_updated_again(qtbot: QtBot) -> None:
    clock = Clock(0.001)
    pacer = UpdatePacer(clock.update, clock)
    for key in "abc":
        pacer.ask(key)
    pacer.forget("b")
    pacer.forget("z")
    qtbot.waitUntil(lambda: len(clock.updated) == 2)
    assert clock.updated == ["a", "c"]


def test_an_update_that_fails_keeps_no_other_from_its_turn(qtbot: QtBot) -> None:
    updated = []

    def update(key: str) -> None:
        updated.append(key)
        if key == "a":
            raise ValueError(key)

    pacer = UpdatePacer(update)
    with pytest.raises(ValueError, match="a"):
        pacer.ask("a")
    pacer.ask("b")
    qtbot.waitUntil(lambda: updated == ["a", "b"])
