"""The real window, used all over by itself: every command, dialogs, local and remote models.

argv: a file for what was seen, an image, and `forbidden` to have Python itself refuse every
internet socket. Writes JSON: answers, dialogs that were open, sentences, sockets that were tried.
"""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

TRIED: list[str] = []
INTERNET = (socket.AF_INET, socket.AF_INET6)
NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
ADDRESSED = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: no socket of the internet families, no name looked up."""
    internet = event == "socket.__new__" and arguments[1] in INTERNET
    # The address of a socket within this machine (AF_UNIX) is text; an internet one is a tuple.
    addressed = event in ADDRESSED and isinstance(arguments[1], tuple)
    if internet or addressed or event in NAMES:
        TRIED.append(f"{event}{arguments[1:]}")
        raise PermissionError(f"{event} while offline")


if "forbidden" in sys.argv:
    sys.addaudithook(forbid)

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from vizdesk.app.window import main  # noqa: E402
from vizdesk.ui.models.list.context_menu import MenuAction  # noqa: E402
from vizdesk.ui.shell.main_window import MainWindow  # noqa: E402

# Offline would be switched off, and the window closed.
NOT_USED = ("Offline", "Quit")
MODELS = ("demo-large", "demo-small", "gpt-5.5", "near")
DIALOGS: list[str] = []
SAID: list[str] = []


def use(window: MainWindow) -> Iterator[None]:
    """Everything a person would do; a yield lets the window go on for a moment."""
    session = window.session
    while session.current is None:
        yield
    for action in window.actions():
        if action.text() and action.text() not in NOT_USED:
            action.trigger()
            yield from [None] * 4
    for menu_action in (MenuAction.HOW, MenuAction.SETTINGS, MenuAction.KEY):
        window.model_list_controller.do("gpt-5.5", menu_action)
        yield from [None] * 4
    for model_id in MODELS:
        session.choose(model_id, True)
    window.runner.run(session.chosen_models)
    while window.runner.running:
        yield


def seen(window: MainWindow) -> dict[str, object]:
    """What is told to the test."""
    answers = window.canvas.answers()
    return {
        "answers": {key: answer.state.value for key, answer in answers.items()},
        "failures": {key: str(answer.failure) for key, answer in answers.items() if answer.failure},
        "dialogs": DIALOGS,
        "said": SAID,
        "tried": TRIED,
    }


def close_dialogs() -> None:
    """Note which dialog is open, and close it."""
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        DIALOGS.append(type(dialog).__name__)
        dialog.close()


def run(state: Path, image: str) -> int:
    """Open the window, use it, write down what was seen, close it."""
    original = QApplication.exec
    steps: list[Iterator[None]] = []

    def step() -> None:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        if not steps:
            steps.append(use(window))
        words = window.message.text()
        if words and words not in SAID:
            SAID.append(words)
        try:
            next(steps[0])
        except StopIteration:
            user.stop()
            state.write_text(json.dumps(seen(window)))
            window.close()

    def exec_and_use(*_: object) -> int:
        user.start(50)
        # A timer of its own: a dialog that waits for its answer holds the other one up.
        closer.start(70)
        return int(original())

    user, closer = QTimer(), QTimer()
    user.timeout.connect(step)
    closer.timeout.connect(close_dialogs)
    QApplication.exec = staticmethod(exec_and_use)  # type: ignore[method-assign, assignment]
    return main([image])


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2]))
