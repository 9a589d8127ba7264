"""Widgets side by side, as many on a line as fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 6


class FlowLayout(QWidget):
    """Lays its widgets out in reading order; its height follows its width."""

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        super().__init__()
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Lay out these instead; the others are hidden, and deleted by whoever made them."""
        for widget in self._widgets:
            if widget not in widgets:
                widget.hide()
        self._widgets = list(widgets)
        for widget in self._widgets:
            widget.setParent(self)
            widget.show()
        self._place(self.width())
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        width = max(240, self.width())
        return QSize(width, self._places(width)[1])

    def minimumSizeHint(self) -> QSize:
        widest = max((widget.sizeHint().width() for widget in self._widgets), default=0)
        return QSize(widest, self._places(max(widest, self.width()))[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place(event.size().width())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _place(self, width: int) -> None:
        for widget, place in zip(self._widgets, self._places(width)[0], strict=True):
            widget.setGeometry(place)

    def _places(self, width: int) -> tuple[list[QRect], int]:
        places, at, tallest = [], QPoint(0, 0), 0
        for widget in self._widgets:
            # A hint knows nothing of a height or width that was set.
            hint = widget.sizeHint()
            size = hint.expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
            if at.x() and at.x() + size.width() > width:
                at, tallest = QPoint(0, at.y() + tallest + GAP), 0
            places.append(QRect(at, size))
            at.setX(at.x() + size.width() + GAP)
            tallest = max(tallest, size.height())
        return places, at.y() + tallest
