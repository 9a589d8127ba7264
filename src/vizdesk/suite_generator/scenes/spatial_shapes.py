"""Shapes in the plane: turned and mirrored ones, papers on a pile, the nearest, those inside."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw

from vizdesk.suite_generator.drawing.backgrounds import ground, plain
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import INK, PAPER, WHITE, Hue, Paint, darker, lighter
from vizdesk.suite_generator.drawing.handwriting import smooth
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of, ordered, several
from vizdesk.suite_generator.scenes.counting_small import scattered

Cell = tuple[int, int]


def turned_shape(rng: random.Random) -> Scene:
    """Which of six shapes is the sample turned; the others are mirrored or nearly the same."""
    letters = "ABCDEF"
    while True:
        shape = _polyomino(rng, 7)
        wrong = [_mirrored(shape)]
        while len(wrong) < 5:
            near = _moved(rng, shape) if rng.random() < 0.6 else _mirrored(_moved(rng, shape))
            if _same(near) not in [_same(outline) for outline in [shape, *wrong]]:
                wrong.append(near)
        if _same(shape) != _same(wrong[0]):
            break
    plan = [shape, *wrong]
    rng.shuffle(plan)
    key = letters[plan.index(shape)]
    hue = rng.choice((Hue.BLUE, Hue.GREEN, Hue.ORANGE, Hue.PURPLE)).value
    scene = Canvas(1020, 740, plain(rng, 1020, 740, (232, 232, 228)))
    card = Canvas(260, 260, PAPER)
    scene.place(card, 160, 370, shadow=0.35, reach=6)
    scene.place(_blocks(shape, hue), 160, 370, shadow=0.4, reach=4)
    scene.text(160, 216, "SAMPLE", 22, INK, face=Face.BOLD)
    turns = [rng.choice((50, 90, 130, 180, 220, 270, 310)) + rng.uniform(-15, 15) for _ in plan]
    for index, cells in enumerate(plan):
        x, y = 430 + 235 * (index % 3), 195 + 350 * (index // 3)
        scene.place(_blocks(cells, hue), x, y, angle=turns[index], shadow=0.4, reach=5)
        scene.text(x - 96, y - 122, letters[index], 26, INK, face=Face.BOLD)
    prompt = (
        "Which of the pieces A–F is the sample, only turned in the plane, not flipped over? "
        "Answer with its letter."
    )
    return Scene(scene.finished(rng), prompt, one_of(key, letters), {"plan": plan, "sample": shape})


def _polyomino(rng: random.Random, size: int) -> frozenset[Cell]:
    cells = {(0, 0)}
    while len(cells) < size:
        x, y = rng.choice(sorted(cells))
        dx, dy = rng.choice(((1, 0), (-1, 0), (0, 1), (0, -1)))
        cells.add((x + dx, y + dy))
    return frozenset(cells)


def _mirrored(cells: frozenset[Cell]) -> frozenset[Cell]:
    return frozenset((-x, y) for x, y in cells)


def _moved(rng: random.Random, cells: frozenset[Cell]) -> frozenset[Cell]:
    """The same with one cell moved elsewhere, still in one piece."""
    while True:
        gone = rng.choice(sorted(cells))
        rest = cells - {gone}
        x, y = rng.choice(sorted(rest))
        dx, dy = rng.choice(((1, 0), (-1, 0), (0, 1), (0, -1)))
        near = rest | {(x + dx, y + dy)}
        if len(near) == len(cells) and near != cells and _whole(near):
            return near


def _whole(cells: frozenset[Cell]) -> bool:
    queue, seen = [min(cells)], {min(cells)}
    for x, y in queue:
        for then in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if then in cells and then not in seen:
                seen.add(then)
                queue.append(then)
    return seen == cells


def _same(cells: frozenset[Cell]) -> tuple[Cell, ...]:
    """One name for all four turns of a shape."""
    turns = []
    for _ in range(4):
        cells = frozenset((-y, x) for x, y in cells)
        left, top = min(x for x, _ in cells), min(y for _, y in cells)
        turns.append(tuple(sorted((x - left, y - top) for x, y in cells)))
    return min(turns)


def _blocks(cells: frozenset[Cell], paint: Paint) -> Canvas:
    xs, ys = [x for x, _ in cells], [y for _, y in cells]
    side = min(42.0, 190 / max(max(xs) - min(xs) + 1, max(ys) - min(ys) + 1))
    wide, tall = (max(xs) - min(xs) + 1) * side, (max(ys) - min(ys) + 1) * side
    part = Canvas(wide + 4, tall + 4)
    for x, y in cells:
        left, top = 2 + (x - min(xs)) * side, 2 + (y - min(ys)) * side
        part.rect(
            left,
            top,
            left + side,
            top + side,
            lighter(paint, 0.06),
            edge=darker(paint, 0.35),
            width=2,
        )
    return part


def pile(rng: random.Random) -> Scene:
    """In which order sheets lie on a pile, from the bottom; each shows what it lies on."""
    while True:
        places = [(450 + rng.uniform(-150, 150), 360 + rng.uniform(-110, 110)) for _ in range(5)]
        angles = [rng.uniform(-70, 70) for _ in places]
        outlines = [
            [
                turned(x, y, dx, dy, angle)
                for dx, dy in ((-165, -125), (165, -125), (165, 125), (-165, 125))
            ]
            for (x, y), angle in zip(places, angles, strict=True)
        ]
        if shows_order(outlines):
            break
    hues = rng.sample(list(Hue), 5)
    scene = Canvas(900, 720, ground(rng, 900, 720))
    for hue, place, angle in zip(hues, places, angles, strict=True):
        sheet = Canvas(330, 250)
        sheet.rect(0, 0, 329, 249, lighter(hue.value, 0.12), to=hue.value, radius=4)
        for y in range(40, 220, 30):
            sheet.line([(30, y), (rng.uniform(180, 300), y)], lighter(hue.value, 0.4), 3)
        scene.place(sheet, *place, angle=-angle, shadow=0.55, reach=5)
    prompt = (
        "Five coloured sheets lie on a pile. In which order were they laid down, from the lowest "
        "to the topmost? Answer with the five colours, separated by commas."
    )
    return Scene(
        scene.finished(rng), prompt, ordered(hue.word for hue in hues), {"outlines": outlines}
    )


def turned(x: float, y: float, dx: float, dy: float, angle: float) -> Point:
    """(dx, dy) turned by degrees clockwise and moved to (x, y)."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return x + dx * c - dy * s, y + dx * s + dy * c


