"""Boxes, points and outlines of a reply, placed on the image, with what could not be used said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vizdesk.common.messages import Message
from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.forms import FORMATS, BoxFormat, ReadContext
from vizdesk.comparison.parsing.masks import outline
from vizdesk.comparison.parsing.raw_entries import (
    Fault,
    RawBox,
    RawEntries,
    RawPoint,
    RawPolygon,
)
from vizdesk.comparison.parsing.scale import (
    Decision,
    Extent,
    decided,
    in_a_corner,
    ordered,
    placed,
)
from vizdesk.comparison.parsing.xml_points import read_points
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale
from vizdesk.comparison.types import Detection, PointDetection, PolygonDetection, Reading

__all__ = ["Frame", "read_detections"]

# Families of tags that also write JSON, in their own scale and order. What is written in JSON under
# location tokens or patch indices has been through a program of its own, whose scale is not known.
ALSO_JSON = (
    *(BoxForm.REF_BOX, BoxForm.REF_DET, BoxForm.REF_NUMBERS, BoxForm.PAIRS, BoxForm.BOX_TAGS),
    BoxForm.BRACKETS,
)
# In this order a reply without the family's own form is looked through.
ELSEWHERE = (
    *(BoxForm.REF_DET, BoxForm.BOX_TAGS, BoxForm.PAIRS, BoxForm.REF_BOX, BoxForm.LOC_QUADS),
    *(BoxForm.PATCH_INDEX, BoxForm.LOC_TOKENS, BoxForm.JSON),
)
# What tells InternVL's tags from any XML with a <box> in it.
INTERNVL_MARKS = re.compile(r"<ref>|<quad>|<box>\s*\[\[")
# More outlines than these are not traced from masks: each is a picture of its own.
MOST_MASKS = 60


def read_detections(
    text: str, convention: BoxConvention, frame: Frame, classes: Sequence[str]
) -> Reading:
    """The detections, points and outlines of a reply; `classes`: those asked for (empty: any)."""
    context = ReadContext(convention, classes)
    _read(text, context)
    entries = context.found
    entries.none_meant |= entries.empty and problems.says_nothing(text, classes)
    return reading_of(entries, context.convention, frame, classes)


def _read(text: str, context: ReadContext) -> None:
    """By the family's own form; where the reply has none of it, by the form it has."""
    own = FORMATS.get(context.convention.form)
    if own is not None:
        own.read(text, context)
    read_points(text, context)
    entries = context.found
    if own is None or entries.boxes or entries.points or entries.polygons:
        return
    other = next(
        (
            FORMATS[form]
            for form in ELSEWHERE
            if form is not own.form and FORMATS[form].opens.search(text)
        ),
        None,
    )
    if other is not None and not (entries.none_meant and not entries.faults):
        _read_elsewhere(text, own, other, context)


def _read_elsewhere(text: str, own: BoxFormat, other: BoxFormat, context: ReadContext) -> None:
    """A reply in the form of another family: read where its scale is the same or its own."""
    convention = context.convention
    if other.form is BoxForm.JSON and own.form in ALSO_JSON:
        taken: BoxConvention | None = convention
    else:
        same = not convention.y_first and convention.scale is BoxScale.THOUSAND
        unknown = bool(convention.x_first_keys)
        native = other.native
        taken = native if native is not None and (same or unknown or _own_tags(other)) else None
    trial = ReadContext(taken or convention, context.classes)
    other.read(text, trial)
    entries = trial.found
    count = len(entries.boxes) + entries.faults.total()
    if other.form is BoxForm.REF_BOX and not INTERNVL_MARKS.search(text):
        taken = None  # <box> alone is any XML
    if taken is None:
        if entries.boxes and other.form is not BoxForm.JSON:
            context.found.faults.clear()
            context.found.faults[Fault.OTHER_FORM] += count
        return
    if not count and not entries.none_meant:
        return
    context.found.faults.clear()
    context.found.extend(entries)
    if entries.boxes:
        context.convention = taken
        context.found.note(problems.read_as_form(other.title))


def _own_tags(other: BoxFormat) -> bool:
    """Whether no other family than its own writes such tags, so that their scale is known."""
    return other.form in (BoxForm.REF_DET, BoxForm.PATCH_INDEX)


def reading_of(
    entries: RawEntries, convention: BoxConvention, frame: Frame, classes: Sequence[str]
) -> Reading:
    """What the raw entries are on the image."""
    extent = Extent(convention.y_first)
    for raw in entries.boxes:
        if raw.scale is None:
            extent.add(raw.pairs, raw.y_first)
    decision = decided(extent, convention, frame)
    detections, faults, notes = place_boxes(entries.boxes, decision, frame)
    if in_a_corner(extent, decision.convention):
        notes.append(problems.ALL_IN_A_CORNER)
    points, lost = place_points(entries.points, convention, frame)
    polygons, outline_notes = _polygons(entries.polygons, decision, frame)
    faults += entries.faults + lost
    told = _problems(entries, detections, faults, classes)
    if not detections and not entries.boxes and (points or polygons):
        told = [problems.POINTS if points else problems.OUTLINES, *told]
    told += [note for note in (*entries.notes, *notes, *outline_notes) if note not in told]
    return Reading(
        tuple(detections), problems=tuple(told), points=tuple(points), polygons=tuple(polygons)
    )


