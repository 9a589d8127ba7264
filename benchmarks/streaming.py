"""Benchmark d: how long the Qt thread is held up while eight panes stream 200 tokens/s each."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QTimer
from tests.ui.window_kit import (
    ScriptedEngine,
    local_model,
    open_test_image,
    scripted_services,
    window_state,
)

from vizdesk.app.window import build_application
from vizdesk.comparison.events import Event, Finished, Request, TextDelta
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import FinishReason
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow

PANES, TOKENS_PER_S = 8, 200


class SteadyEngine(ScriptedEngine):
    """Writes boxes (or prose) at a steady rate of tokens, four characters each."""

    seconds = 10.0
    prose = False

    async def ask(self, request: Request) -> AsyncIterator[Event]:
        entry = '{"box_2d": [%d, %d, %d, %d], "label": "thing %d"}, '
        if self.prose:
            text = "The quick brown fox jumps over the lazy dog number %d. "
            whole = "".join(text % n for n in range(400))
        else:
            whole = "[" + "".join(
                entry % (n % 800, n % 700, n % 800 + 90, n % 700 + 120, n % 9) for n in range(400)
            )
        start = time.perf_counter()
        for number in range(int(self.seconds * TOKENS_PER_S)):
            yield TextDelta(whole[number * 4 : number * 4 + 4])
            ahead = start + number / TOKENS_PER_S - time.perf_counter()
            await asyncio.sleep(max(0.0, ahead))
        yield Finished(FinishReason.STOP)


def measure(seconds: float, prose: bool) -> dict[str, float]:
    """Gaps between ticks of a 1 ms timer on the Qt thread, in milliseconds."""
    app = build_application()
    background = TaskRunner()
    SteadyEngine.seconds, SteadyEngine.prose = seconds, prose
    with tempfile.TemporaryDirectory() as folder:
        models = [local_model(f"Model {n}", n) for n in range(PANES)]
        window = MainWindow(
            scripted_services(Path(folder), models, SteadyEngine()),
            background,
            window_state(Path(folder)),
        )
        window.show()
        for model in models:
            window.session.choose(model.id, True)
        window.session.add_image(open_test_image(1600, 1200))
        window.form.show_kind(TaskKind.CAPTION if prose else TaskKind.DETECT)
        gaps: list[float] = []
        last = [0.0]

        def tick() -> None:
            now = time.perf_counter()
            if last[0]:
                gaps.append((now - last[0]) * 1000)
            last[0] = now

        timer = QTimer()
        timer.timeout.connect(tick)

        def begin() -> None:
            # From the very press of Run on; what the window's own first painting takes is not it.
            last[0] = time.perf_counter()
            timer.start(1)
            window.main_actions.run()

        QTimer.singleShot(500, begin)
        QTimer.singleShot(int(500 + seconds * 1000), app.quit)
        app.exec()
        timer.stop()
        window.close()
        background.close()
        window.deleteLater()
    gaps.sort()
    return {
        "median_ms": gaps[len(gaps) // 2],
        "p99_ms": gaps[int(0.99 * len(gaps))],
        "longest_ms": gaps[-1],
        "ticks": len(gaps),
    }


def main() -> None:
    """Print the figures; --json FILE writes them too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--prose", action="store_true")
    options = parser.parse_args()
    figures = measure(options.seconds, options.prose)
    print(f"{PANES} panes, {TOKENS_PER_S} tokens/s each, {'prose' if options.prose else 'boxes'}:")
    for name, value in figures.items():
        print(f"  {name:12} {value:8.1f}")
    if options.json:
        options.json.write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
