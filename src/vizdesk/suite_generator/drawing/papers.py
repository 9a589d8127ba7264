"""A sheet of paper and what happens to it: letterheads, stamps, coffee, a photograph of it."""

from __future__ import annotations

import random

from PIL import Image

from vizdesk.suite_generator.drawing.backgrounds import ground, plain
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import INK, LINE, PAPER, PENCIL, Hue, Paint
from vizdesk.suite_generator.drawing.typefaces import Face

FIRMS = (
    "Nordhafen Supply", "Atelier Blum", "Kestrel & Daughters", "Maru Instruments", "Oakline Timber",
    "Rivet & Rye", "Solstice Optics", "Tern Logistics",
)  # fmt: skip
GOODS = (
    "Ball bearing 6204", "Hex bolt M8", "Copper tube 15 mm", "Cable gland PG9", "Filter mat F7",
    "Proximity switch", "Toothed belt", "Sealing ring", "Valve block", "Fan guard", "Relay 24 V",
    "Drive roller", "Terminal strip", "Cover plate",
)  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class PaperSheet(Canvas):
    """A sheet of paper in px, with words set on it."""

    def __init__(self, rng: random.Random, width: int, height: int, tone: Paint = PAPER) -> None:
        super().__init__(width, height, plain(rng, width, height, tone, 0.015))

    def words(self, x: float, y: float, text: str, size: float = 17, *, bold: bool = False) -> None:
        """Words from x on."""
        self.text(x, y, text, size, INK, face=Face.BOLD if bold else Face.REGULAR, anchor="lm")

    def figures(
        self, x: float, y: float, text: str, size: float = 17, *, bold: bool = False
    ) -> None:
        """A figure that ends at x."""
        self.text(x, y, text, size, INK, face=Face.BOLD if bold else Face.REGULAR, anchor="rm")

    def faint(self, x: float, y: float, text: str, size: float = 13) -> None:
        """Small print from x on."""
        self.text(x, y, text, size, PENCIL, anchor="lm")

    def rule(self, y: float, x0: float, x1: float, paint: Paint = LINE, width: float = 1) -> None:
        """A line across."""
        self.line([(x0, y), (x1, y)], paint, width, cap=False)

    def head(self, rng: random.Random, kind: str, firm: str) -> None:
        """A letterhead: mark, firm, kind of paper."""
        hue = rng.choice(list(Hue)).value
        self.rect(40, 36, 80, 76, hue, radius=9)
        self.text(60, 56, firm[0], 26, PAPER, face=Face.BOLD)
        self.words(94, 48, firm, 21, bold=True)
        self.faint(
            94, 70, f"{rng.randint(2, 90)} Harbour Road · {rng.randint(10000, 99999)} Elmstad"
        )
        self.text(self.width - 40, 54, kind, 27, INK, face=Face.BOLD, anchor="rm")

    def stamp(self, x: float, y: float, upper: str, lower: str, angle: float, paint: Paint) -> None:
        """A rubber stamp of two lines."""
        mark = Canvas(230, 92)
        mark.rect(3, 3, 226, 88, None, edge=paint, width=4, radius=8)
        mark.text(115, 30, upper, 27, paint, face=Face.BOLD)
        mark.text(115, 65, lower, 23, paint, face=Face.MONO)
        self.place(mark, x, y, angle=angle, opacity=0.72)

    def coffee(self, x: float, y: float, r: float) -> None:
        """A ring that a cup left."""
        ring = Canvas(2 * r + 12, 2 * r + 12)
        for width, share in ((7, 0.98), (2.5, 1.0)):
            ring.oval(r + 6, r + 6, r * share, edge=(150, 104, 58), width=width)
        self.place(ring, x, y, opacity=0.3)

    def photographed(
        self, rng: random.Random, *, margin: int = 44, bend: float = 0.018
    ) -> Image.Image:
        """The sheet on a table, turned a little, seen slightly from the side."""
        width, height = self.width + 2 * margin, self.height + 2 * margin
        scene = Canvas(width, height, ground(rng, width, height))
        angle = rng.uniform(-2.2, 2.2)
        scene.place(self.warped(rng, bend), width / 2, height / 2, angle=angle, shadow=0.5, reach=7)
        scene.glow(
            rng.uniform(0, width), rng.uniform(0, height / 2), width * 0.6, (255, 250, 235), 0.12
        )
        scene.glow(rng.uniform(0, width), height, width * 0.5, (30, 34, 60), 0.14)
        return scene.finished(rng)


def money(cents: int) -> str:
    """Cents as 1,234.56."""
    return f"{cents / 100:,.2f}"
