"""Counting in a drawing: cubes in a stack, crossings of two curves."""

from __future__ import annotations

import itertools
import math
import random

from vizdesk.suite_generator.drawing.backgrounds import plain
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import INK, PENCIL, Hue, darker, lighter
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number

_EDGE = 62.0


def cubes(rng: random.Random) -> Scene:
    """Of how many cubes is a stack made; nothing is hidden but what stands under a cube."""
    heights = _staircase(rng)
    while not 12 <= sum(map(sum, heights)) <= 36:
        heights = _staircase(rng)
    total = sum(map(sum, heights))
    hue = rng.choice((Hue.BLUE, Hue.GREEN, Hue.ORANGE, Hue.PURPLE, Hue.YELLOW)).value
    scene = Canvas(900, 760, plain(rng, 900, 760, (226, 229, 235)))
    _corner(scene)
    for row, line in enumerate(heights):
        for column, height in enumerate(line):
            for level in range(height):
                _cube(scene, column, row, level, hue)
    prompt = (
        "Cubes of the same size are stacked in a corner. Under each visible cube there are cubes "
        "down to the floor, and no others are hidden. How many cubes are there in all? "
        "Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(total), {"heights": heights})


def _staircase(rng: random.Random) -> list[list[int]]:
    """Heights that never rise towards the viewer, so that every column shows its top."""
    size = rng.choice((3, 4))
    heights = [[0] * size for _ in range(size)]
    for row in range(size):
        for column in range(size):
            most = 4
            if row:
                most = min(most, heights[row - 1][column])
            if column:
                most = min(most, heights[row][column - 1])
            heights[row][column] = rng.randint(max(0, most - 2), most)
    heights[0][0] = max(heights[0][0], 3)
    return heights


def _corner(scene: Canvas) -> None:
    """Floor and two walls with a grid of one cube's edge."""
    across, down, far = _EDGE * math.cos(math.pi / 6), _EDGE / 2, 4.6

    def at(column: float, row: float, level: float) -> Point:
        return 450 + (column - row) * across, 335 + (column + row) * down - level * _EDGE

    floor = [at(0, 0, 0), at(far, 0, 0), at(far, far, 0), at(0, far, 0)]
    right = [at(0, 0, 0), at(far, 0, 0), at(far, 0, far), at(0, 0, far)]
    left = [at(0, 0, 0), at(0, far, 0), at(0, far, far), at(0, 0, far)]
    scene.polygon(floor, (222, 214, 200), to=(206, 196, 180))
    scene.polygon(right, (236, 238, 242), to=(220, 224, 230))
    scene.polygon(left, (226, 229, 235), to=(206, 211, 219))
    for step in range(5):
        for run in (
            [at(step, 0, far), at(step, 0, 0), at(step, far, 0)],
            [at(0, step, far), at(0, step, 0), at(far, step, 0)],
            [at(0, far, step), at(0, 0, step), at(far, 0, step)],
        ):
            scene.line(run, (190, 194, 202), 1)


def _cube(scene: Canvas, column: int, row: int, level: int, hue: tuple[int, int, int]) -> None:
    across, down = _EDGE * math.cos(math.pi / 6), _EDGE / 2
    x = 450 + (column - row) * across
    y = 335 + (column + row) * down - level * _EDGE
    top = [
        (x, y - _EDGE),
        (x + across, y + down - _EDGE),
        (x, y + 2 * down - _EDGE),
        (x - across, y + down - _EDGE),
    ]
    left = [top[3], top[2], (x, y + 2 * down), (x - across, y + down)]
    right = [top[1], top[2], (x, y + 2 * down), (x + across, y + down)]
    edge = darker(hue, 0.55)
    scene.polygon(left, hue, to=darker(hue, 0.16), edge=edge, width=1.6)
    scene.polygon(right, darker(hue, 0.28), to=darker(hue, 0.42), edge=edge, width=1.6)
    scene.polygon(top, lighter(hue, 0.5), to=lighter(hue, 0.3), edge=edge, width=1.6)


def crossings(rng: random.Random) -> Scene:
    """How often do two curves cross; where they come near without crossing counts nothing."""
    while True:
        base = [rng.uniform(-80, 80) for _ in range(13)]
        first = [280 + value for value in base]
        side, second, count = 1, [], 0
        for index, y in enumerate(first):
            if index and rng.random() < 0.5:
                side, count = -side, count + 1
            second.append(y + side * rng.uniform(34, 110))
        one, two = _curve(first), _curve(second)
        if 4 <= count <= 10 and count == _meetings(one, two) and _clear(one, two):
            break
    scene = Canvas(1000, 560, plain(rng, 1000, 560, (248, 247, 242)))
    for x in range(0, 1000, 40):
        scene.line([(x, 0), (x, 560)], (232, 234, 238), 0.8)
    for y in range(0, 560, 40):
        scene.line([(0, y), (1000, y)], (232, 234, 238), 0.8)
    red, blue = rng.sample([Hue.RED, Hue.BLUE, Hue.GREEN, Hue.ORANGE, Hue.PURPLE], 2)
    scene.line(one, red.value, 5)
    scene.line(two, blue.value, 5)
    scene.text(20, 530, "Tracks 1 and 2, north is up", 16, PENCIL, face=Face.MEDIUM, anchor="lm")
    scene.text(980, 530, f"survey {rng.randint(2, 9)}", 16, INK, anchor="rm")
    prompt = (
        f"How many times does the {red.word} curve cross the {blue.word} curve? "
        "Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(count), {"one": one, "two": two})


def _curve(heights: list[float]) -> list[Point]:
    points = []
    for step in range(481):
        at = step / 40
        index = min(11, int(at))
        share = (1 - math.cos(math.pi * (at - index))) / 2
        y = heights[index] + (heights[index + 1] - heights[index]) * share
        points.append((40 + at * 76.6, y))
    return points


def _meetings(one: list[Point], two: list[Point]) -> int:
    above = [a[1] < b[1] for a, b in zip(one, two, strict=True)]
    return sum(now != before for before, now in itertools.pairwise(above))


def _clear(one: list[Point], two: list[Point]) -> bool:
    """Whether the curves part clearly between every two crossings."""
    gaps = [a[1] - b[1] for a, b in zip(one, two, strict=True)]
    widest, runs = 0.0, []
    for before, now in itertools.pairwise(gaps):
        widest = max(widest, abs(now))
        if (before < 0) != (now < 0):
            runs.append(widest)
            widest = 0.0
    return min([*runs, widest]) > 30
