"""A chess board with drawn pieces: on which square one stands, whether one attacks another."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.backgrounds import wood
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import PAPER, Paint, darker, lighter
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of, yes_no

Square = tuple[int, int]
SIDE = 84
LIGHT: Paint = (244, 238, 224)
DARK: Paint = (52, 46, 50)
STRAIGHT: tuple[Square, ...] = ((1, 0), (-1, 0), (0, 1), (0, -1))
SLANTED: tuple[Square, ...] = ((1, 1), (1, -1), (-1, 1), (-1, -1))
LEAPS: tuple[Square, ...] = ((1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1))


def piece(kind: str, white: bool) -> Canvas:
    """One chess piece on 84 × 84 px."""
    part, fill = Canvas(SIDE, SIDE), LIGHT if white else DARK
    edge = darker(fill, 0.75) if white else lighter(fill, 0.0)
    to = darker(fill, 0.16) if white else lighter(fill, 0.2)
    base: list[Point] = [(18, 76), (66, 76), (62, 66), (22, 66)]
    body: dict[str, list[Point]] = {
        "pawn": [(28, 66), (56, 66), (48, 44), (36, 44)],
        "rook": [(26, 66), (58, 66), (54, 36), (62, 32), (62, 14), (53, 14), (53, 22), (46, 22),
            (46, 14), (38, 14), (38, 22), (31, 22), (31, 14), (22, 14), (22, 32), (30, 36)],
        "knight": [(26, 66), (60, 66), (62, 44), (54, 22), (42, 14), (38, 6), (33, 16), (18, 36),
            (16, 46), (24, 50), (38, 42), (40, 46), (28, 56)],
        "bishop": [(28, 66), (56, 66), (50, 52), (56, 36), (42, 12), (28, 36), (34, 52)],
        "queen": [(26, 66), (58, 66), (70, 24), (55, 40), (52, 16), (42, 38), (32, 16), (29, 40),
            (14, 24)],
        "king": [(26, 66), (58, 66), (68, 38), (56, 26), (45, 34), (45, 24), (54, 24), (54, 16),
            (45, 16), (45, 6), (39, 6), (39, 16), (30, 16), (30, 24), (39, 24), (39, 34),
                (28, 26), (16, 38)],
    }  # fmt: skip
    part.polygon(body[kind], fill, to=to, edge=edge, width=2.4)
    if kind == "pawn":
        part.oval(42, 32, 15, fill=fill, to=to, edge=edge, width=2.4)
    if kind == "bishop":
        part.oval(42, 10, 5, fill=fill, edge=edge, width=2)
        part.line([(46, 24), (40, 36)], edge if white else (190, 186, 180), 3)
    if kind == "knight":
        part.oval(36, 26, 3, fill=edge if white else (200, 196, 190))
    if kind == "queen":
        for x, y in ((70, 22), (52, 13), (32, 13), (14, 22)):
            part.oval(x, y, 4.5, fill=fill, edge=edge, width=2)
    part.polygon(base, fill, to=to, edge=edge, width=2.4)
    return part


def _board(rng: random.Random, pieces: dict[Square, tuple[str, bool]], *, flipped: bool) -> Canvas:
    side = SIDE * 8 + 90
    scene = Canvas(side, side, wood(rng, side, side, (128, 88, 62)))
    pale, deep = rng.choice(
        (
            ((238, 218, 180), (178, 134, 96)),
            ((232, 234, 224), (112, 146, 106)),
            ((226, 232, 240), (116, 142, 174)),
        )
    )
    for column in range(8):
        for row in range(8):
            x, y = _corner((column, row), flipped)
            paint = deep if (column + row) % 2 == 0 else pale
            scene.rect(x, y, x + SIDE, y + SIDE, lighter(paint, 0.05), to=darker(paint, 0.05))
        x, _ = _corner((column, 0), flipped)
        scene.text(x + SIDE / 2, side - 22, "abcdefgh"[column], 21, PAPER, face=Face.MEDIUM)
        _, y = _corner((0, column), flipped)
        scene.text(22, y + SIDE / 2, str(column + 1), 21, PAPER, face=Face.MEDIUM)
    for square, (kind, white) in pieces.items():
        x, y = _corner(square, flipped)
        scene.place(piece(kind, white), x + SIDE / 2, y + SIDE / 2, shadow=0.5, reach=4)
    return scene


def _corner(square: Square, flipped: bool) -> Point:
    column, row = square
    if flipped:
        return 45 + (7 - column) * SIDE, 45 + row * SIDE
    return 45 + column * SIDE, 45 + (7 - row) * SIDE


def name(square: Square) -> str:
    """A square as chess players call it."""
    return f"{'abcdefgh'[square[0]]}{square[1] + 1}"


def plausible(pieces: dict[Square, tuple[str, bool]]) -> bool:
    """Whether a game could look so: no pawn on the first or last rank, kings not side by side."""
    if any(kind == "pawn" and square[1] in (0, 7) for square, (kind, _) in pieces.items()):
        return False
    kings = [square for square, (kind, _) in pieces.items() if kind == "king"]
    return all(max(abs(a[0] - b[0]), abs(a[1] - b[1])) > 1 for a in kings for b in kings if a != b)


def find_piece(rng: random.Random) -> Scene:
    """On which square the only white (or black) piece of its kind stands; boards may be turned."""
    flipped = rng.random() < 0.5
    squares = [(column, row) for column in range(8) for row in range(8)]
    kinds = ["pawn"] * 5 + ["rook", "knight", "bishop", "rook", "knight", "king", "queen"]
    kind = rng.choice(("queen", "king", "knight", "bishop"))
    white = rng.random() < 0.5
    crew = [(kind, colour) for colour in (True, False) for kind in kinds]
    crew = [entry for entry in crew if entry != (kind, white)] + [(kind, white)]
    while True:
        places = rng.sample(squares, len(crew))
        pieces = dict(zip(places, crew, strict=True))
        if plausible(pieces):
            break
    colour = "white" if white else "black"
    prompt = (
        f"On which square does the {colour} {kind} stand? Mind the letters and numbers at the "
        "edge: the board may be turned. Answer with the square, for example e4."
    )
    names = sorted(name(square) for square in squares)
    facts = {"pieces": pieces, "flipped": flipped}
    scene = _board(rng, pieces, flipped=flipped)
    return Scene(scene.finished(rng, grain=2), prompt, one_of(name(places[-1]), names), facts)


def attacks(pieces: dict[Square, tuple[str, bool]], start: Square, end: Square) -> bool:
    """Whether the piece on `start` could capture on `end` in one move, by the rules of chess."""
    kind = pieces[start][0]
    dx, dy = end[0] - start[0], end[1] - start[1]
    if kind == "knight":
        return (dx, dy) in LEAPS
    ways = {"rook": STRAIGHT, "bishop": SLANTED, "queen": STRAIGHT + SLANTED}[kind]
    for sx, sy in ways:
        place = (start[0] + sx, start[1] + sy)
        while 0 <= place[0] < 8 and 0 <= place[1] < 8:
            if place == end:
                return True
            if place in pieces:
                break
            place = (place[0] + sx, place[1] + sy)
    return False


def can_capture(rng: random.Random, truth: bool) -> Scene:
    """Can a piece take the king in one move; where it cannot, it is blocked or just beside."""
    squares = [(column, row) for column in range(8) for row in range(8)]
    while True:
        kind = rng.choice(("rook", "bishop", "queen", "knight"))
        places = rng.sample(squares, 11)
        pieces = {
            place: (rng.choice(("pawn", "pawn", "knight")), rng.random() < 0.5) for place in places
        }
        start, end = places[:2]
        pieces[start], pieces[end] = (kind, True), ("king", False)
        if kind == "knight":
            pieces = {
                place: ("pawn", colour) if one == "knight" and place != start else (one, colour)
                for place, (one, colour) in pieces.items()
            }
        alone = attacks({start: pieces[start]}, start, end)
        far = max(abs(start[0] - end[0]), abs(start[1] - end[1])) > 2 or kind == "knight"
        near_miss = alone or kind == "knight" or rng.random() < 0.05
        if attacks(pieces, start, end) is truth and far and near_miss and plausible(pieces):
            break
    scene = _board(rng, pieces, flipped=False)
    prompt = (
        f"Can the white {kind} capture the black king in a single move, by the rules of chess? "
        "Pieces in between block the way, except for a knight. Answer with yes or no."
    )
    facts = {"pieces": pieces, "start": start, "end": end}
    return Scene(scene.finished(rng, grain=2), prompt, yes_no(truth), facts)
