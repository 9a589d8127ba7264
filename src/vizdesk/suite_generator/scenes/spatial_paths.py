"""Following: a maze to its exit, arrows over a board, tangled cables to their sockets."""

from __future__ import annotations

import itertools
import math
import random

from vizdesk.suite_generator.drawing.backgrounds import ground, plain
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import INK, PAPER, WHITE, Hue, Paint, darker, lighter
from vizdesk.suite_generator.drawing.handwriting import smooth
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number, one_of

Cell = tuple[int, int]
STEPS: dict[str, Cell] = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


def maze(rng: random.Random) -> Scene:
    """Which of five exits can be reached from the middle; the others belong to walled-off parts."""
    size, cell = 13, 48
    doors = _carved(rng, size)
    middle = (size // 2, size // 2)
    tree = _parents(doors, middle)
    rim = [c for c in tree if 0 in c or size - 1 in c]
    exits: list[Cell] = []
    while len(exits) < 5:
        place = rng.choice(rim)
        if all(abs(place[0] - x) + abs(place[1] - y) > 5 for x, y in exits):
            exits.append(place)
    key = rng.randrange(5)
    for index, place in enumerate(exits):  # wall off every other exit somewhere on its own way
        if index == key:
            continue
        way, right = _way(tree, place), set(_way(tree, exits[key]))
        own = [step for step in way if step not in right]
        if len(own) < 2:
            return maze(rng)
        cut = own[rng.randrange(len(own) // 3, max(len(own) // 3 + 1, 2 * len(own) // 3))]
        doors.discard(frozenset((cut, tree[cut])))
    scene = Canvas(760, 760, plain(rng, 760, 760, (246, 244, 238)))
    left = (760 - size * cell) / 2
    _walls(scene, doors, size, cell, left, exits)
    for index, (x, y) in enumerate(exits):
        dx, dy = _outward((x, y), size)
        where = (left + (x + 0.5 + dx * 0.95) * cell, left + (y + 0.5 + dy * 0.95) * cell)
        scene.oval(*where, 19, fill=Hue.BLUE.value)
        scene.text(*where, "ABCDE"[index], 23, WHITE, face=Face.BOLD)
    scene.ball(left + (middle[0] + 0.5) * cell, left + (middle[1] + 0.5) * cell, 15, Hue.RED.value)
    prompt = (
        "The red ball is in a maze. Which exit can it reach without crossing a wall? "
        "Answer with the exit's letter."
    )
    facts = {"doors": doors, "exits": exits, "middle": middle}
    return Scene(scene.finished(rng, grain=2), prompt, one_of("ABCDE"[key], "ABCDE"), facts)


def _carved(rng: random.Random, size: int) -> set[frozenset[Cell]]:
    """A perfect maze: a random walk that turns back where it is stuck."""
    doors: set[frozenset[Cell]] = set()
    seen, trail = {(0, 0)}, [(0, 0)]
    while trail:
        x, y = trail[-1]
        near = [(x + dx, y + dy) for dx, dy in STEPS.values()]
        free = [c for c in near if c not in seen and 0 <= c[0] < size and 0 <= c[1] < size]
        if not free:
            trail.pop()
            continue
        then = rng.choice(free)
        doors.add(frozenset(((x, y), then)))
        seen.add(then)
        trail.append(then)
    return doors


def _parents(doors: set[frozenset[Cell]], start: Cell) -> dict[Cell, Cell]:
    parents, queue = {start: start}, [start]
    for x, y in queue:
        for dx, dy in STEPS.values():
            then = (x + dx, y + dy)
            if then not in parents and frozenset(((x, y), then)) in doors:
                parents[then] = (x, y)
                queue.append(then)
    return parents


def _way(tree: dict[Cell, Cell], end: Cell) -> list[Cell]:
    way = [end]
    while tree[way[-1]] != way[-1]:
        way.append(tree[way[-1]])
    return way


def _outward(place: Cell, size: int) -> Cell:
    x, y = place
    if y in (0, size - 1):
        return 0, -1 if y == 0 else 1
    return (-1 if x == 0 else 1), 0


def _walls(
    scene: Canvas, doors: set[frozenset[Cell]], size: int, cell: int, left: float, exits: list[Cell]
) -> None:
    gaps = {(place, _outward(place, size)) for place in exits}
    for x in range(size):
        for y in range(size):
            for dx, dy in STEPS.values():
                then = (x + dx, y + dy)
                if frozenset(((x, y), then)) in doors or ((x, y), (dx, dy)) in gaps:
                    continue
                cx, cy = left + (x + 0.5 + dx / 2) * cell, left + (y + 0.5 + dy / 2) * cell
                half = cell / 2
                scene.line(
                    [
                        (cx - half * abs(dy), cy - half * abs(dx)),
                        (cx + half * abs(dy), cy + half * abs(dx)),
                    ],
                    INK,
                    6,
                )


def arrows(rng: random.Random) -> Scene:
    """On which square one ends by following the arrows until a square without one."""
    size, cell = 7, 92
    while True:
        board = {(x, y): rng.choice(list(STEPS)) for x in range(size) for y in range(size)}
        blank = rng.sample(sorted(board), 7)
        for place in blank:
            del board[place]
        start = rng.choice(sorted(board))
        end, steps = follow(board, start, size)
        if end is not None and 7 <= steps <= 16:
            break
    scene = Canvas(780, 780, plain(rng, 780, 780, (216, 222, 230)))
    for x in range(size):
        scene.text(112 + cell * (x + 0.5), 52, "ABCDEFG"[x], 25, INK, face=Face.BOLD)
        scene.text(58, 96 + cell * (x + 0.5), str(x + 1), 25, INK, face=Face.BOLD)
        for y in range(size):
            left, top = 112 + cell * x, 96 + cell * y
            tone: Paint = (250, 250, 248) if (x + y) % 2 else (238, 240, 244)
            scene.rect(
                left + 3,
                top + 3,
                left + cell - 3,
                top + cell - 3,
                tone,
                radius=9,
                edge=(196, 202, 212),
            )
            if (x, y) == start:
                scene.rect(
                    left + 3,
                    top + 3,
                    left + cell - 3,
                    top + cell - 3,
                    lighter(Hue.YELLOW.value, 0.3),
                    radius=9,
                )
            if (x, y) in board:
                _arrow(
                    scene, left + cell / 2, top + cell / 2, board[x, y], rng.choice(list(Hue)).value
                )
    names = [f"{c}{r + 1}" for c in "ABCDEFG" for r in range(size)]
    assert end is not None
    prompt = (
        "Start on the yellow square. Move one square in the direction of the arrow you stand on, "
        "again and again, until you reach a square without an arrow. Which square is it? "
        "Answer with its column letter and row number, for example B2."
    )
    facts = {"board": board, "start": start, "steps": steps}
    return Scene(
        scene.finished(rng, grain=2),
        prompt,
        one_of(f"{'ABCDEFG'[end[0]]}{end[1] + 1}", names),
        facts,
    )


def follow(board: dict[Cell, str], start: Cell, size: int) -> tuple[Cell | None, int]:
    """Where the arrows lead and in how many steps; None for a circle or off the board."""
    place, steps = start, 0
    while place in board:
        dx, dy = STEPS[board[place]]
        place, steps = (place[0] + dx, place[1] + dy), steps + 1
        if steps > size * size or not (0 <= place[0] < size and 0 <= place[1] < size):
            return None, steps
    return place, steps


def _arrow(scene: Canvas, x: float, y: float, way: str, paint: Paint) -> None:
    dx, dy = STEPS[way]
    ax, ay = x - dx * 26, y - dy * 26
    scene.line([(ax, ay), (x + dx * 10, y + dy * 10)], paint, 10)
    tip = (x + dx * 30, y + dy * 30)
    wings = [(x + dx * 6 + s * dy * 20, y + dy * 6 + s * dx * 20) for s in (-1, 1)]
    scene.polygon([tip, *wings], paint)


def cables(rng: random.Random) -> Scene:
    """Into which socket a plug's cable leads, under and over seven others of like colour."""
    count = 7
    ends = list(range(count))
    rng.shuffle(ends)
    scene = Canvas(960, 740, ground(rng, 960, 740))
    paints = [
        rng.choice((Hue.RED.value, Hue.BLUE.value, (60, 64, 74), Hue.RED.value)) for _ in ends
    ]
    lines = _laid(rng, ends)
    while not _clear(lines):
        lines = _laid(rng, ends)
    for index in rng.sample(range(count), count):
        strand = Canvas(960, 740)
        strand.line(lines[index], darker(paints[index], 0.35), 15)
        strand.line(lines[index], paints[index], 11)
        strand.line([(x - 2, y - 1) for x, y in lines[index]], lighter(paints[index], 0.35), 3)
        scene.place(strand, 480, 370, shadow=0.4, reach=4)
    for index in range(count):
        x = 120 + index * 120
        scene.rect(x - 26, 48, x + 26, 106, (70, 76, 90), to=(40, 44, 54), radius=8)
        scene.text(x, 77, "ABCDEFG"[index], 28, WHITE, face=Face.BOLD)
        scene.rect(
            x - 34, 640, x + 34, 704, PAPER, to=(210, 214, 222), radius=10, edge=(150, 156, 168)
        )
        scene.text(x, 674, str(index + 1), 28, INK, face=Face.BOLD)
    asked = rng.randrange(count)
    prompt = (
        f"Seven cables run from the plugs A–G to the sockets 1–7. Into which socket does the cable "
        f"of plug {'ABCDEFG'[asked]} lead? Answer with one number."
    )
    return Scene(
        scene.finished(rng), prompt, number(ends[asked] + 1), {"ends": ends, "asked": asked}
    )


def _laid(rng: random.Random, ends: list[int]) -> list[list[Point]]:
    """Each cable's way down from its plug to its socket."""
    lines = []
    for index, end in enumerate(ends):
        x0, x1 = 120 + index * 120, 120 + end * 120
        points: list[Point] = [(x0, 90), (x0, 150)]
        for step in range(1, 4):
            share = step / 4
            swing = rng.uniform(-150, 150) * math.sin(math.pi * share)
            points.append((min(900, max(60, x0 + (x1 - x0) * share + swing)), 150 + 440 * share))
        lines.append(smooth([*points, (x1, 590), (x1, 650)], 16))
    return lines


def _clear(lines: list[list[Point]]) -> bool:
    """Whether cables only ever meet to cross, and steeply enough that nobody confuses them."""
    for one, two in itertools.combinations(lines, 2):
        run, crossed = 0, False
        for (ax, _), (bx, _), (ex, _), (fx, _) in zip(one, two, one[1:], two[1:], strict=False):
            crossed |= (ax < bx) != (ex < fx)
            if abs(ex - fx) < 30:
                run += 1
            else:
                if run and (not crossed or run > 9):
                    return False
                run, crossed = 0, False
        if run:
            return False
    return True
