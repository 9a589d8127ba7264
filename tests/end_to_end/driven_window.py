"""The real window, told what to do by lines of JSON on stdin; each is answered by one on stdout.

A timer beats every 5 ms on the Qt thread: the longest gap between two beats is what a person who
clicked then would have waited. `window_driver.py` is the other end.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QToolTip, QWidget

from vizdesk.app.window import main
from vizdesk.comparison.silence import SilenceLimits
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.settings.preferences import Preferences
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.core.pages import Page
from vizdesk.ui.history.loss_question import LossQuestion
from vizdesk.ui.models.endpoints.dialog import EndpointsDialog
from vizdesk.ui.shell.main_window import MainWindow

BEAT_MS = 5
SETTLED_MS = 700


class Heart(QObject):
    """The longest gap between two beats, in milliseconds of the wall and of this thread's CPU."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.reset()
        self._timer.start(BEAT_MS)

    def reset(self) -> None:
        self.longest = self.longest_cpu = 0.0
        self.beats = 0
        self._last, self._last_cpu = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        at, cpu = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, (at - self._last) * 1000)
        self.longest_cpu = max(self.longest_cpu, (cpu - self._last_cpu) * 1000)
        self.beats += 1
        self._last, self._last_cpu = at, cpu


class Driver(QObject):
    """Does what it is told, on the Qt thread."""

    told = Signal(str)

    def __init__(self, heart: Heart) -> None:
        super().__init__()
        self._heart = heart
        self.told.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line)

    @property
    def window(self) -> MainWindow:
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))

    def _answer(self, line: str) -> None:
        order: dict[str, Any] = json.loads(line)
        do: Callable[..., object] = getattr(self, f"do_{order.pop('do')}")
        said = json.dumps(do(**order))
        try:
            print(said, flush=True)  # noqa: T201 - the driver reads it
        except BrokenPipeError:
            os._exit(3)

    def do_open(self, paths: list[str]) -> None:
        self.window.image_loader.take_files([Path(path) for path in paths])

    def do_choose(self, models: list[str]) -> None:
        self.window.session.choose_only(models)

    def do_task(self, kind: str) -> None:
        self.window.session.set_task(Task(TaskKind(kind)))

    def do_run(self) -> None:
        self.window.main_actions.run_again()

    def do_stop(self) -> None:
        self.window.main_actions.stop_everything()

    def do_show_image(self, number: int) -> None:
        session = self.window.session
        session.show_image(session.images[number])

    def do_close_images(self) -> None:
        session = self.window.session
        for opened in list(session.images):
            session.close_image(opened)

    def do_arrange(self, arrangement: str) -> None:
        self.window.canvas.grid.arrange(Arrangement(arrangement))

    def do_page(self, page: str) -> None:
        self.window.main_actions.turn_to(Page[page.upper()])

    def do_tips(self) -> int:
        """Show the tooltip of everything that is seen; how many there were."""
        shown = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        tips = [each for each in shown if each.toolTip()]
        for widget in tips:
            QToolTip.showText(widget.mapToGlobal(QPoint(1, 1)), widget.toolTip(), widget)
        QToolTip.hideText()
        return len(tips)

    def do_settled(self) -> bool:
        """What was posted meanwhile is done, and painted: nothing of it is left for later."""
        QTest.qWait(SETTLED_MS)
        return True

    def do_title(self) -> str:
        return self.window.windowTitle()

    def do_grab(self, path: str) -> bool:
        return self.window.grab().save(path)

    def do_grab_screen(self, path: str) -> bool:
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return all(each.grab().save(f"{path}-{number}.png") for number, each in enumerate(shown))

    def do_details(self) -> list[str]:
        """Copy the details of every answer and of the last message; what the clipboard held."""
        copied = []
        for model_id in self.window.canvas.panes:
            self.window.canvas.copy_details(model_id)
            copied.append(QGuiApplication.clipboard().text())
        self.window.help.copy_last_message()
        return [*copied, QGuiApplication.clipboard().text()]

    def do_break(self, words: str) -> None:
        """Make a mistake in a slot, with these words."""

        def mistake() -> None:
            raise RuntimeError(words)

        QTimer.singleShot(0, mistake)

    def do_error_dialog(self) -> str:
        dialog = self.window.help.error_dialog
        if dialog is None:
            return ""
        dialog.copy_button.click()
        return QGuiApplication.clipboard().text()

    def do_show_keys(self) -> None:
        self.window.model_list_controller.show_keys()

    def do_keys(self) -> dict[str, object]:
        dialog = self.window.findChild(EndpointsDialog)
        if dialog is None:
            return {}
        rows = {key: row.state.text() for key, row in dialog.rows.items()}
        return {"words": dialog.words.text(), "rows": rows}

    def do_question(self) -> dict[str, str]:
        asked = self.window.findChild(LossQuestion)
        if asked is None:
            return {}
        return {"text": asked.box.text(), "more": asked.box.informativeText()}

    def do_close(self) -> None:
        QTimer.singleShot(0, self.window.close)

    def do_press(self, words: str) -> bool:
        """Press the button of an open message box that says this."""
        for box in self.window.findChildren(QMessageBox):
            for button in box.buttons():
                if button.text().replace("&", "") == words:
                    QTimer.singleShot(0, button.click)
                    return True
        return False

    def do_heart(self) -> dict[str, float]:
        """What was measured since the last time."""
        heart = self._heart
        measured = {
            "longest_ms": heart.longest,
            "longest_cpu_ms": heart.longest_cpu,
            "beats": heart.beats,
        }
        heart.reset()
        return measured

    def do_state(self) -> dict[str, object]:
        """What a person would see, and what a developer would ask."""
        window = self.window
        session = window.session
        return {
            "images": [opened.image.ref.path for opened in session.images],
            "image": session.current.image.ref.path if session.current else None,
            "opening": window.image_loader.waiting,
            "running": window.runner.running,
            "message": window.message.text(),
            "waiting": window.history.recorder.waiting,
            "needs": {
                key: [row.need.kind.value, str(row.need.sentence)]
                for key, row in window.models.rows.items()
                if row.need is not None
            },
            "answers": {
                key: {
                    "state": answer.state.value,
                    "text": answer.text,
                    "failure": str(answer.failure.what) if answer.failure else "",
                    "todo": str(answer.failure.todo) if answer.failure else "",
                    "details": answer.failure.details if answer.failure else "",
                }
                for key, answer in window.canvas.answers().items()
            },
            "threads": [thread.name for thread in threading.enumerate()],
        }


def shorten_silence(seconds: float) -> None:
    """Give a local model up after so long without a sign of life: 60 s and more otherwise."""
    usual = Preferences.silence
    assert isinstance(usual, property)
    get = usual.fget
    assert get is not None
    limits = SilenceLimits(seconds, seconds)
    Preferences.silence = property(  # type: ignore[assignment, method-assign]
        lambda preferences: replace(get(preferences), files=limits)
    )


def run() -> int:
    """argv: vizdesk's own arguments."""
    if seconds := os.environ.get("VIZDESK_TEST_FILE_SILENCE_S"):
        shorten_silence(float(seconds))
    original = QApplication.exec
    kept: list[QObject] = []

    def exec_driven(*_: object) -> int:
        heart = Heart()
        kept.extend((heart, Driver(heart)))
        print(json.dumps("ready"), flush=True)  # noqa: T201
        return int(original())

    QApplication.exec = staticmethod(exec_driven)  # type: ignore[method-assign, assignment]
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
