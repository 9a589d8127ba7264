"""A scene: an image, and everything that is true of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

Box = tuple[float, float, float, float]
"""(x0, y0, x1, y1), each 0..1 of the upright image's width or height."""
Paint = tuple[int, int, int]

COLOURS: dict[str, Paint] = {
    "red": (220, 40, 40),
    "green": (40, 170, 70),
    "blue": (45, 80, 220),
    "yellow": (235, 205, 40),
    "purple": (140, 60, 180),
    "black": (20, 20, 20),
}
SHAPES: tuple[str, ...] = ("circle", "square", "triangle")
BACKGROUNDS: dict[str, Paint] = {
    "white": (250, 250, 250),
    "grey": (170, 170, 170),
    "pink": (250, 205, 215),
}


@dataclass(frozen=True)
class Thing:
    """One thing to be found: a shape, or the printed number as a whole."""

    label: str
    """"red circle", or "number"."""
    colour: str
    shape: str
    """"circle", "square", "triangle" or "number"."""
    box: Box


@dataclass
class Scene:
    """An image and everything that is true of it."""

    image: Image.Image
    """RGB, at its real aspect."""
    objects: list[Thing]
    """From left to right; a number counts as one thing labelled "number"."""
    number: str | None
    background: str
    digits: list[tuple[str, Box]] = field(default_factory=list)
    """Each digit of the number with its own box (used in training only)."""

    @property
    def shapes(self) -> list[Thing]:
        """The objects that are shapes."""
        return [thing for thing in self.objects if thing.shape != "number"]
