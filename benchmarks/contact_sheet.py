"""The contact sheet of many images: what a frame of scrolling costs, and what memory it takes.

    python -m benchmarks.contact_sheet [--images 10000] [--models 8] [--frames 300]

The whole viewport is painted anew in each frame, at another place: more than scrolling costs,
which moves what is painted already. Time is that of the processor. One small picture stands for
all images; answers, rows, agreement and thumbnails are each image's own.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Detection,
    ImageRef,
    Reading,
    Timing,
    Usage,
)
from vizdesk.ui.core.asked_answers import AnswerKey, AskedAnswer
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.shell.main_window import MainWindow

CLASSES = ("person", "helmet", "vest", "forklift")
EDGE = 128
PLACES = 1_000
AGREEING_S = 20
"""Agreement is computed for so long, to tell how quickly."""


def main() -> None:
    """Measure, and print one line for each figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--models", type=int, default=8)
    parser.add_argument("--frames", type=int, default=300)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"VIZDESK_{name}"] = str(Path(folder) / name.lower())
        measure(asked.images, asked.models, asked.frames, Path(folder))


def measure(images: int, models: int, frames: int, folder: Path) -> None:
    """Open a window on so many images and scroll through their sheet."""
    from PySide6.QtCore import QSettings

    from vizdesk.app.container import build_services
    from vizdesk.ui.core.task_runner import TaskRunner

    app = QApplication([])
    background = TaskRunner()
    services = build_services()
    state = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(services, background, state)
    window.resize(1440, 900)
    window.side.toggle()
    window.show()
    QTest.qWait(500)
    before = held_mb()
    fill(window, images, models)
    filled = held_mb()
    began = time.thread_time()
    window.main_actions.show_contact_sheet()
    print(f"first shown: {1000 * (time.thread_time() - began):.0f} ms of the Qt thread")
    table = window.canvas.sheet.table
    assert table is not None
    scroll(window, frames, "scrolled without rest")
    print(f"memory after that: {held_mb():.0f} MB")
    began, left = time.perf_counter(), window.contact_sheet.left
    while window.contact_sheet.computing and time.perf_counter() - began < AGREEING_S:
        QTest.qWait(100)
    done, took = left - window.contact_sheet.left, time.perf_counter() - began
    print(f"agreement at rest: {done / took:.0f} images a second, {left - done} left")
    began = time.thread_time()
    window.canvas.sheet.order.setCurrentIndex(2)
    window.canvas.sheet.arrange()
    print(f"sorted by disagreement: {1000 * (time.thread_time() - began):.0f} ms")
    print(f"memory: window {before:.0f} MB, with images and answers {filled:.0f} MB,")
    print(f"  after scrolling {held_mb():.0f} MB, peak {peak_mb():.0f} MB")
    window.close()
    background.close()
    del app


def scroll(window: MainWindow, frames: int, when: str) -> None:
    """Paint the whole viewport at one place after the other, and tell what a frame costs."""
    table = window.canvas.sheet.table
    assert table is not None
    bar = table.verticalScrollBar()
    costs, walls = [], []
    for frame in range(frames):
        bar.setValue(bar.maximum() * (frame * 37 % PLACES) // PLACES)
        began, began_wall = time.thread_time(), time.perf_counter()
        table.viewport().repaint()
        costs.append(1000 * (time.thread_time() - began))
        walls.append(1000 * (time.perf_counter() - began_wall))
        QTest.qWait(1)
    for name, figures in (("processor", costs), ("clock", walls)):
        figures.sort()
        worst = figures[min(len(figures) - 1, int(len(figures) * 0.99))]
        print(f"a whole frame, {when}: {name} median {median(figures):.1f} ms, p99 {worst:.1f} ms")


def fill(window: MainWindow, images: int, models: int) -> None:
    """Give the window images with answers of every model; a few differ."""
    drawn = random.Random(20)
    session = window.session
    chosen = [
        Model(f"m{at}", f"Model {at}", EngineKind.LLAMA, GgufPair(Path("a"), Path("b")), "demo")
        for at in range(1, models + 1)
    ]
    session.models = chosen
    session.chosen = [model.id for model in chosen]
    window.form.show_kind(TaskKind.DETECT)
    from vizdesk.images.opening import from_image
    from vizdesk.painting.image_pyramid import ImagePyramid

    template = from_image(Image.new("RGB", (EDGE, EDGE * 3 // 4), "#8899aa"), "a.png")
    levels = ImagePyramid(template.pixels)
    task = Task(TaskKind.DETECT, classes=CLASSES)
    opened_images = []
    for number in range(images):
        ref = ImageRef(f"IMG_{number:05d}.jpg", f"{number:064x}", EDGE, EDGE * 3 // 4)
        opened = OpenImage(type(template)(template.pixels, ref), levels)
        opened_images.append(opened)
        for model in chosen:
            answer = answered(model, drawn)
            key = AnswerKey(opened.key, TaskKind.DETECT, model.id)
            session.asked.keep(key, AskedAnswer(task, answer, datetime.now(UTC)))
    session.images = opened_images
    session.images_changed.emit()
    session.show_image(opened_images[0])
    session.models_changed.emit()


def answered(model: Model, drawn: random.Random) -> Answer:
    """An answer with about six boxes."""
    boxes = tuple(
        Detection(label, Box(0.1 * at, 0.2, 0.1 * at + 0.08, 0.5))
        for at, label in enumerate((*CLASSES, "person", "helmet"))
        if drawn.random() > 0.03
    )
    return Answer(
        model,
        AnswerState.DONE,
        text="[]",
        reading=Reading(boxes),
        usage=Usage(800, 120),
        timing=Timing(total_s=1 + drawn.random()),
    )


def held_mb() -> float:
    """Memory of this process in MB (Linux)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return peak_mb()


def peak_mb() -> float:
    """The most it ever held, in MB (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
