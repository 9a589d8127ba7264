"""How many of each class a model found, on a line or two: what stands where a table has no room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vizdesk.common.label_text import shown_label
from vizdesk.comparison.types import AnyDetection
from vizdesk.painting.class_colors import NEUTRAL
from vizdesk.painting.fonts import sans
from vizdesk.ui.widgets.plain_text import elided_words

_LINE, _GAP, _SWATCH = 22.0, 14.0, 8.0  # pixels
_LONGEST = 0.6  # share of the width that one class may take


@dataclass(frozen=True, slots=True)
class ClassCount:
    """So many of a class; `differs` where most other models found another number of it."""

    label: str
    count: int
    differs: bool = False


def class_counts(
    detections: Sequence[AnyDetection], usual: Mapping[str, int]
) -> tuple[ClassCount, ...]:
    """The classes of an answer, those that differ from what is `usual` first.

    Classes that are usual and missing here are told with 0.
    """
    found = Counter(detection.label for detection in detections)
    counts = [
        ClassCount(label, found[label], label in usual and usual[label] != found[label])
        for label in dict.fromkeys([*found, *(label for label in usual if usual[label])])
    ]
    return tuple(sorted(counts, key=lambda count: not count.differs))


def usual_counts(answers: Sequence[Sequence[AnyDetection]]) -> dict[str, int]:
    """How many of each class most of the answers found; nothing where there is no majority."""
    every = [Counter(detection.label for detection in detections) for detections in answers]
    usual: dict[str, int] = {}
    for label in dict.fromkeys(label for found in every for label in found):
        (count, times), *_ = Counter(found[label] for found in every).most_common(1)
        if 2 * times > len(every):
            usual[label] = count
    return usual


class ClassCounts(QWidget):
    """Paints counts as far as there is room, then how many are left; a click asks for more room."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.counts: tuple[ClassCount, ...] = ()
        self._colours: Mapping[str, QColor] = {}
        self._fair = QColor(NEUTRAL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def show_counts(self, counts: Sequence[ClassCount], colours: Mapping[str, QColor]) -> None:
        """Replace what is shown."""
        self.counts, self._colours = tuple(counts), colours
        words = ", ".join(f"{shown_label(count.label)} {count.count or '–'}" for count in counts)
        self.setAccessibleName(self.tr("Classes: ") + words)
        self.update()

    def set_fair(self, colour: QColor) -> None:
        """The colour of what differs."""
        self._fair = colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, round(_LINE))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.more_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placed = self._placed()
        for count, name, place in placed:
            self._paint_count(painter, count, place, name)
        rest = len(self.counts) - len(placed)
        if rest:
            last = placed[-1][2] if placed else QRectF(-_GAP, 0, 0, _LINE)
            painter.setFont(sans(12))
            painter.setPen(self.palette().placeholderText().color())
            words = self.tr("+{n} more").format(n=rest)
            beside = QRectF(last.right() + _GAP, last.top(), 100, _LINE)
            painter.drawText(beside, _MIDDLE, words)

    def _placed(self) -> list[tuple[ClassCount, str, QRectF]]:
        """The counts there is room for, with their names and places, and room to tell the rest."""
        regular, strong = QFontMetricsF(sans(12)), QFontMetricsF(sans(12, 600))
        more = regular.horizontalAdvance(self.tr("+{n} more").format(n=88)) + _GAP
        lines = max(1, int(self.height() // _LINE))
        placed: list[tuple[ClassCount, str, QRectF]] = []
        x, line = 0.0, 0
        for at, count in enumerate(self.counts):
            name, figure = self._words(count, regular)
            wide = _SWATCH + 6 + regular.horizontalAdvance(name + " ")
            wide += strong.horizontalAdvance(figure)
            ends = at == len(self.counts) - 1
            if x and x + wide > self.width() - (0 if ends or line < lines - 1 else more):
                x, line = 0.0, line + 1
            if line >= lines:
                break
            placed.append((count, name, QRectF(x, line * _LINE, wide, _LINE)))
            x += wide + _GAP
        return placed

    def _words(self, count: ClassCount, metrics: QFontMetricsF) -> tuple[str, str]:
        longest = max(40.0, _LONGEST * self.width())
        name = elided_words(metrics, shown_label(count.label), Qt.TextElideMode.ElideRight, longest)
        return name, str(count.count) if count.count else "–"

    def _paint_count(self, painter: QPainter, count: ClassCount, place: QRectF, name: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.get(count.label, NEUTRAL))
        top = place.top() + (_LINE - _SWATCH) / 2
        painter.drawRoundedRect(QRectF(place.left(), top, _SWATCH, _SWATCH), 2, 2)
        words = place.adjusted(_SWATCH + 6, 0, 0, 0)
        ink = self._fair if count.differs else self.palette().text().color()
        painter.setPen(ink)
        painter.setFont(sans(12))
        painter.drawText(words, _MIDDLE, name)
        wide = painter.fontMetrics().horizontalAdvance(name + " ")
        painter.setFont(sans(12, 600))
        figure = str(count.count) if count.count else "–"
        painter.drawText(words.adjusted(wide, 0, 4, 0), _MIDDLE, figure)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
