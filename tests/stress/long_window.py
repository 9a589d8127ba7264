"""The real window, used for hours: images opened, asked about again and again, closed.

argv: how often each image is asked about, then the images. After each image a line of JSON on
stdout says what the process holds; at the end the window is closed.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.stress.resources_used import held
from tests.stress.window_user import WindowUser, run_with

from vizdesk.ui.shell.main_window import MainWindow

TIMES, IMAGES = int(sys.argv[1]), [Path(word) for word in sys.argv[2:]]


class AsksForHours(WindowUser):
    """Does the next thing as soon as the window is done with the last one."""

    def __init__(self) -> None:
        super().__init__(5)
        self.waiting = list(IMAGES)
        self.asked = 0

    def act(self, window: MainWindow) -> None:
        current = window.session.current
        if window.runner.running or window.history.recorder.waiting:
            return
        if current is None or current.image.ref.path != str(self.waiting[0]):
            if not window.image_loader.waiting:
                window.image_loader.take_files([self.waiting[0]])
        elif not current.whole:
            return
        elif self.asked < TIMES:
            self.asked += 1
            window.main_actions.run_again()
        else:
            self.next_image(window)

    def next_image(self, window: MainWindow) -> None:
        assert window.session.current is not None
        window.session.close_image(window.session.current)
        self.asked = 0
        self.waiting.pop(0)
        sys.stdout.write(json.dumps(asdict(held())) + "\n")
        sys.stdout.flush()
        if not self.waiting:
            self.timer.stop()
            window.close()


if __name__ == "__main__":
    sys.exit(run_with(AsksForHours))
