"""resources/icons/vizdesk.svg as the images each system wants: PNG, .ico, .icns.

Usage: python packaging/icons.py FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "vizdesk.svg"
# https://specifications.freedesktop.org/icon-theme-spec/latest/
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = tuple((size, size) for size in (16, 24, 32, 48, 64, 128, 256))


def paint(renderer: QSvgRenderer, size: int, path: Path) -> None:
    """Write the icon as a PNG of `size` × `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    if not image.save(str(path), "PNG"):
        raise OSError(f"{path} cannot be written")


def main() -> None:
    """Write all of them into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication(["icons"])
    renderer = QSvgRenderer(str(SOURCE))
    for size in (*SIZES, 1024):
        paint(renderer, size, folder / f"vizdesk-{size}.png")
    with Image.open(folder / "vizdesk-1024.png") as large:
        large.save(folder / "vizdesk.ico", sizes=ICO_SIZES)
        large.save(folder / "vizdesk.icns")
    del app


if __name__ == "__main__":
    main()
