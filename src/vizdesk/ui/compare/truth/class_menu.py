"""The menu in which the class of an object is chosen, by name or by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from vizdesk.common.label_text import shown_label

NUMBERED = 9
MOST = 24
"""Classes that are listed; the others are written under “New class…”."""


class ClassMenu(QMenu):
    """`chosen(label)`; `new_wanted` to write one; `delete_wanted` for the object itself."""

    chosen = Signal(str)
    new_wanted = Signal()
    delete_wanted = Signal()

    def __init__(
        self,
        classes: Sequence[str],
        colours: Mapping[str, QColor],
        current: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Class"))
        self._classes = tuple(classes[:MOST])
        first = None
        for number, name in enumerate(self._classes, 1):
            words = shown_label(name).replace("&", "&&")
            key = f"\t{number}" if number <= NUMBERED else ""
            action = self.addAction(_dot(colours.get(name)), words + key)
            action.triggered.connect(lambda _=False, name=name: self.chosen.emit(name))
            if name == current:
                first = action
                font = action.font()
                font.setWeight(font.Weight.DemiBold)
                action.setFont(font)
        self.addSeparator()
        new = self.addAction(self.tr("New class…"))
        new.triggered.connect(self.new_wanted)
        self.addAction(self.tr("Delete") + "\tDel", self.delete_wanted.emit)
        self.setActiveAction(first or (self.actions()[0] if classes else new))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = int(event.key()) - int(Qt.Key.Key_0)
        if 1 <= number <= min(NUMBERED, len(self._classes)):
            self.close()
            self.chosen.emit(self._classes[number - 1])
        elif event.key() == Qt.Key.Key_Delete:
            self.close()
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


def ask_for_class(parent: QWidget) -> QInputDialog:
    """A dialog for the name of a new class; `textValueSelected` carries it."""
    from vizdesk.ui.text.i18n import tr

    dialog = QInputDialog(parent)
    dialog.setWindowTitle(tr("New class"))
    dialog.setLabelText(tr("What is it?"))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _dot(colour: QColor | None) -> QIcon:
    pixmap = QPixmap(20, 20)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour or QColor("#6B6A66"))
    painter.drawRoundedRect(pixmap.rect().adjusted(3, 3, -3, -3), 4, 4)
    painter.end()
    return QIcon(pixmap)
