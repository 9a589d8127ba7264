"""Defects of printed things: a wrong digit, a slip that does not match, a shifted print."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.backgrounds import ground, plain
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import INK, PAPER, PENCIL, Hue, Paint, lighter
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number, one_of, yes_no

_ALIKE = {
    "0": "86",
    "1": "7",
    "2": "7",
    "3": "8",
    "4": "9",
    "5": "6",
    "6": "5",
    "7": "1",
    "8": "3",
    "9": "4",
}


def bars(canvas: Canvas, rng: random.Random, x: float, y: float, wide: float, tall: float) -> None:
    """A strip of bars, as on a parcel; it encodes nothing."""
    at = x
    while at < x + wide - 4:
        thick = rng.choice((1.4, 1.4, 2.6, 3.8))
        canvas.rect(at, y, at + thick, y + tall, INK)
        at += thick + rng.choice((1.6, 2.6, 3.6))


def lot(rng: random.Random) -> str:
    """A lot number: two letters and eight digits."""
    letters = "".join(rng.choice("ABCDEFHKLMNPRTVX") for _ in range(2))
    return letters + "-" + "".join(rng.choice("0123456789") for _ in range(8))


def misread(rng: random.Random, text: str) -> str:
    """The same with one digit changed into one that looks alike, or two neighbours swapped."""
    digits = [index for index, letter in enumerate(text) if letter.isdigit()]
    swaps = [i for i in digits[:-1] if i + 1 in digits and text[i] != text[i + 1]]
    if swaps and rng.random() < 0.5:
        at = rng.choice(swaps)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    at = rng.choice(digits)
    return text[:at] + rng.choice(_ALIKE[text[at]]) + text[at + 1 :]


def odd_label(rng: random.Random) -> Scene:
    """Which of twelve labels carries another lot number."""
    right = lot(rng)
    wrong, odd = misread(rng, right), rng.randrange(12)
    hue = rng.choice(list(Hue))
    scene = Canvas(980, 760, plain(rng, 980, 760, (226, 214, 188)))
    for index in range(12):
        label = Canvas(280, 150, PAPER)
        label.rect(0, 0, 279, 34, hue.value)
        label.text(14, 18, f"{index + 1}", 20, PAPER, face=Face.BOLD, anchor="lm")
        label.text(266, 18, "VIZDESK FOODS", 13, PAPER, face=Face.MEDIUM, anchor="rm")
        bars(label, rng, 24, 48, 232, 52)
        label.text(140, 124, "LOT " + (wrong if index == odd else right), 19, INK, face=Face.MONO)
        x, y = 175 + 315 * (index % 3), 103 + 184 * (index // 3)
        scene.place(
            label, x + rng.uniform(-8, 8), y + rng.uniform(-8, 8), angle=rng.uniform(-4, 4),
            shadow=0.35, reach=5,
        )  # fmt: skip
    prompt = (
        "All labels on this sheet should carry the same lot number; one differs. What is the "
        "white number in the upper left corner of that label? Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(odd + 1), {"right": right, "wrong": wrong})


def slip_match(rng: random.Random, truth: bool) -> Scene:
    """Does every line of the packing slip agree with the label on the box."""
    things = rng.sample(
        ("Bearing 6204", "Gasket NBR 40", "Fuse 6.3 A", "Valve DN15", "Sensor PT100", "Clip 8 mm"),
        4,
    )
    rows = [(thing, lot(rng), str(rng.randint(11, 96))) for thing in things]
    shown = [list(row) for row in rows]
    if not truth:
        line, column = rng.randrange(4), rng.choice((1, 1, 2))
        shown[line][column] = misread(rng, shown[line][column])
        if shown[line][column] == rows[line][column]:
            shown[line][column] = str(int(rows[line][column]) + 1)
    scene = Canvas(1000, 700, ground(rng, 1000, 700))
    box = Canvas(520, 560, plain(rng, 520, 560, (200, 160, 112)))
    box.rect(0, 250, 519, 300, (222, 204, 168))
    scene.place(box, 280, 350, angle=rng.uniform(-2, 2), shadow=0.5, reach=10)
    slip_rows = [tuple(row) for row in rows]
    scene.place(_list("BOX LABEL", [tuple(r) for r in shown], (255, 255, 255)), 285, 330,
                angle=rng.uniform(-3, 3), shadow=0.3, reach=4)  # fmt: skip
    scene.place(_list("PACKING SLIP", slip_rows, (252, 246, 214)), 750, 365,
                angle=rng.uniform(-4, 4), shadow=0.4, reach=6)  # fmt: skip
    prompt = (
        "Do all lot numbers and quantities on the box label agree with those on the packing slip? "
        "Answer with yes or no."
    )
    return Scene(scene.finished(rng), prompt, yes_no(truth), {"slip": rows, "label": shown})


def _list(title: str, rows: list[tuple[str, ...]], paper: Paint) -> Canvas:
    sheet = Canvas(420, 400, paper)
    sheet.text(24, 38, title, 26, INK, face=Face.BOLD, anchor="lm")
    sheet.line([(24, 64), (396, 64)], INK, 2)
    for index, (thing, code, many) in enumerate(rows):
        y = 96 + index * 76
        sheet.text(24, y, thing, 20, INK, face=Face.MEDIUM, anchor="lm")
        sheet.text(24, y + 30, code, 20, INK, face=Face.MONO, anchor="lm")
        sheet.text(396, y + 30, f"× {many}", 20, INK, face=Face.MONO, anchor="rm")
        sheet.line([(24, y + 52), (396, y + 52)], PENCIL, 0.8)
    return sheet


def shifted_print(rng: random.Random) -> Scene:
    """Which of nine cartons has its colour printed out of register with its outline."""
    letters = "ABCDEFGHI"
    odd = rng.randrange(9)
    hues = [rng.choice(list(Hue)).value for _ in letters]
    scene = Canvas(900, 860, ground(rng, 900, 860))
    for index, letter in enumerate(letters):
        card = Canvas(240, 240, PAPER)
        off = (rng.choice((-1, 1)) * rng.uniform(3, 4.5), rng.choice((-1, 1)) * rng.uniform(2.5, 4))
        dx, dy = off if index == odd else (rng.uniform(-0.4, 0.4), rng.uniform(-0.4, 0.4))
        _leaf(card, 120 + dx, 108 + dy, hues[index], None)
        _leaf(card, 120, 108, None, INK)
        card.text(120, 208, "fresh & simple", 17, PENCIL, face=Face.MEDIUM)
        card.text(22, 24, letter, 22, INK, face=Face.BOLD)
        x, y = 160 + 290 * (index % 3), 150 + 280 * (index // 3)
        scene.place(card, x, y, angle=rng.uniform(-6, 6), shadow=0.4, reach=6)
    prompt = (
        "Nine cartons show the same printed fruit. On one of them the colour is printed out of "
        "register: it does not fill its black outline. Which carton? Answer with its letter."
    )
    return Scene(scene.finished(rng), prompt, one_of(letters[odd], letters))


def _leaf(card: Canvas, x: float, y: float, fill: Paint | None, edge: Paint | None) -> None:
    for cx, r in ((x - 30, 40), (x + 30, 40)):
        card.oval(cx, y + 18, r, fill=fill, edge=edge, width=2.4)
    points = [(x, y - 24), (x + 16, y - 66), (x + 56, y - 72), (x + 40, y - 34)]
    if fill:
        card.polygon(points, lighter(Hue.GREEN.value, 0.1))
    if edge:
        card.line([*points, points[0]], edge, 2.4)
