"""Bars of many models' figures with one of them marked: names on the left, values at their ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from vizdesk.catalog.insights.ranking import RankedValue, bar_lengths
from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.plain_text import elided_apart
from vizdesk.ui.widgets.theme import Tokens

ROW_HEIGHT, BAR_HEIGHT, MARGIN = 24.0, 15.0, 6.0
NAMES_WIDTH, GAP = 178.0, 10.0
FONT_PIXELS = 12.0


class BarChart(QWidget):
    """One bar for each ranked value, the first on top; that of the card `own` is striped.

    `words` formats a value. Nothing here takes the wheel or the focus: the page scrolls.
    """

    def __init__(
        self,
        ranked: Sequence[RankedValue],
        own: str,
        words: Callable[[float], str],
        tokens: Tokens,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ranked = tuple(ranked)
        self.lengths = bar_lengths([bar.value for bar in self._ranked])
        self._own = own
        self._texts = tuple(words(bar.value) for bar in ranked)
        self._tokens = tokens
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(ROW_HEIGHT * len(ranked) + 2 * MARGIN))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pairs = zip(self._ranked, self._texts, strict=True)
        self.setAccessibleName(", ".join(f"{bar.name} {text}" for bar, text in pairs))

    def minimumSizeHint(self) -> QSize:
        """Names, values and a bar that can still be compared."""
        return QSize(round(NAMES_WIDTH + GAP + self._values_width() + 80), self.height())

    def bar_rectangles(self) -> list[QRectF]:
        """Where the bars are, in pixels of this widget; their widths are as `lengths` says."""
        left = NAMES_WIDTH + GAP
        room = max(0.0, self.width() - left - self._values_width())
        shares = self.lengths.shares
        inset = (ROW_HEIGHT - BAR_HEIGHT) / 2
        return [
            QRectF(
                left,
                MARGIN + row * ROW_HEIGHT + inset,
                room * shares[row],
                BAR_HEIGHT,
            )
            for row in range(len(self._ranked))
        ]

    def shown_names(self) -> list[str]:
        """The names as they are painted, no two alike."""
        metrics = QFontMetricsF(sans(FONT_PIXELS))
        return elided_apart(metrics, [bar.name for bar in self._ranked], NAMES_WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = zip(
            self._ranked, self.shown_names(), self._texts, self.bar_rectangles(), strict=True
        )
        for bar, name, text, rectangle in bars:
            own = bar.id == self._own
            painter.fillRect(rectangle, self._brush(own))
            painter.setFont(sans(FONT_PIXELS))
            painter.setPen(QColor(self._tokens.muted))
            row = QRectF(0, rectangle.center().y() - ROW_HEIGHT / 2, NAMES_WIDTH, ROW_HEIGHT)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(sans(FONT_PIXELS, 600 if own else 400))
            painter.setPen(QColor(self._tokens.text))
            start = QPointF(rectangle.right() + GAP / 2, row.top())
            place = QRectF(start, QPointF(float(self.width()), row.bottom()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    def event(self, event: QEvent) -> bool:
        """A name that is cut off stands whole in its tool tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = int((event.pos().y() - MARGIN) // ROW_HEIGHT)
            if 0 <= row < len(self._ranked):
                words = f"{self._ranked[row].name}: {self._texts[row]}"
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)

    def _values_width(self) -> float:
        metrics = QFontMetricsF(sans(FONT_PIXELS, 600))
        return GAP + max((metrics.horizontalAdvance(text) for text in self._texts), default=0.0)

    def _brush(self, own: bool) -> QBrush:
        if own:
            return QBrush(QColor(self._tokens.accent), Qt.BrushStyle.BDiagPattern)
        colour = QColor(self._tokens.muted)
        colour.setAlphaF(0.45)
        return QBrush(colour)
