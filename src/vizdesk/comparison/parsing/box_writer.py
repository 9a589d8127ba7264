"""One box as a family writes it, for people to see: reading turned round (see forms/)."""

from __future__ import annotations

from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.forms import FORMATS
from vizdesk.comparison.profiles import BoxConvention, BoxScale
from vizdesk.comparison.types import Box


def numbers(box: Box, convention: BoxConvention, frame: Frame) -> tuple[float, ...]:
    """The four numbers of `box` in the family's order and scale."""
    wide, high = frame.unit(convention.scale)
    x0, y0, x1, y1 = box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high
    ordered = (y0, x0, y1, x1) if convention.y_first else (x0, y0, x1, y1)
    digits = 3 if convention.scale is BoxScale.UNIT else 1
    most = {BoxScale.LOC_1024: 1023}.get(convention.scale)
    if convention.scale in (BoxScale.UNIT, BoxScale.PERCENT):
        return tuple(round(number, digits) for number in ordered)
    return tuple(min(round(number), most) if most else round(number) for number in ordered)


def example(label: str, box: Box, convention: BoxConvention, frame: Frame) -> str:
    """What the family would write for `box`; empty when it writes no boxes."""
    written = FORMATS.get(convention.form)
    if written is None:
        return ""
    return written.write(label, box, numbers(box, convention, frame), convention)
