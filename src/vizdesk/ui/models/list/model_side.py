"""The left of the window: the model list, as wide as one drags it, or folded to a rail."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vizdesk.ui.models.list.list_panel import ModelList
from vizdesk.ui.models.list.model_rail import RAIL_WIDTH, ModelRail

NARROWEST, USUAL, WIDEST = 190, 264, 460
_FOLDED, _WIDTH = "list folded", "list width"


class ModelSide(QWidget):
    """Holds list and rail, one of them seen; remembers which, and how wide."""

    folded_changed = Signal(bool)

    def __init__(self, models: ModelList, rail: ModelRail, settings: QSettings) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._models, self._rail, self._settings = models, rail, settings
        self._wide = _pixels(settings.value(_WIDTH))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(models)
        row.addWidget(rail)
        rail.list_wanted.connect(lambda: self.fold(False))
        self.folded = False
        self.fold(str(settings.value(_FOLDED, "")) == "yes")

    def fold(self, folded: bool) -> None:
        """Fold the list to the rail, or bring it back as wide as it was."""
        self.folded = folded
        self._models.setVisible(not folded)
        self._rail.setVisible(folded)
        self.setMinimumWidth(RAIL_WIDTH if folded else NARROWEST)
        self.setMaximumWidth(RAIL_WIDTH if folded else WIDEST)
        self.updateGeometry()
        self.folded_changed.emit(folded)

    def toggle(self) -> None:
        """The other of the two."""
        self.fold(not self.folded)

    def take_width(self, pixels: int) -> None:
        """The list was dragged to this width."""
        if not self.folded and pixels >= NARROWEST:
            self._wide = min(pixels, WIDEST)

    @property
    def wanted_width(self) -> int:
        """Pixels it has when it is shown."""
        return RAIL_WIDTH if self.folded else self._wide

    def keep(self) -> None:
        """Write down how it stands."""
        self._settings.setValue(_FOLDED, "yes" if self.folded else "no")
        self._settings.setValue(_WIDTH, self._wide)

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width, 400)


def _pixels(value: object) -> int:
    try:
        return min(max(int(str(value)), NARROWEST), WIDEST)
    except ValueError:
        return USUAL
