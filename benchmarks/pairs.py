"""Benchmarks as ratios: the processor time of vizdesk over that of the same by the bare library.

Each is measured in a process of its own (`python -m benchmarks.pairs NAME`), one side after the
other. Processor time is that of this program alone: a busy machine changes a ratio little.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

STREAM_S = 3.0


def start() -> tuple[float, float]:
    """Seconds until the window is painted: vizdesk, and an empty QMainWindow."""
    from benchmarks.startup import start_once

    def spent(target: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start_once(Path(sys.executable), target)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    vizdesk, bare = "vizdesk.__main__:main", "bare_window:main"
    for target in (vizdesk, bare):
        spent(target)
    return spent(vizdesk), spent(bare)


def zoom() -> tuple[float, float]:
    """Median seconds of a frame of 500 boxes while zooming: a pane, and Qt drawing the same."""
    from benchmarks.canvas import bare_frames, frames

    def median(times: list[float]) -> float:
        return sorted(times)[len(times) // 2] / 1000

    return median(frames(time.thread_time)), median(bare_frames(time.thread_time))


def reading() -> tuple[float, float]:
    """Seconds for a reply of 100,000 characters that grows; `json.loads` of the whole of it."""
    from benchmarks.reading import LENGTH, REPLIES, milliseconds
    from vizdesk.common import resources
    from vizdesk.comparison.profiles import load_profiles

    profiles = load_profiles(resources.folder() / "profiles")
    reply = REPLIES["gemini"](4000)[:LENGTH]
    whole = reply[: reply.rindex("}") + 1] + "]"
    times = []
    for _ in range(20):
        begin = time.process_time()
        json.loads(whole)
        times.append(time.process_time() - begin)
    return milliseconds(profiles["gemini"], reply)[0] / 1000, min(times)


def streaming() -> tuple[float, float]:
    """Seconds of the Qt thread for three seconds of eight streams; eight bare text fields."""
    from benchmarks.streaming import bare_fields, measure

    return measure(STREAM_S, prose=False)["qt_cpu_s"], bare_fields(STREAM_S)


def photo() -> tuple[float, float]:
    """Seconds until a photograph of 12 megapixels is ready to compare; its decoding by Pillow."""
    from PIL import Image

    from benchmarks.many_images import make_photos
    from vizdesk.images.opening import open_image
    from vizdesk.painting.image_pyramid import ImagePyramid, small_copies

    def best(work: Callable[[], object]) -> float:
        times = []
        for _ in range(5):
            begin = time.process_time()
            work()
            times.append(time.process_time() - begin)
        return min(times)

    with tempfile.TemporaryDirectory() as folder:
        make_photos(Path(folder), 1)
        (path,) = Path(folder).iterdir()

        def ready() -> None:
            pixels = open_image(path).pixels
            small_copies(pixels)
            ImagePyramid(pixels)

        return best(ready), best(lambda: Image.open(path).load())


PAIRS: dict[str, Callable[[], tuple[float, float]]] = {
    "start / a bare Qt window": start,
    "a frame of 500 boxes / Qt drawing the same": zoom,
    "a growing reply / json.loads of the whole": reading,
    "eight panes streaming / eight bare text fields": streaming,
    "a photo of 12 MP ready / decoded by Pillow": photo,
}


def ratio(name: str) -> float:
    """One run of a pair, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.pairs", name]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    ours, against = json.loads(done.stdout.splitlines()[-1])
    return float(ours) / float(against)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(json.dumps(PAIRS[sys.argv[1]]()), flush=True)
    os._exit(0)
