"""The colours a sheet is printed in, light or dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from vizdesk.export.page_options import Background


@dataclass(frozen=True, slots=True)
class SheetColors:
    """The colours of one sheet."""

    background: QColor
    panel: QColor
    line: QColor
    text: QColor
    muted: QColor
    stage: QColor
    accent: QColor
    good: QColor
    fair: QColor
    weak: QColor

    def tone(self, name: str) -> QColor:
        """The colour of a tone: good, fair, weak; anything else is muted."""
        return {"good": self.good, "fair": self.fair, "weak": self.weak}.get(name, self.muted)


def _ink(*colours: str) -> SheetColors:
    return SheetColors(*(QColor(colour) for colour in colours))


LIGHT = _ink(
    *("#F5F5F3", "#FFFFFF", "#E4E3DF", "#1B1B1A", "#6B6A66"),
    *("#ECEBE7", "#3D5AFE", "#1B7F50", "#9A5B00", "#C8372D"),
)
DARK = _ink(
    *("#161617", "#1E1E20", "#2E2E31", "#ECECEA", "#A0A09B"),
    *("#121213", "#7C93FF", "#4CC38A", "#E5A23D", "#F2766B"),
)
WHITE = _ink(
    *("#FFFFFF", "#FFFFFF", "#DCDBD6", "#1B1B1A", "#62615D"),
    *("#FFFFFF", "#3350EE", "#17724A", "#8A5100", "#B42E25"),
)
_COLORS = {Background.LIGHT: LIGHT, Background.DARK: DARK, Background.WHITE: WHITE}


def colors_of(background: Background) -> SheetColors:
    """The colours of a sheet on this ground."""
    return _COLORS[background]
