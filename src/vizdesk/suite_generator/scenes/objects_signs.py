"""Signs and symbols: who may pass, which flag fits a description, on which days it rains."""

from __future__ import annotations

import math
import random

from vizdesk.suite_generator.drawing.backgrounds import noise, plain
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import (
    INK,
    PENCIL,
    STEEL,
    WHITE,
    Hue,
    Paint,
    darker,
    lighter,
)
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of, several, yes_no

PICTOS = ("car", "bicycle", "truck", "pedestrian")


def may_pass(rng: random.Random, truth: bool) -> Scene:
    """May a bicycle (or a car…) pass two signs, of which only a red ring forbids."""
    asked = rng.choice(PICTOS)
    others = [picto for picto in PICTOS if picto != asked]
    rng.shuffle(others)
    forbidden = others[:1] if truth else [asked]
    allowed = [asked] if truth else others[:1]
    signs = [(picto, True) for picto in forbidden] + [(picto, False) for picto in allowed]
    signs.append((others[1], rng.random() < 0.5))
    rng.shuffle(signs)
    scene = Canvas(960, 700, plain(rng, 960, 700, (166, 206, 232), 0.1))
    hill = [
        (0.0, 560.0),
        *((x, 560 - 60 * math.sin(x / 190 + 1)) for x in range(0, 961, 20)),
        (960, 700),
        (0, 700),
    ]
    scene.polygon(hill, (128, 176, 104), to=(86, 138, 82))
    for index, (picto, no) in enumerate(signs):
        x, y = 180 + index * 300, 240 + rng.uniform(-24, 24)
        scene.rect(x - 8, y, x + 8, 640, lighter(STEEL, 0.3), to=darker(STEEL, 0.3), across=True)
        scene.place(_sign(picto, no), x, y, angle=rng.uniform(-3, 3), shadow=0.45, reach=6)
    words = {
        "car": "a car",
        "bicycle": "a bicycle",
        "truck": "a truck",
        "pedestrian": "a person on foot",
    }
    prompt = (
        "A sign with a red ring forbids what it shows, a round blue sign allows what it shows. "
        f"According to these signs, may {words[asked]} go here? Answer with yes or no."
    )
    return Scene(scene.finished(rng), prompt, yes_no(truth), {"signs": signs, "asked": asked})


def _sign(picto: str, no: bool) -> Canvas:
    part = Canvas(250, 250)
    part.oval(125, 125, 120, fill=WHITE, to=(214, 218, 224))
    if no:
        part.oval(125, 125, 116, fill=lighter(Hue.RED.value, 0.1), to=darker(Hue.RED.value, 0.12))
        part.oval(125, 125, 90, fill=WHITE, to=(236, 238, 242))
        _picto(part, picto, INK)
    else:
        part.oval(125, 125, 114, fill=lighter(Hue.BLUE.value, 0.1), to=darker(Hue.BLUE.value, 0.2))
        _picto(part, picto, WHITE)
    return part


def _picto(part: Canvas, kind: str, paint: Paint) -> None:
    if kind == "bicycle":
        for x in (88, 162):
            part.oval(x, 145, 30, edge=paint, width=6)
        frame: list[Point] = [(88, 145), (108, 106), (150, 106), (122, 145), (88, 145)]
        part.line(frame, paint, 6)
        part.line([(122, 145), (104, 98)], paint, 6)
        part.line([(162, 145), (146, 90), (164, 88)], paint, 6)
        part.line([(94, 97), (116, 97)], paint, 7)
    elif kind == "pedestrian":
        part.oval(128, 76, 14, fill=paint)
        part.line([(126, 98), (122, 138)], paint, 22)
        part.line([(122, 138), (144, 160), (150, 188)], paint, 11)
        part.line([(122, 138), (112, 164), (92, 184)], paint, 11)
        part.line([(128, 100), (150, 120), (164, 118)], paint, 9)
        part.line([(124, 100), (98, 116), (92, 138)], paint, 9)
    elif kind == "car":
        part.polygon(
            [
                (66, 152),
                (66, 128),
                (88, 122),
                (106, 96),
                (152, 96),
                (172, 122),
                (186, 128),
                (186, 152),
            ],
            paint,
        )
        for x in (94, 158):
            part.oval(x, 153, 15, fill=paint)
            part.oval(x, 153, 6, fill=(150, 156, 166))
    else:
        part.rect(60, 90, 140, 152, paint)
        part.polygon([(146, 152), (146, 108), (170, 108), (190, 130), (190, 152)], paint)
        for x in (84, 120, 168):
            part.oval(x, 154, 13, fill=paint)
            part.oval(x, 154, 5, fill=(150, 156, 166))


