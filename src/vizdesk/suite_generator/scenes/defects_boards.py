"""Defects of circuit boards: a part missing, turned or wrong, solder where none belongs, a cut."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.backgrounds import ground
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.circuit_board import SILK, Board, Way, blob
from vizdesk.suite_generator.drawing.colors import INK, PAPER, darker, lighter
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of, several, yes_no


def _names(rng: random.Random, letter: str, number: int) -> list[str]:
    return [f"{letter}{index}" for index in rng.sample(range(1, 40), number)]


def missing_part(rng: random.Random) -> Scene:
    """Which printed place has no part, among places with plain pads that need none."""
    board = Board(rng, 860, 600)
    board.route(rng, 26)
    columns, rows = 6, 4
    names = _names(rng, "R", 14) + _names(rng, "C", 10)
    rng.shuffle(names)
    gone = rng.randrange(len(names))
    for index, name in enumerate(names):
        x = 100 + 132 * (index % columns) + rng.uniform(-12, 12)
        y = 96 + 128 * (index // columns) + rng.uniform(-10, 10)
        way: Way = rng.choice(("across", "down"))
        half = (38, 19) if way == "across" else (19, 38)
        board.rect(x - half[0], y - half[1], x + half[0], y + half[1], None, edge=SILK, width=1.3)
        board.pads(x, y, way)
        if index != gone and name[0] == "R":
            board.chip_resistor(x, y, way, rng.choice(("103", "472", "220", "331", "104")))
        elif index != gone:
            board.chip_capacitor(x, y, way)
        board.silk(x + 4, y + half[1] + 13, name)
    for index in range(2):  # test points: pads that are meant to be bare
        x = 166 + 264 * rng.randrange(3) + 4
        board.oval(x, 58 if index else 545, 7, fill=(214, 188, 112), to=(170, 144, 80))
        board.silk(x + 26, 58 if index else 545, f"TP{index + 1}", 11)
    assert rows * columns == len(names)
    prompt = (
        "One place on this circuit board that should carry a component has bare pads. "
        "Which one? Answer with its printed name (for example R7). "
        "Round test points marked TP are meant to be bare."
    )
    return Scene(board.lying(rng, 960, 700), prompt, one_of(names[gone], names))


def reversed_diode(rng: random.Random) -> Scene:
    """Which diode is mounted against the band printed on the board."""
    board = Board(rng, 860, 600)
    board.route(rng, 20)
    names = sorted(_names(rng, "D", 12), key=lambda name: rng.random())
    wrong = rng.randrange(12)
    for index, name in enumerate(names):
        x = 122 + 204 * (index % 4) + rng.uniform(-14, 14)
        y = 110 + 180 * (index // 4) + rng.uniform(-12, 12)
        way: Way = rng.choice(("across", "down"))
        flipped = rng.random() < 0.5
        _diode_print(board, x, y, way, flipped)
        board.diode(x, y, way, turned=flipped != (index == wrong))
        board.silk(x + (0 if way == "across" else 48), y + (36 if way == "across" else 0), name)
    prompt = (
        "Each diode's light band must lie at the end where the board's print shows a thick white "
        "bar. Exactly one diode is mounted the wrong way round. Which one? "
        "Answer with its printed name (for example D7)."
    )
    return Scene(board.lying(rng, 960, 700), prompt, one_of(names[wrong], names))


def _diode_print(board: Board, x: float, y: float, way: Way, flipped: bool) -> None:
    a, b = (52, 20) if way == "across" else (20, 52)
    board.rect(x - a, y - b, x + a, y + b, None, edge=SILK, width=1.4)
    end = -1 if flipped else 1
    if way == "across":
        cx = x + end * (a - 4)
        board.rect(cx - 4.5, y - b, cx + 4.5, y + b, SILK)
    else:
        cy = y - end * (b - 4)
        board.rect(x - a, cy - 4.5, x + a, cy + 4.5, SILK)


def solder_bridge(rng: random.Random) -> Scene:
    """Which two neighbouring pins are bridged; fat joints beside them touch nothing."""
    board = Board(rng, 860, 560)
    board.route(rng, 14)
    pins = 20
    ends = board.chip(430, 280, pins, "VZ-67A", 62)
    for index, (x, y) in enumerate(ends):
        board.silk(x, y + (30 if y > 280 else -30), str(index + 1), 13)
    first = rng.choice([index for index in range(1, pins) if index != pins // 2])
    (ax, ay), (bx, _) = ends[first - 1], ends[first]
    for _ in range(4):
        decoy = rng.choice([i for i in range(pins) if i not in (first - 1, first)])
        blob(board, ends[decoy][0] + rng.uniform(-4, 4), ends[decoy][1], rng.uniform(15, 21), 11)
    for x in (ax, bx):
        blob(board, x, ay, 11, 11)
    wide = abs(bx - ax) / 2 + 5
    blob(board, (ax + bx) / 2, ay + rng.uniform(-3, 3), wide, rng.uniform(5, 7))
    prompt = (
        "Solder joins exactly two neighbouring pins of this chip that must not touch. "
        "Which two pins? Answer with their two numbers, separated by a comma."
    )
    check = several([str(first), str(first + 1)])
    return Scene(board.lying(rng, 960, 660), prompt, check, {"pins": pins})


def broken_trace(rng: random.Random, truth: bool) -> Scene:
    """Is any of eight traces cut; print and scratches cross them without cutting."""
    board = Board(rng, 860, 600)
    bright = (214, 176, 92)
    lanes = []
    bends = sorted(rng.uniform(180, 680) for _ in range(2))
    drop = rng.choice((-1, 1)) * rng.uniform(60, 110)
    for index in range(8):
        y = (110 if drop > 0 else 215) + index * 38
        shift = index * 16 * (1 if drop > 0 else -1)
        start, end = bends[0] * 0.5 + 60 - shift * 0.4, bends[1] * 0.5 + 300 - shift * 0.4
        points: list[Point] = [
            (60, y), (start + 60, y), (start + 60 + abs(drop), y + drop),
            (max(end, start + 90) + abs(drop), y + drop), (800, y + drop),
        ]  # fmt: skip
        lanes.append(points)
        board.line(points, bright, 9)
        for px, py in (points[0], points[-1]):
            board.rect(
                px - 12, py - 12, px + 12, py + 12, (226, 200, 128), to=(180, 152, 84), radius=3
            )
        board.silk(34, y, str(index + 1), 12)
    for _ in range(3):
        _scratch(rng, board, rng.uniform(200, 700), rng.uniform(140, 460))
    for words in rng.sample(("VIZDESK 67", "REV C", "MADE TO LAST", "CH A-H"), 2):
        board.text(
            rng.uniform(220, 640),
            rng.uniform(150, 460),
            words,
            22,
            lighter(SILK, 0.2),
            face=Face.MONO,
        )
    if truth:
        points = rng.choice(lanes)
        (ax, ay), (bx, by) = rng.choice([(points[0], points[1]), (points[3], points[4])])
        share = rng.uniform(0.3, 0.7)
        gx, gy = ax + (bx - ax) * share, ay + (by - ay) * share
        lean = rng.uniform(-5, 5)
        gap = [
            (gx - 4 + lean, gy - 7),
            (gx + 5 + lean, gy - 7),
            (gx + 4 - lean, gy + 7),
            (gx - 5 - lean, gy + 7),
        ]
        board.polygon(gap, darker(board.mask, 0.12))
    prompt = (
        "Eight copper traces run from the left pads to the right pads. Is any trace interrupted "
        "by a gap? White print and thin scratches on top do not interrupt a trace. "
        "Answer with yes or no."
    )
    return Scene(board.lying(rng, 960, 700), prompt, yes_no(truth))


def _scratch(rng: random.Random, board: Board, x: float, y: float) -> None:
    dx, dy = rng.uniform(-70, 70), rng.uniform(30, 90)
    board.line([(x, y), (x + dx, y + dy)], lighter(board.mask, 0.62), 1)
    board.line([(x + 1.4, y), (x + dx + 1.4, y + dy)], darker(board.mask, 0.3), 0.7)


def wrong_value(rng: random.Random) -> Scene:
    """Which resistor's printed code differs from the parts list beside the board."""
    codes = ("103", "472", "220", "331", "104", "221", "473", "332", "101", "152", "512", "274")
    names = [f"R{index}" for index in sorted(rng.sample(range(1, 30), 12))]
    asked = {name: rng.choice(codes) for name in names}
    wrong = rng.choice(names)
    swaps = [
        code for code in codes if code != asked[wrong] and len(set(code) & set(asked[wrong])) > 1
    ]
    near = rng.choice(swaps or [code for code in codes if code != asked[wrong]])
    board = Board(rng, 640, 600)
    board.route(rng, 16)
    placed = sorted(names, key=lambda _: rng.random())
    for index, name in enumerate(placed):
        x, y = 120 + 200 * (index % 3), 92 + 140 * (index // 3)
        board.rect(x - 40, y - 20, x + 40, y + 20, None, edge=SILK, width=1.3)
        board.pads(x, y, "across")
        board.chip_resistor(x, y, "across", near if name == wrong else asked[name])
        board.silk(x, y + 36, name, 14)
    scene = Canvas(1020, 700, ground(rng, 1020, 700))
    scene.place(board, 360, 350, angle=rng.uniform(-2, 2), shadow=0.5, reach=8)
    sheet = Canvas(250, 560, PAPER)
    sheet.text(22, 40, "Parts list", 24, INK, face=Face.BOLD, anchor="lm")
    for index, name in enumerate(names):
        y = 88 + index * 38
        sheet.line([(20, y + 19), (230, y + 19)], (214, 216, 222), 1)
        sheet.text(26, y, name, 19, INK, face=Face.MONO, anchor="lm")
        sheet.text(222, y, asked[name], 19, INK, face=Face.MONO, anchor="rm")
    scene.place(sheet, 850, 350, angle=rng.uniform(-3, 3), shadow=0.4, reach=7)
    prompt = (
        "Exactly one resistor on the board carries another code than the parts list says. "
        "Which one? Answer with its printed name (for example R7)."
    )
    facts = {"asked": asked, "wrong": wrong, "fitted": near}
    return Scene(scene.finished(rng), prompt, one_of(wrong, names), facts)
