"""Changes of an image that leave its meaning: how each is made, and how boxes are mapped back.

A perturbed image may have other sides and show another part of the scene; every place a model
gives in it is turned back into 0..1 of the unperturbed image before anything is compared.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from vizdesk.common.messages import MessageError, message
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Box,
    PointDetection,
    Reading,
)

if TYPE_CHECKING:
    from PIL import Image

Size = tuple[int, int]
Place = tuple[float, float]
WHOLE = Box(0.0, 0.0, 1.0, 1.0)
NOISE_SEED = 0
_SIDES = frozenset({"left", "right", "links", "rechts", "linke", "rechte", "linken", "rechten"})
GROUND = (127, 127, 127)
"""The colour of corners that a rotation leaves empty."""


class PerturbationError(MessageError, ValueError):
    """There is no such perturbation, or not of this strength; says which there are."""


@dataclass(frozen=True)
class Perturbation:
    """One change of an image at one strength.

    `unit` says what the strength is. `apply` makes the image. `box_back` and `place_back` turn a
    box and a place of the perturbed image (0..1) into those of the unperturbed one of this size in
    pixels. `shows` is the part of the unperturbed image that can still be seen, `sides` the size
    that the changed image has. `turns_sides`: left becomes right.
    """

    name: str
    strength: float
    unit: str = ""
    apply: Callable[[Image.Image, float], Image.Image] = lambda image, strength: image
    place_back: Callable[[Place, Size, float], Place] = lambda place, size, strength: place
    box_back: Callable[[Box, Size, float], Box] | None = None
    shows: Callable[[float], Box] = lambda strength: WHOLE
    sides: Callable[[Size, float], Size] = lambda size, strength: size
    turns_sides: bool = False

    @property
    def key(self) -> str:
        """What tells it from others, as on the command line: jpeg:30."""
        return self.name if self is ORIGINAL else f"{self.name}:{self.strength:g}"

    def size_of(self, size: Size) -> Size:
        """The size of the changed image, in pixels."""
        return self.sides(size, self.strength)

    def made(self, image: Image.Image) -> Image.Image:
        """The perturbed image, RGB."""
        return self.apply(image.convert("RGB"), self.strength)

    @property
    def visible(self) -> Box:
        """The part of the unperturbed image that can still be seen, 0..1."""
        return self.shows(self.strength)

    def reading_back(self, reading: Reading, size: Size) -> Reading:
        """A reading of the perturbed image with its places in the unperturbed one."""
        return replace(
            reading,
            detections=tuple(
                replace(each, box=self._box(each.box, size)) for each in reading.detections
            ),
            points=tuple(self._point(each, size) for each in reading.points),
            polygons=tuple(
                replace(
                    each,
                    vertices=tuple(self._place(vertex, size) for vertex in each.vertices),
                )
                for each in reading.polygons
            ),
        )

    def _place(self, place: Place, size: Size) -> Place:
        x, y = self.place_back(place, size, self.strength)
        return min(1.0, max(0.0, x)), min(1.0, max(0.0, y))

    def _point(self, point: PointDetection, size: Size) -> PointDetection:
        x, y = self._place((point.x, point.y), size)
        return replace(point, x=x, y=y)

    def _box(self, box: Box, size: Size) -> Box:
        if self.box_back is not None:
            box = self.box_back(box, size, self.strength)
            corners = ((box.x0, box.y0), (box.x1, box.y1))
        else:
            corners = (
                self.place_back((box.x0, box.y0), size, self.strength),
                self.place_back((box.x1, box.y1), size, self.strength),
            )
        (x0, x1), (y0, y1) = (
            sorted(min(1.0, max(0.0, corner[axis])) for corner in corners) for axis in (0, 1)
        )
        return Box(x0, y0, x1, y1)


# --- Each of them -------------------------------------------------------------------------------
def _jpeg(image: Image.Image, quality: float) -> Image.Image:
    import PIL.Image

    data = io.BytesIO()
    image.save(data, "JPEG", quality=round(quality))
    data.seek(0)
    with PIL.Image.open(data) as opened:
        return opened.convert("RGB")


def _scaled(image: Image.Image, share: float) -> Image.Image:
    import PIL.Image

    return image.resize(_scaled_sides(image.size, share), PIL.Image.Resampling.LANCZOS)


def _scaled_sides(size: Size, share: float) -> Size:
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _cropped_part(share: float) -> Box:
    edge = (1 - share) / 2
    return Box(edge, edge, 1 - edge, 1 - edge)


def _cropped_edges(size: Size, share: float) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the part that is kept, in whole pixels."""
    part = _cropped_part(share)
    left, top = round(part.x0 * size[0]), round(part.y0 * size[1])
    right, bottom = round(part.x1 * size[0]), round(part.y1 * size[1])
    return left, top, max(left + 1, right), max(top + 1, bottom)


def _cropped(image: Image.Image, share: float) -> Image.Image:
    return image.crop(_cropped_edges(image.size, share))


def _cropped_sides(size: Size, share: float) -> Size:
    left, top, right, bottom = _cropped_edges(size, share)
    return right - left, bottom - top


def _crop_back(place: Place, size: Size, share: float) -> Place:
    left, top, right, bottom = _cropped_edges(size, share)
    x, y = left + place[0] * (right - left), top + place[1] * (bottom - top)
    return x / size[0], y / size[1]


def _rotated(image: Image.Image, degrees: float) -> Image.Image:
    import PIL.Image

    return image.rotate(degrees, PIL.Image.Resampling.BICUBIC, expand=False, fillcolor=GROUND)


