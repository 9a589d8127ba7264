"""The demo models' little world: coloured shapes or one printed number on a plain ground."""

from __future__ import annotations

import random
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from vizdesk.suite_generator.drawing.colors import Paint

COLOURS: dict[str, Paint] = {
    "red": (220, 40, 40),
    "green": (40, 170, 70),
    "blue": (45, 80, 220),
    "yellow": (235, 205, 40),
    "purple": (140, 60, 180),
    "black": (20, 20, 20),
}
"""The colours the demo models were trained on (training/scene.py)."""
SHAPES = ("circle", "square", "triangle")
GROUNDS: dict[str, Paint] = {
    "white": (250, 250, 250),
    "grey": (170, 170, 170),
    "pink": (250, 205, 215),
}
Box = tuple[float, float, float, float]
_FINE = 3


@dataclass(frozen=True)
class Thing:
    """One coloured shape."""

    colour: str
    shape: str
    box: Box
    """x0, y0, x1, y1 in 0..1 of the image."""

    @property
    def name(self) -> str:
        """As the demo models call it."""
        return f"{self.colour} {self.shape}"


def shapes(rng: random.Random, count: int) -> tuple[Image.Image, list[Thing]]:
    """An image of `count` shapes that do not overlap, named from left to right."""
    width, height = rng.randint(280, 420), rng.randint(240, 330)
    while True:
        squares = _squares(rng, width, height, count)
        if len(squares) == count:
            break
    things = [
        Thing(
            rng.choice(list(COLOURS)),
            rng.choice(SHAPES),
            (x / width, y / height, (x + side) / width, (y + side) / height),
        )
        for x, y, side in squares
    ]
    return _painted(rng, things, width, height), sorted(things, key=lambda thing: thing.box[0])


def _squares(
    rng: random.Random, width: int, height: int, count: int
) -> list[tuple[float, float, float]]:
    placed: list[tuple[float, float, float]] = []
    for _ in range(200):
        side = height * rng.uniform(0.17, 0.4)
        x, y = rng.uniform(8, width - side - 8), rng.uniform(8, height - side - 8)
        if all(
            x > a + s + 8 or x + side < a - 8 or y > b + s + 8 or y + side < b - 8
            for a, b, s in placed
        ):
            placed.append((x, y, side))
        if len(placed) == count:
            break
    return placed


def _painted(rng: random.Random, things: list[Thing], width: int, height: int) -> Image.Image:
    image = Image.new("RGB", (width * _FINE, height * _FINE), rng.choice(list(GROUNDS.values())))
    draw = ImageDraw.Draw(image)
    for thing in things:
        x0, x1 = (side * image.width for side in thing.box[0::2])
        y0, y1 = (side * image.height for side in thing.box[1::2])
        paint = COLOURS[thing.colour]
        if thing.shape == "circle":
            draw.ellipse((x0, y0, x1, y1), fill=paint)
        elif thing.shape == "square":
            draw.rectangle((x0, y0, x1, y1), fill=paint)
        else:
            draw.polygon([(x0, y1), (x1, y1), ((x0 + x1) / 2, y0)], fill=paint)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def printed_number(rng: random.Random, digits: int) -> tuple[Image.Image, str]:
    """An image of one number in Pillow's own typeface, which the demo models read."""
    text = "".join(rng.choice("0123456789") for _ in range(digits))
    width, height = rng.randint(260, 380), rng.randint(190, 280)
    image = Image.new("RGB", (width * _FINE, height * _FINE), rng.choice(list(GROUNDS.values())))
    size = min(rng.uniform(0.34, 0.52) * image.height, 0.9 * image.width / (0.56 * digits))
    font = ImageFont.load_default(round(size))
    draw = ImageDraw.Draw(image)
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    x = rng.uniform(12, image.width - (right - left) - 12) - left
    y = rng.uniform(12, image.height - (bottom - top) - 12) - top
    draw.text((x, y), text, fill=COLOURS[rng.choice(("black", "blue", "red"))], font=font)
    return image.resize((width, height), Image.Resampling.LANCZOS), text
