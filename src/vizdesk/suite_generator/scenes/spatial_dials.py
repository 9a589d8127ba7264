"""Hands on dials: a clock, a clock in a mirror, a pressure gauge."""

from __future__ import annotations

import math
import random

from PIL import ImageOps

from vizdesk.suite_generator.drawing.backgrounds import plain, steel
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import (
    INK,
    PAPER,
    PENCIL,
    STEEL,
    WHITE,
    Hue,
    Paint,
    darker,
    lighter,
)
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Check, Scene, number


def at_time(hours: int, minutes: int) -> Check:
    """A time on a twelve-hour dial, within one minute, however it is written."""
    return {"kind": "time", "value": f"{hours or 12}:{minutes:02d}", "tolerance": 1, "hours": 12}


def clock_face(
    rng: random.Random, hours: int, minutes: int, r: float, *, numerals: bool, seconds: int
) -> Canvas:
    """A clock whose hands all move on steadily; a thin red one tells seconds."""
    side = 2 * r + 20
    part, m = Canvas(side, side), r + 10
    rim = rng.choice(((52, 58, 72), (150, 108, 70), (176, 60, 56), (60, 110, 120)))
    part.oval(m, m, r, fill=lighter(rim, 0.25), to=darker(rim, 0.3))
    part.oval(m, m, r * 0.9, fill=(238, 238, 236), to=WHITE)
    for tick in range(60):
        a = tick * math.tau / 60
        inner, width = (0.78, 4.0) if tick % 5 == 0 else (0.835, 1.4)
        ends = [
            (m + share * r * math.sin(a), m - share * r * math.cos(a)) for share in (inner, 0.86)
        ]
        part.line(ends, INK, width, cap=False)
    for hour in range(1, 13):
        if numerals:
            a = hour * math.tau / 12
            part.text(
                m + 0.66 * r * math.sin(a),
                m - 0.66 * r * math.cos(a),
                str(hour),
                r * 0.14,
                INK,
                face=Face.MEDIUM,
            )
    past = minutes + seconds / 60
    for share, length, width in (
        ((hours % 12 + past / 60) / 12, 0.5, 9.0), (past / 60, 0.78, 6.0),
    ):  # fmt: skip
        a = share * math.tau
        tip = (m + length * r * math.sin(a), m - length * r * math.cos(a))
        tail = (m - 0.12 * r * math.sin(a), m + 0.12 * r * math.cos(a))
        part.line([(tail[0] + 3, tail[1] + 4), (tip[0] + 3, tip[1] + 4)], (206, 208, 212), width)
        part.line([tail, tip], INK, width)
    a = seconds * math.tau / 60
    part.line(
        [
            (m - 0.2 * r * math.sin(a), m + 0.2 * r * math.cos(a)),
            (m + 0.8 * r * math.sin(a), m - 0.8 * r * math.cos(a)),
        ],
        Hue.RED.value,
        2,
    )
    part.oval(m, m, 8, fill=Hue.RED.value)
    return part


def clock(rng: random.Random) -> Scene:
    """What time it is, on a clock that hangs a little askew and has strokes for numerals."""
    hours, minutes = rng.randrange(12), rng.randrange(60)
    scene = Canvas(
        760,
        760,
        plain(rng, 760, 760, rng.choice(((184, 206, 200), (226, 210, 190), (190, 200, 220)))),
    )
    face = clock_face(rng, hours, minutes, 280, numerals=False, seconds=rng.randrange(60))
    face.text(290, 200, "VIZDESK", 20, PENCIL, face=Face.MEDIUM)
    scene.place(face, 380, 380, angle=rng.uniform(-5, 5), shadow=0.5, reach=14)
    prompt = (
        "What time does this clock show? The thin red hand tells the seconds. "
        "Answer as H:MM on a twelve-hour dial."
    )
    return Scene(scene.finished(rng), prompt, at_time(hours, minutes), {"time": (hours, minutes)})


