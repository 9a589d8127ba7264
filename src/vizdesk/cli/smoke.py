"""`vizdesk --smoke`: one real comparison without a display, to prove that this build is whole."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

import vizdesk
from vizdesk.common import offline

if TYPE_CHECKING:
    from vizdesk.images.decoded_image import DecodedImage

MODELS = ("demo-large", "demo-small")
OK, BROKEN = 0, 1


def run() -> int:
    """Compare both demo models on the sample image, export a PNG; returns 0, or 1 when broken.

    Prints one line: on stdout what worked, or on stderr what did not. Nothing of the person's own
    is read or written, and no connection is opened.
    """
    started = time.monotonic()
    with TemporaryDirectory(prefix="vizdesk-smoke-") as folder:
        _live_in(Path(folder))
        try:
            summary = _compare_and_export(Path(folder) / "smoke.png")
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a build is told
            _tell(sys.stderr, f"vizdesk {vizdesk.__version__} is broken: {error!r}")
            return BROKEN
    took = f"{time.monotonic() - started:.1f} s"
    _tell(sys.stdout, f"vizdesk {vizdesk.__version__} works: {summary}, in {took}")
    return OK


def _live_in(folder: Path) -> None:
    """Give this run, and the workers it starts, folders of their own and no network."""
    for name in ("CONFIG", "DATA", "MODELS"):
        os.environ[f"VIZDESK_{name}"] = str(folder / name.lower())
    os.environ[offline.VARIABLE] = "1"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _compare_and_export(target: Path) -> str:
    """What was seen, in words. Raises RuntimeError when an answer or the image is missing."""
    from PySide6.QtGui import QImage

    from vizdesk.app.container import build_services
    from vizdesk.cli.report import offscreen_painting
    from vizdesk.common import resources
    from vizdesk.comparison.tasks import Task, TaskKind
    from vizdesk.comparison.types import AnswerState, Comparison
    from vizdesk.export.writer import write
    from vizdesk.history.thumbnails import thumbnail
    from vizdesk.images.opening import open_image

    services = build_services()
    image = open_image(resources.folder() / "samples" / "shapes.png")

    async def compare() -> Comparison:
        try:
            models = [services.models.find_model(name) for name in MODELS]
            return await services.comparisons.compare(image, Task(TaskKind.DETECT), models)
        finally:
            await services.close()

    with offscreen_painting():
        comparison = asyncio.run(compare())
        for answer in comparison.answers:
            if answer.state is not AnswerState.DONE or not answer.reading.detections:
                raise RuntimeError(f"{answer.model.name}: {answer.state.value}, {answer.failure}")
        write(target, comparison, image)
        sheet = QImage(str(target))
    if sheet.isNull():
        raise RuntimeError("the exported image cannot be read")
    services.history.store().keep(comparison, thumbnail(image.pixels))
    services.history.store().close()
    boxes = ", ".join(
        f"{answer.model.name} {len(answer.reading.detections)} boxes"
        for answer in comparison.answers
    )
    formats = ", ".join(_opened(target.parent, image))
    return f"{boxes}, PNG of {sheet.width()} × {sheet.height()}, history, {formats}"


def _opened(folder: Path, image: DecodedImage) -> Iterator[str]:
    """Formats that need a child process or a library of their own. Raises ImageError."""
    from PIL import Image
    from pillow_heif import register_heif_opener

    from vizdesk.images.opening import open_image

    register_heif_opener()
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect r="8"/></svg>'
    (folder / "drawing.svg").write_text(drawing, encoding="utf-8")
    Image.new("F", (8, 8), 0.5).save(folder / "levels.tif")
    image.pixels.resize((64, 64)).save(folder / "phone.heic")
    for name in ("drawing.svg", "levels.tif", "phone.heic"):
        open_image(folder / name)
        yield Path(name).suffix[1:].upper()


def _tell(stream: TextIO | None, sentence: str) -> None:
    """Print a line; a windowed program on Windows has no stdout to print to."""
    if stream is not None:
        print(sentence, file=stream)
