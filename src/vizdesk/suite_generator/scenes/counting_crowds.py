"""Counting in a crowd: fish by direction, people by two properties, discs that overlap, books."""

from __future__ import annotations

import math
import random

from vizdesk.suite_generator.drawing.backgrounds import plain, wood
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import (
    INK,
    PAPER,
    WHITE,
    Hue,
    Paint,
    darker,
    lighter,
    mixed,
)
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number
from vizdesk.suite_generator.scenes.counting_small import scattered


def fish(rng: random.Random) -> Scene:
    """How many fish of one colour swim to one side."""
    asked, other, third = rng.sample([Hue.RED, Hue.YELLOW, Hue.ORANGE, Hue.PURPLE], 3)
    left = rng.random() < 0.5
    aim = rng.randint(3, 9)
    plan = [(asked, left)] * aim + [(asked, not left)] * rng.randint(3, 7)
    plan += [(rng.choice((other, third)), rng.random() < 0.5) for _ in range(rng.randint(6, 9))]
    rng.shuffle(plan)
    scene = Canvas(1000, 720, plain(rng, 1000, 720, (54, 142, 178), 0.12))
    for _ in range(9):
        x = rng.uniform(0, 1000)
        scene.glow(x, rng.uniform(-60, 80), rng.uniform(90, 240), (210, 244, 250), 0.22)
    for index in range(16):
        x, h = 30 + index * 64 + rng.uniform(-16, 16), rng.uniform(40, 150)
        reed = [(x + 9 * math.sin(step * 0.9), 720 - h * step / 8) for step in range(9)]
        scene.line(reed, mixed(Hue.GREEN.value, (20, 80, 90), 0.5), rng.uniform(5, 9))
    for (hue, leftwards), (x, y) in zip(
        plan, scattered(rng, len(plan), 1000, 700, 128, 80), strict=True
    ):
        part = _fish(hue.value, leftwards)
        scene.place(part, x, y, angle=rng.uniform(-24, 24), shadow=0.3, reach=6)
    prompt = (
        f"How many {asked.word} fish swim to the {'left' if left else 'right'}? "
        "Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(aim), {"all": len(plan)})


def _fish(paint: Paint, left: bool) -> Canvas:
    part = Canvas(124, 76)

    def at(x: float) -> float:
        return x if left else 124 - x

    tail = [(at(88), 38), (at(120), 14), (at(112), 38), (at(120), 62)]
    part.polygon(tail, darker(paint, 0.12), to=darker(paint, 0.35))
    part.polygon([(at(44), 18), (at(66), 3), (at(80), 22)], darker(paint, 0.2))
    part.polygon([(at(50), 58), (at(64), 72), (at(76), 54)], darker(paint, 0.3))
    part.oval(at(52), 38, 46, 24, lighter(paint, 0.3), to=darker(paint, 0.15))
    for x in (54, 68, 82):
        part.arc(at(x), 38, 15, 130 if left else -50, 230 if left else 50, darker(paint, 0.25), 1.6)
    part.oval(at(24), 32, 7.5, fill=WHITE)
    part.oval(at(22), 32, 4, fill=INK)
    part.arc(at(10), 43, 8, 0 if left else 90, 90 if left else 180, darker(paint, 0.5), 1.8)
    return part


def people(rng: random.Random) -> Scene:
    """How many people wear a hat and a shirt of one colour."""
    asked = rng.choice((Hue.RED, Hue.BLUE, Hue.GREEN, Hue.YELLOW))
    others = [
        hue for hue in (Hue.RED, Hue.BLUE, Hue.GREEN, Hue.YELLOW, Hue.PURPLE) if hue is not asked
    ]
    aim = rng.randint(3, 9)
    plan = [(asked, True)] * aim + [(asked, False)] * rng.randint(3, 6)
    plan += [(rng.choice(others), rng.random() < 0.55) for _ in range(28 - len(plan))]
    rng.shuffle(plan)
    scene = Canvas(1000, 760, plain(rng, 1000, 760, (206, 204, 196)))
    for index, (hue, hat) in enumerate(plan):
        row, column = divmod(index, 7)
        x = 90 + column * 136 + (36 if row % 2 else 0) - 18 + rng.uniform(-14, 14)
        scene.place(
            _person(rng, hue.value, hat), x, 150 + row * 164 + rng.uniform(-9, 9), shadow=0.35
        )
    prompt = (
        f"How many people in this picture wear both a hat and a {asked.word} shirt? "
        "Answer with one number."
    )
    return Scene(
        scene.finished(rng), prompt, number(aim), {"plan": [(h.word, hat) for h, hat in plan]}
    )


def _person(rng: random.Random, shirt: Paint, hat: bool) -> Canvas:
    skin = rng.choice(((246, 212, 182), (224, 172, 128), (164, 112, 76), (112, 74, 52)))
    hair = rng.choice(((40, 30, 26), (110, 70, 40), (206, 168, 100), (150, 150, 156)))
    part = Canvas(130, 200)
    part.rect(42, 128, 62, 192, (58, 66, 92), radius=8)
    part.rect(68, 128, 88, 192, (58, 66, 92), radius=8)
    part.rect(20, 78, 40, 138, darker(shirt, 0.14), radius=10)
    part.rect(90, 78, 110, 138, darker(shirt, 0.14), radius=10)
    part.oval(30, 140, 9, fill=skin)
    part.oval(100, 140, 9, fill=skin)
    part.rect(32, 74, 98, 146, lighter(shirt, 0.14), to=darker(shirt, 0.14), radius=20)
    part.rect(57, 62, 73, 84, darker(skin, 0.15), radius=7)
    part.oval(65, 45, 26, 28, hair)
    part.oval(65, 50, 23, 25, skin)
    for x in (56, 74):
        part.oval(x, 49, 2.6, fill=INK)
    part.arc(65, 54, 10, 30, 150, darker(skin, 0.5), 2)
    if hat:
        tone = rng.choice(((62, 58, 66), (188, 150, 98), (120, 76, 52)))
        part.rect(42, 6, 88, 34, lighter(tone, 0.15), to=tone, radius=9)
        part.rect(42, 24, 88, 33, darker(tone, 0.35))
        part.oval(65, 34, 42, 7, lighter(tone, 0.1), to=darker(tone, 0.2))
    return part


def discs(rng: random.Random) -> Scene:
    """How many discs of one colour lie in a heap where each hides a part of others."""
    asked = rng.choice(list(Hue))
    others = rng.sample([hue for hue in Hue if hue is not asked], 3)
    aim, r = rng.randint(5, 14), 62
    plan = [asked] * aim + [rng.choice(others) for _ in range(30 - aim)]
    rng.shuffle(plan)
    scene = Canvas(860, 760, plain(rng, 860, 760, (238, 238, 242)))
    for hue, (x, y) in zip(plan, scattered(rng, 30, 860, 760, 88, 84), strict=True):
        part = Canvas(2 * r + 4, 2 * r + 4)
        part.oval(r + 2, r + 2, r, fill=lighter(hue.value, 0.22), to=darker(hue.value, 0.12))
        part.oval(r + 2, r + 2, r * 0.86, edge=lighter(hue.value, 0.4), width=2)
        scene.place(part, x, y, shadow=0.5, reach=4)
    prompt = (
        f"How many {asked.word} discs are in this picture? Some are partly hidden. "
        "Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(aim))


def books(rng: random.Random) -> Scene:
    """How many books stand on one of three shelves; vases stand between them."""
    width, height = 980, 780
    scene = Canvas(width, height, wood(rng, width, height, (120, 84, 60)))
    names, counts = ("top", "middle", "bottom"), []
    for level in range(3):
        base = 252 + level * 250
        scene.rect(30, base - 224, 950, base, (74, 52, 40), to=(98, 72, 54))
        scene.rect(20, base, 960, base + 20, (176, 132, 94), to=(128, 92, 62))
        x, number_of_books = 44.0, 0
        while x < 860:
            if rng.random() < 0.13:
                wide = rng.uniform(64, 90)
                _vase(rng, scene, x + wide / 2, base)
                x += wide + 12
                continue
            wide, tall = rng.uniform(26, 58), rng.uniform(140, 204)
            _book(rng, scene, x, base, wide, tall)
            number_of_books += 1
            x += wide + 2
        counts.append(number_of_books)
    asked = rng.randrange(3)
    prompt = (
        f"How many books stand on the {names[asked]} shelf? Vases are not books. "
        "Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(counts[asked]), {"counts": counts})


def _book(
    rng: random.Random, scene: Canvas, x: float, base: float, wide: float, tall: float
) -> None:
    tone = mixed(rng.choice(list(Hue)).value, (120, 100, 90), rng.uniform(0.1, 0.45))
    scene.rect(
        x,
        base - tall,
        x + wide,
        base,
        lighter(tone, 0.2),
        to=darker(tone, 0.3),
        across=True,
        radius=3,
    )
    band = lighter(tone, 0.55)
    for y in (base - tall + 16, base - 26):
        scene.rect(x + 1, y, x + wide - 1, y + 5, band)
    words = rng.choice(("ATLAS", "WOODS", "FABLES", "OPTICS", "RIVERS", "TALES", "VISION"))
    if wide > 32:
        scene.text(
            x + wide / 2,
            base - tall / 2,
            words,
            min(20, wide * 0.5),
            PAPER,
            face=Face.BOLD,
            angle=90,
        )


def _vase(rng: random.Random, scene: Canvas, x: float, base: float) -> None:
    tone = rng.choice(((230, 224, 212), (90, 140, 150), (204, 120, 90)))
    for step in range(7):
        lean = (step - 3) * 9
        top = (x + lean * 1.6, base - 150 - rng.uniform(0, 34))
        scene.line([(x, base - 80), (x + lean, base - 120), top], (70, 130, 80), 2.6)
        scene.oval(*top, 7, fill=rng.choice((Hue.RED, Hue.YELLOW, Hue.PURPLE)).value)
    body = Canvas(64, 92)
    body.oval(32, 52, 30, 38, lighter(tone, 0.25), to=darker(tone, 0.3))
    body.rect(20, 4, 44, 24, lighter(tone, 0.1), to=tone, radius=4)
    scene.place(body, x, base - 44, shadow=0.3, reach=4)
