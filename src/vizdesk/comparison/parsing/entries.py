"""JSON values → raw boxes, points and outlines: which keys and shapes leave nothing to guess.

Read are the family's own keys first, then those that peers' models write: `class`, `category`,
`object`, `name` as labels; `box`, `bounding_box`, corners by name, sizes by name, texts, nested
and parallel lists, one list under each class. What has to be assumed is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.coordinates import number
from vizdesk.comparison.parsing.json_recovery import parsed
from vizdesk.comparison.parsing.labels import PLACEHOLDERS, as_asked, spelling
from vizdesk.comparison.parsing.raw_entries import (
    Fault,
    Pair,
    RawBox,
    RawEntries,
    RawPoint,
    RawPolygon,
    paired,
)
from vizdesk.comparison.parsing.tolerant_json import LooseDict, LooseList
from vizdesk.comparison.profiles import BoxConvention, BoxScale

DEEPEST = 12
BOX_KEYS = frozenset(
    {
        *("box2d", "bbox2d", "bbox", "box", "boundingbox", "boundingbox2d", "boundingrect", "roi"),
        *("coordinates", "coords", "location", "position", "region", "rect", "rectangle", "bndbox"),
        *("xyxy", "bboxxyxy", "boxxyxy", "xywh", "bboxxywh", "boxxywh", "boxes", "bboxes"),
        *("boundingboxes", "boxes2d", "bboxes2d", "box2ds", "bbox2ds", "bboxcoordinates"),
        *("boxcoordinates", "boxcoords", "bboxcoords", "bb", "boxpoints", "normalizedbox"),
        *("normalizedbbox", "bboxabs", "cxcywh", "yxyx", "quad", "databbox"),
    }
)
# A word under one of these says where something is in prose (“left”), not in numbers.
VAGUE_KEYS = frozenset({"location", "position", "region", "coordinates", "area"})
LABEL_KEYS = (
    *("label", "classname", "class", "category", "categoryname", "object", "objectname", "name"),
    *("objectclass", "textcontent", "text", "description", "phrase", "entity", "item", "tag"),
    *("title", "type", "kind", "labels", "classes", "names", "objecttype", "subject"),
)
SCORE_KEYS = ("confidence", "score", "probability", "conf", "prob", "certainty")
POINT_KEYS = ("point2d", "point", "coordinate", "pointcoordinates", "center", "centre", "keypoint")
POINTS_KEYS = ("points", "points2d", "keypoints", "locations")
POLYGON_KEYS = ("mask", "polygon", "polygons", "segmentation", "outline", "contour", "maskpolygon")
# Keys that wrap an answer and name nothing.
WRAPPERS = frozenset(
    {
        *("detections", "objects", "results", "result", "predictions", "prediction", "items"),
        *("answer", "answers", "output", "outputs", "response", "data", "annotations", "arguments"),
        *("detection", "found", "instances", "entities", "content", "value", "values", "json"),
        *("image", "parameters", "input", "finalanswer", "list", "shapes", "features", "labels"),
        *("object", "detectedobjects", "foundthings", "things", "elements", "entries", "function"),
        *BOX_KEYS,
    }
)
SIZES = frozenset(
    {
        *(
            "imagesize",
            "size",
            "resolution",
            "dimensions",
            "imagedimensions",
            "shape",
            "imageshape",
        ),
        *("color", "colour", "rgb", "rgba", "dominantcolor", "anchor", "origin", "inputsize"),
        *("originalsize", "imageresolution", "canvas", "center", "centre", "box3d", "bbox3d"),
    }
)
CORNERS = (
    ("xmin", "ymin", "xmax", "ymax"),
    ("x1", "y1", "x2", "y2"),
    ("x0", "y0", "x1", "y1"),
    ("left", "top", "right", "bottom"),
    ("topleftx", "toplefty", "bottomrightx", "bottomrighty"),
    ("xtopleft", "ytopleft", "xbottomright", "ybottomright"),
    ("minx", "miny", "maxx", "maxy"),
    ("startx", "starty", "endx", "endy"),
    ("xstart", "ystart", "xend", "yend"),
    ("xtl", "ytl", "xbr", "ybr"),
    ("xleft", "ytop", "xright", "ybottom"),
    ("l", "t", "r", "b"),
)
SIZED = (
    ("x", "y", "width", "height"),
    ("x", "y", "w", "h"),
    ("left", "top", "width", "height"),
    ("xmin", "ymin", "width", "height"),
    ("l", "t", "w", "h"),
)
CENTRED = (
    ("xcenter", "ycenter", "width", "height"),
    ("centerx", "centery", "width", "height"),
    ("xcentre", "ycentre", "width", "height"),
    ("cx", "cy", "w", "h"),
    ("cx", "cy", "width", "height"),
)
POINT_PAIRS = (
    ("topleft", "bottomright"),
    ("min", "max"),
    ("start", "end"),
    ("upperleft", "lowerright"),
    ("p1", "p2"),
)
PERCENT = re.compile(r"\s*[-+]?\d+(?:\.\d+)?\s*%\s*")
NUMBERS_ONLY = re.compile(r"[\s\[\](){}<>,;|/%+\d.eE-]*")
NAMED_NUMBER = re.compile(r"([A-Za-z_]\w{0,20})\s*[=:]\s*([-+]?\d+(?:\.\d+)?)")
DIGITS = re.compile(r"[-+]?\d+(?:\.\d+)?")
LONGEST_TEXT = 400


class Shape(NamedTuple):
    """The pairs of one box, their order (None: the family's), and a scale the reply names."""

    pairs: tuple[Pair, ...]
    y_first: bool | None = None
    scale: BoxScale | None = None


Found = list[Shape] | Fault | None


@lru_cache(maxsize=4096)
def plain_key(key: object) -> str:
    """`Bounding-Box_2D` → `boundingbox2d`."""
    return re.sub(r"[^a-z0-9]", "", str(key).lower())


@dataclass(slots=True)
class EntryReader:
    """Collects what JSON values say of places into `found`; `classes` are those asked for."""

    convention: BoxConvention
    classes: Sequence[str]
    found: RawEntries
    templates: int = 0

    def read(self, value: Any, name: str | None = None) -> None:  # noqa: ANN401 - any JSON value
        """Everything `value` says; `name` is what the words before it call it."""
        if _box_like(value):
            self._bare(value, name)
        elif isinstance(value, list):
            self._list(value, name, 0, is_entry=True)
        elif isinstance(value, dict):
            self._dict(value, name, 0, is_entry=True)

    # --- Lists -----------------------------------------------------------------------------------

    def _list(self, values: list[Any], name: str | None, depth: int, *, is_entry: bool) -> None:
        if depth > DEEPEST:
            return
        objects = any(isinstance(value, dict) for value in values)
        for value in values:
            if isinstance(value, str) and value[:1] in "{[":
                value = parsed(value)
            if isinstance(value, dict):
                self._dict(value, name, depth + 1, is_entry=True)
            elif isinstance(value, list) and (_box_like(value) or not objects):
                if _box_like(value):
                    self._bare(value, name)
                else:
                    self._list(value, name, depth + 1, is_entry=is_entry)
            elif objects:
                self.found.faults[Fault.NO_OBJECT] += 1

    def _bare(self, value: list[Any], name: str | None) -> None:
        """Boxes without an object around them."""
        shapes = shapes_of(value)
        if isinstance(shapes, list):
            self._emit(shapes, self._named(name), None)
        else:
            self.found.faults[shapes or Fault.NOT_FOUR] += 1

    # --- Objects ---------------------------------------------------------------------------------

    def _dict(
        self, entry: Mapping[str, Any], name: str | None, depth: int, *, is_entry: bool
    ) -> None:
        if depth > DEEPEST or self._as_asked_for(entry):
            return
        if self._is_template(entry):
            self.templates += 1
            return
        if not entry:
            if isinstance(entry, LooseDict) and entry.damaged:
                self.found.faults[Fault.BROKEN] += 1
            return
        if self._parallel(entry):
            return
        keys = {plain_key(key): key for key in entry}
        place, key = self._place(entry, keys)
        outlined = self._outline(entry, keys, place)
        if isinstance(place, list):
            self._placed(entry, place, str(key), name, outlined=outlined)
            self._parts(entry, depth)
        elif not outlined and not self._points(entry, keys, name):
            self._children(entry, name, depth, place, is_entry=is_entry)

    def _parts(self, entry: Mapping[str, Any], depth: int) -> None:
        """Entries with boxes of their own inside an entry with a box: “children”, “parts”."""
        for value in entry.values():
            if isinstance(value, list) and any(
                isinstance(part, dict) and any(plain_key(key) in BOX_KEYS for key in part)
                for part in value
            ):
                self._list(value, None, depth + 1, is_entry=False)

    def _as_asked_for(self, entry: Mapping[str, Any]) -> bool:
        """Whether the entry is just a box and a name under the family's own keys: the usual case,

        read without a look at anything else.
        """
        if len(entry) != 2 or self.convention.flat_keys:
            return False
        key = next((key for key in self.convention.box_keys if key in entry), None)
        label = next((entry[name] for name in self.convention.label_keys if name in entry), None)
        numbers = entry[key] if key is not None else None
        if type(label) is not str or type(numbers) is not list or len(numbers) != 4:
            return False
        if key in self.convention.x_first_keys or not all(type(part) is int for part in numbers):
            return False
        name = label.strip()
        if not name or name.lower() in PLACEHOLDERS:
            return False
        a, b, c, d = numbers
        self.found.boxes.append(RawBox(as_asked(name, self.classes), ((a, b), (c, d))))
        return True

    def _placed(
        self,
        entry: Mapping[str, Any],
        shapes: list[Shape],
        key: str,
        name: str | None,
        *,
        outlined: bool,
    ) -> None:
        if isinstance(entry, LooseDict) and entry.cut_key == key:
            self.found.faults[Fault.CUT] += len(shapes)
            return
        if key in self.convention.x_first_keys and self.convention.y_first:
            self.found.note(problems.X_FIRST)
            shapes = [shape._replace(y_first=False) for shape in shapes]
        shapes = [_formatted(shape, entry, key) for shape in shapes]
        label = self.label_of(entry)
        if label is None and name is None and isinstance(entry, LooseDict) and entry.damaged:
            self.found.faults[Fault.CUT] += len(shapes)
            return
        if label is None and self.convention.flat_keys and len(self.classes) == 1:
            label = self.classes[0]  # as Moondream writes: the one class is understood
        self._emit(shapes, label or self._named(name), self.score_of(entry))

    def _emit(self, shapes: list[Shape], label: str | None, score: float | None) -> None:
        if label is None:
            self.found.faults[Fault.NO_LABEL] += len(shapes)
            return
        for shape in shapes:
            self.found.boxes.append(RawBox(label, shape.pairs, score, shape.y_first, shape.scale))

    def _named(self, name: str | None) -> str | None:
        if name is not None:
            return as_asked(name, self.classes)
        if len(self.classes) == 1:
            self.found.note(problems.ONE_CLASS)
            return self.classes[0]
        return None

    def _children(
        self,
        entry: Mapping[str, Any],
        name: str | None,
        depth: int,
        fault: Found,
        *,
        is_entry: bool,
    ) -> None:
        """What stands deeper: wrappers, and classes with their boxes under them."""
        before = _count(self.found)
        for key, value in entry.items():
            plain = plain_key(key)
            if plain in SIZES:
                continue
            if isinstance(value, str) and value[:1] in "{[":
                value = parsed(value)
            below = name if plain in WRAPPERS or plain in LABEL_KEYS else str(key).strip() or name
            self._child(value, below, depth, wrapped=plain in WRAPPERS)
        if _count(self.found) > before or not is_entry:
            return
        if isinstance(entry, LooseDict) and entry.damaged:
            self.found.faults[Fault.CUT if fault is Fault.NO_BOX else Fault.BROKEN] += 1
        elif isinstance(fault, Fault):
            self.found.faults[fault] += 1
        elif not any(isinstance(value, list) and not value for value in entry.values()):
            self.found.faults[Fault.NO_BOX] += 1

    def _child(self, value: object, name: str | None, depth: int, *, wrapped: bool) -> None:
        if isinstance(value, list) and _box_like(value):
            if not wrapped or name is not None or self.classes:
                self._bare(value, name)
        elif isinstance(value, dict):
            self._dict(value, name, depth + 1, is_entry=False)
        elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
            self._list(value, name, depth + 1, is_entry=False)

    # --- Places ----------------------------------------------------------------------------------

    def _place(self, entry: Mapping[str, Any], keys: Mapping[str, str]) -> tuple[Found, str | None]:
        """The boxes of an entry, what is wrong with its box, or None; and the key of the box."""
        flat = self.convention.flat_keys
        if flat and all(key in entry for key in flat):
            return _corners([entry[key] for key in flat]), flat[-1]
        fault: Fault | None = None
        own = [key for key in self.convention.box_keys if key in entry]
        others = [key for plain, key in keys.items() if plain in BOX_KEYS and key not in own]
        for key in (*own, *others):
            shapes = shapes_of(entry[key])
            if isinstance(shapes, list):
                return shapes, key
            vague = plain_key(key) in VAGUE_KEYS or plain_key(key).endswith("es")
            if shapes is not None and not vague:
                fault = fault or shapes
        named = named_corners(entry)
        if isinstance(named, list):
            return named, list(entry)[-1]
        return fault or named, None

    def _parallel(self, entry: Mapping[str, Any]) -> bool:
        """Whether it is a list of boxes beside a list of their names."""
        plain = {plain_key(key): value for key, value in entry.items()}
        boxes = next(
            (
                value
                for key, value in plain.items()
                if key in BOX_KEYS
                and isinstance(value, list)
                and value
                and all(_is_four(part) for part in value)
            ),
            None,
        )
        names = next(
            (
                value
                for key, value in plain.items()
                if key in (*LABEL_KEYS, "objects", "categories", "bboxeslabels")
                and isinstance(value, list)
                and value
                and all(isinstance(part, str) and part.strip() for part in value)
            ),
            None,
        )
        if boxes is None or names is None:
            return False
        one_for_all = len(names) == 1 and ("label" in plain or len(self.classes) == 1)
        if len(boxes) > 1 and one_for_all:
            return False
        if len(boxes) != len(names):
            self.found.faults[Fault.UNEVEN_LISTS] += len(boxes)
            return True
        scores = next((plain[key] for key in ("scores", "confidences") if key in plain), None)
        known = (
            scores
            if isinstance(scores, list) and len(scores) == len(boxes)
            else [None] * len(boxes)
        )
        for box, label, score in zip(boxes, names, known, strict=True):
            shapes = shapes_of(box)
            if isinstance(shapes, list):
                self._emit(shapes, as_asked(label.strip(), self.classes), share(score))
        return True

    # --- Points and outlines ---------------------------------------------------------------------

    def _points(self, entry: Mapping[str, Any], keys: Mapping[str, str], name: str | None) -> bool:
        """Whether the entry gives points."""
        label = self.label_of(entry) or name or (self.classes[0] if len(self.classes) == 1 else "")
        score = self.score_of(entry)
        for plain in POINT_KEYS:
            if plain in keys:
                pair = point_of(entry[keys[plain]])
                if pair is not None:
                    self._add_points([pair], label, score)
                    return True
        if {"x", "y"} <= set(keys) and not {"width", "w", "height", "h"} & set(keys):
            pair = point_of(entry)
            if pair is not None:
                self._add_points([pair], label, score)
                return True
        for plain in POINTS_KEYS:
            value = entry.get(keys.get(plain, ""))
            if isinstance(value, list) and value:
                pairs = [point_of(part) for part in value]
                if all(pair is not None for pair in pairs):
                    self._add_points([pair for pair in pairs if pair is not None], label, score)
                    return True
        return False

    def _add_points(
        self, pairs: list[tuple[Pair, bool | None]], label: str, score: float | None
    ) -> None:
        for pair, y_first in pairs:
            self.found.points.append(RawPoint(label or "point", pair, score, y_first))

    def _outline(self, entry: Mapping[str, Any], keys: Mapping[str, str], place: Found) -> bool:
        """Whether the entry gives an outline or a mask (beside or instead of a box)."""
        given = False
        label = self.label_of(entry)
        score = self.score_of(entry)
        shape = place[0] if isinstance(place, list) and len(place) == 1 else None
        box = RawBox(label or "", shape.pairs, score, shape.y_first, shape.scale) if shape else None
        for plain in (*POLYGON_KEYS, *(POINTS_KEYS if box else ())):
            if plain not in keys:
                continue
            value = entry[keys[plain]]
            if isinstance(value, str):
                if label and box and value.startswith("data:image/"):
                    self.found.polygons.append(RawPolygon(label, (), score, box=box, mask=value))
                elif "<seg" in value:
                    self.found.note(problems.MASKS_NOT_DRAWN)
                continue
            for ring in rings_of(value):
                if label:
                    self.found.polygons.append(RawPolygon(label, ring[0], score, ring[1], box))
                    given = True
        return given and place is None

    # --- Names and scores ------------------------------------------------------------------------

    def label_of(self, entry: Mapping[str, Any]) -> str | None:
        """The name of an entry: the family's key first; one of the classes asked for above all."""
        plain = {plain_key(key): value for key, value in entry.items()}
        keys = (*(plain_key(key) for key in self.convention.label_keys), *LABEL_KEYS)
        names = [name for name in (_name(plain.get(key)) for key in dict.fromkeys(keys)) if name]
        asked = {spelling(name) for name in self.classes}
        chosen = next((name for name in names if spelling(name) in asked), None)
        label = chosen or next(iter(names), None)
        return None if label is None else as_asked(label, self.classes)

    def score_of(self, entry: Mapping[str, Any]) -> float | None:
        """The model's own confidence in 0..1; None where it gave none."""
        plain = {plain_key(key): value for key, value in entry.items()}
        for key in (*(plain_key(key) for key in self.convention.score_keys), *SCORE_KEYS):
            score = share(plain.get(key))
            if score is not None:
                return score
        return None

    def _is_template(self, entry: Mapping[str, Any]) -> bool:
        """Whether the entry is the form that was asked for: words where numbers belong."""
        label = next(
            (
                value.strip().lower().strip("<>[]")
                for key, value in entry.items()
                if plain_key(key) in LABEL_KEYS and isinstance(value, str)
            ),
            "",
        )
        for key, value in entry.items():
            if plain_key(key) in BOX_KEYS and isinstance(value, list) and len(value) >= 4:
                if all(isinstance(part, str) and number(part) is None for part in value):
                    return not all(PERCENT.fullmatch(part) for part in value)
                zeros = all(number(part) == 0 for part in value)
                if zeros and label in PLACEHOLDERS:
                    return True
        places = [entry[key] for key in entry if plain_key(key) in CORNERS[0]]
        return (
            len(places) == 4
            and label in PLACEHOLDERS
            and not any(number(place) for place in places)
        )


# --- Shapes ---------------------------------------------------------------------------------------


def shapes_of(value: Any) -> Found:  # noqa: ANN401 - any JSON value
    """The boxes that a value under a box's key gives; a fault where it gives none; None: prose."""
    if isinstance(value, list | tuple):
        return _listed(list(value))
    if isinstance(value, dict):
        named = named_corners(value)
        return Fault.NOT_FOUR if named is None else named
    if isinstance(value, str):
        return _written(value)
    return Fault.NO_BOX if value is None else Fault.NOT_FOUR


def _listed(values: list[Any]) -> Found:
    if isinstance(values, LooseList) and values.open and len(values) < 4:
        return Fault.NOT_FOUR
    if not values:
        return Fault.NO_BOX
    if all(isinstance(part, list | tuple) for part in values):
        return _nested(values)
    if all(isinstance(part, dict) for part in values):
        return _nested_objects(values)
    if len(values) == 8 and _two_boxes(values):
        return Fault.NOT_FOUR
    if len(values) in (4, 8):
        return _corners(values)
    return Fault.NOT_FOUR


def _two_boxes(values: Sequence[Any]) -> bool:
    """Whether eight numbers are two boxes run together: the way around four corners turns back."""
    numbers = [number(part) for part in values]
    a, b, c, d, e, f, g, h = (-1.0 if part is None else part for part in numbers)
    return a < c and b < d and e < g and f < h


def _corners(values: Sequence[Any], y_first: bool | None = None) -> Found:
    percent = sum(isinstance(part, str) and bool(PERCENT.fullmatch(part)) for part in values)
    numbers = [
        number(part.strip(" %")) if isinstance(part, str) else number(part) for part in values
    ]
    known = [part for part in numbers if part is not None]
    if len(known) != len(values) or len(known) not in (4, 8) or percent not in (0, len(values)):
        return Fault.NOT_FOUR
    return [Shape(paired(known), y_first, BoxScale.PERCENT if percent else None)]


def _nested(values: list[Any]) -> Found:
    """[[x, y], [x, y]], four points, [[a, b, c, d]], several boxes."""
    lengths = {len(part) for part in values}
    if lengths == {2} and len(values) in (2, 4):
        return _corners([coordinate for part in values for coordinate in part])
    if len(values) == 1:
        return _listed(list(values[0]))
    if lengths <= {4, 8}:
        shapes = [_corners(list(part)) for part in values]
        good = [
            shape
            for shapes_of_part in shapes
            if isinstance(shapes_of_part, list)
            for shape in shapes_of_part
        ]
        return good if len(good) == len(values) else Fault.NOT_FOUR
    return Fault.NOT_FOUR


def _nested_objects(values: list[Mapping[str, Any]]) -> Found:
    """[{x, y}, {x, y}], four such points, or objects that are boxes."""
    points = [point_of(part) for part in values]
    if len(values) in (2, 4) and all(point is not None for point in points):
        return [Shape(tuple(point[0] for point in points if point is not None), y_first=False)]
    shapes = [named_corners(part) for part in values]
    good = [
        shape
        for shapes_of_part in shapes
        if isinstance(shapes_of_part, list)
        for shape in shapes_of_part
    ]
    return good if len(good) == len(values) else Fault.NOT_FOUR


def _written(text: str) -> Found:
    """A box as text: “1, 2, 3, 4”, “[1, 2, 3, 4]”, “x1=1, y1=2, …”; None for prose."""
    if len(text) > LONGEST_TEXT:
        return None
    if NUMBERS_ONLY.fullmatch(text):
        numbers = DIGITS.findall(text)
        percent = text.count("%")
        if len(numbers) in (4, 8) and percent in (0, len(numbers)):
            return _corners([f"{part}%" if percent else part for part in numbers])
        return Fault.NOT_FOUR if numbers else Fault.NO_BOX
    named = NAMED_NUMBER.findall(text)
    if named:
        corners = named_corners(dict(named))
        return corners if isinstance(corners, list) else None
    return None


def named_corners(entry: Mapping[str, Any]) -> Found:
    """The box of {xmin…}, {x1…}, {left, top…}, {x, y, width, height}, {top_left, bottom_right}.

    NOT_FOUR where some of the names are there but not all; None where none are.
    """
    plain = {plain_key(key): value for key, value in entry.items()}
    for names in CORNERS:
        if all(name in plain for name in names):
            return _corners([plain[name] for name in names], y_first=False)
    for names, centred in (
        *((names, False) for names in SIZED),
        *((names, True) for names in CENTRED),
    ):
        if all(name in plain for name in names):
            return _sized([plain[name] for name in names], centred=centred)
    for first, second in POINT_PAIRS:
        if first in plain and second in plain:
            corners = [point_of(plain[first]), point_of(plain[second])]
            if corners[0] is not None and corners[1] is not None:
                order = corners[0][1]
                return [Shape((corners[0][0], corners[1][0]), order)]
    some = any(sum(name in plain for name in names) >= 2 for names in (*CORNERS[:5], *SIZED[:2]))
    only_point = {"x", "y"} <= set(plain) and not {"width", "w", "height", "h"} & set(plain)
    return Fault.NOT_FOUR if some and not only_point else None


def _sized(values: Sequence[Any], *, centred: bool) -> Found:
    corners = _corners(values, y_first=False)
    if not isinstance(corners, list):
        return corners
    (x, y), (wide, high) = corners[0].pairs
    if wide < 0 or high < 0:
        return Fault.NOT_FOUR
    x, y = (x - wide / 2, y - high / 2) if centred else (x, y)
    return [corners[0]._replace(pairs=((x, y), (x + wide, y + high)))]


def _formatted(shape: Shape, entry: Mapping[str, Any], key: str) -> Shape:
    """The shape as the entry itself says its numbers are meant: xywh, cxcywh, xyxy, yxyx."""
    plain = {plain_key(part): value for part, value in entry.items()}
    box_format = next(
        (
            plain_key(plain[name])
            for name in ("format", "bboxformat", "boxformat", "mode", "bboxmode", "type")
            if isinstance(plain.get(name), str)
        ),
        "",
    )
    box_format = next(
        (
            word
            for word in ("cxcywh", "xywh", "xyxy", "yxyx")
            if word in (box_format, plain_key(key)[-len(word) :])
        ),
        "",
    )
    if box_format == "yxyx":
        return shape._replace(y_first=True)
    if box_format == "xyxy":
        return shape._replace(y_first=False)
    if box_format in ("xywh", "cxcywh") and len(shape.pairs) == 2:
        (x, y), (wide, high) = shape.pairs
        x, y = (x - wide / 2, y - high / 2) if box_format == "cxcywh" else (x, y)
        return shape._replace(pairs=((x, y), (x + wide, y + high)), y_first=False)
    return shape


def point_of(value: Any) -> tuple[Pair, bool | None] | None:  # noqa: ANN401
    """The two numbers of a point, and whether y stands first (None: the family's order)."""
    if isinstance(value, Mapping):
        plain = {plain_key(key): part for key, part in value.items()}
        x, y = number(plain.get("x")), number(plain.get("y"))
        return None if x is None or y is None else ((x, y), False)
    if isinstance(value, str) and len(value) < LONGEST_TEXT and NUMBERS_ONLY.fullmatch(value):
        value = DIGITS.findall(value)
    if isinstance(value, list | tuple):
        if len(value) == 1:
            return point_of(value[0])
        if len(value) == 2:
            first, second = number(value[0]), number(value[1])
            if first is not None and second is not None:
                return (first, second), None
    return None


def rings_of(value: Any) -> Iterator[tuple[tuple[Pair, ...], bool | None]]:  # noqa: ANN401
    """The outlines of a polygon's value: [[x, y], …], [x, y, x, y, …], or a list of such."""
    if not isinstance(value, list) or len(value) < 1:
        return
    points = [point_of(part) for part in value]
    known = [point for point in points if point is not None]
    if len(known) == len(value) and len(known) >= 3:
        yield tuple(point[0] for point in known), known[0][1]
        return
    numbers = [number(part) for part in value]
    flat = [part for part in numbers if part is not None]
    if len(flat) == len(value) and len(flat) >= 6 and len(flat) % 2 == 0:
        yield paired(flat), None
        return
    if all(isinstance(part, list) for part in value) and not known:
        for part in value:
            yield from rings_of(part)


def _is_four(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 4
        and all(number(part) is not None for part in value)
    )


def _box_like(value: object) -> bool:
    """Whether it is four (or eight) numbers, or a list of nothing but such."""
    if not isinstance(value, list) or not value:
        return False
    if all(isinstance(part, list) for part in value):
        return all(_is_four(part) or (len(part) == 8 and _numbers(part)) for part in value) or (
            len(value) == 1 and _box_like(value[0])
        )
    return len(value) in (4, 8) and _numbers(value)


def _numbers(values: Sequence[object]) -> bool:
    return all(number(part) is not None and not isinstance(part, str) for part in values)


def _name(value: object) -> str | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value.strip() or None if isinstance(value, str) else None


def share(value: object) -> float | None:
    """A confidence in 0..1: 0.93, “0.93”, “93 %”; None for anything else."""
    if isinstance(value, str) and PERCENT.fullmatch(value):
        percent = number(value.strip(" %"))
        value = None if percent is None else percent / 100
    score = number(value)
    return score if score is not None and 0 <= score <= 1 else None


def _count(entries: RawEntries) -> int:
    return len(entries.boxes) + len(entries.points) + len(entries.polygons) + entries.faults.total()
