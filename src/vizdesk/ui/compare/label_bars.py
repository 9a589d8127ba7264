"""Classes as bars with their scores; a class without a score is a chip of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vizdesk.common.formatting import score
from vizdesk.common.label_text import shown_label
from vizdesk.comparison.types import Label
from vizdesk.painting.class_colors import NEUTRAL
from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.plain_text import elided_words

ROW = 34


class LabelBars(QWidget):
    """Paints one line per class: its name, a bar 0..1, and the figure if the model gave one."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: Sequence[Label] = ()
        self._colours: Mapping[str, QColor] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_labels(self, labels: Sequence[Label], colours: Mapping[str, QColor]) -> None:
        """Replace what is shown."""
        self._labels, self._colours = labels, colours
        words = [
            shown_label(label.label) + ("" if label.score is None else f" {score(label.score)}")
            for label in labels
        ]
        self.setAccessibleName(self.tr("Classes: ") + ", ".join(words))
        self.setFixedHeight(max(1, ROW * len(labels)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, max(1, ROW * len(self._labels)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, label in enumerate(self._labels):
            self._paint_label(painter, label, at * ROW)

    def _paint_label(self, painter: QPainter, label: Label, top: float) -> None:
        colour = self._colours.get(label.label, NEUTRAL)
        palette = self.palette()
        painter.setPen(palette.text().color())
        painter.setFont(sans(15 if label.score is None else 13, 500))
        words = QRectF(18, top, self.width() - 74, 22)
        align = Qt.AlignmentFlag.AlignVCenter
        name = elided_words(
            painter.fontMetrics(),
            shown_label(label.label),
            Qt.TextElideMode.ElideRight,
            int(words.width()),
        )
        painter.drawText(words, align, name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(0, top + 6, 10, 10), 3, 3)
        if label.score is None:
            return
        painter.setBrush(palette.mid())
        painter.drawRoundedRect(QRectF(18, top + 23, self.width() - 18, 4), 2, 2)
        painter.setBrush(colour)
        wide = (self.width() - 18) * min(1.0, max(0.0, label.score))
        painter.drawRoundedRect(QRectF(18, top + 23, wide, 4), 2, 2)
        painter.setPen(palette.text().color())
        painter.setFont(sans(12))
        right = QRectF(self.width() - 56, top, 56, 22)
        painter.drawText(right, align | Qt.AlignmentFlag.AlignRight, score(label.score))
