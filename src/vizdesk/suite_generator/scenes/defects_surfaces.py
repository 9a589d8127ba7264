"""Defects of surfaces: a turned tile, a hole in cloth, a gap in a weld."""

from __future__ import annotations

import math
import random

from vizdesk.suite_generator.drawing.backgrounds import plain, steel, weave
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import INK, PAPER, Hue, Paint, darker, lighter, mixed
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of, yes_no


def turned_tile(rng: random.Random) -> Scene:
    """Which tile of a laid pattern is turned; dirt on others is no defect."""
    columns, rows, side = 7, 6, 108
    first, second = rng.sample([Hue.BLUE, Hue.GREEN, Hue.RED, Hue.PURPLE], 2)
    tile = _tile(rng, first.value, second.value)
    odd = rng.randrange(columns), rng.randrange(rows)
    turn = rng.choice((90, 180, 270))
    width, height = columns * side + 70, rows * side + 70
    scene = Canvas(width, height, plain(rng, width, height, (226, 222, 214)))
    for column in range(columns):
        scene.text(58 + side * (column + 0.5), 28, "ABCDEFG"[column], 22, INK, face=Face.BOLD)
    for row in range(rows):
        scene.text(28, 58 + side * (row + 0.5), str(row + 1), 22, INK, face=Face.BOLD)
        for column in range(columns):
            base = 90 * ((row + column) % 2)
            angle = base + (turn if (column, row) == odd else 0)
            x, y = 58 + side * (column + 0.5), 58 + side * (row + 0.5)
            scene.place(tile, x, y, angle=angle + rng.uniform(-0.5, 0.5), shadow=0.25, reach=1.5)
    for _ in range(5):  # dirt is no defect
        scene.glow(
            rng.uniform(80, width), rng.uniform(80, height), rng.uniform(12, 34), (70, 60, 40), 0.35
        )
    names = [f"{c}{r + 1}" for c in "ABCDEFG"[:columns] for r in range(rows)]
    prompt = (
        "The tiles follow a regular pattern, but one tile is laid turned. Which one? "
        "Answer with its column letter and row number, for example B2."
    )
    key = f"{'ABCDEFG'[odd[0]]}{odd[1] + 1}"
    return Scene(scene.finished(rng), prompt, one_of(key, names), {"turn": turn})


def _tile(rng: random.Random, first: Paint, second: Paint) -> Canvas:
    tile = Canvas(104, 104)
    tile.rect(0, 0, 103, 103, lighter(PAPER, 0.3), to=darker(PAPER, 0.08), radius=4)
    inner = Canvas(104, 104)
    inner.oval(0, 0, 62, fill=first)
    inner.oval(0, 0, 44, fill=PAPER)
    inner.oval(0, 0, 28, fill=second)
    inner.polygon([(103, 60), (103, 103), (60, 103)], second)
    inner.oval(rng.uniform(66, 70), rng.uniform(34, 38), 8, fill=first)
    shape = Canvas(104, 104)
    shape.rect(1, 1, 102, 102, PAPER, radius=4)
    inner.keep(shape)
    tile.place(inner, 52, 52)
    return tile


def torn_cloth(rng: random.Random, truth: bool) -> Scene:
    """Is there a hole in a cloth; stains, a shadow and a printed dot are none."""
    tone = rng.choice((Hue.BLUE, Hue.GREEN, Hue.PURPLE, Hue.ORANGE)).value
    width, height = 900, 700
    scene = Canvas(width, height, weave(rng, width, height, mixed(tone, (128, 128, 128), 0.35)))
    stripe = rng.choice((0, 1))
    for index in range(6):
        at = 70 + index * 150 + rng.uniform(-4, 4)
        box = (at, 0, at + 16, height) if stripe else (0, at, width, at + 16)
        band = Canvas(box[2] - box[0], box[3] - box[1], lighter(tone, 0.6))
        scene.place(band, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, opacity=0.55)
    for _ in range(3):
        scene.glow(
            rng.uniform(80, 820), rng.uniform(80, 620), rng.uniform(30, 80), (20, 16, 30), 0.5
        )
    for _ in range(4):
        _lint(rng, scene, rng.uniform(80, 820), rng.uniform(80, 620))
    x, y = rng.uniform(120, 780), rng.uniform(120, 580)
    scene.oval(width - x, height - y, 13, fill=darker(tone, 0.55))
    if truth:
        _hole(rng, scene, x, y, tone)
    prompt = (
        "Has this cloth a hole with torn threads? Stains, loose lint lying on top and the round "
        "printed dot are not holes. Answer with yes or no."
    )
    return Scene(scene.finished(rng), prompt, yes_no(truth))


