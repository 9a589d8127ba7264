"""Maps: stops between two stations, a way through a flat, the direction of one town."""

from __future__ import annotations

import itertools
import math
import random

from vizdesk.suite_generator.drawing.backgrounds import plain
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import INK, PAPER, PENCIL, WHITE, Hue, Paint, lighter
from vizdesk.suite_generator.drawing.handwriting import smooth
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number, one_of, yes_no
from vizdesk.suite_generator.scenes.counting_small import scattered

STATIONS = (
    "Alder", "Birch", "Cedar", "Dock", "East Gate", "Fort", "Glen", "Harbour", "Inn", "Jetty",
        "Kiln",
    "Lake", "Mill", "North Hill", "Opera", "Port", "Quarry", "River", "Spire", "Tower", "Union",
    "Vale", "West End", "Yard", "Zoo", "Abbey", "Bridge", "Castle",
)  # fmt: skip
Edge = frozenset[str]


def fewest_stops(rng: random.Random) -> Scene:
    """How many stops a ride between two stations takes at least, with changes where lines cross."""
    names = rng.sample(STATIONS, 25)
    columns = [90.0, 275, 460, 645, 830]
    grid = {(c, r): names[c * 5 + r] for c in range(5) for r in range(5)}
    where = {grid[c, r]: (columns[c] + (r % 2) * 26, 130 + r * 128.0) for c, r in grid}
    lines, edges, start, end, key = _ride(rng, grid)
    served = sorted({stop for line in lines for stop in line})
    scene = Canvas(1000, 740, plain(rng, 1000, 740, (250, 250, 247), 0.01))
    hues = rng.sample(list(Hue), len(Hue))
    scene.text(40, 52, "Metro of Elmstad", 28, INK, face=Face.BOLD, anchor="lm")
    for index, line in enumerate(lines):
        scene.line([where[stop] for stop in line], hues[index].value, 8)
    for stop in served:
        x, y = where[stop]
        many = sum(stop in line for line in lines) > 1
        scene.oval(x, y, 15 if many else 10, fill=WHITE, edge=INK, width=3.4 if many else 2.4)
    for stop in served:
        _label(scene, where[stop][0] + 20, where[stop][1] - 25, stop)
    prompt = (
        f"One rides from {start} to {end}, changing lines where a station is on both. How many "
        "stops does the shortest ride have, counting the last station but not the first? "
        "Answer with one number."
    )
    facts = {"edges": edges, "start": start, "end": end}
    return Scene(scene.finished(rng, grain=1, dim=0), prompt, number(key), facts)


def _label(scene: Canvas, x: float, y: float, words: str) -> None:
    """A name with a pale rim, so that a line behind it takes nothing from it."""
    for turn in range(12):
        a = turn * math.tau / 12
        at = (x + 3.2 * math.cos(a), y + 3.2 * math.sin(a))
        scene.text(*at, words, 18, (250, 250, 247), face=Face.MEDIUM, anchor="lm")
    scene.text(x, y, words, 18, INK, face=Face.MEDIUM, anchor="lm")


def _ride(
    rng: random.Random, grid: dict[tuple[int, int], str]
) -> tuple[list[list[str]], set[Edge], str, str, int]:
    """Lines, their tracks, and two stations of different lines a drawn number of stops apart."""
    key = rng.randint(3, 6)
    while True:
        lines = _lines(rng, grid)
        edges = {frozenset(pair) for line in lines for pair in itertools.pairwise(line)}
        served = sorted({stop for line in lines for stop in line})
        pairs = [
            (start, end)
            for start in served
            for end in served
            if not any(start in line and end in line for line in lines)
            and distance(edges, start, end) == key
        ]
        if pairs:
            start, end = rng.choice(pairs)
            return lines, edges, start, end, key


def _lines(rng: random.Random, grid: dict[tuple[int, int], str]) -> list[list[str]]:
    """Six lines: two down, two across, two bending; no two share a stretch of track."""
    while True:
        lines = [[grid[c, r] for c in range(5)] for r in rng.sample(range(5), 2)]
        lines += [[grid[c, r] for r in range(5)] for c in rng.sample(range(5), 2)]
        for row, way in ((0, 1), (4, -1)):
            bent = [row]
            for _ in range(4):
                bent.append(min(4, max(0, bent[-1] + (way if rng.random() < 0.7 else 0))))
            lines.append([grid[c, r] for c, r in enumerate(bent)])
        tracks = [frozenset(pair) for line in lines for pair in itertools.pairwise(line)]
        if len(set(tracks)) == len(tracks):
            return lines


def distance(edges: set[Edge], start: str, end: str) -> int | None:
    """The fewest edges from one station to another; None when there is no way."""
    far, queue = {start: 0}, [start]
    for stop in queue:
        for edge in edges:
            if stop in edge:
                (then,) = edge - {stop}
                if then not in far:
                    far[then] = far[stop] + 1
                    queue.append(then)
    return far.get(end)


ROOMS = ("Kitchen", "Bath", "Study", "Bedroom", "Hall", "Living", "Store", "Office", "Nursery")