def _rotation_back(place: Place, size: Size, degrees: float) -> Place:
    """Counter-clockwise by `degrees` as Pillow turns, so clockwise back, around the middle."""
    angle = math.radians(degrees)
    width, height = size
    across, down = (place[0] - 0.5) * width, (place[1] - 0.5) * height
    x = across * math.cos(angle) - down * math.sin(angle)
    y = across * math.sin(angle) + down * math.cos(angle)
    return 0.5 + x / width, 0.5 + y / height


def _rotated_box_back(box: Box, size: Size, degrees: float) -> Box:
    """The box whose turned corners the given box is drawn around.

    Of an object w × h, turned by θ, the box around it is w cos θ + h sin θ wide and
    w sin θ + h cos θ high; solved for w and h. Exact for objects that fill their box.
    """
    width, height = size
    angle = math.radians(abs(degrees))
    cos, sin = math.cos(angle), math.sin(angle)
    wide, high = (box.x1 - box.x0) * width, (box.y1 - box.y0) * height
    own_wide = max(1.0, (wide * cos - high * sin) / (cos * cos - sin * sin))
    own_high = max(1.0, (high * cos - wide * sin) / (cos * cos - sin * sin))
    x, y = _rotation_back(((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2), size, degrees)
    half = own_wide / width / 2, own_high / height / 2
    return Box(x - half[0], y - half[1], x + half[0], y + half[1])


def _brightened(image: Image.Image, percent: float) -> Image.Image:
    from PIL import ImageEnhance

    return ImageEnhance.Brightness(image).enhance(1 + percent / 100)


def _blurred(image: Image.Image, radius: float) -> Image.Image:
    from PIL import ImageFilter

    return image.filter(ImageFilter.GaussianBlur(radius))


def _noisy(image: Image.Image, deviation: float) -> Image.Image:
    import numpy as np
    import PIL.Image

    pixels = np.asarray(image, dtype=np.float32)
    # RandomState's stream never changes between versions of numpy (NEP 19).
    noise = np.random.RandomState(NOISE_SEED).normal(0, deviation, pixels.shape)
    return PIL.Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8))


def _grey(image: Image.Image, _strength: float) -> Image.Image:
    return image.convert("L").convert("RGB")


def _flipped(image: Image.Image, _strength: float) -> Image.Image:
    import PIL.Image

    return image.transpose(PIL.Image.Transpose.FLIP_LEFT_RIGHT)


ORIGINAL = Perturbation("original", 0)
KINDS: Mapping[str, Perturbation] = MappingProxyType(
    {
        each.name: each
        for each in (
            Perturbation("jpeg", 30, "quality", _jpeg),
            Perturbation("scale", 0.5, "share of the sides", _scaled, sides=_scaled_sides),
            Perturbation(
                "crop",
                0.9,
                "share of the sides",
                _cropped,
                _crop_back,
                shows=_cropped_part,
                sides=_cropped_sides,
            ),
            Perturbation("rotate", 5, "degrees", _rotated, _rotation_back, _rotated_box_back),
            Perturbation("brightness", -40, "percent", _brightened),
            Perturbation("blur", 2, "pixels", _blurred),
            Perturbation("noise", 12, "levels of 255", _noisy),
            Perturbation("grey", 1, "", _grey),
            Perturbation(
                "flip",
                1,
                "",
                _flipped,
                lambda place, size, strength: (1 - place[0], place[1]),
                turns_sides=True,
            ),
        )
    }
)
"""Every kind at its usual strength, by its name on the command line."""
_RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "jpeg": (1, 95),
        "scale": (0.05, 4),
        "crop": (0.2, 0.99),
        "rotate": (-30, 30),
        "brightness": (-95, 300),
        "blur": (0.1, 50),
        "noise": (1, 120),
        "grey": (1, 1),
        "flip": (1, 1),
    }
)


def perturbation(words: str) -> Perturbation:
    """The perturbation that is written so: `jpeg`, or `jpeg:50` of another strength.

    Raises PerturbationError.
    """
    name, separator, written = words.strip().lower().partition(":")
    if name == ORIGINAL.name and not separator:
        return ORIGINAL
    kind = KINDS.get(name)
    if kind is None:
        known = ", ".join(KINDS)
        raise PerturbationError(
            message("There is no perturbation “{name}”; there are {known}.", name=name, known=known)
        )
    if not separator:
        return kind
    low, high = _RANGES[name]
    try:
        strength = float(written)
    except ValueError:
        strength = math.nan
    if not low <= strength <= high:
        raise PerturbationError(
            message(
                "The strength of {name} ({unit}) is from {low} to {high}, not {written}.",
                name=name,
                unit=kind.unit or "–",
                low=f"{low:g}",
                high=f"{high:g}",
                written=written,
            )
        )
    return replace(kind, strength=strength)


def allowed(change: Perturbation, task: Task) -> bool:
    """Whether the right answer stays right: text is not mirrored, left and right not exchanged."""
    if change.turns_sides and task.kind in (TaskKind.READ_TEXT, TaskKind.STRUCTURED):
        return False
    words = re.findall(
        r"\w+", " ".join((*task.classes, task.question, task.prompt or "")).casefold()
    )
    return not (change.turns_sides and _SIDES.intersection(words))


def visible_share(box: Box, part: Box) -> float:
    """How much of a box lies in a part of the image, 0..1."""
    width = min(box.x1, part.x1) - max(box.x0, part.x0)
    height = min(box.y1, part.y1) - max(box.y0, part.y0)
    return width * height / box.area if width > 0 and height > 0 and box.area else 0.0
