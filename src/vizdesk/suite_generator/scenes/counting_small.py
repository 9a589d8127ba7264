"""Counting small things: coins, capsules among tablets, dots on dice, pencils that cross."""

from __future__ import annotations

import math
import random

from vizdesk.suite_generator.drawing.backgrounds import ground, plain
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import (
    BRASS,
    COPPER,
    INK,
    STEEL,
    WHITE,
    Hue,
    Paint,
    darker,
    lighter,
)
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number


def scattered(
    rng: random.Random, count: int, width: float, height: float, apart: float, margin: float
) -> list[Point]:
    """Random places, no two nearer than `apart` px (less when it gets too full)."""
    places: list[Point] = []
    while len(places) < count:
        best = max(
            (
                (rng.uniform(margin, width - margin), rng.uniform(margin, height - margin))
                for _ in range(8)
            ),
            key=lambda p: min((math.dist(p, other) for other in places), default=1e9),
        )
        if min((math.dist(best, other) for other in places), default=1e9) < apart:
            apart *= 0.97
            continue
        places.append(best)
    return places


def coins(rng: random.Random) -> Scene:
    """What are the coins worth together; size does not go with value alone."""
    kinds = {1: (34, COPPER), 5: (46, COPPER), 10: (40, BRASS), 20: (54, BRASS), 50: (60, STEEL)}
    values = [rng.choice(list(kinds)) for _ in range(rng.randint(9, 13))]
    scene = Canvas(960, 720, ground(rng, 960, 720))
    places = scattered(rng, len(values), 960, 720, 112, 90)
    for value, (x, y) in zip(values, places, strict=True):
        r, metal = kinds[value]
        scene.place(
            _coin(r, metal, str(value)), x, y, angle=rng.uniform(-180, 180), shadow=0.6, reach=4
        )
    prompt = (
        "The number on each coin is its value in cents. What are all these coins worth together, "
        "in cents? Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(sum(values)), {"values": values})


def _coin(r: float, metal: Paint, words: str) -> Canvas:
    part = Canvas(2 * r + 4, 2 * r + 4)
    m = r + 2
    part.oval(m, m, r, fill=lighter(metal, 0.5), to=darker(metal, 0.4))
    part.oval(m, m, r * 0.92, fill=darker(metal, 0.2), to=lighter(metal, 0.25))
    part.oval(m, m, r * 0.87, fill=lighter(metal, 0.25), to=darker(metal, 0.1))
    for step in range(36):
        angle = step * math.tau / 36
        x, y = m + r * 0.8 * math.cos(angle), m + r * 0.8 * math.sin(angle)
        part.oval(x, y, r * 0.022, fill=darker(metal, 0.4))
    part.text(m + 1, m - r * 0.03 + 1, words, r * 0.82, lighter(metal, 0.6), face=Face.BOLD)
    part.text(m, m - r * 0.03, words, r * 0.82, darker(metal, 0.5), face=Face.BOLD)
    part.line(
        [(m - r * 0.3, m + r * 0.5), (m + r * 0.3, m + r * 0.5)], darker(metal, 0.45), r * 0.05
    )
    return part


def capsules(rng: random.Random) -> Scene:
    """How many two-coloured capsules lie among tablets and one-coloured capsules."""
    first, second = rng.sample(list(Hue), 2)
    aim = rng.randint(7, 16)
    plan = ["aim"] * aim + ["plain"] * rng.randint(6, 10) + ["tablet"] * rng.randint(6, 10)
    rng.shuffle(plan)
    scene = Canvas(960, 720, plain(rng, 960, 720, (228, 232, 238)))
    for kind, (x, y) in zip(plan, scattered(rng, len(plan), 960, 720, 92, 60), strict=True):
        if kind == "tablet":
            part = Canvas(62, 62)
            part.oval(31, 31, 28, fill=WHITE, to=(206, 210, 216))
            part.line([(10, 31), (52, 31)], (188, 192, 200), 2)
        else:
            left = first.value
            part = _capsule(left, second.value if kind == "aim" else left)
        scene.place(part, x, y, angle=rng.uniform(0, 360), shadow=0.5, reach=5)
    prompt = (
        f"How many capsules that are half {first.word} and half {second.word} are in this picture? "
        f"Do not count capsules of one colour or round tablets. Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(aim), {"all": len(plan)})


def _capsule(left: Paint, right: Paint) -> Canvas:
    part = Canvas(96, 40)
    part.rect(2, 2, 93, 37, lighter(right, 0.25), to=darker(right, 0.25), radius=18)
    half, shape = Canvas(96, 40), Canvas(96, 40)
    half.rect(2, 2, 93, 37, lighter(left, 0.25), to=darker(left, 0.25), radius=18)
    shape.rect(0, 0, 48, 40, WHITE)
    half.keep(shape)
    part.place(half, 48, 20)
    part.rect(16, 8, 80, 12, lighter(right, 0.7), radius=2)
    part.line([(48, 3), (48, 36)], darker(left, 0.3), 1.4, cap=False)
    return part


_PIPS = {
    1: [(0, 0)], 2: [(-1, -1), (1, 1)], 3: [(-1, -1), (0, 0), (1, 1)],
    4: [(-1, -1), (1, 1), (-1, 1), (1, -1)], 5: [(-1, -1), (1, 1), (-1, 1), (1, -1), (0, 0)],
    6: [(-1, -1), (1, 1), (-1, 1), (1, -1), (-1, 0), (1, 0)],
}  # fmt: skip


def dice(rng: random.Random) -> Scene:
    """How many dots do the dice of one colour show together."""
    asked, other = rng.sample(list(Hue), 2)
    hues = [asked] * rng.randint(4, 6) + [other] * rng.randint(3, 4)
    rng.shuffle(hues)
    scene = Canvas(900, 680, plain(rng, 900, 680, (30, 92, 70)))
    total, faces = 0, []
    for hue, (x, y) in zip(hues, scattered(rng, len(hues), 900, 680, 165, 100), strict=True):
        face = rng.randint(1, 6)
        faces.append((hue.word, face))
        total += face if hue is asked else 0
        part = Canvas(120, 120)
        part.rect(4, 4, 115, 115, lighter(hue.value, 0.3), to=darker(hue.value, 0.25), radius=24)
        part.rect(10, 10, 109, 109, lighter(hue.value, 0.12), to=hue.value, radius=20)
        for px, py in _PIPS[face]:
            part.oval(60 + px * 29, 60 + py * 29, 11, fill=(212, 216, 222), to=WHITE)
        scene.place(part, x, y, angle=rng.uniform(0, 360), shadow=0.65, reach=9)
    prompt = (
        f"How many dots do the {asked.word} dice show together? Do not count the "
        f"{other.word} dice. Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(total), {"faces": faces, "asked": asked.word})


def pencils(rng: random.Random) -> Scene:
    """How many pencils lie across each other."""
    count = rng.randint(7, 14)
    scene = Canvas(980, 760, ground(rng, 980, 760))
    places = scattered(rng, count, 980, 760, 78, 215)
    for index, (x, y) in enumerate(places):
        angle = rng.uniform(0, 180) if index % 3 else rng.uniform(-30, 30)
        scene.place(_pencil(rng), x, y, angle=angle, shadow=0.55, reach=5)
    prompt = "How many pencils lie on the table? They overlap. Answer with one number."
    return Scene(scene.finished(rng), prompt, number(count), {"places": places})


def _pencil(rng: random.Random) -> Canvas:
    paint, length = rng.choice(list(Hue)).value, rng.uniform(330, 400)
    part = Canvas(length, 24)
    part.rect(26, 2, length - 46, 9, lighter(paint, 0.25))
    part.rect(26, 8, length - 46, 16, paint)
    part.rect(26, 15, length - 46, 21, darker(paint, 0.25))
    part.rect(length - 48, 2, length - 32, 21, (206, 210, 216), to=(128, 134, 144))
    part.rect(length - 33, 2, length - 6, 21, (236, 150, 156), to=(204, 108, 118), radius=7)
    part.polygon([(26, 2), (26, 21), (4, 12)], (226, 190, 142), to=(190, 150, 104))
    part.polygon([(11, 8.6), (11, 15.2), (3, 12)], INK)
    return part
