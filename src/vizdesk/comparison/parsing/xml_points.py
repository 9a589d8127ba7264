"""Points in tags: Molmo's <point x="9.4" y="59.8" alt="cat">cat</point> and <points x1=… y1=…>.

Molmo writes per cent of the image (https://huggingface.co/allenai/Molmo-7B-D-0924); Qwen2.5-VL
writes the same tags in pixels of the image it was sent.
"""

from __future__ import annotations

import re

from vizdesk.comparison.parsing.forms.box_form import ReadContext
from vizdesk.comparison.parsing.raw_entries import Fault, RawPoint
from vizdesk.comparison.profiles import BoxScale

TAG = re.compile(r"<(?P<tag>points?)\s(?P<attributes>[^<>]{0,8000})>(?P<name>[^<>]{0,200})")
# Molmo 2: coords="1 1 094 598 2 177 991": an image, then (number, x, y) of each point in 0..1000.
NUMBERED = re.compile(r"\bcoords\s*=\s*[\"']([\d\s.;,]*)[\"']")
ATTRIBUTE = re.compile(r"\b(x|y)(\d{0,3})\s*+=\s*+[\"']?\s*+(-?\d+(?:\.\d+)?)")
ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
HALF = re.compile(r"<points?\b[^<>]{0,8000}\Z")
PER_CENT = 100.0


def read_points(text: str, context: ReadContext) -> None:
    """Every point in such a tag."""
    if "<point" not in text:
        return
    for tag in TAG.finditer(text):
        attributes = tag.group("attributes")
        alt = ALT.search(attributes)
        label = (alt.group(1) or alt.group(2) or "" if alt else "") or tag.group("name").strip()
        xs: dict[str, float] = {}
        ys: dict[str, float] = {}
        for axis, index, digits in ATTRIBUTE.findall(attributes):
            (xs if axis == "x" else ys)[index] = float(digits)
        numbers = [*xs.values(), *ys.values()]
        scale = _scale(numbers, context)
        for index in xs:
            if index in ys:
                point = RawPoint(label or "point", (xs[index], ys[index]), None, False, scale)
                context.found.points.append(point)
            else:
                context.fault(Fault.POINT_NOT_TWO)
        if not xs:
            _numbered(attributes, label, context)
    if HALF.search(text, max(0, text.rfind("<point"))):
        context.fault(Fault.CUT)


def _scale(numbers: list[float], context: ReadContext) -> BoxScale | None:
    """Per cent, but in families of pixels and where a number is too large for it."""
    own = context.convention.scale
    if own in (BoxScale.SENT_PIXELS, BoxScale.ORIGINAL_PIXELS):
        return None
    return BoxScale.PERCENT if all(number <= PER_CENT for number in numbers) else None


def _numbered(attributes: str, label: str, context: ReadContext) -> None:
    coordinates = NUMBERED.search(attributes)
    if coordinates is None:
        context.fault(Fault.POINT_NOT_TWO)
        return
    numbers = [float(part) for part in re.findall(r"\d+(?:\.\d+)?", coordinates.group(1))]
    if len(numbers) % 3 != 1:
        context.fault(Fault.POINT_NOT_TWO)
        return
    for at in range(1, len(numbers), 3):
        _, x, y = numbers[at : at + 3]
        context.found.points.append(
            RawPoint(label or "point", (x, y), None, False, BoxScale.THOUSAND)
        )
