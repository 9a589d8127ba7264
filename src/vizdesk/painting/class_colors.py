"""One colour a class, the same in every pane, table and export: Okabe and Ito's.

A class prefers the hue that a checksum of its name points to, and takes the next free one where
another class has that. So most classes have the same colour in every project, and none changes
while answers are written: what was given stays given (docs/decisions/0068).
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping

from PySide6.QtGui import QColor

# Okabe & Ito, "Color Universal Design" (https://jfly.uni-koeln.de/color/), without black, in the
# order that keeps neighbours furthest apart for every kind of colour vision.
OKABE_ITO = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
INK = QColor("#111111")
PAPER = QColor("#FFFFFF")
NEUTRAL = QColor("#6B6A66")
# Once round the seven, the same hues again, darker and then lighter (Qt's factor, 100 = same).
_ROUNDS = (100, 150, 75)


class ClassColours:
    """The colours of all classes of a project: given once, never changed, letter case is one."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._labels: dict[str, QColor] = {}

    def give(self, labels: Iterable[str]) -> None:
        """Give those of `labels` a colour that have none; all of them stand on one image."""
        labels = tuple(dict.fromkeys(labels))
        if all(label in self._labels for label in labels):
            return
        here = {self._given[key] for key in map(_key, labels) if key in self._given}
        for label in labels:
            key = _key(label)
            if key not in self._given:
                self._given[key] = _free_colour(key, here, self._given.values())
                here.add(self._given[key])
            self._labels[label] = QColor(self._given[key])

    def adopt(self, kept: Mapping[str, str]) -> None:
        """Take over the colours (#RRGGBB) of a comparison that was kept, where none is given."""
        for label, colour in kept.items():
            if QColor.isValidColorName(colour):
                self._given.setdefault(_key(label), QColor(colour).name())

    def of(self, labels: Iterable[str]) -> dict[str, QColor]:
        """The colour of each label, in the order of `labels`."""
        labels = tuple(labels)
        self.give(labels)
        return {label: self._labels[label] for label in labels}

    def record(self, labels: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The colours of `labels` as a comparison keeps them: (label, #RRGGBB)."""
        return tuple((label, colour.name()) for label, colour in self.of(labels).items())


def colours_for(labels: Iterable[str], kept: Iterable[tuple[str, str]] = ()) -> dict[str, QColor]:
    """A colour for each label; letter case makes no difference.

    `kept` are the colours that a comparison keeps. Without them the same labels in the same order
    (the task's classes first) get the same colours.
    """
    colours = ClassColours()
    colours.adopt(dict(kept))
    return colours.of(labels)


def _key(label: str) -> str:
    return label.strip().casefold()


def _free_colour(key: str, here: Collection[str], given: Collection[str]) -> str:
    """The first colour, from the preferred hue on, that no class has; at least none on the image.

    Seven hues as they are, then darker, then lighter. With more than 21 classes on one image
    colours repeat.
    """
    hues = len(OKABE_ITO)
    preferred = zlib.crc32(key.encode("utf-8", "surrogatepass")) % hues
    order = [
        nth_colour(shade * hues + (preferred + step) % hues).name()
        for shade in range(len(_ROUNDS))
        for step in range(hues)
    ]
    free = (colour for colour in order if colour not in given)
    free_here = (colour for colour in order if colour not in here)
    return next(free, next(free_here, order[0]))


def series_colours(names: Iterable[str]) -> dict[str, QColor]:
    """A colour for each line or dot of a chart, in the order of `names`."""
    return {name: nth_colour(place) for place, name in enumerate(dict.fromkeys(names))}


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
