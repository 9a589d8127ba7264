"""What state things are in: switches, candles, a thermometer, a display of seven segments."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.backgrounds import plain, steel, wood
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import (
    INK,
    PAPER,
    PENCIL,
    WHITE,
    Hue,
    Paint,
    darker,
    lighter,
    mixed,
)
from vizdesk.suite_generator.drawing.handwriting import smooth
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number, several, yes_no


def switches(rng: random.Random) -> Scene:
    """Which switches are on; their lamps are broken and say nothing."""
    names = rng.sample(
        ("PUMP", "FAN", "HEATER", "LIGHT", "VALVE", "MOTOR", "ALARM", "HORN", "MIXER", "DRYER"), 8
    )
    on = set(rng.sample(range(8), rng.randint(2, 6)))
    scene = Canvas(980, 660, steel(rng, 980, 660, (150, 158, 170)))
    for index, name in enumerate(names):
        x, y = 140 + 234 * (index % 4), 190 + 300 * (index // 4)
        plate = Canvas(180, 250)
        plate.rect(2, 2, 177, 247, (62, 68, 80), to=(40, 44, 54), radius=12)
        plate.text(90, 28, name, 22, PAPER, face=Face.BOLD)
        plate.text(132, 100, "I", 20, WHITE, face=Face.BOLD)
        plate.text(132, 184, "O", 20, WHITE, face=Face.BOLD)
        lamp = rng.choice((Hue.GREEN.value, (90, 40, 40), (60, 66, 74)))
        plate.ball(34, 100, 11, lamp)
        plate.rect(62, 76, 112, 208, (18, 20, 26), radius=8)
        if index in on:
            plate.rect(66, 80, 108, 142, (96, 102, 114), to=(34, 38, 46), radius=5)
            plate.rect(66, 142, 108, 204, (190, 196, 206), to=(150, 156, 166), radius=5)
            plate.rect(66, 196, 108, 205, lighter(PENCIL, 0.2), radius=4)
        else:
            plate.rect(66, 80, 108, 142, (190, 196, 206), to=(150, 156, 166), radius=5)
            plate.rect(66, 142, 108, 204, (34, 38, 46), to=(96, 102, 114), radius=5)
            plate.rect(66, 79, 108, 88, lighter(PENCIL, 0.2), radius=4)
        scene.place(plate, x, y - 20, shadow=0.5, reach=6)
    prompt = (
        "A rocker switch is on when its dark half, the pressed one, is at I. The lamps are broken: "
        "ignore them. Which switches are on? Answer with their names, separated by commas."
    )
    return Scene(scene.finished(rng), prompt, several(names[index] for index in on))


def candles(rng: random.Random, truth: bool) -> Scene:
    """Do all candles burn; one may only smoke."""
    count = rng.randint(9, 13)
    out = None if truth else rng.randrange(count)
    scene = Canvas(1000, 640, plain(rng, 1000, 640, (46, 44, 66), 0.1))
    scene.place(Canvas(1020, 150, wood(rng, 1020, 150, (120, 80, 56))), 500, 570, shadow=0.5)
    for index in range(count):
        x = 60 + index * 880 / (count - 1) + rng.uniform(-10, 10)
        base, tall = 560 + rng.uniform(-22, 22), rng.uniform(130, 280)
        tone = rng.choice(((246, 236, 214), (206, 70, 66), (90, 130, 180), (232, 190, 90)))
        _candle(rng, scene, x, base, tall, tone, burns=index != out)
    prompt = "Are all candles in this picture burning? Answer with yes or no."
    return Scene(scene.finished(rng), prompt, yes_no(truth), {"count": count, "out": out})


def _candle(
    rng: random.Random,
    scene: Canvas,
    x: float,
    base: float,
    tall: float,
    tone: Paint,
    *,
    burns: bool,
) -> None:
    top = base - tall
    part = Canvas(50, tall + 12)
    part.rect(4, 6, 45, tall + 8, lighter(tone, 0.25), to=darker(tone, 0.35), across=True, radius=7)
    part.oval(24.5, 9, 20.5, 6, lighter(tone, 0.45), to=tone)
    scene.place(part, x, base - tall / 2, shadow=0.5, reach=5)
    tip = (x + rng.uniform(-3, 3), top - 14)
    scene.line([(x, top + 3), tip], (30, 26, 30), 3)
    if burns:
        high = rng.uniform(34, 46)
        scene.glow(x, top - 30, 130, (255, 190, 90), 0.34)
        for share, paint in ((1.0, (255, 150, 40)), (0.7, (255, 206, 80)), (0.38, (255, 248, 214))):
            flame = [
                (x, top - 14 - high * share),
                (x + 11 * share, top - 18),
                (x, top - 5),
                (x - 11 * share, top - 18),
                (x, top - 14 - high * share),
            ]
            scene.polygon(smooth(flame), paint)
    else:
        smoke = [(tip[0] + rng.uniform(-9, 9) * step / 3, tip[1] - step * 15) for step in range(6)]
        scene.oval(*tip, 3, fill=(230, 120, 60))
        scene.line(smooth(smoke), (140, 140, 158), 3)
        scene.line(smooth([(a + 4, b - 6) for a, b in smoke]), (110, 110, 130), 2)


def thermometer(rng: random.Random) -> Scene:
    """What a thermometer shows in Celsius, beside a Fahrenheit scale."""
    value = rng.randint(-18, 43)
    lowest, highest, step = -20, 45, 9.2
    scene = Canvas(
        720,
        820,
        plain(rng, 720, 820, rng.choice(((150, 190, 180), (206, 180, 160), (170, 180, 206)))),
    )
    board = Canvas(330, 760, wood(rng, 330, 760, (222, 190, 150)))
    zero = 92 + highest * step
    for degree in range(lowest, highest + 1):
        y, long = zero - degree * step, 36 if degree % 10 == 0 else 24 if degree % 5 == 0 else 14
        board.line([(138 - long, y), (138, y)], INK, 1.8, cap=False)
        if degree % 10 == 0:
            board.text(92, y, str(degree), 20, INK, face=Face.MEDIUM, anchor="rm")
    for degree in range(0, 114, 2):
        y = zero - (degree - 32) / 1.8 * step
        if 92 <= y <= zero + 20 * step:
            board.line(
                [(192, y), (192 + (28 if degree % 20 == 0 else 14), y)], PENCIL, 1.6, cap=False
            )
            if degree % 20 == 0:
                board.text(232, y, str(degree), 19, PENCIL, anchor="lm")
    board.text(80, 46, "°C", 28, INK, face=Face.BOLD)
    board.text(250, 46, "°F", 28, PENCIL, face=Face.BOLD)
    board.rect(150, 60, 180, 714, WHITE, to=(214, 222, 230), across=True, radius=15)
    red = Hue.RED.value
    board.rect(
        159, zero - value * step, 171, 700, lighter(red, 0.25), to=darker(red, 0.2), across=True
    )
    board.ball(165, 712, 25, red)
    board.line([(155, 74), (155, 680)], WHITE, 2.5)
    angle = rng.uniform(-6, 6)
    scene.place(board.warped(rng, 0.015), 360, 410, angle=angle, shadow=0.5, reach=9)
    prompt = (
        "What temperature does this thermometer show, in degrees Celsius? Answer with one number."
    )
    return Scene(scene.finished(rng), prompt, number(value, 1))


_LIT = {
    "0": "abcdef", "1": "bc", "2": "abged", "3": "abgcd", "4": "fgbc", "5": "afgcd",
    "6": "afgecd", "7": "abc", "8": "abcdefg", "9": "abcdfg",
}  # fmt: skip
_BARS = {
    "a": (0, 0, 1, 0), "b": (1, 0, 1, 1), "c": (1, 1, 1, 2), "d": (0, 2, 1, 2),
    "e": (0, 1, 0, 2), "f": (0, 0, 0, 1), "g": (0, 1, 1, 1),
}  # fmt: skip


def display(rng: random.Random) -> Scene:
    """The number on a slanted display, one of three; unlit segments shimmer through."""
    values = [f"{rng.uniform(10, 999):.1f}" for _ in range(3)]
    heads = rng.sample(("Voltage V", "Current A", "Power W", "Speed rpm", "Level mm"), 3)
    asked = rng.randrange(3)
    lit = rng.choice(((255, 70, 60), (80, 240, 140), (90, 190, 255)))
    scene = Canvas(900, 760, plain(rng, 900, 760, (80, 88, 100)))
    box = Canvas(700, 660)
    box.rect(0, 0, 699, 659, (214, 216, 220), to=(170, 174, 182), radius=22)
    for index, (head, value) in enumerate(zip(heads, values, strict=True)):
        y = 60 + index * 200
        box.text(60, y - 18, head, 22, INK, face=Face.MEDIUM, anchor="lm")
        box.rect(56, y, 644, y + 138, (16, 20, 22), to=(30, 34, 36), radius=8)
        _digits(box, 100, y + 20, value.rjust(5), lit)
    scene.place(box.warped(rng, 0.02), 450, 380, angle=rng.uniform(-6, 6), shadow=0.6, reach=10)
    scene.glow(rng.uniform(250, 650), rng.uniform(100, 300), 190, WHITE, 0.34)
    prompt = f'Which number does the display show for "{heads[asked]}"? Answer with one number.'
    return Scene(scene.finished(rng), prompt, number(float(values[asked])), {"values": values})


def _digits(box: Canvas, x: float, y: float, text: str, lit: Paint) -> None:
    wide, tall, lean = 58.0, 48.0, 0.1
    dark = mixed((22, 26, 28), lit, 0.13)
    for sign in text:
        if sign == ".":
            box.oval(x - 16, y + 2 * tall + 2, 7, fill=lit)
            continue
        for bar, (ax, ay, bx, by) in _BARS.items():
            on = bar in _LIT.get(sign, "")
            ends = []
            for px, py, qx, qy in ((ax, ay, bx, by), (bx, by, ax, ay)):
                cx, cy = px + (qx - px) * 0.13, py + (qy - py) * 0.13
                ends.append((x + cx * wide + (2 - cy) * tall * lean, y + cy * tall))
            box.line(ends, lit if on else dark, 11)
        x += wide + 48
