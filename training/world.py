"""The world the demo models know: one image with coloured shapes or one printed number.

Needs Pillow only, so that tests and benchmarks can draw fresh images with known truth.
"""

from __future__ import annotations

import random

from PIL import Image, ImageDraw, ImageFont

from training.scene import BACKGROUNDS, COLOURS, SHAPES, Box, Paint, Scene, Thing

__all__ = ["BACKGROUNDS", "COLOURS", "SHAPES", "Box", "Scene", "Thing", "draw_scene"]

NUMBER_COLOURS: tuple[str, ...] = ("black", "blue", "red")
SMALLEST, LARGEST = 0.15, 0.45
"""Size of a shape as a part of the image's shorter side."""
SHORT_SIDES: tuple[int, ...] = (96, 112, 128, 160, 192, 240, 320, 480)
GAP = 0.03
"""Least distance between two shapes, and to the edge, as a part of the shorter side."""


def draw_scene(rng: random.Random, *, number_share: float = 0.33) -> Scene:
    """Draw a fresh image.

    Args:
        rng: The only source of chance: the same state gives the same scene.
        number_share: Part of the images that show a number instead of shapes, 0..1.

    Returns:
        The scene; its sides are 96 to 1024 px, its aspect 1:2 to 2:1.
    """
    width, height = _canvas(rng)
    background = rng.choice(list(BACKGROUNDS))
    fine = 2 if max(width, height) <= 320 and rng.random() < 0.6 else 1
    shade = _jitter(rng, BACKGROUNDS[background], 5)
    image = Image.new("RGB", (width * fine, height * fine), shade)
    if rng.random() < number_share:
        scene = _print_number(rng, image, background)
    else:
        scene = _place_shapes(rng, image, background)
    if fine > 1:
        scene.image = image.reduce(fine)
    return scene


def _canvas(rng: random.Random) -> tuple[int, int]:
    """Choose the image's width and height in px."""
    short = rng.choice(SHORT_SIDES) if rng.random() < 0.9 else rng.randint(96, 700)
    short = int(short * rng.uniform(1.0, 1.15))
    aspect = 1.0 if rng.random() < 0.15 else 2.0 ** rng.uniform(0.0, 1.0)
    long = min(1024, 2 * short, round(short * aspect))
    return (short, long) if rng.random() < 0.4 else (long, short)


def _jitter(rng: random.Random, paint: Paint, by: float) -> Paint:
    """Move each channel of a colour by at most `by` of 255."""
    red, green, blue = (round(min(255.0, max(0.0, v + rng.uniform(-by, by)))) for v in paint)
    return red, green, blue


def _print_number(rng: random.Random, image: Image.Image, background: str) -> Scene:
    """Print a number of 1-4 digits, its type 30-55 % of the shorter side high."""
    width, height = image.size
    text = "".join(rng.choice("0123456789") for _ in range(rng.randint(1, 4)))
    draw = ImageDraw.Draw(image)
    size = rng.uniform(0.30, 0.55) * min(width, height)
    widest = 0.92 * width / (0.56 * len(text))
    font = ImageFont.load_default(max(10, round(min(size, widest))))
    left, top, right, bottom = draw.textbbox((0, 0), text, font=font)
    margin = 0.02 * min(width, height)
    x = rng.uniform(margin, max(margin, width - (right - left) - margin)) - left
    y = rng.uniform(margin, max(margin, height - (bottom - top) - margin)) - top
    colour = rng.choice(NUMBER_COLOURS)
    draw.text((x, y), text, fill=_jitter(rng, COLOURS[colour], 12), font=font)

    def part(x0: float, y0: float, x1: float, y1: float) -> Box:
        return (
            max(0.0, x0 / width), max(0.0, y0 / height),
            min(1.0, x1 / width), min(1.0, y1 / height),
        )  # fmt: skip

    digits = [
        (
            digit,
            part(
                x + font.getlength(text[:place]), y + top,
                x + font.getlength(text[: place + 1]), y + bottom,
            ),
        )
        for place, digit in enumerate(text)
    ]  # fmt: skip
    box = part(x + left, y + top, x + right, y + bottom)
    return Scene(image, [Thing("number", colour, "number", box)], text, background, digits)


def _place_shapes(rng: random.Random, image: Image.Image, background: str) -> Scene:
    """Paint 1-4 shapes that do not overlap."""
    width, height = image.size
    draw = ImageDraw.Draw(image)
    things: list[Thing] = []
    taken: list[Box] = []
    for _ in range(rng.choice((1, 1, 2, 2, 3, 3, 4, 4))):
        place = _free_place(rng, width, height, taken)
        if place is None:
            continue
        taken.append(place)
        if things and rng.random() < 0.15:
            colour, shape = things[-1].colour, things[-1].shape
        else:
            colour, shape = rng.choice(list(COLOURS)), rng.choice(SHAPES)
        paint_shape(draw, shape, place, _jitter(rng, COLOURS[colour], 12))
        x0, y0, x1, y1 = place
        box = (x0 / width, y0 / height, x1 / width, y1 / height)
        things.append(Thing(f"{colour} {shape}", colour, shape, box))
    things.sort(key=lambda thing: thing.box[0] + thing.box[2])
    return Scene(image, things, None, background)


def _free_place(rng: random.Random, width: int, height: int, taken: list[Box]) -> Box | None:
    """Find a free square for a shape, in px; None when the image is too full."""
    short = min(width, height)
    gap = GAP * short
    for _ in range(40):
        side = short * rng.uniform(SMALLEST, LARGEST)
        x = rng.uniform(gap, width - side - gap)
        y = rng.uniform(gap, height - side - gap)
        if all(
            x > x1 + gap or x + side < x0 - gap or y > y1 + gap or y + side < y0 - gap
            for x0, y0, x1, y1 in taken
        ):
            return x, y, x + side, y + side
    return None


def paint_shape(draw: ImageDraw.ImageDraw, shape: str, place: Box, paint: Paint) -> None:
    """Paint one shape so that it fills `place` (px)."""
    x0, y0, x1, y1 = place
    if shape == "circle":
        draw.ellipse(place, fill=paint)
    elif shape == "square":
        draw.rectangle(place, fill=paint)
    else:
        draw.polygon([(x0, y1), (x1, y1), ((x0 + x1) / 2, y0)], fill=paint)
