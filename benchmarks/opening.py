"""Benchmark f: a 100-megapixel JPEG turned by EXIF: seconds to preview and whole, memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

WIDTH, HEIGHT = 12_000, 8_400


def main() -> int:
    """Print the figures as JSON; 1 when nothing is on the screen within 0.5 s."""
    if len(sys.argv) == 3:
        return _measure(sys.argv[1], Path(sys.argv[2]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.jpg"
        subprocess.run([sys.executable, __file__, "make", str(path)], check=True)
        figures: dict[str, float] = {"megapixels": WIDTH * HEIGHT / 1e6}
        figures["file_mb"] = round(path.stat().st_size / 1e6, 1)
        # Each in a process of its own: peak memory is that of the whole process.
        # It begins with that of its parent, which therefore decodes nothing itself.
        for what in ("nothing", "preview", "open", "levels"):
            command = [sys.executable, __file__, what, str(path)]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            figures |= json.loads(said)
        # In the window: until something of it is on the screen, and until it can be asked about.
        command = [sys.executable, "-m", "benchmarks.many_images", "--measure", folder]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        window = json.loads(said.splitlines()[-1])
        figures["window_first_sight_s"] = window["first_sight_s"]
        figures["window_whole_s"] = window["first_ready_s"]
        figures["window_peak_mib"] = window["peak_mib"]
    print(json.dumps(figures))
    return 0 if figures["window_first_sight_s"] <= 0.5 else 1


def _make(path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    small = Image.effect_noise((WIDTH // 4, HEIGHT // 4), 60).convert("RGB")
    small.resize((WIDTH, HEIGHT)).save(path, quality=88, exif=exif)


def _measure(what: str, path: Path) -> int:
    if what == "make":
        _make(path)
        return 0
    from vizdesk.images.opening import open_image, preview
    from vizdesk.painting.image_pyramid import ImagePyramid

    start = time.perf_counter()
    if what == "preview":
        preview(path)
    elif what != "nothing":
        image = open_image(path)
        if what == "levels":
            start = time.perf_counter()
            ImagePyramid(image.pixels)
    seconds = round(time.perf_counter() - start, 2)
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps({f"{what}_s": seconds, f"{what}_peak_mib": peak}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
