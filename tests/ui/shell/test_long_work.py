"""Whoever looked elsewhere while models worked for more than a minute is called back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.shell.long_work import LongWork


class Runner(QObject):
    running_changed = Signal()
    running = False

    def turn(self, running: bool) -> None:
        self.running = running
        self.running_changed.emit()


class Window(QWidget):
    in_front = False

    def isActiveWindow(self) -> bool:
        return self.in_front


@pytest.mark.parametrize(
    ("took", "in_front", "sentences"),
    [
        (125.0, False, ["All models have ended, after 2 min."]),
        (125.0, True, []),
        (60.0, False, []),
    ],
)
def test_only_long_work_behind_another_window_calls(
    took: float,
    in_front: bool,
    sentences: list[str],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    runner, window, clock = Runner(), Window(), SimpleNamespace(now=1000.0)
    qtbot.addWidget(window)
    window.in_front = in_front
    said: list[str] = []
    marked: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", marked.append)
    LongWork(cast(ComparisonRunner, runner), window, said.append, lambda: clock.now)
    runner.turn(True)
    clock.now += took / 2
    runner.turn(True)  # one model has ended, another has not
    clock.now += took / 2
    runner.turn(False)
    runner.turn(False)
    assert said == sentences
    assert marked == [window] * len(sentences)
