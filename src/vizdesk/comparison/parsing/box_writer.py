"""One box as a family writes it, for people to see: `reading` turned round."""

from __future__ import annotations

import json

from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale
from vizdesk.comparison.types import Box

PATCHES = 32


def numbers(box: Box, convention: BoxConvention, frame: Frame) -> tuple[float, ...]:
    """The four numbers of `box` in the family's order and scale."""
    wide, high = frame.unit(convention.scale)
    x0, y0, x1, y1 = box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high
    ordered = (y0, x0, y1, x1) if convention.y_first else (x0, y0, x1, y1)
    fine = 3 if convention.scale is BoxScale.UNIT else 1
    most = {BoxScale.LOC_1024: 1023}.get(convention.scale)
    if convention.scale in (BoxScale.UNIT, BoxScale.PERCENT):
        return tuple(round(one, fine) for one in ordered)
    return tuple(min(round(one), most) if most else round(one) for one in ordered)


def example(label: str, box: Box, convention: BoxConvention, frame: Frame) -> str:
    """What the family would write for `box`; empty when it writes no boxes."""
    four = numbers(box, convention, frame)
    a, b, c, d = four
    match convention.form:
        case BoxForm.JSON:
            places = (
                dict(zip(convention.flat_keys, numbers(box, convention, frame), strict=True))
                if convention.flat_keys
                else {convention.box_keys[0]: list(four)}
            )
            return json.dumps({**places, convention.label_keys[0]: label}, ensure_ascii=False)
        case BoxForm.LOC_TOKENS if convention.scale is BoxScale.LOC_1024:
            return "".join(f"<loc{one:04.0f}>" for one in four) + f" {label}"
        case BoxForm.LOC_TOKENS:
            return label + "".join(f"<loc_{min(one, 999):.0f}>" for one in four)
        case BoxForm.REF_DET:
            return f"<|ref|>{label}<|/ref|><|det|>[[{a}, {b}, {c}, {d}]]<|/det|>"
        case BoxForm.REF_BOX:
            return f"<ref>{label}</ref><box>[[{a}, {b}, {c}, {d}]]</box>"
        case BoxForm.REF_NUMBERS:
            return f"<ref>{label}</ref><box>{a} {b} {c} {d}</box>"
        case BoxForm.BOX_TAGS:
            return f"{label}<box><{a}><{b}><{c}><{d}></box>"
        case BoxForm.PAIRS:
            return f"{label}({a},{b}),({c},{d})"
        case BoxForm.BRACKETS:
            return f"{label} [[{a:03.0f},{b:03.0f},{c:03.0f},{d:03.0f}]]"
        case BoxForm.LOC_QUADS:
            points = (a, b, c, b, c, d, a, d)
            return label + "".join(f"<|LOC_{point:.0f}|>" for point in points)
        case BoxForm.PATCH_INDEX:
            first = int(box.y0 * PATCHES) * PATCHES + int(box.x0 * PATCHES)
            last = int(box.y1 * PATCHES - 0.01) * PATCHES + int(box.x1 * PATCHES - 0.01)
            index = f"<patch_index_{first:04d}><patch_index_{last:04d}>"
            return f"<phrase>{label}</phrase><object>{index}</object>"
        case BoxForm.NONE:
            return ""
