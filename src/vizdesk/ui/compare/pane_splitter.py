"""The handle between image and answer of a pane: dragging it moves that of all panes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from vizdesk.ui.compare.pane_split import HANDLE, PaneSplit

_GRIP = (28, 3)  # pixels


class PaneSplitter(QSplitter):
    """Shares its room as the grid's `PaneSplit` says; a double click has the image fit again."""

    def __init__(self, split: PaneSplit) -> None:
        super().__init__(split.orientation)
        self.split = split
        self.setHandleWidth(HANDLE)
        self.setChildrenCollapsible(False)
        split.changed.connect(self.share)
        self.splitterMoved.connect(self._dragged)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)

    def share(self) -> None:
        """Give image and answer their pixels."""
        if self.orientation() is not self.split.orientation:
            self.setOrientation(self.split.orientation)
        self.setSizes(self.split.sizes(*self._room()))

    def _room(self) -> tuple[int, int]:
        """Pixels along the split without the handle, and across it."""
        if self.orientation() is Qt.Orientation.Vertical:
            return max(0, self.height() - HANDLE), self.width()
        return max(0, self.width() - HANDLE), self.height()

    def _dragged(self, *_: int) -> None:
        room, _across = self._room()
        if room > 0:
            self.split.drag(min(max(self.sizes()[0] / room, 0.01), 0.99))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()


class _Handle(QSplitterHandle):
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        splitter = self.splitter()
        if isinstance(splitter, PaneSplitter):
            splitter.split.reset()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        palette = self.palette()
        painter.setBrush(palette.highlight() if self.underMouse() else palette.mid())
        long, thick = _GRIP
        vertical = self.orientation() is Qt.Orientation.Vertical
        wide, high = (long, thick) if vertical else (thick, long)
        centre = QRectF(self.rect()).center()
        painter.drawRoundedRect(
            QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high), 1.5, 1.5
        )