def place_boxes(
    raws: Sequence[RawBox], decision: Decision, frame: Frame
) -> tuple[list[Detection], Counter[Fault], list[Message]]:
    """The boxes on the image, what is wrong with others, and what was put right."""
    detections: list[Detection] = []
    faults: Counter[Fault] = Counter()
    notes: list[Message] = []
    for raw in raws:
        box = placed(raw, decision, frame)
        if isinstance(box, Fault):
            faults[box] += 1
            continue
        detections.append(Detection(raw.label, box.box, raw.score))
        if box.note and box.note not in notes:
            notes.append(box.note)
    if decision.note and detections:
        notes.insert(0, decision.note)
    return detections, faults, notes


def place_points(
    raws: Sequence[RawPoint], convention: BoxConvention, frame: Frame
) -> tuple[list[PointDetection], Counter[Fault]]:
    """The points on the image, and what is wrong with others."""
    extent = Extent(convention.y_first)
    for raw in raws:
        if raw.scale is None:
            extent.add([raw.pair], raw.y_first)
    decision = decided(extent, convention, frame)
    points: list[PointDetection] = []
    faults: Counter[Fault] = Counter()
    for raw in raws:
        own = decision.convention
        ((x, y),) = ordered([raw.pair], own.y_first if raw.y_first is None else raw.y_first)
        wide, high = frame.unit(raw.scale or own.scale)
        if decision.refused and raw.scale is None:
            faults[decision.refused] += 1
        elif min(wide, high) > 0 and 0 <= x / wide <= 1 and 0 <= y / high <= 1:
            points.append(PointDetection(raw.label, x / wide, y / high, raw.score))
        else:
            faults[Fault.OUTSIDE] += 1
    return points, faults


def _polygons(
    raws: Sequence[RawPolygon], decision: Decision, frame: Frame
) -> tuple[list[PolygonDetection], list[Message]]:
    polygons: list[PolygonDetection] = []
    notes: list[Message] = []
    for number, raw in enumerate(raws):
        if raw.mask:
            rings = _masked(raw, decision, frame) if number < MOST_MASKS else []
            if not rings:
                notes.append(problems.BAD_MASK)
            polygons += [PolygonDetection(raw.label, ring, raw.score) for ring in rings]
            continue
        vertices = _vertices(raw, decision, frame)
        if vertices is None:
            notes.append(problems.BAD_MASK)
        else:
            polygons.append(PolygonDetection(raw.label, vertices, raw.score))
    return polygons, list(dict.fromkeys(notes))


def _masked(
    raw: RawPolygon, decision: Decision, frame: Frame
) -> list[tuple[tuple[float, float], ...]]:
    """The outline of a mask that fills the box of its object."""
    box = placed(raw.box, decision, frame) if raw.box else Fault.NO_BOX
    if isinstance(box, Fault):
        return []
    x0, y0 = box.box.x0, box.box.y0
    wide, high = box.box.x1 - x0, box.box.y1 - y0
    return [
        tuple((min(1.0, x0 + x * wide), min(1.0, y0 + y * high)) for x, y in ring)
        for ring in outline(raw.mask)
    ]


def _vertices(
    raw: RawPolygon, decision: Decision, frame: Frame
) -> tuple[tuple[float, float], ...] | None:
    """The vertices on the image; of two orders the one in which they lie in their box."""
    convention = decision.convention
    unit = frame.unit(convention.scale)
    if decision.refused or min(unit) <= 0:
        return None
    order = convention.y_first if raw.y_first is None else raw.y_first
    around = placed(raw.box, decision, frame) if raw.box else None
    for y_first in (order, not order) if raw.y_first is None and raw.box else (order,):
        shares = [(x / unit[0], y / unit[1]) for x, y in ordered(raw.pairs, y_first)]
        if not all(-0.02 <= part <= 1.02 for share in shares for part in share):
            continue
        if around is not None and not isinstance(around, Fault):
            box, slack = around.box, 0.02
            if not all(
                box.x0 - slack <= x <= box.x1 + slack and box.y0 - slack <= y <= box.y1 + slack
                for x, y in shares
            ):
                continue
        return tuple((min(1.0, max(0.0, x)), min(1.0, max(0.0, y))) for x, y in shares)
    return None


def _problems(
    entries: RawEntries,
    detections: Sequence[Detection],
    faults: Counter[Fault],
    classes: Sequence[str],
) -> list[Message]:
    told: list[Message] = []
    total = (
        len(entries.boxes) + len(entries.points) + len(entries.polygons) + entries.faults.total()
    )
    if not total and not entries.none_meant:
        told.append(problems.NO_BOXES)
    used = total - faults.total()
    wrong = problems.used(used, total, faults)
    if wrong:
        told.append(wrong)
    if classes:
        asked = {name.casefold() for name in classes}
        other = dict.fromkeys(
            detection.label for detection in detections if detection.label.casefold() not in asked
        )
        if other:
            told.append(problems.not_asked_for(other))
    return told
