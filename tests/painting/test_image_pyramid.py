"""The image on screen: every pixel kept, far views smooth, near views square."""

from __future__ import annotations

import gc

from PIL import Image
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from vizdesk.painting.image_pyramid import ImagePyramid


def stripes(width: int, height: int) -> Image.Image:
    """Columns in turn black and white: grey from afar, if it is smooth."""
    row = bytes(value for x in range(width) for value in [255 * (x % 2)] * 3)
    return Image.frombytes("RGB", (width, height), row * height)


def shown(levels: ImagePyramid, to_view: QTransform, width: int, height: int) -> QImage:
    view = QImage(width, height, QImage.Format.Format_RGB32)
    view.fill(QColor("magenta"))
    painter = QPainter(view)
    levels.paint(painter, to_view, QRectF(0, 0, width, height))
    painter.end()
    return view


def test_every_pixel_arrives_and_outlives_its_source() -> None:
    image = Image.effect_noise((301, 203), 90).convert("RGB")
    expected = image.getpixel((300, 202))
    levels = ImagePyramid(image)
    del image
    gc.collect()
    assert levels.levels[0].size() == QSize(301, 203)
    assert levels.levels[0].pixelColor(300, 202).getRgb()[:3] == expected


def test_levels_halve_down_to_a_small_one() -> None:
    levels = ImagePyramid(stripes(4000, 10))
    assert [level.width() for level in levels.levels] == [4000, 2000, 1000]


def test_a_far_view_is_smooth() -> None:
    levels = ImagePyramid(stripes(4000, 400))
    view = shown(levels, QTransform.fromScale(500, 50), 500, 50)
    greys = {view.pixelColor(x, 25).red() for x in range(5, 495)}
    assert min(greys) > 110
    assert max(greys) < 145


def test_a_near_view_shows_pixels_as_squares() -> None:
    levels = ImagePyramid(stripes(10, 10))
    view = shown(levels, QTransform.fromScale(400, 400), 400, 400)
    assert {view.pixelColor(x, 200).red() for x in range(400)} == {0, 255}


def test_nothing_is_painted_beside_the_image() -> None:
    levels = ImagePyramid(stripes(100, 100))
    view = shown(levels, QTransform(50, 0, 0, 50, 25, 25), 100, 100)
    assert view.pixelColor(10, 50) == QColor("magenta")
    assert view.pixelColor(50, 50) != QColor("magenta")


def test_a_thumbnail_keeps_the_aspect() -> None:
    assert ImagePyramid(stripes(4000, 400)).thumbnail(100).size() == QSize(100, 10)
    assert ImagePyramid(stripes(20, 10)).thumbnail(100).size() == QSize(20, 10)
