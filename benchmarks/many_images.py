"""Benchmark g: photographs of 12 megapixels: seconds until one is ready, memory of many open ones.

Each count is measured in a process of its own, with the whole window over them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

WIDTH, HEIGHT = 4032, 3024
MIB = 1024 * 1024
REST_S = 2.0


def make_photos(folder: Path, count: int) -> None:
    """JPEGs as a phone writes them, each another one."""
    from PIL import Image

    small = Image.effect_noise((WIDTH // 4, HEIGHT // 4), 60).convert("RGB")
    whole = small.resize((WIDTH, HEIGHT))
    for number in range(count):
        at = number // 256 * 640  # colours repeat after 256
        whole.paste((number * 37 % 256, number * 11 % 256, number % 256), (0, at, 640, at + 640))
        whole.save(folder / f"photo-{number:03d}.jpg", quality=88)


def resident(field: str) -> int:
    """Bytes of VmRSS or VmHWM (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(field)).split()[1]) * 1024


def measure(folder: Path) -> dict[str, float]:
    """Open every photograph of `folder`, look at each of the first ten, and count memory."""
    from PySide6.QtCore import QEventLoop, QTimer
    from tests.ui.window_kit import ScriptedEngine, local_model, scripted_services, window_state

    from vizdesk.app.window import build_application
    from vizdesk.ui.core.task_runner import TaskRunner
    from vizdesk.ui.shell.main_window import MainWindow

    app = build_application()
    background = TaskRunner()
    with tempfile.TemporaryDirectory() as state:
        models = [local_model(f"Model {n}", n) for n in range(4)]
        services = scripted_services(Path(state), models, ScriptedEngine())
        window = MainWindow(services, background, window_state(Path(state)))
        window.show()
        for model in models:
            window.session.choose(model.id, True)

        def wait(done: object) -> float:
            begin = time.perf_counter()
            loop, timer = QEventLoop(), QTimer()
            timer.timeout.connect(lambda: loop.quit() if done() else None)  # type: ignore[operator]
            timer.start(1)
            loop.exec()
            return time.perf_counter() - begin

        # A window at rest: what it looks up after its first painting is done.
        rested = time.perf_counter() + REST_S
        wait(lambda: time.perf_counter() > rested)
        files = sorted(folder.iterdir())
        copies, session = window.session.screen_copies, window.session

        def take(file: Path) -> tuple[float, float]:
            """Seconds until something of it is on the screen, and until it can be asked about."""
            before, begin = session.current, time.perf_counter()
            window.image_loader.take_files([file])
            wait(lambda: session.current is not before)
            seen = time.perf_counter() - begin
            wait(lambda: session.current.whole and window.image_loader.waiting == 0)
            return seen, time.perf_counter() - begin

        # The first image of a day brings the imports of opening with it.
        first_sight, first_ready = take(files[0])
        ready = take(files[1])[1] if len(files) > 1 else first_ready
        window.image_loader.take_files(files[2:])
        loading = wait(lambda: window.image_loader.waiting == 0)
        steps = []
        for opened in session.images[:10]:
            session.show_image(opened)
            steps.append(wait(lambda opened=opened: copies.best_of(opened).whole))
        figures = {
            "photos": len(session.images),
            "first_sight_s": round(first_sight, 3),
            "first_ready_s": round(first_ready, 3),
            "ready_s": round(ready, 3),
            "others_s": round(loading, 2),
            "step_s": round(sorted(steps)[len(steps) // 2], 3),
            "resident_mib": resident("VmRSS") // MIB,
            "peak_mib": resident("VmHWM") // MIB,
        }
        window.close()
        background.close()
        window.deleteLater()
    app.quit()
    return figures


def main() -> int:
    """Print the figures; 1 where 40 take more than 600 MiB or one takes more than 0.3 s."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--counts", type=int, nargs="*", default=[2, 40, 300])
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure is not None:
        print(json.dumps(measure(options.measure)))
        return 0
    figures: dict[str, dict[str, float]] = {}
    for count in options.counts:
        with tempfile.TemporaryDirectory() as folder:
            make_photos(Path(folder), count)
            command = [sys.executable, __file__, "--measure", folder]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            figures[str(count)] = json.loads(done.stdout.splitlines()[-1])
            print(json.dumps(figures[str(count)]))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    slow = any(run["ready_s"] > 0.3 for run in figures.values())
    large = any(
        run["peak_mib"] > (600 if run["photos"] <= 40 else 1000) for run in figures.values()
    )
    return int(slow or large)


if __name__ == "__main__":
    sys.exit(main())
