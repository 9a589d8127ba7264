"""Benchmark e: four linked panes with 500 boxes each while zooming; milliseconds a frame a pane."""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time

from PIL import Image

from vizdesk.comparison.types import Box, Detection

PANES, BOXES, FRAMES = 4, 500, 240


def main() -> int:
    """Print the figures as JSON; 1 when a frame takes longer than 16 ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from vizdesk.common import resources
    from vizdesk.painting.class_colors import colours_for
    from vizdesk.painting.fonts import load_fonts
    from vizdesk.painting.image_pyramid import ImagePyramid
    from vizdesk.ui.compare.camera import Camera
    from vizdesk.ui.compare.image_view import ImageView

    app = QApplication([])
    load_fonts(resources.folder() / "fonts")
    levels = ImagePyramid(Image.effect_noise((4000, 3000), 60).convert("RGB"))
    camera, detections = Camera(), _detections()
    colours = colours_for(detection.label for detection in detections)
    views = [ImageView(camera) for _ in range(PANES)]
    canvas = QImage(700, 450, QImage.Format.Format_RGB32)
    for view in views:
        view.resize(canvas.size())
        view.set_levels(levels)
        view.set_detections(detections, colours)
        view.render(canvas)
    times = []
    for frame in range(FRAMES):
        factor = 1.05 if frame < FRAMES // 2 else 1 / 1.05
        camera.zoom_at(QPointF(0.37, 0.61), factor)
        for view in views:
            start = time.perf_counter()
            view.render(canvas)
            times.append((time.perf_counter() - start) * 1000)
    times.sort()
    figures = {
        "panes": PANES,
        "boxes_each": BOXES,
        "frames": FRAMES,
        "median_ms": round(statistics.median(times), 2),
        "p99_ms": round(times[int(len(times) * 0.99)], 2),
        "max_ms": round(times[-1], 2),
    }
    print(json.dumps(figures))
    app.quit()
    return 0 if figures["p99_ms"] <= 16 else 1


def _detections() -> tuple[Detection, ...]:
    chance = random.Random(0)
    made = []
    for number in range(BOXES):
        x, y = chance.random() * 0.94, chance.random() * 0.94
        wide, high = 0.01 + chance.random() * 0.08, 0.01 + chance.random() * 0.08
        box = Box(x, y, min(1, x + wide), min(1, y + high))
        made.append(Detection(f"class {number % 12}", box, chance.random()))
    return tuple(made)


if __name__ == "__main__":
    sys.exit(main())
