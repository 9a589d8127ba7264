"""The real window that asks at once and says on stdout what is safely kept, until it is ended.

argv: an image. What was open the last time comes back first, as the window has it, and is closed.
Each line is a JSON object: {"reopened": {model: text}}, {"kept": {model: text}} of whole answers.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from tests.stress.window_user import WindowUser, run_with

from vizdesk.comparison.types import AnswerState
from vizdesk.ui.shell.main_window import MainWindow

IMAGE = sys.argv[1]
LOOKS_FOR_THE_LAST = 10
"""So many tenths of a second the window has to open what was open the last time."""


def tell(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def whole_answers(window: MainWindow) -> dict[str, str]:
    """The text of each answer that a person sees as done."""
    answers = window.canvas.answers()
    return {key: each.text for key, each in answers.items() if each.state is AnswerState.DONE}


class AsksAtOnce(WindowUser):
    """Looks at the window ten times a second."""

    def __init__(self) -> None:
        super().__init__(100)
        self.opens, self.runs, self.looks = True, True, 0

    def act(self, window: MainWindow) -> None:
        self.looks += 1
        if self.opens:
            current = window.session.current
            if (current is not None and current.whole) or self.looks > LOOKS_FOR_THE_LAST:
                self.opens = False
                QTimer.singleShot(300, lambda: self.open(window))
        elif self.runs and self.opened(window) and not window.runner.running:
            self.runs = False
            window.history.recorder.kept.connect(lambda: self.say_kept(window))
            window.main_actions.run()
            tell(running=True)

    def open(self, window: MainWindow) -> None:
        tell(reopened=whole_answers(window))
        for image in list(window.session.images):
            window.session.close_image(image)
        window.image_loader.take_files([Path(IMAGE)])

    def opened(self, window: MainWindow) -> bool:
        current = window.session.current
        return current is not None and current.whole and current.image.ref.path == IMAGE

    def say_kept(self, window: MainWindow) -> None:
        if not window.history.recorder.waiting:
            tell(kept=whole_answers(window))


if __name__ == "__main__":
    sys.exit(run_with(AsksAtOnce))
