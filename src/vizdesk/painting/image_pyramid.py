"""A decoded image for painting: full size and half sizes, so that far views are smooth."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

if TYPE_CHECKING:
    from PIL import Image

STAND_IN_SIDE = 512
"""The longest side in pixels of the copy that is held of every open image: 0.8 MB."""
# Half sizes go down to this longest side in pixels; the rest is bilinear scaling.
SMALLEST = 512
# Rows are handed to Qt in strips of about this many pixels: half a megabyte, which the allocator
# has at hand. Strips of 16 MB took three times as long (117 against 37 ms for 12 megapixels).
_STRIP = 120_000
# From this enlargement on, pixels are shown as squares.
_SQUARES_FROM = 3.0


class ImagePyramid:
    """The image's QImages, largest first. Build it off the Qt thread; painting only reads."""

    def __init__(self, image: Image.Image, whole: tuple[int, int] | None = None) -> None:
        """`image` is an upright RGB image; its pixels are copied.

        `whole` is the size in pixels of the image that a smaller `image` stands in for: what is
        painted lies where the whole image will lie.
        """
        self._whole = whole or image.size
        self.levels = [_to_qimage(image)]
        smaller = image
        while max(smaller.size) > SMALLEST * 2 and min(smaller.size) > 1:
            smaller = smaller.reduce(2)
            self.levels.append(_to_qimage(smaller))

    @property
    def whole(self) -> bool:
        """Whether its largest copy has all pixels of the image."""
        return (self.levels[0].width(), self.levels[0].height()) == self._whole

    @property
    def held_bytes(self) -> int:
        """The memory of all its copies."""
        return sum(level.sizeInBytes() for level in self.levels)

    @property
    def size(self) -> QSizeF:
        """Width and height of the whole image in pixels."""
        return QSizeF(*self._whole)

    def paint(self, painter: QPainter, to_view: QTransform, view: QRectF) -> None:
        """Paint the part inside `view`; `to_view` maps 0..1 of the image to it, unturned."""
        back, invertible = to_view.inverted()
        seen = back.mapRect(view).intersected(QRectF(0, 0, 1, 1))
        if not invertible or seen.isEmpty():
            return
        level = self.level_for(to_view.m11() * painter.deviceTransform().m11())
        enlarged = to_view.m11() / level.width()
        stands_in = self.levels[0].width() < self._whole[0]
        smooth = enlarged < _SQUARES_FROM or stands_in
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        source = whole_pixels(seen, level)
        scaled = QTransform.fromScale(1 / level.width(), 1 / level.height())
        painter.drawImage(to_view.mapRect(scaled.mapRect(source)), level, source)

    def level_for(self, width: float) -> QImage:
        """The smallest level at least `width` device pixels wide; the largest if none is."""
        for level in reversed(self.levels):
            if level.width() >= width:
                return level
        return self.levels[0]

    def thumbnail(self, longest: int) -> QImage:
        """A smooth copy with no side above `longest` pixels."""
        scale = min(1.0, longest / max(self.size.width(), self.size.height()))
        level = self.level_for(self.size.width() * scale)
        return level.scaled(
            max(1, round(self.size.width() * scale)),
            max(1, round(self.size.height() * scale)),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )


def small_copies(image: Image.Image) -> ImagePyramid:
    """Copies of at most STAND_IN_SIDE pixels, to be looked at until there are better ones."""
    factor = ceil(max(image.size) / STAND_IN_SIDE)
    return ImagePyramid(image.reduce(factor) if factor > 1 else image, image.size)


def whole_pixels(seen: QRectF, level: QImage) -> QRectF:
    """The pixels of `level` under `seen` (0..1), and one more all round: nothing jitters."""
    part = QRectF(
        seen.x() * level.width(),
        seen.y() * level.height(),
        seen.width() * level.width(),
        seen.height() * level.height(),
    )
    grown = QRectF(part.toAlignedRect().adjusted(-1, -1, 1, 1))
    return grown.intersected(QRectF(level.rect()))


def _to_qimage(image: Image.Image) -> QImage:
    """A QImage of its own memory, in the format that Qt's raster engine paints quickest."""
    width, height = image.size
    result = QImage(width, height, QImage.Format.Format_RGB32)
    if result.isNull():
        raise MemoryError(f"no memory for an image of {width} × {height} pixels")
    pixels = memoryview(result.bits())  # writes into the QImage itself
    rows = max(1, _STRIP // width)
    for top in range(0, height, rows):
        strip = image.crop((0, top, width, min(top + rows, height)))
        data = strip.convert("RGBA").tobytes("raw", "BGRA")
        start = top * width * 4
        pixels[start : start + len(data)] = data
    return result


def to_image(painted: QImage) -> Image.Image:
    """The pixels of a QImage as an RGB image of Pillow."""
    from PIL import Image

    rgb = painted.convertToFormat(QImage.Format.Format_RGB888)
    size, stride = (rgb.width(), rgb.height()), rgb.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(rgb.constBits()), "raw", "RGB", stride)
