"""Playing cards: suits drawn as shapes, a hand of them fanned out."""

from __future__ import annotations

import math
import random

from vizdesk.suite_generator.drawing.backgrounds import plain
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import INK, WHITE, Hue, Paint
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of

SUITS = ("hearts", "diamonds", "clubs", "spades")
RANKS = ("2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K", "A")

Heights = tuple[float, ...]


def suit(
    canvas: Canvas, name: str, x: float, y: float, size: float, *, upside: bool = False
) -> None:
    """Draw a suit's sign `size` px high around (x, y)."""
    flip, h = (-1 if upside else 1), size / 2
    paint: Paint = Hue.RED.value if name in ("hearts", "diamonds") else INK

    def at(px: float, py: float) -> Point:
        return x + px * h * flip, y + py * h * flip

    if name == "diamonds":
        canvas.polygon([at(0, -1), at(0.72, 0), at(0, 1), at(-0.72, 0)], paint)
        return
    if name == "clubs":
        for px, py in ((0, -0.48), (-0.48, 0.2), (0.48, 0.2)):
            canvas.oval(*at(px, py), h * 0.44, fill=paint)
    else:
        way = 1 if name == "hearts" else -1
        drop = 0.0 if name == "hearts" else -0.12
        for px in (-0.44, 0.44):
            canvas.oval(*at(px, -0.42 * way + drop), h * 0.48, fill=paint)
        canvas.polygon(
            [at(-0.9, -0.26 * way + drop), at(0.9, -0.26 * way + drop), at(0, 0.95 * way + drop)],
            paint,
        )
    if name in ("clubs", "spades"):
        canvas.polygon([at(-0.1, 0), at(0.1, 0), at(0.34, 1), at(-0.34, 1)], paint)


def card(rank: str, name: str) -> Canvas:
    """A card of 190 × 270 px."""
    part = Canvas(190, 270)
    part.rect(0, 0, 189, 269, WHITE, to=(240, 240, 242), radius=13, edge=(196, 200, 208), width=1.2)
    paint = Hue.RED.value if name in ("hearts", "diamonds") else INK
    for flip in (False, True):
        left, top = (165, 240) if flip else (24, 30)
        part.text(left, top, rank, 30, paint, face=Face.BOLD, angle=180 if flip else 0)
        suit(part, name, left, top + (-32 if flip else 32), 23, upside=flip)
    if rank in ("J", "Q", "K"):
        part.rect(48, 40, 142, 230, (250, 240, 214), edge=paint, width=1.6)
        part.oval(95, 118, 24, fill=(240, 206, 176))
        part.polygon([(62, 218), (76, 148), (114, 148), (128, 218)], paint)
        tips = {"J": 2, "Q": 3, "K": 5}[rank]
        crown: list[Point] = [(66, 98)]
        for step in range(tips):
            crown += [(66 + 58 * (step + 0.5) / tips, 70), (66 + 58 * (step + 1) / tips, 94)]
        part.polygon([*crown, (124, 104), (66, 104)], Hue.YELLOW.value)
        suit(part, name, 95, 184, 30)
    elif rank == "A":
        suit(part, name, 95, 135, 74)
    else:
        for x, y in _pips(int(rank)):
            suit(part, name, 95 + x * 36, 135 + y * 78, 32, upside=y > 0.05)
    return part


def _pips(count: int) -> list[Point]:
    """Where the signs stand, -1..1 of the column's and the card's half size."""
    middle: dict[int, Heights] = {
        2: (-1, 1), 3: (-1, 0, 1), 5: (0,), 7: (-0.5,), 8: (-0.5, 0.5), 9: (0,), 10: (-0.67, 0.67),
    }  # fmt: skip
    two, three, four = (-1, 1), (-1, 0, 1), (-1, -0.33, 0.33, 1)
    sides: dict[int, Heights] = {4: two, 5: two, 6: three, 7: three, 8: three, 9: four, 10: four}
    points: list[Point] = [(0, y) for y in middle.get(count, ())]
    return points + [(x, y) for y in sides.get(count, ()) for x in (-1.0, 1.0)]


def highest(rng: random.Random) -> Scene:
    """The highest card of one suit in a fanned hand; higher ones of other suits lie beside it."""
    asked = rng.choice(SUITS)
    ranks = sorted(rng.sample(range(12), 3))
    hand = [(rank, asked) for rank in ranks]
    rest = [(rank, name) for rank in range(13) for name in SUITS if name != asked]
    hand += rng.sample([entry for entry in rest if entry[0] > ranks[-1]], 2)
    hand += rng.sample([entry for entry in rest if entry not in hand], 3)
    rng.shuffle(hand)
    scene = Canvas(1000, 680, plain(rng, 1000, 680, (24, 96, 70)))
    for index, (rank, name) in enumerate(hand):
        lean = (index - (len(hand) - 1) / 2) * 9.5
        a = math.radians(lean)
        x, y = 500 + 640 * math.sin(a), 950 - 590 * math.cos(a)
        scene.place(card(RANKS[rank], name), x, y, angle=-lean, shadow=0.45, reach=5)
    names = {"J": "jack", "Q": "queen", "K": "king", "A": "ace"}
    rank_names = [names.get(rank, rank) for rank in RANKS]
    prompt = (
        f"What is the highest card of {asked} in this hand? The ace is the highest, then king, "
        "queen, jack, 10 and so on. Answer with its rank only (ace, king, queen, jack or a number)."
    )
    return Scene(
        scene.finished(rng),
        prompt,
        one_of(rank_names[ranks[-1]], rank_names),
        {"hand": hand, "asked": asked},
    )