def shows_order(outlines: list[list[Point]]) -> bool:
    """Whether one sees of each polygon of a pile, lowest first, that it lies on the one before."""
    size, reduce = (225, 180), 4
    masks, top = [], Image.new("L", size, 0)
    for index, outline in enumerate(outlines):
        mask = Image.new("L", size, 0)
        points = [(x / reduce, y / reduce) for x, y in outline]
        ImageDraw.Draw(mask).polygon(points, fill=255)
        top.paste(index + 1, (0, 0), mask)
        masks.append(mask.tobytes())
    seen, wide = top.tobytes(), size[0]
    for upper in range(1, len(outlines)):
        below = masks[upper - 1]
        edge = sum(
            seen[at] == upper + 1
            and below[at] > 0
            and upper in (seen[at - 1], seen[at + 1], seen[at - wide], seen[at + wide])
            for at in range(wide, len(seen) - wide)
        )
        if edge < 14:
            return False
    return all(seen.count(index + 1) > 150 for index in range(len(outlines)))


def nearest(rng: random.Random) -> Scene:
    """Which pin is nearest to the flag; scale and size of pins say nothing."""
    letters = "ABCDEFGH"
    while True:
        places = scattered(rng, 9, 960, 700, 120, 80)
        rng.shuffle(places)
        far = sorted(math.dist(places[0], place) for place in places[1:])
        if far[1] - far[0] > 16 and far[1] / far[0] < 1.25:
            break
    near = min(range(8), key=lambda index: math.dist(places[0], places[index + 1]))
    scene = Canvas(960, 700, plain(rng, 960, 700, (222, 226, 206)))
    _land(rng, scene)
    for letter, (x, y) in zip(letters, places[1:], strict=True):
        r = rng.uniform(17, 27)
        scene.oval(x, y, 4, fill=INK)
        scene.polygon(
            [(x, y), (x - r * 0.8, y - r * 1.5), (x + r * 0.8, y - r * 1.5)],
            darker(Hue.RED.value, 0.1),
        )
        scene.ball(x, y - r * 1.9, r, Hue.RED.value)
        scene.text(x, y - r * 1.9, letter, r, WHITE, face=Face.BOLD)
    x, y = places[0]
    scene.line([(x, y), (x, y - 62)], INK, 4)
    scene.polygon([(x, y - 64), (x + 44, y - 50), (x, y - 34)], Hue.BLUE.value)
    scene.oval(x, y, 5, fill=INK)
    prompt = (
        "Each pin marks the place where its tip touches the map, the blue flag where its pole "
        "does. Which pin's place is nearest to the flag's place in a straight line? "
        "Answer with its letter."
    )
    return Scene(scene.finished(rng), prompt, one_of(letters[near], letters), {"places": places})


