"""Defects of machine parts: a gear without a tooth, screws that are not there."""

from __future__ import annotations

import math
import random

from vizdesk.suite_generator.drawing.backgrounds import plain, steel
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import BRASS, COPPER, INK, STEEL, Paint, darker, lighter
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number, one_of


def gear(
    r: float, teeth: int, paint: Paint, missing: int | None = None, worn: int | None = None
) -> Canvas:
    """A gear wheel of outer radius `r` px; the tooth `missing` is broken off."""
    side = 2 * r + 8
    part, middle = Canvas(side, side), r + 4
    points: list[Point] = []
    for tooth in range(teeth):
        start = tooth * math.tau / teeth
        high = r * (0.8 if tooth == missing else 0.955 if tooth == worn else 1.0)
        for share, radius in (
            (0.02, 0.8 * r),
            (0.16, high),
            (0.42, high),
            (0.56, 0.8 * r),
            (0.98, 0.8 * r),
        ):
            angle = start + share * math.tau / teeth
            points.append((middle + radius * math.cos(angle), middle + radius * math.sin(angle)))
    part.polygon(points, lighter(paint, 0.3), to=darker(paint, 0.25))
    part.oval(middle, middle, r * 0.7, fill=darker(paint, 0.2), to=lighter(paint, 0.2))
    part.oval(middle, middle, r * 0.66, fill=lighter(paint, 0.15), to=darker(paint, 0.1))
    for spoke in range(5):
        angle = spoke * math.tau / 5
        x, y = middle + r * 0.44 * math.cos(angle), middle + r * 0.44 * math.sin(angle)
        part.oval(x, y, r * 0.13, fill=darker(paint, 0.6), to=darker(paint, 0.45))
    part.oval(middle, middle, r * 0.2, fill=lighter(paint, 0.4), to=darker(paint, 0.3))
    part.oval(middle, middle, r * 0.11, fill=(26, 28, 34))
    return part


def broken_gear(rng: random.Random) -> Scene:
    """Which of nine gears has lost a tooth; others have different sizes and numbers of teeth."""
    letters, odd = "ABCDEFGHI", rng.randrange(9)
    tone = rng.choice(((74, 84, 98), (214, 206, 192), (58, 72, 68)))
    scene = Canvas(940, 900, plain(rng, 940, 900, tone))
    light = INK if sum(tone) > 400 else (240, 242, 246)
    for index, letter in enumerate(letters):
        teeth, r = rng.randint(22, 34), rng.uniform(98, 124)
        wheel = gear(
            r, teeth, rng.choice((STEEL, BRASS, COPPER)),
            rng.randrange(teeth) if index == odd else None, rng.randrange(teeth),
        )  # fmt: skip
        x, y = 168 + 302 * (index % 3), 158 + 292 * (index // 3)
        scene.place(wheel, x, y, angle=rng.uniform(0, 360), shadow=0.6, reach=8)
        scene.text(x - 128, y - 112, letter, 26, light, face=Face.BOLD)
    prompt = (
        "One of these gear wheels has lost a whole tooth. Which one? Gears with more or fewer "
        "teeth are not broken. Answer with its letter."
    )
    return Scene(scene.finished(rng), prompt, one_of(letters[odd], letters))


def missing_screws(rng: random.Random) -> Scene:
    """How many screw holes of a cover are empty; cooling holes are meant to be open."""
    scene = Canvas(960, 700, plain(rng, 960, 700, (92, 100, 112)))
    plate = Canvas(840, 580, steel(rng, 840, 580))
    places = [(x, y) for y in (70, 290, 510) for x in (70, 210, 350, 490, 630, 770)]
    places = [place for place in places if place[1] != 290 or place[0] in (70, 770)]
    places += [(210 + dx, 290) for dx in (0,)] + [(630, 290)]
    empty = rng.randint(1, 7)
    gone = set(rng.sample(range(len(places)), empty))
    for column in range(7):
        for row in range(4):
            x, y = 300 + column * 40, 230 + row * 40
            plate.oval(x, y, 10, fill=(24, 27, 34), to=(54, 60, 70))
    for index, (x, y) in enumerate(places):
        plate.oval(x, y, 27, fill=darker(STEEL, 0.25), to=lighter(STEEL, 0.35))
        plate.oval(x, y, 24, fill=darker(STEEL, 0.12), to=lighter(STEEL, 0.15))
        if index in gone:
            plate.oval(x, y, 11, fill=(14, 16, 22), to=(58, 64, 74))
        else:
            _screw(rng, plate, x, y)
    plate.text(420, 440, "COVER 67-B", 26, darker(STEEL, 0.5), face=Face.BOLD)
    scene.place(plate.warped(rng, 0.02), 480, 350, angle=rng.uniform(-4, 4), shadow=0.6, reach=10)
    prompt = (
        "This cover has countersunk screw holes (with a ring) and a grid of plain cooling holes "
        "in the middle. How many of the screw holes have no screw? Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(empty), {"holes": len(places)})


def _screw(rng: random.Random, plate: Canvas, x: float, y: float) -> None:
    tone = rng.choice((STEEL, STEEL, (72, 76, 84), BRASS))
    part = Canvas(48, 48)
    part.oval(24, 24, 20, fill=lighter(tone, 0.45), to=darker(tone, 0.3))
    part.oval(24, 24, 17, fill=lighter(tone, 0.12), to=darker(tone, 0.08))
    if rng.random() < 0.5:
        part.line([(24, 12), (24, 36)], darker(tone, 0.65), 5)
        part.line([(12, 24), (36, 24)], darker(tone, 0.65), 5)
    else:
        points = [
            (24 + 9 * math.cos(i * math.tau / 6), 24 + 9 * math.sin(i * math.tau / 6))
            for i in range(6)
        ]
        part.polygon(points, darker(tone, 0.65), to=darker(tone, 0.4))
    plate.place(part, x, y, angle=rng.uniform(0, 90), shadow=0.4, reach=2)