def _lint(rng: random.Random, scene: Canvas, x: float, y: float) -> None:
    points = [(x, y)]
    bend = rng.uniform(0, 7)
    for _ in range(14):
        bend += rng.uniform(-0.6, 0.6)
        points.append((points[-1][0] + 5 * math.cos(bend), points[-1][1] + 5 * math.sin(bend)))
    scene.line([(a + 2, b + 3) for a, b in points], (30, 30, 46), 1.2)
    scene.line(points, (244, 244, 248), 1.5)


def _hole(rng: random.Random, scene: Canvas, x: float, y: float, tone: Paint) -> None:
    edge = []
    for step in range(18):
        angle, r = step * math.tau / 18, rng.uniform(11, 19)
        edge.append((x + r * 1.25 * math.cos(angle), y + r * math.sin(angle)))
    scene.polygon(edge, (16, 14, 22))
    for px, py in edge:
        inward = rng.uniform(0.2, 0.55)
        end = (px + (x - px) * inward + rng.uniform(-3, 3), py + (y - py) * inward)
        scene.line([(px, py), end], lighter(tone, rng.uniform(0.1, 0.45)), 1.5)


def weld_gap(rng: random.Random, truth: bool) -> Scene:
    """Has a weld seam a gap; spatter and grinding marks beside it are none."""
    width, height = 960, 640
    scene = Canvas(width, height, steel(rng, width, height, (182, 187, 196)))
    middle = height / 2 + rng.uniform(-50, 50)
    lower = Canvas(
        width, height - middle, steel(rng, width, round(height - middle), (166, 171, 182))
    )
    scene.place(lower, width / 2, middle + (height - middle) / 2)
    scene.line([(0, middle), (width, middle)], (24, 26, 32), 5, cap=False)
    for _ in range(40):
        tint = rng.choice(((92, 66, 96), (96, 74, 52), (70, 84, 120)))
        scene.glow(
            rng.uniform(0, width), middle + rng.uniform(-20, 20), rng.uniform(40, 80), tint, 0.16
        )
    gap = rng.uniform(200, 760) if truth else -100.0
    x = -6.0
    while x < width + 12:
        if not gap < x < gap + 34:
            _bead(rng, scene, x, middle + rng.uniform(-2, 2))
        x += rng.uniform(9, 11.5)
    for _ in range(26):
        far = rng.choice((-1, 1)) * rng.uniform(38, 150)
        r = rng.uniform(2, 5.5)
        scene.ball(rng.uniform(20, 940), middle + far, r, (120, 124, 132))
    for _ in range(3):
        x, y = rng.uniform(80, 860), middle + rng.choice((-1, 1)) * rng.uniform(70, 170)
        for line in range(7):
            scene.line(
                [(x, y + line * 4), (x + rng.uniform(50, 80), y + line * 4 - 14)],
                (206, 210, 216),
                0.8,
            )
    prompt = (
        "Two steel plates are joined by one weld seam. Is the seam interrupted anywhere, so that "
        "the dark joint shows? Spatter and grinding marks beside it do not count. "
        "Answer with yes or no."
    )
    return Scene(scene.finished(rng), prompt, yes_no(truth))


def _bead(rng: random.Random, scene: Canvas, x: float, y: float) -> None:
    tone = rng.choice(((112, 110, 116), (126, 118, 110), (100, 104, 114)))
    part = Canvas(34, 50)
    part.oval(17, 25, 13, 22 + rng.uniform(-1.5, 1.5), lighter(tone, 0.45), to=darker(tone, 0.35))
    part.oval(20, 25, 10, 19, lighter(tone, 0.2), to=darker(tone, 0.1))
    scene.place(part, x, y, shadow=0.25, reach=1.5)
