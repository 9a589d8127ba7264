"""Naming things: fruit in a row, the tool that is not in its place, the cup unlike the others."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.backgrounds import ground, plain, wood
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import INK, PAPER, WHITE, Hue, Paint, darker, lighter
from vizdesk.suite_generator.drawing.fruit import FRUIT
from vizdesk.suite_generator.drawing.hand_tools import GRIPS, TOOLS
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of, ordered


def fruit_row(rng: random.Random) -> Scene:
    """Which fruit lie from left to right; their name cards are shuffled."""
    names = rng.sample(list(FRUIT), 5)
    cards = rng.sample(names, 5)
    scene = Canvas(1040, 560, ground(rng, 1040, 560))
    for index, name in enumerate(names):
        x = 130 + index * 195
        plate = Canvas(190, 190)
        plate.oval(95, 95, 92, fill=WHITE, to=(214, 218, 226))
        plate.oval(95, 95, 70, fill=(232, 235, 240), to=WHITE)
        scene.place(plate, x, 210, shadow=0.5, reach=7)
        scene.place(
            FRUIT[name](), x, 205 + rng.uniform(-6, 6), angle=rng.uniform(-16, 16), shadow=0.4
        )
        card = Canvas(150, 52, PAPER)
        card.text(75, 26, cards[index], 24, INK, face=Face.MEDIUM)
        scene.place(
            card, x, 420 + rng.uniform(-10, 10), angle=rng.uniform(-7, 7), shadow=0.35, reach=4
        )
    prompt = (
        "Which fruit lie on the plates, from left to right? The name cards may be wrong: name the "
        f"fruit itself. Choose from: {', '.join(sorted(FRUIT))}. Answer with five names separated "
        "by commas."
    )
    return Scene(scene.finished(rng), prompt, ordered(names), {"cards": cards})


def missing_tool(rng: random.Random) -> Scene:
    """Whose painted outline on the wall is empty; another tool lies below."""
    names = rng.sample(list(TOOLS), 7)
    gone = rng.choice(names[:6])
    scene = Canvas(1040, 660, plain(rng, 1040, 660, (58, 74, 92)))
    for x in range(24, 1040, 36):
        for y in range(24, 560, 36):
            scene.oval(x, y, 2.6, fill=(34, 44, 58))
    bench = Canvas(1060, 90, wood(rng, 1060, 90))
    scene.place(bench, 520, 622, shadow=0.6, reach=8)
    for index, name in enumerate(names[:6]):
        x, y = 110 + index * 164, 230 + (40 if index % 2 else -20)
        tool = TOOLS[name](rng.choice(GRIPS))
        scene.place(tool.silhouette((214, 222, 230)), x, y)
        if name != gone:
            scene.place(tool, x + 2, y + 2, angle=rng.uniform(-2, 2), shadow=0.55, reach=5)
    stray = TOOLS[names[6]](rng.choice(GRIPS))
    scene.place(
        stray, rng.uniform(300, 740), 560, angle=90 + rng.uniform(-8, 8), shadow=0.55, reach=6
    )
    prompt = (
        "Each tool hangs in front of its painted outline. Which tool is missing from the wall? "
        f"Choose from: {', '.join(sorted(TOOLS))}. Answer with its name."
    )
    return Scene(scene.finished(rng), prompt, one_of(gone, sorted(TOOLS)), {"stray": names[6]})


def odd_cup(rng: random.Random) -> Scene:
    """Which of thirty cups differs in one detail of its decoration; colours and angles vary."""
    columns, rows = 6, 5
    odd = rng.randrange(30)
    dots, change = rng.choice((3, 4)), rng.choice(("dots", "band", "rim"))
    scene = Canvas(960, 800, ground(rng, 960, 800))
    for column in range(columns):
        scene.text(118 + column * 146, 30, "ABCDEF"[column], 24, INK, face=Face.BOLD)
    for row in range(rows):
        scene.text(26, 126 + row * 148, str(row + 1), 24, INK, face=Face.BOLD)
        for column in range(columns):
            differs = change if row * columns + column == odd else ""
            cup = _cup(rng.choice(list(Hue)).value, dots, differs)
            x, y = 118 + column * 146, 126 + row * 148
            scene.place(cup, x, y, angle=rng.uniform(-9, 9), shadow=0.45, reach=5)
    names = [f"{c}{r + 1}" for c in "ABCDEF" for r in range(rows)]
    key = f"{'ABCDEF'[odd % columns]}{odd // columns + 1}"
    prompt = (
        "All cups have the same decoration (white dots, stripe, rim), whatever their colour, "
        "except one. Which one? Answer with its column letter and row number, for example B2."
    )
    return Scene(scene.finished(rng), prompt, one_of(key, names), {"change": change})


def _cup(paint: Paint, dots: int, differs: str) -> Canvas:
    part = Canvas(120, 110)
    part.oval(92, 56, 20, 24, edge=darker(paint, 0.2), width=9)
    part.rect(18, 12, 90, 100, lighter(paint, 0.22), to=darker(paint, 0.18), across=True, radius=13)
    part.rect(18, 12, 90, 40, lighter(paint, 0.22), to=darker(paint, 0.18), across=True)
    part.oval(54, 13, 36, 8, lighter(paint, 0.55) if differs != "rim" else darker(paint, 0.55))
    part.oval(54, 14, 30, 5.4, darker(paint, 0.5) if differs != "rim" else (236, 236, 240))
    count = dots + (0 if differs != "dots" else -1)
    for index in range(count):
        part.oval(54 + (index - (count - 1) / 2) * 17, 46, 5.6, fill=WHITE)
    y = 74 if differs != "band" else 62
    part.rect(18, y, 90, y + 7, WHITE)
    return part
