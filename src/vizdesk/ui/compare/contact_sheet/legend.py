"""Which colour is which class: counts in the cells stand in this order."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vizdesk.common.label_text import shown_label
from vizdesk.painting.fonts import sans
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.widgets.plain_text import set_tip

SWATCH, GAP = 8, 12
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ClassLegend(QWidget):
    """Paints as many classes as there is room for, from the right edge; the tip has all."""

    def __init__(self) -> None:
        super().__init__()
        self._colours: Mapping[str, QColor] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_colours(self, colours: Mapping[str, QColor]) -> None:
        """Show these classes."""
        if list(colours) == list(self._colours):
            return
        self._colours = dict(colours)
        words = ", ".join(map(shown_label, colours))
        spoken = tr("Counts stand in this order: {classes}").format(classes=words)
        self.setAccessibleName(spoken if colours else "")
        set_tip(self, spoken if colours else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sans(12))
        metrics = painter.fontMetrics()
        names = list(map(shown_label, self._colours))
        wide = [SWATCH + 5 + metrics.horizontalAdvance(name) + GAP for name in names]
        more = metrics.horizontalAdvance("+88")
        shown = len(names)
        while shown and sum(wide[:shown]) + (more if shown < len(names) else 0) > self.width():
            shown -= 1
        left = max(0, self.width() - sum(wide[:shown]) - (more if shown < len(names) else 0))
        for name, width, colour in zip(names[:shown], wide, self._colours.values(), strict=False):
            painter.fillRect(QRect(left, self.height() // 2 - 4, SWATCH, SWATCH), colour)
            painter.setPen(self.palette().placeholderText().color())
            place = QRect(left + SWATCH + 5, 0, width, self.height())
            painter.drawText(place, MIDDLE, name)
            left += width
        if shown < len(names):
            rest = QRect(left, 0, self.width() - left, self.height())
            painter.drawText(rest, MIDDLE, f"+{len(names) - shown}")
