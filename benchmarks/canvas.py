"""Benchmark e: four linked panes with 500 boxes each while zooming; milliseconds a frame a pane."""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable

from PIL import Image

from vizdesk.comparison.types import Box, Detection

PANES, BOXES, FRAMES = 4, 500, 240
WIDE, HIGH = 700, 450
STEP, TARGET = 1.05, (0.37, 0.61)


def frames(clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Milliseconds of each frame of each pane."""
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from vizdesk.common import resources
    from vizdesk.painting.class_colors import colours_for
    from vizdesk.painting.fonts import load_fonts
    from vizdesk.painting.image_pyramid import ImagePyramid
    from vizdesk.ui.compare.camera import Camera
    from vizdesk.ui.compare.image_view import ImageView

    app = QApplication.instance() or QApplication([])
    load_fonts(resources.folder() / "fonts")
    levels = ImagePyramid(Image.effect_noise((4000, 3000), 60).convert("RGB"))
    camera, detections = Camera(), _detections()
    colours = colours_for(detection.label for detection in detections)
    views = [ImageView(camera) for _ in range(PANES)]
    canvas = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    for view in views:
        view.resize(canvas.size())
        view.set_levels(levels)
        view.set_detections(detections, colours)
        view.render(canvas)
    times = []
    for frame in range(FRAMES):
        factor = STEP if frame < FRAMES // 2 else 1 / STEP
        camera.zoom_at(QPointF(*TARGET), factor)
        for view in views:
            start = clock()
            view.render(canvas)
            times.append((clock() - start) * 1000)
    app.quit()
    return times


def bare_frames(clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Milliseconds of frames of a bare QPainter: an image drawn smoothly, 500 rectangles twice."""
    from PySide6.QtCore import QPointF, QRectF, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

    app = QGuiApplication.instance() or QGuiApplication([])
    image = QImage(2000, 1500, QImage.Format.Format_RGB32)
    image.fill(QColor("gray"))
    canvas = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    boxes = [detection.box for detection in _detections()]
    times, zoom = [], 1.0
    for frame in range(FRAMES):
        zoom *= STEP if frame < FRAMES // 2 else 1 / STEP
        wide, high = WIDE * zoom, HIGH * zoom
        at = QPointF((WIDE - wide) * TARGET[0], (HIGH - high) * TARGET[1])
        start = clock()
        painter = QPainter(canvas)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(at.x(), at.y(), wide, high), image)
        rects = [
            QRectF(
                at.x() + box.x0 * wide,
                at.y() + box.y0 * high,
                (box.x1 - box.x0) * wide,
                (box.y1 - box.y0) * high,
            )
            for box in boxes
        ]
        for colour, width in ((Qt.GlobalColor.white, 4.0), (Qt.GlobalColor.red, 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRects(rects)
        painter.end()
        times.append((clock() - start) * 1000)
    app.quit()
    return times


def main() -> int:
    """Print the figures as JSON; 1 when a frame takes longer than its target."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    times = sorted(frames())
    figures = {
        "panes": PANES,
        "boxes_each": BOXES,
        "frames": FRAMES,
        "median_ms": round(statistics.median(times), 2),
        "p99_ms": round(times[int(len(times) * 0.99)], 2),
        "max_ms": round(times[-1], 2),
    }
    print(json.dumps(figures))
    return 0 if figures["median_ms"] <= 2 and figures["p99_ms"] <= 8 else 1


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