def _land(rng: random.Random, scene: Canvas) -> None:
    for _ in range(3):
        x, y = rng.uniform(0, 960), rng.uniform(0, 700)
        shore = [
            (x + rng.uniform(80, 150) * math.cos(a), y + rng.uniform(50, 100) * math.sin(a))
            for a in (i * math.tau / 9 for i in range(9))
        ]
        scene.polygon(smooth([*shore, shore[0]]), (168, 204, 226))
    for _ in range(4):
        start: Point = (rng.uniform(-20, 960), -10)
        way = [start]
        for step in range(6):
            way.append((way[-1][0] + rng.uniform(-150, 150), 145.0 * (step + 1) - 10))
        scene.line(smooth(way), (244, 240, 226), rng.uniform(6, 12))


def inside(rng: random.Random) -> Scene:
    """Which letters lie inside a winding closed curve."""
    while True:
        radii = [
            rng.uniform(0.24, 0.5) if rng.random() < 0.5 else rng.uniform(0.75, 1.0)
            for _ in range(15)
        ]
        rim = [
            (
                450 + 400 * r * math.cos(i * math.tau / 15),
                360 + 325 * r * math.sin(i * math.tau / 15),
            )
            for i, r in enumerate(radii)
        ]
        curve = smooth([rim[-1], *rim, rim[0], rim[1]], 12)[12:-13]
        curve.append(curve[0])
        places = scattered(rng, 10, 900, 720, 130, 60)
        within = [holds(curve, place) for place in places]
        clear = min(math.dist(place, point) for place in places for point in curve) > 30
        if clear and 3 <= sum(within) <= 7:
            break
    letters = rng.sample("ABCDEFGHKLMNPRSTUVXYZ", 10)
    scene = Canvas(900, 720, plain(rng, 900, 720, (240, 238, 230)))
    scene.line([(x + 3, y + 4) for x, y in curve], (214, 212, 206), 8)
    scene.line(curve, rng.choice((Hue.RED, Hue.BLUE, Hue.PURPLE)).value, 7)
    for letter, (x, y) in zip(letters, places, strict=True):
        scene.oval(x, y, 19, fill=WHITE, edge=INK, width=1.6)
        scene.text(x, y, letter, 21, INK, face=Face.BOLD)
    chosen = [letter for letter, there in zip(letters, within, strict=True) if there]
    prompt = (
        "Which letters lie inside the closed curve? Answer with the letters, separated by commas."
    )
    return Scene(
        scene.finished(rng),
        prompt,
        several(chosen),
        {"curve": curve, "places": places, "letters": letters},
    )


def holds(curve: list[Point], place: Point) -> bool:
    """Whether a closed curve holds a point: an odd number of crossings to the right of it."""
    x, y = place
    odd = False
    for (ax, ay), (bx, by) in zip(curve, [*curve[1:], curve[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            odd = not odd
    return odd
