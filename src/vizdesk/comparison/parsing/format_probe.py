"""Which way a model writes boxes, told from its reply about objects whose places are known.

The numbers of the reply are tried in every order and scale there is, without the second thoughts of
`read_detections`; what lies best on the objects is the model's convention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.family_guess import guess_family
from vizdesk.comparison.parsing.forms import FORMATS, ReadContext
from vizdesk.comparison.parsing.raw_entries import RawBox
from vizdesk.comparison.parsing.scale import Decision, Placed, placed
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale, Profile
from vizdesk.comparison.types import Box

LIKELY = 0.5
"""The least mean overlap (IoU) at which a convention is told."""
CLEAR = 0.05
"""How much better than every other convention it must lie."""
FLAT_KEYS: tuple[tuple[str, ...], ...] = (
    ("x_min", "y_min", "x_max", "y_max"),
    ("xmin", "ymin", "xmax", "ymax"),
    ("x1", "y1", "x2", "y2"),
    ("left", "top", "right", "bottom"),
)
BOX_KEYS = ("box_2d", "bbox_2d", "bbox", "box", "bounding_box", "coordinates")
LABEL_KEYS = ("label", "description", "class_name", "name", "category", "class", "object")
FORMS = (*(form for form in FORMATS if form is not BoxForm.JSON), BoxForm.JSON)
"""Tags first: JSON in them is not meant."""
PIXELS = (BoxScale.SENT_PIXELS, BoxScale.ORIGINAL_PIXELS)
SAME = MappingProxyType({BoxScale.THOUSAND_LESS_ONE: BoxScale.THOUSAND})
"""Scales that no overlap tells apart, and the one that is told for them."""


@dataclass(frozen=True, slots=True)
class ProbeObject:
    """Something that is drawn at a known place, 0..1 of the image."""

    label: str
    box: Box


@dataclass(frozen=True, slots=True)
class ProbeReply:
    """What a model wrote about a probe image, and the image's sizes."""

    text: str
    frame: Frame
    objects: tuple[ProbeObject, ...]


@dataclass(frozen=True, slots=True)
class ConventionFit:
    """How well the replies lie on the objects in one convention.

    `overlap` is the mean IoU of each object with the box of its label, 0 where there is none;
    `boxes` of `objects` had one.
    """

    convention: BoxConvention
    overlap: float
    boxes: int
    objects: int


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """All conventions that give any box, the best first; `convention` is None where none is sure.

    Conventions that place every box alike on these images are one: the first of them stands.
    """

    fits: tuple[ConventionFit, ...]

    @property
    def convention(self) -> BoxConvention | None:
        """The one that lies well and clearly better than all others."""
        if not self.fits or self.fits[0].overlap < LIKELY:
            return None
        best = self.fits[0]
        clear = all(
            best.overlap - other.overlap >= CLEAR
            for other in self.fits[1:]
            if not _both_pixels(best.convention, other.convention)
        )
        return best.convention if clear else None


def _both_pixels(one: BoxConvention, other: BoxConvention) -> bool:
    """Pixels of the image sent and of the original: where both have almost one size, alike."""
    return {one.scale, other.scale} == set(PIXELS) and one.y_first is other.y_first


def probe(replies: Sequence[ProbeReply], profiles: Mapping[str, Profile]) -> ProbeResult:
    """Try every form, order and scale on all replies together.

    Of forms that read the same boxes that of the family stands whose marks are in the reply.
    """
    fits: list[tuple[ConventionFit, tuple[Box | None, ...]]] = []
    for written in _written(replies, profiles):
        for y_first, scale in product((False, True), BoxScale):
            if scale in SAME:
                continue
            convention = replace(written, y_first=y_first, scale=scale)
            places = tuple(box for reply in replies for box in _places(reply, convention))
            if any(places) and all(places != other for _, other in fits):
                fits.append((_fit(convention, places, replies), places))
    ordered = sorted((fit for fit, _ in fits), key=lambda fit: -fit.overlap)
    return ProbeResult(tuple(ordered))


def _written(
    replies: Sequence[ProbeReply], profiles: Mapping[str, Profile]
) -> Iterator[BoxConvention]:
    """Every form that may stand in the replies, that of their marks first."""
    families = (profiles.get(guess_family(reply.text).family) for reply in replies)
    marked = [each.boxes.form for each in families if each is not None]
    tags = [form for form in marked if form in FORMATS and form is not BoxForm.JSON]
    for form in dict.fromkeys((*tags, *FORMS)):
        if form is not BoxForm.JSON:
            yield BoxConvention(form)
            continue
        yield BoxConvention(form, box_keys=BOX_KEYS, label_keys=LABEL_KEYS)
        for keys in FLAT_KEYS:
            if any(keys[0] in reply.text for reply in replies):
                yield BoxConvention(form, box_keys=(), label_keys=LABEL_KEYS, flat_keys=keys)


def _places(reply: ProbeReply, convention: BoxConvention) -> list[Box | None]:
    """For each object the box of its label that lies best on it; None where there is none."""
    context = ReadContext(convention, ())
    FORMATS[convention.form].read(reply.text, context)
    decision = Decision(convention)
    boxes: list[tuple[str, Box]] = []
    for raw in context.found.boxes:
        plain = RawBox(raw.label, raw.pairs, y_first=convention.y_first)
        place = placed(plain, decision, reply.frame)
        if isinstance(place, Placed):
            boxes.append((raw.label.casefold().strip(), place.box))
    found: list[Box | None] = []
    for thing in reply.objects:
        own = [box for label, box in boxes if label == thing.label.casefold()]
        found.append(max(own, key=lambda box: overlap(box, thing.box), default=None))
    return found


def _fit(
    convention: BoxConvention, places: Sequence[Box | None], replies: Sequence[ProbeReply]
) -> ConventionFit:
    objects = [thing for reply in replies for thing in reply.objects]
    shares = [
        0.0 if box is None else overlap(box, thing.box)
        for box, thing in zip(places, objects, strict=True)
    ]
    mean = sum(shares) / len(shares) if shares else 0.0
    return ConventionFit(convention, mean, sum(box is not None for box in places), len(objects))


def overlap(one: Box, other: Box) -> float:
    """Intersection over union of two boxes."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    shared = max(0.0, wide) * max(0.0, high)
    whole = one.area + other.area - shared
    return shared / whole if whole else 0.0