def without_passing(rng: random.Random, truth: bool) -> Scene:
    """Can one walk from a room to another without passing through a third."""
    names = rng.sample(ROOMS, 9)
    cells = [(x, y) for x in range(3) for y in range(3)]
    walls = [
        (a, b) for a in cells for b in cells if a < b and abs(a[0] - b[0]) + abs(a[1] - b[1]) == 1
    ]
    while True:
        doors = {frozenset(pair) for pair in rng.sample(walls, 9)}
        start, end, third = rng.sample(cells, 3)
        far = (
            reaches(doors, start, end, None) and abs(start[0] - end[0]) + abs(start[1] - end[1]) > 1
        )
        if far and reaches(doors, start, end, third) is truth:
            break
    scene = Canvas(860, 760, plain(rng, 860, 760, (236, 238, 242)))
    wide, tall, left, top = 250.0, 214.0, 55.0, 58.0
    tones: tuple[Paint, ...] = ((250, 240, 220), (226, 238, 246), (232, 244, 228), (246, 230, 232))
    for index, (x, y) in enumerate(cells):
        x0, y0 = left + x * wide, top + y * tall
        scene.rect(x0, y0, x0 + wide, y0 + tall, rng.choice(tones))
        scene.text(x0 + wide / 2, y0 + tall / 2, names[index], 26, INK, face=Face.MEDIUM)
    for a, b in walls:
        x0, y0 = left + max(a[0], b[0]) * wide, top + max(a[1], b[1]) * tall
        across = a[0] == b[0]
        ends = [(x0, y0), (x0 + wide, y0)] if across else [(x0, y0), (x0, y0 + tall)]
        scene.line(ends, INK, 9, cap=False)
        if frozenset((a, b)) in doors:
            _door(rng, scene, ends)
    scene.rect(left, top, left + 3 * wide, top + 3 * tall, None, edge=INK, width=11)
    by = dict(zip(cells, names, strict=True))
    prompt = (
        f"Can one walk from {by[start]} to {by[end]} through the doors of this flat without "
        f"passing through {by[third]}? Answer with yes or no."
    )
    facts = {"doors": doors, "start": start, "end": end, "third": third}
    return Scene(scene.finished(rng, grain=2, dim=0), prompt, yes_no(truth), facts)


def _door(rng: random.Random, scene: Canvas, ends: list[Point]) -> None:
    (ax, ay), (bx, by) = ends
    share = rng.uniform(0.22, 0.58)
    long = math.dist(*ends)
    ux, uy = (bx - ax) / long, (by - ay) / long
    hinge = (ax + ux * long * share, ay + uy * long * share)
    wide = 58.0
    scene.line([hinge, (hinge[0] + ux * wide, hinge[1] + uy * wide)], PAPER, 13, cap=False)
    side = rng.choice((-1, 1))
    leaf = [
        (
            hinge[0] + wide * (ux * math.cos(a) - side * uy * math.sin(a)),
            hinge[1] + wide * (uy * math.cos(a) + side * ux * math.sin(a)),
        )
        for a in (i * math.pi / 24 for i in range(13))
    ]
    scene.line(leaf, PENCIL, 1.6)
    scene.line([hinge, leaf[-1]], (150, 104, 64), 4.5)


def reaches(
    doors: set[frozenset[tuple[int, int]]], start: tuple[int, int], end: tuple[int, int],
    closed: tuple[int, int] | None,
) -> bool:  # fmt: skip
    """Whether doors lead from one room to another when one room may not be entered."""
    seen, queue = {start}, [start]
    for room in queue:
        for door in doors:
            if room in door:
                (then,) = door - {room}
                if then not in seen and then != closed:
                    seen.add(then)
                    queue.append(then)
    return end in seen


_WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def bearing(rng: random.Random) -> Scene:
    """In which direction one town lies from another, on a map whose north is not up."""
    north = rng.choice((45, 90, 135, 180, 225, 270, 315))
    while True:
        places = scattered(rng, 9, 940, 680, 130, 100)
        (ax, ay), (bx, by) = places[:2]
        angle = math.degrees(math.atan2(bx - ax, ay - by)) - north
        wind = round(angle / 45) % 8
        off = abs((angle - wind * 45 + 180) % 360 - 180)
        corner = min(math.dist(place, (845, 100)) for place in places)
        if off < 9 and math.dist(*places[:2]) > 200 and corner > 150:
            break
    scene = Canvas(940, 720, plain(rng, 940, 720, (232, 226, 204)))
    for _ in range(5):
        way: list[Point] = [(-20, rng.uniform(0, 720))]
        way += [(190.0 * (step + 1), rng.uniform(40, 680)) for step in range(6)]
        scene.line(
            smooth(way, 30), rng.choice(((206, 194, 160), (170, 204, 222))), rng.uniform(3, 7)
        )
    names = rng.sample(STATIONS, 9)
    for name, (x, y) in zip(names, places, strict=True):
        scene.oval(x, y, 9, fill=Hue.RED.value, edge=WHITE, width=2.5)
        scene.text(x, y + 25, name, 21, INK, face=Face.BOLD)
    rose = Canvas(150, 150)
    rose.oval(75, 75, 68, fill=lighter(PAPER, 0.5), edge=PENCIL, width=2)
    rose.polygon([(75, 20), (90, 78), (60, 78)], Hue.RED.value)
    rose.polygon([(75, 132), (90, 78), (60, 78)], (170, 176, 188))
    rose.text(75, 58, "N", 22, WHITE, face=Face.BOLD)
    scene.place(rose, 845, 100, angle=-north, shadow=0.3, reach=4)
    prompt = (
        f"In which direction does {names[1]} lie as seen from {names[0]}? Mind the compass: its "
        f"red half points north. Answer with one of: {', '.join(_WINDS)}."
    )
    facts = {"places": places, "north": north}
    return Scene(scene.finished(rng), prompt, one_of(_WINDS[wind], _WINDS), facts)
