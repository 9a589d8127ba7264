"""The image of a prompt, small, with the boxes that are expected; made in a thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from vizdesk.evals.checks import Boxes
from vizdesk.evals.suite import EvalItem
from vizdesk.painting.box_overlay import paint_detections
from vizdesk.painting.class_colors import colours_for
from vizdesk.ui.core.task_runner import TaskRunner

SIDE, KEPT = 640, 40

Load = Callable[[Path, EvalItem, Callable[[QImage | None], None]], None]


def image_loader(background: TaskRunner) -> Load:
    """Loads small images, the last ones at once. None is given for one that cannot be opened."""
    kept: OrderedDict[tuple[Path, str], QImage] = OrderedDict()

    def load(path: Path, item: EvalItem, show: Callable[[QImage | None], None]) -> None:
        key = (path, item.id)
        if key in kept:
            show(kept[key])
            return

        def loaded(image: QImage) -> None:
            kept[key] = image
            while len(kept) > KEPT:
                kept.popitem(last=False)
            show(image)

        background.run(lambda: small_image(path, item)).success(loaded).failure(
            lambda _: show(None)
        )

    return load


def small_image(path: Path, item: EvalItem) -> QImage:
    """At most SIDE pixels long. Raises ImageError."""
    from vizdesk.images.opening import open_image
    from vizdesk.painting.image_pyramid import ImagePyramid

    image = ImagePyramid(open_image(path, frame=item.frame).pixels).thumbnail(SIDE)
    if isinstance(item.check, Boxes):
        colours = colours_for([box.label for box in item.check.value])
        whole = QRectF(image.rect())
        painter = QPainter(image)
        to_view = QTransform.fromScale(whole.width(), whole.height())
        paint_detections(painter, to_view, whole, item.check.value, colours, scale=1.5)
        painter.end()
    return image
