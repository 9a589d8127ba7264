"""Waiting for what another thread or program does; how long it takes is no test's business."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

LIMIT_S = 120.0
"""When waiting is given up: long enough for any machine, short enough to end a test that hangs."""

T = TypeVar("T")


def wait_for(condition: Callable[[], T], what: str = "", every_s: float = 0.02) -> T:
    """Look until `condition()` is true and return what it gave; fail the test after `LIMIT_S`.

    For threads and other processes. Where Qt's events must run meanwhile, use `qtbot.waitUntil`.
    """
    until = time.monotonic() + LIMIT_S
    while not (value := condition()):
        if time.monotonic() > until:
            pytest.fail(f"this did not come about within {LIMIT_S:.0f} s: {what or condition}")
        time.sleep(every_s)
    return value


class PatientQtBot(QtBot):
    """pytest-qt's robot, whose waits end with what is waited for and not after five seconds."""

    def waitUntil(  # noqa: N802  (the name is pytest-qt's)
        self, callback: Callable[[], bool | None], *, timeout: int = 0
    ) -> None:
        super().waitUntil(callback, timeout=timeout or round(LIMIT_S * 1000))

    def waitSignal(  # noqa: N802
        self, signal: object, *, timeout: int = 0, **settings: object
    ) -> object:
        limit = timeout or round(LIMIT_S * 1000)
        return super().waitSignal(signal, timeout=limit, **settings)
