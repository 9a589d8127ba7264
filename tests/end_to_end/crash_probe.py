"""The real window, told to run, reopen or make a mistake; writes what it shows five times a second.

argv: the state file, an image, then deeds: run, reopen, raise-in-slot, raise-in-thread,
raise-in-paint, raise-at-start.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from vizdesk.app import window as app
from vizdesk.comparison.types import Answer
from vizdesk.ui.help.error_dialog import ErrorDialog
from vizdesk.ui.shell.main_window import MainWindow

STATE, IMAGE, DEEDS = Path(sys.argv[1]), sys.argv[2], set(sys.argv[3:])
DIALOGS: list[str] = []
BANNERS: list[str] = []
OFFERS: list[str] = []
COPIED: list[str] = []
STEPS: list[int] = []


class Clumsy(QWidget):
    """Makes a mistake whenever it is painted."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        raise fault()


def fault() -> LookupError:
    return LookupError(f"while sending {os.environ['OPENAI_API_KEY']}")


def stumble(*_: object) -> None:
    raise fault()


def act(window: MainWindow) -> None:
    """Do what was asked for, each thing once, and what a person would do with a dialog."""
    if "run" in DEEDS and window.session.current and not window.runner.running:
        DEEDS.discard("run")
        window.main_actions.run()
    if "reopen" in DEEDS and window.banner.isVisible():
        DEEDS.discard("reopen")
        note_banner(window)
        window.banner.offers[0].click()
    if "raise-in-slot" in DEEDS:
        DEEDS.discard("raise-in-slot")
        QTimer.singleShot(0, stumble)
    if "raise-in-thread" in DEEDS:
        DEEDS.discard("raise-in-thread")
        threading.Thread(target=stumble).start()
    if "raise-in-paint" in DEEDS:
        DEEDS.discard("raise-in-paint")
        window.clumsy = Clumsy(window)  # type: ignore[attr-defined]
        window.clumsy.show()  # type: ignore[attr-defined]
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, ErrorDialog):
        DIALOGS.append(type(dialog).__name__)
        dialog.copy_button.click()
        COPIED.append(QGuiApplication.clipboard().text())
        dialog.on_button.click()
        # After it the window goes on: that is what is to be seen.
        DEEDS.add("run")


def note_banner(window: MainWindow) -> None:
    words = window.banner.title.text()
    if window.banner.isVisible() and words != "Try your own images" and words not in BANNERS:
        BANNERS.append(words)
        OFFERS.extend(offer.text() for offer in window.banner.offers)


def kept_as_shown(window: MainWindow, answers: Mapping[str, Answer]) -> bool:
    """Whether the newest comparison of the history has these answers as they are shown now.

    Each state of an answer is written by itself, so the first may be there long before the last.
    """
    history = window.session.services.history.store()
    entries = history.entries(most=1)
    if not entries:
        return False
    written = history.load(entries[0].id).answers
    return {answer.model.id: answer.state for answer in written} == {
        answer.model.id: answer.state for answer in answers.values()
    }


def tell(window: MainWindow) -> None:
    """Write down what a person would see."""
    answers = window.canvas.answers()
    done = bool(answers) and all(answer.state.final for answer in answers.values())
    note_banner(window)
    state = {
        "answers": {key: answer.state.value for key, answer in answers.items()},
        "boxes": {
            key: [
                [
                    detection.label,
                    detection.box.x0,
                    detection.box.y0,
                    detection.box.x1,
                    detection.box.y1,
                ]
                for detection in each.reading.detections
            ]
            for key, each in answers.items()
        },
        "kept": done and kept_as_shown(window, answers),
        "banners": BANNERS,
        "offers": OFFERS,
        "dialogs": DIALOGS,
        "copied": COPIED[-1] if COPIED else "",
        "settled": len(STEPS) > 10,
    }
    fresh = STATE.with_suffix(".new")
    fresh.write_text(json.dumps(state))
    os.replace(fresh, STATE)


def step() -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            STEPS.append(1)
            act(window)
            tell(window)


def fail_to_start() -> int:
    """Have the services fail to start; note the dialog that says so, and close it."""
    app.build_services = stumble  # type: ignore[assignment]

    def exec_and_note(dialog: ErrorDialog) -> int:
        dialog.show()
        dialog.copy_button.click()
        seen = {"said": dialog.words.text(), "copied": QGuiApplication.clipboard().text()}
        STATE.write_text(json.dumps(seen))
        dialog.close()
        return 0

    ErrorDialog.exec = exec_and_note  # type: ignore[method-assign, assignment]
    return app.main([IMAGE])


def run() -> int:
    """Open the window with the image, unless the last comparison is to be reopened."""
    if "raise-at-start" in DEEDS:
        return fail_to_start()
    original = QApplication.exec
    timers = []

    def exec_and_act(*_: object) -> int:
        timer = QTimer()
        timer.timeout.connect(step)
        timer.start(200)
        timers.append(timer)
        return int(original())

    QApplication.exec = staticmethod(exec_and_act)  # type: ignore[method-assign, assignment]
    return app.main([] if "reopen" in DEEDS else [IMAGE])


if __name__ == "__main__":
    sys.exit(run())
