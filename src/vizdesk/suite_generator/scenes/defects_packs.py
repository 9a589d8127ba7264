"""Defects of packed goods: bottles without cap or filled too low, blisters with empty cavities."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.backgrounds import ground, noise, plain, steel
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


def bottles(rng: random.Random) -> Scene:
    """How many of twelve bottles have no cap or stay below the mark; caps differ in colour."""
    faults = rng.randint(2, 6)
    bad = rng.sample(range(12), faults)
    ways = {index: rng.choice(("cap", "fill")) for index in bad}
    drink = rng.choice(((232, 150, 40), (190, 60, 62), (120, 170, 70), (110, 66, 40)))
    scene = Canvas(1080, 760, plain(rng, 1080, 760, (214, 222, 228)))
    for row in range(2):
        base = 352 + row * 352
        belt = Canvas(1120, 46, steel(rng, 1120, 46, (96, 102, 112)))
        scene.place(belt, 540, base + 18, shadow=0.5, reach=8)
        for column in range(6):
            way = ways.get(row * 6 + column, "")
            low = rng.uniform(24, 46) if way == "fill" else -rng.uniform(8, 26)
            hue = rng.choice((None, Hue.RED, Hue.BLUE, Hue.YELLOW))
            cap = None if way == "cap" else (hue.value if hue else (62, 66, 76))
            bottle = _bottle(drink, 172 - low, cap)
            scene.place(bottle, 110 + column * 168 + rng.uniform(-6, 6), base - 137, shadow=0.3)
        scene.line([(0, base - 172), (1080, base - 172)], (224, 62, 54), 1.4)
        scene.text(1064, base - 184, "MIN", 12, (224, 62, 54), face=Face.BOLD, anchor="rm")
    prompt = (
        "A bottle is faulty if it has no cap or if its liquid does not reach the red MIN line. "
        "Caps may have any colour. How many of the 12 bottles are faulty? Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(faults), {"faults": ways})


def _bottle(drink: Paint, level: float, cap: Paint | None) -> Canvas:
    """A glass bottle 280 px tall, liquid `level` px high above its foot at 274."""
    part = Canvas(104, 290)
    glass = (206, 222, 226)
    outline = [
        (14, 270), (14, 108), (20, 88), (36, 66), (36, 26), (68, 26), (68, 66), (84, 88),
        (90, 108), (90, 270), (82, 276), (22, 276),
    ]  # fmt: skip
    part.polygon(outline, lighter(glass, 0.25), to=glass, across=True)
    top = 274 - level
    filled, inside = Canvas(104, 290), Canvas(104, 290)
    filled.rect(15, top, 89, 272, lighter(drink, 0.18), to=darker(drink, 0.16), across=True)
    filled.oval(52, top, 37, 4, lighter(drink, 0.35))
    inside.polygon([(52 + (x - 52) * 0.93, y * 0.99) for x, y in outline], WHITE)
    filled.keep(inside)
    part.place(filled, 52, 145)
    part.rect(14, 172, 90, 240, PAPER)
    part.text(52, 198, "limo", 25, mixed(drink, INK, 0.5), face=Face.BOLD)
    part.line([(24, 225), (80, 225)], mixed(drink, INK, 0.2), 3)
    part.rect(22, 100, 28, 166, WHITE, radius=3)
    part.line([*outline, outline[0]], mixed(glass, INK, 0.35), 1.4)
    part.rect(34, 22, 70, 30, lighter(glass, 0.3), edge=mixed(glass, INK, 0.35), radius=2)
    if cap is not None:
        part.rect(31, 6, 73, 31, lighter(cap, 0.2), to=darker(cap, 0.15), across=True, radius=4)
        for x in range(35, 72, 5):
            part.line([(x, 11), (x, 29)], darker(cap, 0.22), 1)
    return part


def blister(rng: random.Random) -> Scene:
    """How many cavities of a blister pack are empty; some tablets are pale or broken."""
    columns, _rows = 7, 5
    empty = rng.randint(2, 8)
    gone = set(rng.sample(range(35), empty))
    broken = set(rng.sample([i for i in range(35) if i not in gone], 3))
    pill = rng.choice(((244, 240, 232), (250, 214, 190), (206, 226, 244), (250, 236, 160)))
    foil = Canvas(820, 600, steel(rng, 820, 600, (196, 200, 206)))
    crease = noise(rng, foil.image.size, (60, 44), 0, 46)
    foil.image.paste((255, 255, 255), (0, 0), crease)
    for index in range(35):
        x, y = 92 + 106 * (index % columns), 92 + 104 * (index // columns)
        foil.oval(x, y, 42, fill=(150, 156, 164), to=(226, 230, 234))
        foil.oval(x, y, 38, fill=(176, 182, 190), to=(206, 211, 217))
        if index in gone:
            foil.oval(x, y, 31, fill=(158, 164, 172), to=(196, 201, 208))
        else:
            _tablet(rng, foil, x, y, pill, broken=index in broken)
        foil.arc(x, y, 36, 200, 262, WHITE, 3)
    scene = Canvas(960, 740, ground(rng, 960, 740))
    scene.place(foil.warped(rng, 0.02), 480, 370, angle=rng.uniform(-5, 5), shadow=0.5, reach=8)
    prompt = (
        "How many cavities of this blister pack hold no tablet at all? A broken tablet is still a "
        "tablet. Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(empty), {"broken": sorted(broken)})


def _tablet(
    rng: random.Random, foil: Canvas, x: float, y: float, paint: Paint, *, broken: bool
) -> None:
    part = Canvas(64, 64)
    part.oval(32, 32, 29, fill=lighter(paint, 0.4), to=darker(paint, 0.14))
    part.oval(32, 31, 25, fill=lighter(paint, 0.25), to=paint)
    part.line([(12, 32), (52, 32)], darker(paint, 0.2), 2)
    if broken:
        jag = [(rng.uniform(-3, 3) + 30 + 6 * (i % 2), 64 * i / 6) for i in range(7)]
        half = Canvas(64, 64)
        half.polygon([*jag, (0, 64), (0, 0)], WHITE)
        part.keep(half)
    foil.place(part, x, y, angle=rng.uniform(0, 360), shadow=0.45, reach=3)
