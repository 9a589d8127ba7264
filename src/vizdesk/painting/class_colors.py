"""One colour a class, the same in every pane, table and export: Okabe and Ito's."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor

# Okabe & Ito, "Color Universal Design" (https://jfly.uni-koeln.de/color/), without black, in the
# order that keeps neighbours furthest apart for every kind of colour vision.
OKABE_ITO = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
INK = QColor("#111111")
PAPER = QColor("#FFFFFF")
NEUTRAL = QColor("#6B6A66")
# Once round the seven, the same hues again, darker and then lighter (Qt's factor, 100 = same).
_ROUNDS = (100, 150, 75)


def colours_for(labels: Iterable[str]) -> dict[str, QColor]:
    """A colour for each label, in order of first appearance; letter case makes no difference.

    Give the same labels in the same order (the task's classes first) to get the same colours.
    """
    places: dict[str, int] = {}
    colours: dict[str, QColor] = {}
    for label in labels:
        place = places.setdefault(label.strip().casefold(), len(places))
        colours[label] = nth_colour(place)
    return colours


def nth_colour(place: int) -> QColor:
    """The colour of the class that came `place`th, from 0. Repeats after three rounds of seven."""
    base = QColor(OKABE_ITO[place % len(OKABE_ITO)])
    return base.darker(_ROUNDS[place // len(OKABE_ITO) % len(_ROUNDS)])


def text_on(colour: QColor) -> QColor:
    """Ink or paper, whichever is read more easily on `colour`."""
    return max((INK, PAPER), key=lambda text: contrast(text, colour))


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2 contrast ratio, 1..21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
