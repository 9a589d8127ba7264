"""A circuit board seen from above, and the parts that are soldered to it."""

from __future__ import annotations

import math
import random
from typing import Literal

from PIL import Image

from vizdesk.suite_generator.drawing.backgrounds import ground, plain
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import Paint, darker, lighter, mixed
from vizdesk.suite_generator.drawing.typefaces import Face

SILK: Paint = (236, 240, 232)
TIN: Paint = (206, 210, 214)
CHIP: Paint = (38, 40, 46)
MASKS: tuple[Paint, ...] = ((22, 94, 62), (24, 70, 122), (120, 30, 38), (46, 48, 54))
Way = Literal["across", "down"]


class Board(Canvas):
    """A bare board: solder mask, routed copper, holes at the corners."""

    def __init__(self, rng: random.Random, width: int, height: int) -> None:
        self.mask = rng.choice(MASKS)
        super().__init__(width, height)
        skin = Canvas(width, height, plain(rng, width, height, self.mask, 0.04))
        hole = Image.new("L", skin.image.size, 0)
        shape = Canvas(width, height)
        shape.rect(0, 0, width - 1, height - 1, (255, 255, 255), radius=16)
        hole.paste(255, (0, 0), shape.image.getchannel("A"))
        self.image.paste(skin.image, (0, 0), hole)
        for x in (24, width - 24):
            for y in (24, height - 24):
                self.oval(x, y, 12, fill=(200, 172, 96))
                self.oval(x, y, 7.5, fill=(226, 228, 230), to=(150, 154, 160))

    @property
    def copper(self) -> Paint:
        """A trace as it shows through the mask."""
        return lighter(self.mask, 0.2)

    def route(self, rng: random.Random, number: int) -> None:
        """Traces that mean nothing: they run at right angles and 45°, and end in vias."""
        for _ in range(number):
            x, y = rng.uniform(50, self.width - 50), rng.uniform(50, self.height - 50)
            points = [(x, y)]
            for _ in range(rng.randint(2, 3)):
                step = rng.uniform(30, 120)
                dx, dy = rng.choice(((1, 0), (0, 1), (1, 1), (-1, 1), (-1, 0), (1, -1)))
                x = min(self.width - 46, max(46, x + dx * step))
                y = min(self.height - 46, max(46, y + dy * step))
                points.append((x, y))
            self.line(points, self.copper, 3)
            for end in (points[0], points[-1]):
                self.oval(*end, 5, fill=(190, 164, 92))
                self.oval(*end, 2, fill=darker(self.mask, 0.6))

    def silk(self, x: float, y: float, words: str, size: float = 13) -> None:
        """White print on the board; no copper and no via shows between its letters."""
        for turn in range(12):
            dx, dy = 2.5 * math.cos(turn * math.tau / 12), 2.5 * math.sin(turn * math.tau / 12)
            self.text(x + dx, y + dy, words, size, self.mask, face=Face.MONO)
        self.text(x, y, words, size, SILK, face=Face.MONO)

    def pads(self, x: float, y: float, way: Way, apart: float = 20, broad: float = 9) -> None:
        """Two soldering pads."""
        for side in (-1, 1):
            cx, cy = (x + side * apart, y) if way == "across" else (x, y + side * apart)
            self.rect(
                cx - broad, cy - broad, cx + broad, cy + broad, (222, 196, 122), to=(178, 150, 84),
                radius=2,
            )  # fmt: skip

    def solder(self, x: float, y: float, way: Way, apart: float = 20) -> None:
        """Shiny joints on two pads."""
        for side in (-1, 1):
            cx, cy = (x + side * apart, y) if way == "across" else (x, y + side * apart)
            self.rect(
                cx - 9, cy - 9, cx + 9, cy + 9, lighter(TIN, 0.5), to=(132, 138, 146), radius=4
            )

    def chip_resistor(self, x: float, y: float, way: Way, code: str) -> None:
        """A black flat resistor with its value printed on it."""
        self.solder(x, y, way)
        part = Canvas(48, 24)
        part.rect(0, 1, 47, 22, TIN, radius=2)
        part.rect(8, 0, 39, 23, (52, 52, 58), to=(26, 26, 30), radius=1)
        part.text(24, 12, code, 12.5, (232, 234, 230), face=Face.MONO)
        self.place(part, x, y, angle=0 if way == "across" else 90, shadow=0.5, reach=2)

    def chip_capacitor(self, x: float, y: float, way: Way) -> None:
        """A plain brown ceramic capacitor."""
        self.solder(x, y, way)
        part = Canvas(46, 24)
        part.rect(0, 0, 45, 23, TIN, to=(160, 166, 174), radius=2)
        part.rect(9, 0, 36, 23, (190, 150, 106), to=(150, 112, 74))
        self.place(part, x, y, angle=0 if way == "across" else 90, shadow=0.5, reach=2)

    def diode(self, x: float, y: float, way: Way, *, turned: bool) -> None:
        """A diode; its band is at the right or upper end unless it is `turned`."""
        self.solder(x, y, way, 30)
        part = Canvas(66, 26)
        part.rect(0, 9, 65, 16, TIN)
        part.rect(9, 1, 56, 24, (54, 54, 60), to=(18, 18, 22), radius=4)
        part.rect(45, 1, 51, 24, (214, 218, 222), to=(150, 154, 160))
        angle = (0 if way == "across" else 90) + (180 if turned else 0)
        self.place(part, x, y, angle=angle, shadow=0.55, reach=3)

    def chip(
        self, x: float, y: float, pins: int, name: str, pitch: float = 18
    ) -> list[tuple[float, float]]:
        """A chip with `pins` on two long sides; the middles of the pins, 1 first, anticlockwise."""
        half, wide = pins // 2, pins // 2 * pitch
        tall, out = 84.0, 60.0
        ends = [(x - wide / 2 + pitch * (i + 0.5), y + out) for i in range(half)]
        ends += [(x + wide / 2 - pitch * (i + 0.5), y - out) for i in range(half)]
        for px, py in ends:
            self.rect(
                px - 5, py - 13, px + 5, py + 13, (212, 186, 112), to=(178, 150, 84), radius=2
            )
            inner = y + (tall / 2 if py > y else -tall / 2)
            self.rect(px - 3.2, min(inner, py), px + 3.2, max(inner, py), lighter(TIN, 0.3), to=TIN)
        part = Canvas(wide + 8, tall)
        part.rect(0, 0, wide + 7, tall - 1, lighter(CHIP, 0.12), to=darker(CHIP, 0.3), radius=3)
        part.oval(12, tall - 13, 4.5, fill=darker(CHIP, 0.5))
        part.text(wide / 2 + 4, tall / 2 - 8, name, 15, (168, 172, 176), face=Face.MONO)
        part.text(wide / 2 + 4, tall / 2 + 12, "2431 K7", 11, (140, 144, 148), face=Face.MONO)
        self.place(part, x, y, shadow=0.5, reach=4)
        return ends

    def lying(self, rng: random.Random, width: int, height: int) -> Image.Image:
        """The finished photograph of the board on a table."""
        scene = Canvas(width, height, ground(rng, width, height))
        angle = rng.uniform(-4, 4)
        scene.place(
            self.warped(rng, 0.012), width / 2, height / 2, angle=angle, shadow=0.55, reach=9
        )
        light = (rng.uniform(0.2, 0.5) * width, rng.uniform(0.1, 0.4) * height)
        scene.glow(*light, width * 0.5, (255, 255, 255), 0.13)
        return scene.finished(rng)


def blob(board: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """A shiny blob of solder."""
    part = Canvas(2 * rx + 2, 2 * ry + 2)
    part.oval(rx + 1, ry + 1, rx, ry, fill=lighter(TIN, 0.55), to=(120, 126, 134))
    part.oval(rx * 0.8, ry * 0.7, rx * 0.35, ry * 0.25, fill=mixed(TIN, (255, 255, 255), 0.9))
    board.place(part, x, y, shadow=0.35, reach=2)
