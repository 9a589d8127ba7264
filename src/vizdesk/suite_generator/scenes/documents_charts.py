"""Charts without printed values: two lines that cross, bars that are nearly equal."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.canvas import Canvas, Point
from vizdesk.suite_generator.drawing.colors import INK, LINE, PENCIL, WHITE, Hue, Paint
from vizdesk.suite_generator.drawing.papers import MONTHS
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, number, one_of

_TOWNS = (
    "Arden",
    "Belmar",
    "Corvia",
    "Dunmere",
    "Elmstad",
    "Farrow",
    "Gessin",
    "Holt",
    "Irving",
    "Jura",
)


def crossing_lines(rng: random.Random) -> Scene:
    """In how many months does one line lie above another; a third one distracts."""
    first, second, third = (hue for hue in rng.sample([h for h in Hue if h is not Hue.YELLOW], 3))
    low = [rng.uniform(25, 75) for _ in MONTHS]
    above = rng.randint(2, 10)
    higher = set(rng.sample(range(12), above))
    high = [
        value + rng.uniform(8, 22) * (1 if index in higher else -1)
        for index, value in enumerate(low)
    ]
    noise = [rng.uniform(8, 92) for _ in MONTHS]
    names = rng.sample(_TOWNS, 3)
    canvas = _axes(100, "Visitors per month, in thousands")
    for index, month in enumerate(MONTHS):
        canvas.text(_x(index), 556, month, 17, PENCIL)
        canvas.line([(_x(index), 110), (_x(index), 530)], (238, 240, 244), 1)
    lines = [(names[2], third, noise), (names[1], second, low), (names[0], first, high)]
    rng.shuffle(lines)
    for place, (name, hue, values) in enumerate(lines):
        points: list[Point] = [(_x(i), 530 - value * 4.2) for i, value in enumerate(values)]
        canvas.line(points, hue.value, 3.4)
        for x, y in points:
            canvas.oval(x, y, 6, fill=WHITE, edge=hue.value, width=3)
        canvas.line([(250 + place * 220, 620), (290 + place * 220, 620)], hue.value, 4)
        canvas.text(302 + place * 220, 620, name, 20, INK, anchor="lm")
    prompt = (
        f"In how many of the twelve months had {names[0]} more visitors than {names[1]}? "
        "Answer with one number."
    )
    facts = {"first": high, "second": low}
    return Scene(canvas.finished(rng, grain=1, dim=0), prompt, number(above), facts)


def _x(index: int) -> float:
    return 130 + index * 72.0


def _axes(top: int, title: str) -> Canvas:
    canvas = Canvas(980, 660, (252, 252, 253))
    canvas.text(70, 52, title, 25, INK, face=Face.BOLD, anchor="lm")
    for step in range(6):
        y = 530 - step * 84
        canvas.line([(90, y), (940, y)], LINE, 1, cap=False)
        canvas.text(78, y, str(top * step // 5), 16, PENCIL, anchor="rm")
    return canvas


def ranked_bar(rng: random.Random) -> Scene:
    """Which bar has a given rank; colours and order say nothing."""
    count = 8
    names = rng.sample(_TOWNS, count)
    heights = [22.0]
    for _ in range(count - 1):
        heights.append(heights[-1] + rng.uniform(3.2, 12))
    scale = 92 / heights[-1]
    heights = [height * scale for height in heights]
    rng.shuffle(heights)
    rank, word = rng.choice(((2, "second"), (3, "third"), (4, "fourth")))
    most = rng.random() < 0.5
    key = sorted(zip(heights, names, strict=True), reverse=most)[rank - 1][1]
    canvas = _axes(200, "Parcels delivered last week")
    paints: list[Paint] = [rng.choice(list(Hue)).value for _ in range(count)]
    for index, (name, height) in enumerate(zip(names, heights, strict=True)):
        x, top = 156 + index * 104, 530 - height * 4.2
        canvas.rect(x - 33, top, x + 33, 530, paints[index], radius=5)
        canvas.rect(x - 33, 520, x + 33, 530, paints[index])
        canvas.text(x, 558, name, 18, INK)
    far = rng.choice([name for name in names if name != key])
    canvas.text(940, 618, f"Team of the week: {far}", 19, PENCIL, face=Face.MEDIUM, anchor="rm")
    prompt = (
        f"Which depot delivered the {word} {'most' if most else 'fewest'} parcels, according to "
        "the bars? Answer with its name."
    )
    facts = {"names": names, "heights": heights, "rank": rank, "most": most}
    return Scene(canvas.finished(rng, grain=1, dim=0), prompt, one_of(key, names), facts)