def flag(rng: random.Random) -> Scene:
    """Which flag has these bands in this order and this sign; the others nearly do."""
    hues = rng.sample(list(Hue), 3)
    upright, sign = rng.random() < 0.5, rng.choice(("star", "disc"))
    right = (tuple(hues), upright, sign)
    other = "disc" if sign == "star" else "star"
    wrong = [
        ((hues[2], hues[1], hues[0]), upright, sign), (tuple(hues), not upright, sign),
        (tuple(hues), upright, other), ((hues[1], hues[0], hues[2]), upright, sign),
        ((hues[0], hues[2], hues[1]), upright, sign), ((hues[2], hues[0], hues[1]),
            not upright, sign),
        ((hues[2], hues[1], hues[0]), not upright, other), ((hues[1], hues[2], hues[0]),
            upright, other),
    ]  # fmt: skip
    plan = [right, *wrong]
    rng.shuffle(plan)
    key = "ABCDEFGHI"[plan.index(right)]
    scene = Canvas(1000, 760, plain(rng, 1000, 760, (186, 208, 226)))
    for index, (bands, stands, mark) in enumerate(plan):
        x, y = 180 + 320 * (index % 3), 130 + 245 * (index // 3)
        scene.rect(
            x - 124,
            y - 84,
            x - 116,
            y + 118,
            (150, 112, 78),
            to=(110, 78, 52),
            across=True,
            radius=3,
        )
        scene.place(_flag(rng, [hue.value for hue in bands], stands, mark), x, y, shadow=0.35)
        scene.text(x - 138, y - 84, "ABCDEFGHI"[index], 24, INK, face=Face.BOLD, anchor="rm")
    where = "from left to right" if upright else "from top to bottom"
    names = ", ".join(hue.word for hue in hues)
    prompt = (
        f"Which flag has three {'upright' if upright else 'horizontal'} bands, {where} {names}, "
        f"with a white {'five-pointed star' if sign == 'star' else 'disc'} in the middle? "
        "The pole is at the left. Answer with its letter."
    )
    return Scene(scene.finished(rng), prompt, one_of(key, "ABCDEFGHI"))


def _flag(rng: random.Random, bands: list[Paint], upright: bool, mark: str) -> Canvas:
    part = Canvas(228, 156)
    for index, paint in enumerate(bands):
        if upright:
            part.rect(index * 76, 0, index * 76 + 76, 155, paint)
        else:
            part.rect(0, index * 52, 227, index * 52 + 52, paint)
    if mark == "disc":
        part.oval(114, 78, 24, fill=WHITE)
    else:
        points = [
            (
                114 + (28 if i % 2 == 0 else 11) * math.sin(i * math.pi / 5),
                78 - (28 if i % 2 == 0 else 11) * math.cos(i * math.pi / 5),
            )
            for i in range(10)
        ]
        part.polygon(points, WHITE)
    fold = noise(rng, part.image.size, (6, 2), 0, 84)
    part.image.paste((0, 0, 20), (0, 0), fold)
    return part


def rainy_days(rng: random.Random) -> Scene:
    """On which days does the forecast show rain; drops at the wind and snow flakes tempt."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    rain = set(rng.sample(range(7), rng.randint(2, 4)))
    kinds = [
        "rain" if i in rain else rng.choice(("sun", "cloud", "snow", "both", "storm"))
        for i in range(7)
    ]
    scene = Canvas(1060, 480, plain(rng, 1060, 480, (66, 104, 160), 0.12))
    scene.text(50, 52, "7-day forecast · Elmstad", 27, WHITE, face=Face.BOLD, anchor="lm")
    for index, (day, kind) in enumerate(zip(days, kinds, strict=True)):
        card = Canvas(132, 330)
        card.rect(0, 0, 131, 329, (250, 252, 255), to=(226, 234, 246), radius=16)
        card.text(66, 34, day, 23, INK, face=Face.BOLD)
        _weather(card, kind)
        card.text(66, 212, f"{rng.randint(4, 24)}°", 28, INK, face=Face.MEDIUM)
        card.oval(34, 268, 3, 4.5, Hue.BLUE.value)
        card.polygon([(31, 267), (37, 267), (34, 258)], Hue.BLUE.value)
        card.text(46, 266, f"{rng.randint(0, 19) * 5} %", 17, PENCIL, anchor="lm")
        card.text(66, 300, f"{rng.randint(3, 40)} km/h", 15, PENCIL)
        scene.place(card, 88 + index * 147, 270, shadow=0.35, reach=6)
    prompt = (
        "On which days does the weather symbol under the day's name show a cloud with rain and "
        "without lightning or snow? Ignore the small numbers. "
        "Answer with the days as written, separated by commas."
    )
    return Scene(
        scene.finished(rng, grain=1), prompt, several(days[i] for i in rain), {"kinds": kinds}
    )


def _weather(card: Canvas, kind: str) -> None:
    if kind in ("sun", "both"):
        x, y, r = (66, 118, 25) if kind == "sun" else (82, 98, 19)
        for ray in range(12):
            a = ray * math.tau / 12
            ends = [(x + d * math.cos(a), y + d * math.sin(a)) for d in (r + 6, r + 15)]
            card.line(ends, Hue.YELLOW.value, 4)
        card.oval(x, y, r, fill=(255, 214, 70), to=Hue.YELLOW.value)
    if kind == "sun":
        return
    dark = (120, 130, 148) if kind in ("rain", "storm") else (168, 178, 194)
    for x, y, r in ((44, 124, 19), (66, 110, 25), (88, 122, 20)):
        card.oval(x, y, r, fill=lighter(dark, 0.2), to=dark)
    card.rect(44, 120, 88, 143, dark, radius=10)
    for index, x in enumerate((44, 62, 80)):
        y = 156 + (6 if index == 1 else 0)
        if kind == "rain":
            card.line([(x + 5, y - 5), (x - 2, y + 13)], Hue.BLUE.value, 4)
        elif kind == "snow":
            for turn in range(3):
                a = turn * math.pi / 3
                dx, dy = 7 * math.cos(a), 7 * math.sin(a)
                card.line([(x - dx, y + 4 - dy), (x + dx, y + 4 + dy)], (110, 170, 220), 2)
    if kind == "storm":
        card.polygon(
            [(70, 138), (54, 166), (66, 166), (58, 188), (82, 158), (70, 158), (78, 138)],
            Hue.YELLOW.value,
        )
