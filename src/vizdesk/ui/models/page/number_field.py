"""A field for a number, in the window's own style; the arrow keys step it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

STEP = 0.1


class NumberField(QLineEdit):
    """Takes 1500, 1,500 and 0.3; anything else counts as nothing, and is taken away on leaving."""

    value_changed = Signal(float)

    def __init__(self, value: float, digits: int = 0) -> None:
        super().__init__()
        self._digits = digits
        self.set_value(value)
        self.textChanged.connect(lambda: self.value_changed.emit(self.value()))
        self.editingFinished.connect(lambda: self.set_value(self.value()))

    def value(self) -> float:
        """The number; 0 where there is none. Never negative."""
        try:
            found = float(self.text().replace(",", "").strip() or 0)
        except ValueError:
            return 0.0
        return found if 0 <= found < 1e12 else 0.0

    def set_value(self, value: float) -> None:
        """Show a number."""
        self.setText(f"{value:,.{self._digits}f}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        direction = steps.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
            return
        least = 10.0**-self._digits
        by = max(least, self.value() * STEP)
        self.set_value(max(0.0, self.value() + direction * by))
