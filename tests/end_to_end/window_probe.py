"""The real window, with a voice: writes its state as JSON to a file five times a second."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from vizdesk.app.window import main
from vizdesk.ui.core.pages import Page
from vizdesk.ui.shell.main_window import MainWindow


def place(widget: QWidget) -> list[int]:
    """Centre of a widget on the screen, in pixels."""
    at = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    return [at.x(), at.y()]


def models_side(window: MainWindow) -> dict[str, object]:
    """The table and the page, when they are there, and where one would click."""
    table, page = window.models_view.table, window.models_view.page
    found: dict[str, object] = {"page": page.card.id if page else None}
    if table is None or not table.isVisible():
        return found
    view = table.table
    keys = [getattr(line, "key", "") for line in view.shown.lines]
    caption = view.visualRect(view.shown.index(keys.index("caption"), 0))
    name = view.names.viewport().mapToGlobal(
        QPoint(view.names.sectionViewportPosition(0) + 20, view.names.height() // 2)
    )
    price = view.labels.viewport().mapToGlobal(
        QPoint(40, view.labels.sectionViewportPosition(keys.index("output-price")) + 12)
    )
    attempt = view.viewport().mapToGlobal(QPoint(caption.left() + 24, caption.center().y()))
    found["columns"] = [column.id for column in view.table.columns]
    found["places"] = {
        "name": [name.x(), name.y()],
        "price": [price.x(), price.y()],
        "try": [attempt.x(), attempt.y()],
    }
    return found


def describe(window: MainWindow) -> dict[str, object]:
    """What a person would see."""
    session = window.session
    answers = window.canvas.answers()
    return {
        "image": session.current.image.ref.path if session.current else None,
        "running": window.runner.running,
        "task": session.task.kind.value,
        "models": session.chosen,
        "message": window.message.text(),
        "answers": {
            key: {
                "state": answer.state.value,
                "text": answer.text,
                "prompt": answer.sent.prompt if answer.sent else None,
                "boxes": [detection.label for detection in answer.reading.detections],
                "failure": str(answer.failure) if answer.failure else None,
                "ttft": answer.timing.ttft_s,
            }
            for key, answer in answers.items()
        },
        "side": models_side(window),
        "places": {
            "models side": place(window.header.pages[Page.MODELS]),
            "run": place(window.header.run),
            "drop": place(window.centralWidget()),
            "caption": place(next(iter(window.header.tasks.buttons.values()))),
            "count": place(list(window.header.tasks.buttons.values())[5]),
        },
    }


def hand_over(wanted: Path) -> None:
    """Open the image named in a file as Finder would: with an event to the application."""
    if wanted.exists() and (name := wanted.read_text()):
        wanted.unlink()
        app = QApplication.instance()
        assert app is not None
        QApplication.postEvent(app, QFileOpenEvent(QUrl.fromLocalFile(name)))


def watch(path: Path) -> None:
    """Look for the window and write down its state.

    A `.grab` file asks for a picture of it, a `.close` file has it closed as a person closes it.
    """
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            if (
                "--run-at-once" in sys.argv
                and window.session.current
                and not window.canvas.answers()
            ):
                window.main_actions.run()
            hand_over(path.with_suffix(".open"))
            fresh = path.with_suffix(".new")
            fresh.write_text(json.dumps(describe(window)))
            os.replace(fresh, path)
            wanted = path.with_suffix(".grab")
            if wanted.exists():
                target = wanted.read_text()
                if target:
                    wanted.unlink()
                    window.grab().save(target)
            if path.with_suffix(".close").exists():
                window.close()


def run() -> int:
    """argv: the state file, then vizdesk's own arguments."""
    state = Path(sys.argv[1])
    original = QApplication.exec
    timers = []

    def exec_and_watch(*_: object) -> int:
        timer = QTimer()
        timer.timeout.connect(lambda: watch(state))
        timer.start(200)
        timers.append(timer)
        return int(original())

    QApplication.exec = staticmethod(exec_and_watch)  # type: ignore[method-assign, assignment]
    return main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(run())
