"""The image as it is looked at, without boxes: painted once for all panes of one size."""

from __future__ import annotations

import weakref
from collections import deque

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from vizdesk.painting.image_pyramid import ImagePyramid

KEPT = 4
"""Panes of a grid differ by a pixel where its width cannot be divided."""

# Weak: an image that is not looked at any more is not to stay in memory for this.
_Key = tuple["weakref.ref[ImagePyramid]", QTransform, QSize, float, int]


class Backdrops:
    """Stage and image, for views that look through one camera; the last ones are kept."""

    def __init__(self) -> None:
        self._painted: deque[tuple[_Key, QPixmap]] = deque(maxlen=KEPT)

    def of(
        self, levels: ImagePyramid, transform: QTransform, size: QSize, ratio: float, stage: QColor
    ) -> QPixmap:
        """What a view of `size` (its own pixels, `ratio` screen pixels each) shows of an image.

        The same pixmap as long as nothing changes; to be copied before it is painted on.
        """
        key = (weakref.ref(levels), transform, size, ratio, stage.rgba())
        for painted, pixmap in self._painted:
            if painted == key:
                return pixmap
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(stage)
        painter = QPainter(pixmap)
        levels.paint(painter, transform, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        self._painted.append((key, pixmap))
        return pixmap