def mirrored_clock(rng: random.Random) -> Scene:
    """What time it really is, when a clock is seen in a mirror."""
    hours, minutes = rng.randrange(12), rng.randrange(60)
    face = clock_face(rng, hours, minutes, 200, numerals=True, seconds=rng.randrange(60))
    face.image = ImageOps.mirror(face.image)
    scene = Canvas(880, 760, plain(rng, 880, 760, (214, 204, 194)))
    glass = Canvas(620, 600)
    glass.rect(0, 0, 619, 599, (140, 102, 70), to=(96, 66, 44), radius=18)
    glass.rect(26, 26, 593, 573, (206, 222, 230), to=(232, 240, 244), radius=6)
    glass.polygon([(90, 26), (170, 26), (26, 300), (26, 150)], (222, 234, 240))
    glass.place(face, 310, 300, shadow=0.3, reach=6)
    scene.place(glass, 440, 372, angle=rng.uniform(-2, 2), shadow=0.5, reach=10)
    prompt = (
        "This is a clock seen in a mirror. What time is it really? "
        "The thin red hand tells the seconds. Answer as H:MM on a twelve-hour dial."
    )
    return Scene(scene.finished(rng), prompt, at_time(hours, minutes), {"time": (hours, minutes)})


def gauge(rng: random.Random) -> Scene:
    """What a gauge shows on the outer of two scales; a red set hand points elsewhere."""
    top, step = rng.choice(((10, 0.2), (6, 0.1), (16, 0.5), (250, 5), (40, 1)))
    marks = round(top / step)
    at = rng.randint(round(marks * 0.06), round(marks * 0.96))
    value = round(at * step, 2)
    scene = Canvas(780, 760, steel(rng, 780, 760, rng.choice(((120, 130, 144), (150, 146, 140)))))
    part, m, r = Canvas(640, 640), 320.0, 300.0
    part.oval(m, m, r + 12, fill=lighter(STEEL, 0.4), to=darker(STEEL, 0.5))
    part.oval(m, m, r - 8, fill=(244, 244, 240), to=PAPER)

    def toward(share: float, length: float) -> tuple[float, float]:
        a = math.radians(-135 + 270 * share)
        return m + length * math.sin(a), m - length * math.cos(a)

    major = max(1, round(top / 5 / step)) if top != 6 else 10
    for mark in range(marks + 1):
        long = mark % major == 0
        part.line(
            [toward(mark / marks, r * (0.8 if long else 0.86)), toward(mark / marks, r * 0.92)],
            INK,
            4 if long else 1.8,
            cap=False,
        )
        if long:
            part.text(
                *toward(mark / marks, r * 0.69), f"{mark * step:g}", 27, INK, face=Face.MEDIUM
            )
    for mark in range(11):
        part.text(*toward(mark / 10, r * 0.47), str(mark * 15), 14, Hue.BLUE.value)
    part.text(m, m + 92, rng.choice(("bar", "kPa", "m³/h")), 28, INK, face=Face.BOLD)
    part.text(m, m + 126, "inner scale: psi", 16, Hue.BLUE.value)
    other = rng.uniform(0.05, 0.95)
    while abs(other - at / marks) < 0.08:
        other = rng.uniform(0.05, 0.95)
    _hand(part, toward(other, r * 0.62), (m, m), Hue.RED.value, 5)
    _hand(part, toward(at / marks, r * 0.88), toward(at / marks, -54), INK, 8)
    part.oval(m, m, 20, fill=lighter(STEEL, 0.3), to=darker(STEEL, 0.4))
    scene.place(part.warped(rng, 0.015), 390, 380, angle=rng.uniform(-7, 7), shadow=0.55, reach=12)
    scene.glow(rng.uniform(220, 380), rng.uniform(150, 260), 170, WHITE, 0.35)
    prompt = (
        "Which value does the black hand of this gauge show on the black outer scale? "
        "The red hand is only a mark. Answer with one number."
    )
    facts = {"top": top, "step": step, "share": at / marks}
    return Scene(scene.finished(rng), prompt, number(value, step), facts)


def _hand(
    part: Canvas, tip: tuple[float, float], tail: tuple[float, float], paint: Paint, width: float
) -> None:
    part.line([(tail[0] + 4, tail[1] + 5), (tip[0] + 4, tip[1] + 5)], (206, 206, 204), width)
    part.line([tail, tip], paint, width)
