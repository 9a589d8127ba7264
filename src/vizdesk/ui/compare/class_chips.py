"""The classes of a task as chips with their colours, and a field to add one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from vizdesk.painting.class_colors import ClassColours
from vizdesk.ui.widgets.basics import button, label
from vizdesk.ui.widgets.flow_layout import FlowLayout


class ClassField(QLineEdit):
    """Takes a class at Enter or comma; Backspace in the empty field takes the last one back."""

    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.back.emit()
            return
        super().keyPressEvent(event)


class ClassChips(QWidget):
    """An editable list of class names."""

    changed = Signal(tuple)

    def __init__(self, colours: ClassColours | None = None) -> None:
        super().__init__()
        self._colours = colours or ClassColours()
        self._classes: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._lead = label("", "muted")
        self._chips: list[QWidget] = []
        self.field = ClassField()
        self.field.setProperty("role", "quiet")
        self.field.setFixedWidth(220)
        self.field.setAcceptDrops(False)  # a file that is dropped here is for the window
        self.field.returnPressed.connect(self._take)
        self.field.textEdited.connect(self._take_at_comma)
        self.field.editingFinished.connect(self._take)
        self.field.back.connect(lambda: self.set_classes(self._classes[:-1], tell=True))
        self._row.addWidget(self._lead)
        # On as many lines as they need: many classes must not make the window wider.
        self._flow = FlowLayout([self.field])
        self._row.addWidget(self._flow, 1)

    def set_words(self, lead: str, hint: str) -> None:
        """The word before the chips, and what the empty field says."""
        self._lead.setText(lead)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(f"{lead}: {hint}")

    @property
    def classes(self) -> tuple[str, ...]:
        """The class names, in the order they were given."""
        return self._classes

    def set_classes(self, classes: tuple[str, ...], *, tell: bool = False) -> None:
        """Show these classes; `tell` emits `changed` as if the user had made the change."""
        if classes == self._classes:
            return
        self._classes = classes
        before, self._chips = self._chips, [self._chip(name) for name in classes]
        self._flow.set_widgets([*self._chips, self.field])
        for chip in before:
            chip.deleteLater()
        if tell:
            self.changed.emit(classes)

    def _chip(self, name: str) -> QWidget:
        chip = button(name, "chip", self.tr("Remove “{name}”").format(name=name))
        chip.setIcon(QIcon(_dot(self._colours.of(self._classes)[name])))
        chip.setIconSize(QSize(10, 10))
        rest = tuple(class_name for class_name in self._classes if class_name != name)
        chip.clicked.connect(lambda: self.set_classes(rest, tell=True))
        return chip

    def _take_at_comma(self, text: str) -> None:
        if "," in text:
            self._take()

    def _take(self) -> None:
        names = [name.strip() for name in self.field.text().split(",")]
        new = [name for name in dict.fromkeys(names) if name and name not in self._classes]
        self.field.clear()
        if new:
            self.set_classes((*self._classes, *new), tell=True)


def _dot(colour: object) -> QPixmap:
    pixmap = QPixmap(20, 20)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(pixmap.rect().adjusted(1, 1, -1, -1), 5, 5)
    painter.end()
    return pixmap
