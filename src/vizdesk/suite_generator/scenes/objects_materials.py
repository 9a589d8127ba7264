"""What things are made of and look like: materials, a matching colour, the key that fits a lock."""

from __future__ import annotations

import colorsys
import math
import random

from PIL import Image

from vizdesk.suite_generator.drawing.backgrounds import blend, ground, noise, plain
from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import (
    BRASS,
    COPPER,
    INK,
    PAPER,
    STEEL,
    WHITE,
    Hue,
    Paint,
    darker,
    lighter,
    mixed,
)
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of

_MATERIALS = ("polished metal", "wood", "clear glass", "matte rubber", "marble", "woven cloth")


def material(rng: random.Random) -> Scene:
    """Which of six balls is made of a material, whatever its colour."""
    kinds = rng.sample(_MATERIALS, 6)
    asked = rng.choice(kinds)
    letters = "ABCDEF"
    scene = Canvas(1000, 700, plain(rng, 1000, 700, rng.choice(((196, 200, 210), (214, 204, 190)))))
    for index, kind in enumerate(kinds):
        x, y = 185 + 315 * (index % 3), 190 + 325 * (index // 3)
        scene.place(_ball(rng, kind, 116), x, y, shadow=0.55, reach=14)
        scene.text(x - 122, y - 108, letters[index], 28, INK, face=Face.BOLD)
    prompt = f"Which ball is made of {asked}? Answer with its letter."
    key = letters[kinds.index(asked)]
    return Scene(scene.finished(rng), prompt, one_of(key, letters), {"kinds": kinds})


def _ball(rng: random.Random, kind: str, r: int) -> Canvas:
    side = 2 * r + 4
    part, skin = Canvas(side, side), None
    size = part.image.size
    hue = rng.choice(list(Hue)).value
    if kind == "wood":
        rings = noise(rng, size, (3, side // 3))
        skin = blend((150, 98, 56), (222, 172, 114), rings)
    elif kind == "marble":
        base = noise(rng, size, (9, 9))
        veins = base.point(
            [0 if abs(level - 128) > 9 else 220 - 22 * abs(level - 128) for level in range(256)]
        )
        skin = blend(
            rng.choice(((238, 236, 232), (66, 84, 80), (206, 190, 190))), (120, 118, 122), veins
        )
    elif kind == "woven cloth":
        weave = Image.new("L", (2, 2))
        weave.putdata([60, 220, 220, 60])
        tile = weave.resize((42, 42), Image.Resampling.BICUBIC)
        sheet = Image.new("L", size)
        for x in range(0, size[0], 42):
            for y in range(0, size[1], 42):
                sheet.paste(tile, (x, y))
        skin = blend(
            darker(hue, 0.35), lighter(hue, 0.3), sheet.rotate(30, Image.Resampling.BICUBIC)
        )
    whole = Canvas(side, side)
    whole.oval(r + 2, r + 2, r, fill=WHITE)
    if kind == "polished metal":
        _mirror(part, rng.choice((STEEL, BRASS, COPPER)), r)
    elif kind == "clear glass":
        part.oval(r + 2, r + 2, r, fill=(236, 244, 248), to=(196, 214, 222))
        part.oval(r + 2, r + 2, r - 3, edge=(150, 172, 184), width=4)
        part.oval(r + 6, r * 1.5, r * 0.62, r * 0.36, (250, 254, 255))
        part.oval(r * 0.66, r * 0.52, r * 0.24, r * 0.14, WHITE)
        part.image.putalpha(part.image.getchannel("A").point([round(a * 0.72) for a in range(256)]))
        part.oval(r * 0.66, r * 0.52, r * 0.2, r * 0.12, WHITE)
        return part
    elif kind == "matte rubber":
        part.ball(r + 2, r + 2, r, mixed(hue, (90, 90, 96), 0.35), shine=0.16)
    else:
        shade = Canvas(side, side)
        shade.ball(r + 2, r + 2, r, (150, 150, 150), shine=0.5)
        light = shade.image.convert("L")
        if skin is not None:
            dark = Image.new("RGB", size, (10, 10, 16))
            level = light.point([min(255, round(v * 1.35)) for v in range(256)])
            part.image.paste(Image.composite(skin, dark, level), (0, 0))
    part.keep(whole)
    return part


def _mirror(part: Canvas, tone: Paint, r: int) -> None:
    """A ball that mirrors a bright sky, a dark horizon and a floor."""
    for step in range(2 * r + 1):
        share = step / (2 * r)
        if share < 0.46:
            paint = mixed(lighter(tone, 0.85), tone, share / 0.46)
        elif share < 0.56:
            paint = mixed(darker(tone, 0.75), darker(tone, 0.45), (share - 0.46) / 0.1)
        else:
            paint = mixed(darker(tone, 0.2), lighter(tone, 0.5), (share - 0.56) / 0.44)
        sag = 18 * math.sin(math.pi * share)
        bent = [
            (x, step + 2 + sag * 0.5 * math.sin(math.pi * x / (2 * r)))
            for x in range(0, 2 * r + 5, 8)
        ]
        part.line(bent, paint, 3, cap=False)
    part.oval(r * 0.68, r * 0.5, r * 0.24, r * 0.13, WHITE)
    part.oval(r + 2, r + 2, r, edge=darker(tone, 0.4), width=2)


def colour_match(rng: random.Random) -> Scene:
    """Which of nine mugs has the colour of the sample card; grounds around them differ."""
    hue, letters = rng.random(), "ABCDEFGHI"
    sample = _shade(hue, 0.6, 0.74)
    others = [_shade(hue + dh, 0.6 + ds, 0.74 + dv) for dh, ds, dv in (
        (0.055, 0, 0), (-0.055, 0, 0), (0.1, 0.05, 0), (-0.1, 0, 0.05), (0, -0.24, 0.02),
        (0.02, 0.25, 0), (0, 0.02, -0.2), (-0.03, -0.15, 0.14),
    )]  # fmt: skip
    paints = [sample, *others]
    rng.shuffle(paints)
    key = letters[paints.index(sample)]
    scene = Canvas(1060, 740, plain(rng, 1060, 740, (232, 232, 234), 0.02))
    card = Canvas(230, 330, PAPER)
    card.rect(20, 20, 209, 240, sample)
    card.text(115, 286, "SAMPLE 67", 22, INK, face=Face.BOLD)
    scene.place(card, 160, 370, angle=rng.uniform(-4, 4), shadow=0.4, reach=7)
    grounds = [_shade(rng.random(), 0.35, 0.9) for _ in letters]
    for index, paint in enumerate(paints):
        x, y = 420 + 240 * (index % 3), 134 + 236 * (index // 3)
        scene.rect(x - 104, y - 104, x + 104, y + 104, grounds[index], radius=14)
        scene.place(_mug(paint), x + 6, y + 4, shadow=0.4, reach=6)
        scene.text(x - 84, y - 82, letters[index], 24, INK, face=Face.BOLD)
    prompt = "Which mug has the same colour as the sample card? Answer with its letter."
    return Scene(
        scene.finished(rng, grain=1, dim=0), prompt, one_of(key, letters), {"paints": paints}
    )


def _shade(hue: float, saturation: float, value: float) -> Paint:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1.0, min(1, saturation), min(1, value))
    return round(red * 255), round(green * 255), round(blue * 255)


def _mug(paint: Paint) -> Canvas:
    part = Canvas(150, 140)
    part.oval(116, 72, 25, 30, edge=darker(paint, 0.1), width=11)
    part.rect(22, 20, 112, 130, paint, radius=14)
    part.rect(22, 20, 112, 60, paint)
    part.oval(67, 21, 45, 9, lighter(paint, 0.3))
    part.oval(67, 22, 38, 6, darker(paint, 0.45))
    return part


def key_for_lock(rng: random.Random) -> Scene:
    """Which key has the notches a lock shows in section; decoys differ in one notch."""
    letters = "ABCDEF"
    right = [rng.randint(1, 4) for _ in range(6)]
    cuts = [right]
    while len(cuts) < 6:
        near = list(right)
        for at in rng.sample(range(6), rng.choice((1, 1, 2))):
            near[at] = rng.choice([depth for depth in range(1, 5) if depth != near[at]])
        if rng.random() < 0.25:
            near = right[::-1]
        if near not in cuts:
            cuts.append(near)
    rng.shuffle(cuts)
    key = letters[cuts.index(right)]
    scene = Canvas(1040, 760, ground(rng, 1040, 760))
    lock = Canvas(560, 190)
    lock.rect(0, 0, 559, 189, lighter(BRASS, 0.3), to=darker(BRASS, 0.3), radius=16)
    channel = [(60.0, 122.0), (500, 122), *_profile(right, 500, 84, -56, 11), (150, 84), (60, 84)]
    lock.polygon(channel, (28, 24, 22))
    lock.text(30, 104, "→", 30, INK, face=Face.BOLD)
    scene.place(lock, 520, 130, shadow=0.5, reach=8)
    for index, depths in enumerate(cuts):
        x, y = 280 + 490 * (index % 2), 330 + 165 * (index // 2)
        part = Canvas(460, 130)
        metal = rng.choice((STEEL, BRASS))
        part.oval(52, 66, 48, fill=lighter(metal, 0.35), to=darker(metal, 0.25))
        part.rect(94, 52, 120, 84, lighter(metal, 0.2), to=darker(metal, 0.15))
        blade: list[Point] = [
            (100, 86.0),
            (440, 86),
            *_profile(depths, 440, 50, -56, 11),
            (100, 50),
        ]
        part.polygon(blade, lighter(metal, 0.3), to=darker(metal, 0.2), edge=darker(metal, 0.5))
        part.text(52, 66, letters[index], 30, INK, face=Face.BOLD)
        scene.place(part, x, y, angle=rng.uniform(-4, 4), shadow=0.5, reach=6)
    prompt = (
        "The section of a lock at the top shows a dark channel; a key is pushed in from the left. "
        "Exactly one key has teeth that fill the channel's steps at the right places. "
        "Which one? Answer with its letter."
    )
    return Scene(scene.finished(rng), prompt, one_of(key, letters), {"cuts": cuts})


def _profile(
    depths: list[int], right: float, base: float, pitch: float, step: float
) -> list[Point]:
    """The teeth's edge from right to left."""
    points: list[Point] = []
    for index, depth in enumerate(reversed(depths)):
        x = right + index * pitch
        y = base - depth * step
        points += [(x - 8, y), (x + pitch + 8, y)]
    return points
