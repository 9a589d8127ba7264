"""Benchmark d: how long the Qt thread is held up while eight panes stream 200 tokens/s each.

With --growth: what replies of 2,000, 8,000 and 32,000 characters cost the processor, eight at once
and ten times as fast, to see that the work grows with the text and not with its square.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget
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
FAST_TOKENS_PER_S = 2_000
CHARACTERS_A_TOKEN = 4
BARE_MS = 70  # between updates of the bare text fields
LENGTHS = (2_000, 8_000, 32_000)


class SteadyEngine(ScriptedEngine):
    """Writes boxes (or prose) at a steady rate of tokens, four characters each."""

    seconds = 10.0
    prose = False
    tokens_per_s = TOKENS_PER_S

    async def ask(self, request: Request) -> AsyncIterator[Event]:
        entry = '{"box_2d": [%d, %d, %d, %d], "label": "thing %d"}, '
        if self.prose:
            text = "The quick brown fox jumps over the lazy dog number %d. "
            whole = "".join(text % n for n in range(700))
        else:
            whole = "[" + "".join(
                entry % (n % 800, n % 700, n % 800 + 90, n % 700 + 120, n % 9) for n in range(700)
            )
        start, size = time.perf_counter(), CHARACTERS_A_TOKEN
        for number in range(int(self.seconds * self.tokens_per_s)):
            yield TextDelta(whole[number * size : (number + 1) * size])
            ahead = start + number / self.tokens_per_s - time.perf_counter()
            await asyncio.sleep(max(0.0, ahead))
        yield Finished(FinishReason.STOP)


def measure(
    seconds: float, prose: bool, tokens_per_s: int = TOKENS_PER_S, *, to_the_end: bool = False
) -> dict[str, float]:
    """Gaps between ticks of a 1 ms timer on the Qt thread, in milliseconds; seconds of processor.

    `to_the_end`: until all replies are whole, however long the machine takes for them.
    `qt_cpu_s` is that of the Qt thread, `cpu_s` of all threads, from the press of Run to the end.
    """
    app = build_application()
    background = TaskRunner()
    SteadyEngine.seconds, SteadyEngine.prose = seconds, prose
    SteadyEngine.tokens_per_s = tokens_per_s
    with tempfile.TemporaryDirectory() as folder:
        models = [local_model(f"Model {n}", n) for n in range(PANES)]
        window = MainWindow(
            scripted_services(Path(folder), models, SteadyEngine()),
            background,
            window_state(Path(folder)),
        )
        window.show()
        gc.freeze()  # as the program does
        for model in models:
            window.session.choose(model.id, True)
        window.session.add_image(open_test_image(1600, 1200))
        window.form.show_kind(TaskKind.CAPTION if prose else TaskKind.DETECT)
        gaps: list[float] = []
        last, spent = [0.0], [0.0, 0.0]

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
            spent[:] = time.thread_time(), time.process_time()
            timer.start(1)
            window.main_actions.run()

        QTimer.singleShot(500, begin)
        ending = QTimer()
        if to_the_end:
            ended = lambda: last[0] and not window.runner.running  # noqa: E731
            ending.timeout.connect(lambda: ended() and app.exit())
            ending.start(20)
        else:
            QTimer.singleShot(int(500 + seconds * 1000), app.exit)
        app.exec()
        ending.stop()
        timer.stop()
        spent[:] = time.thread_time() - spent[0], time.process_time() - spent[1]
        window.close()
        background.close()
        window.deleteLater()
    gaps.sort()
    return {
        "median_ms": gaps[len(gaps) // 2],
        "p99_ms": gaps[int(0.99 * len(gaps))],
        "longest_ms": gaps[-1],
        "ticks": len(gaps),
        "qt_cpu_s": spent[0],
        "cpu_s": spent[1],
    }


def bare_fields(seconds: float) -> float:
    """Seconds of the Qt thread for eight bare text fields that get as many tokens as the panes."""
    app = build_application()
    host = QWidget()
    grid = QGridLayout(host)
    fields = [QPlainTextEdit() for _ in range(PANES)]
    for at, field in enumerate(fields):
        grid.addWidget(field, at // 4, at % 4)
    host.resize(1440, 900)
    host.show()
    piece = "word" * (TOKENS_PER_S * BARE_MS // 1000)
    timer = QTimer()
    timer.timeout.connect(lambda: [field.insertPlainText(piece) for field in fields])
    begin = time.thread_time()
    timer.start(BARE_MS)
    QTimer.singleShot(int(seconds * 1000), app.exit)
    app.exec()
    timer.stop()
    host.deleteLater()
    return time.thread_time() - begin


def measure_length(characters: int) -> dict[str, float]:
    """The same for eight replies of so many characters, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.streaming", "--length", str(characters)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        subprocess.run([*command, "--json", str(file)], check=True, stdout=subprocess.DEVNULL)
        figures: dict[str, float] = json.loads(file.read_text())
    figures["cpu_ms_per_1000_characters"] = figures["cpu_s"] * 1e6 / (characters * PANES)
    return figures


def growth() -> dict[str, dict[str, float]]:
    """The figures of all lengths, printed as a table."""
    rows = {f"{length:,}": measure_length(length) for length in LENGTHS}
    print(f"{PANES} panes, {FAST_TOKENS_PER_S} tokens/s each, boxes:")
    for length, row in rows.items():
        print(
            f"  {length:>7} characters  {row['cpu_s']:6.2f} s of processor, Qt thread "
            f"{row['qt_cpu_s']:.2f} s, {row['cpu_ms_per_1000_characters']:.1f} ms per 1,000 "
            f"characters; stall p99 {row['p99_ms']:.1f} ms, longest {row['longest_ms']:.1f} ms"
        )
    return rows


def main() -> None:
    """Print the figures; --json FILE writes them too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--prose", action="store_true")
    parser.add_argument("--growth", action="store_true", help="replies of three lengths")
    parser.add_argument("--length", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    figures: dict[str, object] = {}
    if options.growth:
        figures |= growth()
    elif options.length:
        seconds = options.length / CHARACTERS_A_TOKEN / FAST_TOKENS_PER_S
        figures |= measure(seconds, False, FAST_TOKENS_PER_S, to_the_end=True)
    else:
        figures |= measure(options.seconds, options.prose)
        kind = "prose" if options.prose else "boxes"
        print(f"{PANES} panes, {TOKENS_PER_S} tokens/s each, {kind}:")
        for name, value in figures.items():
            print(f"  {name:12} {value:8.1f}")
    if options.json:
        options.json.write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
