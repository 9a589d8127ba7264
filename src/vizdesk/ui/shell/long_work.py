"""Calls people back when models that worked for more than a minute have all ended."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from vizdesk.common.formatting import duration
from vizdesk.ui.core.comparison_runner import ComparisonRunner
from vizdesk.ui.evals.controller import NOTIFIED_AFTER_S


class LongWork(QObject):
    """Watches `runner`; where `window` is not in front at the end, the desktop marks it and `say`
    tells how long it took. `clock` gives seconds."""

    def __init__(
        self,
        runner: ComparisonRunner,
        window: QWidget,
        say: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._runner, self._window, self._say, self._clock = runner, window, say, clock
        self._begun: float | None = None
        runner.running_changed.connect(self._note)

    def _note(self) -> None:
        if self._runner.running:
            self._begun = self._clock() if self._begun is None else self._begun
            return
        begun, self._begun = self._begun, None
        took = 0.0 if begun is None else self._clock() - begun
        if took > NOTIFIED_AFTER_S and not self._window.isActiveWindow():
            QApplication.alert(self._window)
            self._say(self.tr("All models have ended, after {time}.").format(time=duration(took)))
