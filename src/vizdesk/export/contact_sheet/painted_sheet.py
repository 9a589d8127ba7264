"""The contact sheet as PNG: painted and compressed in bands of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from vizdesk.analysis.contact_sheet import SheetRow, class_counts
from vizdesk.analysis.contact_sheet_words import agreement_words
from vizdesk.comparison.types import Answer, AnswerState
from vizdesk.export.contact_sheet.sheet_content import SheetContent, differs
from vizdesk.export.export_format import Tell
from vizdesk.export.sheet.sheet_colors import SheetColors
from vizdesk.export.text.answer_metrics import when_of
from vizdesk.export.text.detection_figures import bounds_of
from vizdesk.painting.class_colors import NEUTRAL
from vizdesk.painting.fonts import sans
from vizdesk.painting.image_pyramid import ImagePyramid

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIRST, EACH, LAST, ROW, HEAD, FOOT_ROW, PAD = 240.0, 240.0, 150.0, 60.0, 96.0, 26.0, 14.0
THUMB_WIDTH, THUMB_HEIGHT = 66.0, 48.0
FOOT = 3 * FOOT_ROW + PAD
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class PaintedSheet:
    """`rows` are part of those of the sheet; the foot is about all. Pixels at 100 %."""

    def __init__(
        self, content: SheetContent, rows: tuple[SheetRow, ...], ink: SheetColors, scale: float
    ) -> None:
        self._content, self._rows, self._ink, self._scale = content, rows, ink, scale
        self._colours = {label: QColor(colour) for label, colour in content.class_colours.items()}

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the file."""
        width = FIRST + EACH * len(self._content.models) + LAST
        height = round(HEAD * self._scale) + round(FOOT * self._scale)
        height += round(ROW * self._scale) * len(self._rows)
        return round(width * self._scale), height

    def bands(self, tell: Tell) -> Iterator[NDArray[np.uint8]]:
        """RGB bands from the top; `tell` hears the share done, what it raises ends it."""
        yield self._painted(self._band(HEAD), self._paint_head)
        for done, row in enumerate(self._rows, 1):
            yield self._painted(self._band(ROW), partial(self._paint_row, row))
            tell(done / len(self._rows))
        yield self._painted(self._band(FOOT), self._paint_foot)

    def _band(self, high: float) -> QImage:
        image = QImage(self.size[0], round(high * self._scale), QImage.Format.Format_RGB32)
        if image.isNull():
            raise MemoryError(f"no memory for a band of {self.size[0]} × {high:.0f} pixels")
        image.fill(self._ink.panel)
        return image

    def _painted(self, band: QImage, paint: Callable[[QPainter], None]) -> NDArray[np.uint8]:
        import numpy as np

        painter = QPainter(band)
        painter.scale(self._scale, self._scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        paint(painter)
        painter.end()
        rgb = band.convertToFormat(QImage.Format.Format_RGB888)
        lines = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
        # A copy: the pixels go with the image.
        return lines[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).copy()

    # --- What is painted --------------------------------------------------------------------
    def _words(
        self, painter: QPainter, place: QRectF, words: str, colour: QColor, weight: int = 400
    ) -> float:
        """Words on one line, cut where they are too long; the pixels they took."""
        painter.setFont(sans(12, weight))
        painter.setPen(colour)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, int(place.width())))
        painter.drawText(place, LEFT, shown)
        return float(metrics.horizontalAdvance(shown))

    def _places(self, top: float, high: float) -> list[QRectF]:
        """The cells of a row, with their margins."""
        wide = [FIRST, *[EACH] * len(self._content.models), LAST]
        places, left = [], 0.0
        for width in wide:
            places.append(QRectF(left + PAD, top, width - 2 * PAD, high))
            left += width
        return places

    def _line_below(self, painter: QPainter, high: float) -> None:
        painter.setPen(QPen(self._ink.line, 1))
        painter.drawLine(0, int(high) - 1, int(self.size[0] / self._scale), int(high) - 1)

    def _paint_head(self, painter: QPainter) -> None:
        content, ink = self._content, self._ink
        wide = self.size[0] / self._scale - 2 * PAD
        self._words(painter, QRectF(PAD, 8, wide, 24), content.title, ink.text, 600)
        facts = f"{when_of(content.created)} · vizdesk {content.version}"
        self._words(painter, QRectF(PAD, 30, wide, 20), facts, ink.muted)
        left = PAD
        for label, colour in self._colours.items() if content.boxes else ():
            painter.fillRect(QRectF(left, 57, 8, 8), colour)
            left += 14 + self._words(painter, QRectF(left + 13, 51, 160, 20), label, ink.muted) + 14
        heads = ["Image", *(f"{at} {model.name}" for at, model in enumerate(content.models, 1))]
        for place, words in zip(self._places(72, 22), [*heads, "Agreement"], strict=True):
            self._words(painter, place, words, ink.text, 600)
        self._line_below(painter, HEAD)

    def _paint_row(self, row: SheetRow, painter: QPainter) -> None:
        thumbnail = self._content.thumbnail(row.key)
        picture = ImagePyramid(thumbnail).levels[0] if thumbnail is not None else None
        first, *cells, last = self._places(0, ROW)
        self._paint_thumbnail(painter, first, picture, None)
        self._words(painter, first.adjusted(THUMB_WIDTH + 8, 0, 0, 0), row.name, self._ink.text)
        for place, answer in zip(cells, row.answers, strict=True):
            self._paint_cell(painter, place, row, answer, picture)
        agreement = row.agreement
        partly = agreement is not None and agreement.differs
        colour = self._ink.fair if partly else self._ink.muted
        self._words(painter, last, agreement_words(row), colour, 600 if partly else 400)
        self._line_below(painter, ROW)

    def _paint_cell(
        self,
        painter: QPainter,
        place: QRectF,
        row: SheetRow,
        answer: Answer | None,
        picture: QImage | None,
    ) -> None:
        content, ink = self._content, self._ink
        done = answer is not None and answer.state is AnswerState.DONE
        if answer is not None and done and content.boxes:
            self._paint_thumbnail(painter, place, picture, answer)
            place = place.adjusted(THUMB_WIDTH + 8, 0, 0, 0)
        state, words = content.answer_words(answer)
        if state:
            failed = answer is not None and answer.state is AnswerState.FAILED
            colour = ink.weak if failed else ink.muted
            left = self._words(painter, place, state, colour, 600 if failed else 400) + 8
            place = place.adjusted(left, 0, 0, 0)
        colour = ink.fair if differs(row, answer) else ink.text if done else ink.muted
        counts = class_counts(answer) if answer is not None and content.boxes else ()
        if not counts:
            self._words(painter, place, words, colour)
            return
        left = place.left()
        for label, count in counts:
            if left + 24 > place.right():
                self._words(painter, QRectF(left, 0, 16, ROW), "…", ink.muted)
                return
            swatch = self._colours.get(label, QColor(NEUTRAL))
            painter.fillRect(QRectF(left, ROW / 2 - 4, 8, 8), swatch)
            beside = QRectF(left + 13, 0, place.right() - left - 12, ROW)
            left += 13 + self._words(painter, beside, str(count), colour) + 10

    def _paint_thumbnail(
        self, painter: QPainter, place: QRectF, picture: QImage | None, answer: Answer | None
    ) -> None:
        room = QRectF(place.left(), (ROW - THUMB_HEIGHT) / 2, THUMB_WIDTH, THUMB_HEIGHT)
        if picture is None:
            painter.fillRect(room, self._ink.stage)
            return
        scale = min(room.width() / picture.width(), room.height() / picture.height())
        shown = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
        shown.moveCenter(room.center())
        painter.drawImage(shown, picture)
        for item in answer.reading.all_detections if answer is not None else ():
            box = bounds_of(item)
            painter.setPen(QPen(self._colours.get(item.label, QColor(NEUTRAL)), 1.5))
            painter.drawRect(
                QRectF(
                    shown.left() + box.x0 * shown.width(),
                    shown.top() + box.y0 * shown.height(),
                    max(2.0, (box.x1 - box.x0) * shown.width()),
                    max(2.0, (box.y1 - box.y0) * shown.height()),
                )
            )

    def _paint_foot(self, painter: QPainter) -> None:
        for number, line in enumerate(self._content.footer_lines()):
            places = self._places(number * FOOT_ROW + 4, FOOT_ROW)
            for place, words in zip(places, line, strict=True):
                self._words(painter, place, words, self._ink.muted)
