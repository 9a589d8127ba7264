"""The style has no marks of the toolkit's own where nothing of ours stands."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from vizdesk.common import resources
from vizdesk.ui.widgets.theme import LIGHT, dress


def test_the_corner_between_two_scroll_bars_is_empty(qtbot: QtBot) -> None:
    dress(LIGHT, resources.folder() / "icons")
    table = QTableWidget(40, 40)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show()
    image = table.grab().toImage()
    corner = {QColor(image.pixel(x, y)).name() for x in range(289, 297) for y in range(189, 197)}
    assert len(corner) == 1
