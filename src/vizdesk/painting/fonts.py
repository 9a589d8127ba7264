"""The bundled letters: Inter for words, JetBrains Mono for coordinates and raw text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

SANS = "Inter"
MONO = "JetBrains Mono"


def load_fonts(folder: Path) -> None:
    """Make the fonts in `folder` known to Qt, once. Needs a QGuiApplication."""
    if {SANS, MONO} <= set(QFontDatabase.families()):
        return
    for path in sorted([*folder.glob("*.otf"), *folder.glob("*.ttf")]):
        QFontDatabase.addApplicationFont(str(path))


def sans(pixels: float, weight: int = 400) -> QFont:
    """Inter at a size in pixels, with figures of equal width."""
    font = _font(SANS, pixels, weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def plain(pixels: float, weight: int = 400) -> QFont:
    """Inter at a size in pixels, for paper: its figures can be copied out of a PDF.

    Figures of equal width and contextual forms (the × between figures) are glyphs of Inter's
    private code points, and a PDF names those.
    """
    font = _font(SANS, pixels, weight)
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def mono(pixels: float) -> QFont:
    """JetBrains Mono at a size in pixels, without ligatures: <| stays two characters."""
    font = _font(MONO, pixels, 400)
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def _font(family: str, pixels: float, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    # Unhinted advances: a layout at 4 times the size breaks its lines at the same words.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
