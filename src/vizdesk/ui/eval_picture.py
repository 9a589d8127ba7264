"""The picture of a prompt, small, with the boxes that are expected; made in a thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from vizdesk.evals.checks import Boxes
from vizdesk.evals.suite import Item
from vizdesk.export.overlay import paint_boxes
from vizdesk.export.palette import colours_for
from vizdesk.ui.background import Background

SIDE, KEPT = 640, 40

Load = Callable[[Path, Item, Callable[[QImage | None], None]], None]


def picture_loader(background: Background) -> Load:
    """Loads small pictures, the last ones at once. None is given for one that cannot be opened."""
    kept: OrderedDict[tuple[Path, str], QImage] = OrderedDict()

    def load(path: Path, item: Item, done: Callable[[QImage | None], None]) -> None:
        key = (path, item.id)
        if key in kept:
            done(kept[key])
            return

        def loaded(image: QImage | None, _: BaseException | None) -> None:
            if image is not None:
                kept[key] = image
                while len(kept) > KEPT:
                    kept.popitem(last=False)
            done(image)

        if not background.closed:
            background.call(lambda: small_picture(path, item), loaded)

    return load


def small_picture(path: Path, item: Item) -> QImage:
    """At most SIDE pixels long. Raises PictureError."""
    from vizdesk.export.picture_levels import PictureLevels
    from vizdesk.pictures.opening import open_picture

    image = PictureLevels(open_picture(path).image).thumbnail(SIDE)
    if isinstance(item.check, Boxes):
        colours = colours_for([one.label for one in item.check.value])
        whole = QRectF(image.rect())
        painter = QPainter(image)
        to_view = QTransform.fromScale(whole.width(), whole.height())
        paint_boxes(painter, to_view, whole, item.check.value, colours, scale=1.5)
        painter.end()
    return image
