"""Tools of a workshop, each drawn upright on a canvas of 120 × 260 px."""

from __future__ import annotations

from collections.abc import Callable

from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import STEEL, Hue, Paint, darker, lighter
from vizdesk.suite_generator.drawing.handwriting import smooth

WOOD: Paint = (190, 138, 84)
WIDE, TALL = 120, 260


def hammer(grip: Paint) -> Canvas:
    """A claw hammer."""
    part = Canvas(WIDE, TALL)
    part.rect(53, 50, 69, 250, lighter(WOOD, 0.2), to=darker(WOOD, 0.25), across=True, radius=6)
    part.rect(50, 170, 72, 252, grip, to=darker(grip, 0.2), radius=9)
    part.rect(22, 28, 46, 70, lighter(STEEL, 0.2), to=darker(STEEL, 0.3), radius=4)
    part.rect(40, 34, 78, 64, lighter(STEEL, 0.1), to=darker(STEEL, 0.35))
    claw: list[Point] = [(76, 34), (98, 36), (112, 62), (104, 70), (90, 56), (76, 64)]
    part.polygon(claw, lighter(STEEL, 0.1), to=darker(STEEL, 0.35))
    return part


def screwdriver(grip: Paint) -> Canvas:
    """A flat screwdriver."""
    part = Canvas(WIDE, TALL)
    part.rect(55, 20, 65, 150, lighter(STEEL, 0.3), to=darker(STEEL, 0.3), across=True)
    part.polygon([(55, 34), (51, 10), (69, 10), (65, 34)], STEEL, to=darker(STEEL, 0.2))
    part.rect(44, 144, 76, 252, lighter(grip, 0.2), to=darker(grip, 0.3), across=True, radius=14)
    for x in (53, 60, 67):
        part.line([(x, 164), (x, 240)], darker(grip, 0.4), 2)
    return part


def wrench(grip: Paint) -> Canvas:
    """An open-ended spanner."""
    part = Canvas(WIDE, TALL)
    part.rect(50, 60, 70, 214, lighter(STEEL, 0.3), to=darker(STEEL, 0.25), across=True)
    for y, way in ((44, -1), (222, 1)):
        part.oval(60, y, 32, fill=lighter(STEEL, 0.2), to=darker(STEEL, 0.25))
        hole = [(47, y + way * 50), (47, y), (60, y - way * 9), (73, y), (73, y + way * 50)]
        part.erase(hole)
    part.rect(55, 84, 65, 190, grip, radius=4)
    return part


def pliers(grip: Paint) -> Canvas:
    """Pliers with two curved handles."""
    part = Canvas(WIDE, TALL)
    for side in (-1, 1):
        handle = smooth(
            [(60, 104), (60 + side * 26, 150), (60 + side * 34, 200), (60 + side * 24, 250)]
        )
        part.line(handle, darker(grip, 0.2), 19)
        part.line(handle, lighter(grip, 0.1), 13)
        jaw: list[Point] = [
            (60 + side * 1.5, 14),
            (60 + side * 14, 16),
            (60 + side * 24, 70),
            (60 + side * 18, 108),
            (60 + side * 1.5, 108),
        ]
        part.polygon(jaw, lighter(STEEL, 0.25), to=darker(STEEL, 0.25))
        for y in range(26, 62, 7):
            part.line([(60 + side * 2, y), (60 + side * 8, y)], darker(STEEL, 0.5), 1.4)
    part.oval(60, 96, 20, fill=lighter(STEEL, 0.2), to=darker(STEEL, 0.3))
    part.oval(60, 96, 7, fill=darker(STEEL, 0.4))
    return part


def saw(grip: Paint) -> Canvas:
    """A hand saw."""
    part = Canvas(WIDE, TALL)
    blade: list[Point] = [(44, 8), (58, 8), (92, 176), (30, 176)]
    teeth = [(44 - 14 * i / 24 + (-5 if i % 2 else 0), 8 + 168 * i / 24) for i in range(25)]
    part.polygon(
        [*blade[:1], *teeth, *blade[3:1:-1], blade[1]], lighter(STEEL, 0.3), to=darker(STEEL, 0.12)
    )
    part.rect(24, 168, 98, 250, lighter(grip, 0.12), to=darker(grip, 0.25), radius=20)
    part.erase([(46, 194), (78, 194), (78, 230), (46, 230)])
    return part


def scissors(grip: Paint) -> Canvas:
    """Scissors, a little open."""
    part = Canvas(WIDE, TALL)
    for side in (-1, 1):
        blade: list[Point] = [(60 - side * 20, 10), (60 + side * 8, 140), (60 - side * 8, 146)]
        part.polygon(blade, lighter(STEEL, 0.3), to=darker(STEEL, 0.2))
        part.line([(60, 140), (60 + side * 22, 190)], darker(grip, 0.1), 13)
        part.oval(60 + side * 27, 216, 22, 32, edge=grip, width=11)
    part.oval(60, 138, 6.5, fill=darker(STEEL, 0.45))
    return part


def brush(grip: Paint) -> Canvas:
    """A flat paint brush."""
    part = Canvas(WIDE, TALL)
    part.rect(52, 120, 68, 250, lighter(grip, 0.2), to=darker(grip, 0.2), across=True, radius=8)
    part.rect(28, 84, 92, 128, lighter(STEEL, 0.3), to=darker(STEEL, 0.2), radius=3)
    part.polygon([(30, 84), (90, 84), (86, 14), (34, 14)], (112, 84, 60), to=(70, 50, 36))
    for x in range(38, 86, 6):
        part.line([(x, 18), (60 + (x - 60) * 1.05, 82)], (150, 118, 88), 1.2)
    return part


def ruler(grip: Paint) -> Canvas:
    """A straight ruler with marks."""
    part = Canvas(WIDE, TALL)
    part.rect(
        40, 6, 80, 254, lighter(grip, 0.72), to=lighter(grip, 0.5), edge=darker(grip, 0.2), radius=3
    )
    for step in range(24):
        long = 20 if step % 5 == 0 else 11
        part.line([(41, 14 + step * 10), (41 + long, 14 + step * 10)], (50, 54, 66), 1.5, cap=False)
    return part


TOOLS: dict[str, Callable[[Paint], Canvas]] = {
    "hammer": hammer, "screwdriver": screwdriver, "wrench": wrench, "pliers": pliers, "saw": saw,
    "scissors": scissors, "paint brush": brush, "ruler": ruler,
}  # fmt: skip
"""Every tool by its name."""
GRIPS: tuple[Paint, ...] = (Hue.RED.value, Hue.BLUE.value, Hue.ORANGE.value, Hue.GREEN.value)
