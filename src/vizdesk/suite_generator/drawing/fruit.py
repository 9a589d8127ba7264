"""Fruit, drawn so that each can be told from the others by its shape and colour."""

from __future__ import annotations

import math
from collections.abc import Callable

from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import Hue, Paint, darker, lighter
from vizdesk.suite_generator.drawing.handwriting import smooth

STALK: Paint = (104, 72, 44)
LEAF: Paint = (72, 150, 70)
SIDE = 140


def apple() -> Canvas:
    """A red apple."""
    part, red = Canvas(SIDE, SIDE), Hue.RED.value
    right = [(84, 38), (104, 42), (118, 64), (114, 94), (98, 120), (80, 125)]
    left = [(140 - x, y) for x, y in reversed(right)]
    body = smooth([(70, 46), *right, (70, 121), *left, (70, 46)])
    part.polygon(body, lighter(red, 0.18), to=darker(red, 0.22))
    part.oval(44, 68, 8, 15, lighter(red, 0.55))
    part.line(smooth([(61, 48), (70, 51), (79, 48)]), darker(red, 0.35), 3)
    part.line(smooth([(70, 46), (71, 30), (80, 16)]), STALK, 5)
    part.polygon(smooth([(78, 30), (96, 14), (118, 20), (100, 36), (78, 30)]), LEAF)
    return part


def banana() -> Canvas:
    """A yellow banana."""
    part, yellow = Canvas(SIDE, SIDE), Hue.YELLOW.value
    outer = [
        (62 + 62 * math.cos(a), 22 + 96 * math.sin(a))
        for a in (i * math.pi / 36 for i in range(2, 31))
    ]
    inner = [
        (54 + 48 * math.cos(a), 16 + 58 * math.sin(a))
        for a in (i * math.pi / 36 for i in range(31, 1, -1))
    ]
    part.polygon([*outer, *inner], lighter(yellow, 0.3), to=darker(yellow, 0.12))
    part.line(outer[6:26], darker(yellow, 0.2), 2)
    part.polygon([(118, 40), (126, 36), (118, 12), (108, 14)], darker(yellow, 0.3))
    part.oval(12, 66, 6, 7, STALK)
    return part


def pear() -> Canvas:
    """A green pear."""
    part, green = Canvas(SIDE, SIDE), (150, 190, 70)
    part.ball(70, 56, 25, green)
    part.polygon([(47, 62), (93, 62), (106, 84), (34, 84)], lighter(green, 0.06))
    part.ball(70, 92, 39, green)
    part.oval(63, 68, 18, 26, lighter(green, 0.22))
    part.oval(66, 76, 20, 30, lighter(green, 0.12))
    part.line(smooth([(70, 34), (71, 22), (80, 10)]), STALK, 5)
    return part


def cherry() -> Canvas:
    """A pair of cherries on their stalks."""
    part, red = Canvas(SIDE, SIDE), (170, 24, 50)
    part.line(smooth([(44, 94), (58, 50), (92, 16)]), LEAF, 4)
    part.line(smooth([(98, 100), (98, 56), (92, 16)]), LEAF, 4)
    part.polygon(smooth([(92, 18), (112, 10), (132, 28), (110, 34), (92, 18)]), LEAF)
    part.ball(42, 100, 27, red)
    part.ball(98, 106, 27, red)
    return part


def lemon() -> Canvas:
    """A yellow lemon with a tip at both ends."""
    part, yellow = Canvas(SIDE, SIDE), (250, 218, 50)
    points = [
        (8, 74),
        (26, 56),
        (70, 34),
        (114, 56),
        (132, 74),
        (114, 94),
        (70, 116),
        (26, 94),
        (8, 74),
    ]
    part.polygon(smooth(list(points)), lighter(yellow, 0.35), to=darker(yellow, 0.14))
    part.oval(54, 62, 24, 9, lighter(yellow, 0.65))
    for x, y in ((60, 92), (84, 84), (92, 66), (44, 82), (76, 100), (100, 80)):
        part.oval(x, y, 1.6, fill=darker(yellow, 0.18))
    return part


def grapes() -> Canvas:
    """A bunch of purple grapes."""
    part, purple = Canvas(SIDE, SIDE), (112, 60, 160)
    part.line([(70, 34), (72, 8)], STALK, 5)
    part.polygon(smooth([(72, 22), (96, 6), (118, 22), (98, 36), (72, 22)]), LEAF)
    for row, count in enumerate((4, 5, 4, 3, 2, 1)):
        for index in range(count):
            part.ball(70 + (index - (count - 1) / 2) * 23, 40 + row * 17.5, 13.5, purple)
    return part


def strawberry() -> Canvas:
    """A strawberry with its leaves and seeds."""
    part, red = Canvas(SIDE, SIDE), (226, 50, 62)
    points = [
        (70, 132),
        (36, 96),
        (24, 54),
        (44, 36),
        (70, 40),
        (96, 36),
        (116, 54),
        (104, 96),
        (70, 132),
    ]
    part.polygon(smooth(list(points)), lighter(red, 0.18), to=darker(red, 0.2))
    for row, y in enumerate((58, 74, 90, 106)):
        for index in range(5 - row):
            part.oval(70 + (index - (4 - row) / 2) * 19, y, 2, 3.2, (250, 220, 120))
    for angle in (-150, -120, -90, -60, -30):
        a = math.radians(angle)
        tip = (70 + 42 * math.cos(a), 44 + 22 * math.sin(a))
        part.polygon([(60, 44), tip, (80, 44)], LEAF)
    part.line([(70, 38), (74, 14)], LEAF, 5)
    return part


def watermelon() -> Canvas:
    """A slice of watermelon."""
    part = Canvas(SIDE, SIDE)
    for r, paint in ((64, (44, 120, 62)), (57, (214, 234, 190)), (51, (232, 70, 78))):
        arc = [
            (70 + r * math.cos(a), 48 + r * math.sin(a))
            for a in (i * math.pi / 40 for i in range(41))
        ]
        part.polygon(arc, paint)
    for x, y in ((44, 62), (62, 72), (84, 66), (98, 60), (72, 88), (52, 84), (90, 84)):
        part.oval(x, y, 2.6, 4.2, (40, 24, 24))
    return part


FRUIT: dict[str, Callable[[], Canvas]] = {
    "apple": apple, "banana": banana, "pear": pear, "cherry": cherry, "lemon": lemon,
    "grapes": grapes, "strawberry": strawberry, "watermelon": watermelon,
}  # fmt: skip
"""Every fruit by its name."""
