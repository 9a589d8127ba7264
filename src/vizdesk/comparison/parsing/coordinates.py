"""Four numbers in a family's own convention → a Box in 0..1 of the upright image."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.comparison.profiles import BoxConvention, BoxScale
from vizdesk.comparison.types import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """Sizes in pixels: of the image the model was sent, and of the upright original."""

    sent: tuple[int, int]
    original: tuple[int, int]

    def unit(self, scale: BoxScale) -> tuple[float, float]:
        """What x and y numbers are divided by."""
        match scale:
            case BoxScale.SENT_PIXELS:
                return float(self.sent[0]), float(self.sent[1])
            case BoxScale.ORIGINAL_PIXELS:
                return float(self.original[0]), float(self.original[1])
            case _:
                return float(scale.value), float(scale.value)


def number(value: object) -> float | None:
    """A finite number, or a string that is one; None for anything else (also for True)."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and len(value) < 32:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, int | float):
        try:
            number_read = float(value)
        except OverflowError:
            return None
        return number_read if math.isfinite(number_read) else None
    return None


def box_of(values: Sequence[object], convention: BoxConvention, frame: Frame) -> Box | None:
    """The box, with corners in order and clamped; None if its numbers are wrong or have no area.

    Four numbers are two corners; eight are four points, of which the upright box around them.
    """
    corners = _corners([number(value) for value in values])
    if corners is None:
        return None
    a, b, c, d = corners
    if convention.y_first:
        a, b, c, d = b, a, d, c
    wide, high = frame.unit(convention.scale)
    if wide <= 0 or high <= 0:
        return None
    x0, x1 = sorted((_clamped(a / wide), _clamped(c / wide)))
    y0, y1 = sorted((_clamped(b / high), _clamped(d / high)))
    return Box(x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _corners(numbers: Sequence[float | None]) -> tuple[float, float, float, float] | None:
    known = [value for value in numbers if value is not None]
    if len(known) != len(numbers) or len(known) not in (4, 8):
        return None
    if len(known) == 4:
        return known[0], known[1], known[2], known[3]
    first, second = known[::2], known[1::2]
    return min(first), min(second), max(first), max(second)


def _clamped(value: float) -> float:
    return min(1.0, max(0.0, value))
