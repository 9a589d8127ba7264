"""Suspicion of scales: numbers that do not fit the family's convention are re-read or refused.

A reply whose numbers all agree on one other convention is read so, and that is said. Where several
would fit, or its boxes disagree, nothing is shown and the reason is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vizdesk.common.messages import Message, message
from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.raw_entries import Fault, Pair, RawBox
from vizdesk.comparison.profiles import BoxConvention, BoxScale
from vizdesk.comparison.types import Box

# Numbers reach past the edge now and then (https://github.com/QwenLM/Qwen3.8-Flash-Next/issues/4);
# this far is not worth a word, that far is cut off with a word, and farther is another scale.
SLIGHTLY, FAR = 1.10, 1.25
# A scale is taken instead of the family's where everything fits into it this closely.
CLOSELY = 1.02
# Frames this much alike give the same boxes to a pixel.
ALIKE = 0.001
SMALLEST_PX = 2.0
# From so many boxes on it is odd that all lie in the first tenth.
BOXES_IN_A_CORNER = 2

NAMES: dict[BoxScale, Message] = {
    BoxScale.UNIT: message("Read as fractions of the image, 0 to 1."),
    BoxScale.PERCENT: message("Read as per cent of the image."),
    BoxScale.THOUSAND: message("Read as 0 to 1000 of the image."),
    BoxScale.SENT_PIXELS: message("Read as pixels of the image as it was sent."),
    BoxScale.ORIGINAL_PIXELS: message("Read as pixels of the image."),
}
PIXELS = (BoxScale.SENT_PIXELS, BoxScale.ORIGINAL_PIXELS)
TURNED_ORDER = message("Read as y before x.")
UNTURNED_ORDER = message("Read as x before y.")


def ordered(pairs: Sequence[Pair], y_first: bool) -> tuple[Pair, ...]:
    """The pairs as (x, y)."""
    return tuple((b, a) for a, b in pairs) if y_first else tuple(pairs)


def fractional(pairs: Sequence[Pair]) -> bool:
    """Whether the numbers can only be fractions: none above 1, and not all whole."""
    whole = True
    for pair in pairs:
        for number in pair:
            if not -0.05 <= number <= 1.02:
                return False
            whole = whole and number == int(number)
    return not whole


@dataclass(slots=True)
class Extent:
    """How far the numbers of a reply reach, in its own order; grows with every box in O(1)."""

    y_first: bool
    boxes: int = 0
    fractions: int = 0
    least: list[float] = field(default_factory=lambda: [0.0, 0.0])
    most: list[float] = field(default_factory=lambda: [0.0, 0.0])
    whole: bool = True
    fixed_order: bool = False

    def add(self, pairs: Sequence[Pair], y_first: bool | None) -> None:
        """Count in one box or point."""
        self.boxes += 1
        if fractional(pairs):
            self.fractions += 1
            return
        self.fixed_order |= y_first is not None
        least, most = self.least, self.most
        for pair in ordered(pairs, self.y_first if y_first is None else y_first):
            for axis, number in enumerate(pair):
                if number < least[axis]:
                    least[axis] = number
                if number > most[axis]:
                    most[axis] = number
                if number != int(number):
                    self.whole = False

    def fits(self, unit: tuple[float, float], slack: float, *, turned: bool = False) -> bool:
        """Whether all numbers (but fractions) stay inside, by so many parts of the unit."""
        x, y = (1, 0) if turned else (0, 1)
        wide, high = unit
        return (
            self.most[x] <= wide * slack
            and self.most[y] <= high * slack
            and self.least[x] >= wide * (1 - slack)
            and self.least[y] >= high * (1 - slack)
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """The convention a reply is read in, and why it is another than the family's.

    `refused`: no box can be placed. `fractions_refused`: only those whose numbers are fractions.
    """

    convention: BoxConvention
    note: Message | None = None
    refused: Fault | None = None
    fractions_refused: bool = False


def decided(extent: Extent, convention: BoxConvention, frame: Frame) -> Decision:
    """Which convention the numbers of a reply are in."""
    own = convention.scale
    mixed = False
    if own is not BoxScale.UNIT and extent.fractions:
        if extent.fractions == extent.boxes:
            return _as(convention, BoxScale.UNIT)
        mixed = True
    if extent.fits(frame.unit(own), FAR) or extent.boxes == extent.fractions:
        return Decision(convention, fractions_refused=mixed)
    candidates = _candidates(extent, convention, frame)
    if not candidates:
        return Decision(convention, fractions_refused=mixed)
    if len(candidates) > 1:
        return Decision(convention, refused=Fault.UNSURE_SCALE)
    return replace(candidates[0], fractions_refused=mixed)


def _candidates(extent: Extent, convention: BoxConvention, frame: Frame) -> list[Decision]:
    """The other conventions into which all numbers fit, those that say the same only once."""
    decisions: list[Decision] = []
    units: list[tuple[tuple[float, float], bool]] = []
    scales = [scale for scale in _others(convention.scale) if extent.whole or scale in PIXELS]
    if not extent.whole:
        scales.append(BoxScale.PERCENT)
    for scale in scales:
        unit = frame.unit(scale)
        for turned in (False, True):
            if turned and (extent.fixed_order or unit[0] == unit[1]):
                continue
            if not extent.fits(unit, CLOSELY, turned=turned):
                continue
            if turned and any(_alike(unit, other) and not was for other, was in units):
                continue  # where both orders fit, the family's own is meant
            if any(_alike(unit, other) and was is turned for other, was in units):
                continue
            units.append((unit, turned))
            decisions.append(_as(convention, scale, turned=turned))
    return decisions


def _others(own: BoxScale) -> tuple[BoxScale, ...]:
    match own:
        case BoxScale.UNIT:
            return (BoxScale.PERCENT, BoxScale.THOUSAND, *PIXELS)
        case BoxScale.PERCENT:
            return (BoxScale.THOUSAND, *PIXELS)
        case BoxScale.SENT_PIXELS:
            return (BoxScale.ORIGINAL_PIXELS, BoxScale.THOUSAND, BoxScale.SENT_PIXELS)
        case BoxScale.ORIGINAL_PIXELS:
            return (BoxScale.SENT_PIXELS, BoxScale.THOUSAND, BoxScale.ORIGINAL_PIXELS)
        case _:
            return PIXELS


def _alike(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= ALIKE * max(a, b) for a, b in zip(one, other, strict=True))


def _as(convention: BoxConvention, scale: BoxScale, *, turned: bool = False) -> Decision:
    if turned:
        y_first = not convention.y_first
        note = TURNED_ORDER if y_first else UNTURNED_ORDER
        return Decision(replace(convention, scale=scale, y_first=y_first), note)
    return Decision(replace(convention, scale=scale), NAMES[scale])


# --- Placing --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    """A box in 0..1, with a word where it had to be put right."""

    box: Box
    note: Message | None = None


def placed(raw: RawBox, decision: Decision, frame: Frame) -> Placed | Fault:
    """The box on the image, or why it cannot be shown."""
    if decision.refused and raw.scale is None:
        return decision.refused
    convention = decision.convention
    fraction = fractional(raw.pairs)
    scale = raw.scale or convention.scale
    if fraction and raw.scale is None and decision.fractions_refused:
        return Fault.MIXED_SCALE
    unit = frame.unit(scale)
    if min(unit) <= 0:
        return Fault.NO_AREA
    points = ordered(raw.pairs, convention.y_first if raw.y_first is None else raw.y_first)
    shares = [(x / unit[0], y / unit[1]) for x, y in points]
    for x, y in shares:
        if not (1 - FAR <= x <= FAR and 1 - FAR <= y <= FAR):
            return Fault.OUTSIDE
    note = None
    if len(points) == 2:
        (x0, y0), (x1, y1) = shares
        if x0 == x1 or y0 == y1:
            return Fault.NO_AREA
        if (x1 < x0) != (y1 < y0):
            return Fault.REVERSED
        note = problems.TURNED if x1 < x0 else None
    return _within(shares, frame, note)


def _within(shares: Sequence[Pair], frame: Frame, note: Message | None) -> Placed | Fault:
    xs, ys = [share[0] for share in shares], [share[1] for share in shares]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if x0 >= 0 and y0 >= 0 and x1 <= 1 and y1 <= 1:
        box = Box(x0, y0, x1, y1)
    else:
        if min(x0, y0) < 1 - SLIGHTLY or max(x1, y1) > SLIGHTLY:
            note = problems.CLAMPED
        box = Box(_clamped(x0), _clamped(y0), _clamped(x1), _clamped(y1))
    if box.x0 >= box.x1 or box.y0 >= box.y1:
        return Fault.NO_AREA
    wide, high = (box.x1 - box.x0) * frame.original[0], (box.y1 - box.y0) * frame.original[1]
    if min(wide, high) < SMALLEST_PX - 1e-6 and min(frame.original) > 16 * SMALLEST_PX:
        return Fault.TINY
    return Placed(box, note)


def in_a_corner(extent: Extent, convention: BoxConvention) -> bool:
    """Whether all of several boxes lie in the first tenth, as per cent would in 0 to 1000."""
    if convention.scale not in (BoxScale.THOUSAND, BoxScale.THOUSAND_LESS_ONE, BoxScale.LOC_1024):
        return False
    several = extent.boxes - extent.fractions >= BOXES_IN_A_CORNER
    return several and 50 < max(extent.most) <= 100 and min(extent.most) > 50


def _clamped(value: float) -> float:
    return min(1.0, max(0.0, value))
