"""Forms and timetables: boxes ticked and taken back, the last train that is early enough."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import INK, LINE, PENCIL, WHITE, Hue, Paint, lighter
from vizdesk.suite_generator.drawing.handwriting import smooth
from vizdesk.suite_generator.drawing.papers import PaperSheet
from vizdesk.suite_generator.drawing.typefaces import Face
from vizdesk.suite_generator.scene import Scene, one_of, several

_EXTRAS = (
    "window seat", "vegan meal", "wheelchair", "bicycle", "late arrival", "quiet room", "parking",
    "early check-in", "baby cot", "sea view", "airport shuttle", "newspaper",
)  # fmt: skip


def ticked(rng: random.Random) -> Scene:
    """Which options are ticked; two ticks were taken back by blacking out the box."""
    names = rng.sample(_EXTRAS, 12)
    marked = set(rng.sample(range(12), rng.randint(3, 6)))
    others = [index for index in range(12) if index not in marked]
    taken_back = set(rng.sample(others, 2))
    ink = rng.choice(((34, 52, 140), (30, 34, 48)))
    sheet = PaperSheet(rng, 800, 560)
    sheet.words(44, 52, "Booking form – extras", 29, bold=True)
    sheet.faint(44, 88, "Tick what you want. To take a tick back, black out the whole box.", 17)
    for index, name in enumerate(names):
        x, y = 64 + 250 * (index % 3), 150 + 96 * (index // 3)
        sheet.rect(x, y - 16, x + 32, y + 16, WHITE, edge=INK, width=2, radius=3)
        sheet.words(x + 46, y, name, 20)
        if index in marked or index in taken_back:
            _mark(rng, sheet, x + 16, y, ink)
        if index in taken_back:
            for _ in range(16):
                a, b = y + rng.uniform(-15, 15), y + rng.uniform(-15, 15)
                sheet.line([(x + 1, a), (x + 31, b)], ink, 3.2)
    prompt = (
        "Which extras are ticked on this form and not taken back? "
        "Answer with their names, separated by commas."
    )
    check = several(names[index] for index in marked)
    return Scene(sheet.photographed(rng), prompt, check, {"taken_back": len(taken_back)})


def _mark(rng: random.Random, sheet: Canvas, x: float, y: float, ink: Paint) -> None:
    def near(dx: float, dy: float) -> tuple[float, float]:
        return x + dx + rng.uniform(-3, 3), y + dy + rng.uniform(-3, 3)

    if rng.random() < 0.5:
        sheet.line(smooth([near(-11, -2), near(-3, 10), near(18, -24)]), ink, 3.4)
    else:
        sheet.line(smooth([near(-15, -15), near(0, 0), near(15, 15)]), ink, 3.2)
        sheet.line(smooth([near(15, -15), near(0, 0), near(-15, 15)]), ink, 3.2)


def last_train(rng: random.Random) -> Scene:
    """When does the last train leave that arrives in time and runs on that day."""
    stops = rng.sample(("Arden", "Belmar", "Corvia", "Dunmere", "Elmstad", "Farrow", "Gessin"), 5)
    first = rng.randint(6 * 60, 8 * 60)
    starts = [first + index * rng.choice((37, 41, 46, 52)) for index in range(8)]
    starts = [start + index for index, start in enumerate(sorted(starts))]
    hops = [rng.randint(11, 34) for _ in range(4)]
    days = [rng.choice(("daily", "daily", "Mo–Fr", "Sa, Su")) for _ in starts]
    a, b = rng.choice(((0, 3), (0, 4), (1, 4), (1, 3)))
    times = [
        [start + sum(hops[:stop]) + (start + stop) % 4 for stop in range(5)] for start in starts
    ]
    day, runs = rng.choice((("Tuesday", ("daily", "Mo–Fr")), ("Saturday", ("daily", "Sa, Su"))))
    aim = rng.randint(3, 6)
    days[aim - 1] = "daily"
    days[aim + 1 if aim < 7 else aim] = "Sa, Su" if day == "Tuesday" else "Mo–Fr"
    limit = times[aim][b] + rng.randint(3, 16)
    fit = [row for row in range(8) if times[row][b] <= limit and days[row] in runs]
    key = max(times[row][a] for row in fit)
    canvas = Canvas(980, 660, (250, 251, 253))
    hue = rng.choice((Hue.BLUE, Hue.GREEN, Hue.PURPLE)).value
    canvas.rect(0, 0, 980, 84, hue)
    canvas.text(
        40,
        42,
        f"Line {rng.randint(2, 9)}   {stops[0]} → {stops[-1]}",
        28,
        WHITE,
        face=Face.BOLD,
        anchor="lm",
    )
    for column, head in enumerate(("Runs", *stops)):
        canvas.text(90 + column * 160, 122, head, 20, INK, face=Face.BOLD)
    for row, moments in enumerate(times):
        y = 172 + row * 56
        if row % 2 == 0:
            canvas.rect(30, y - 27, 950, y + 27, lighter(hue, 0.9), radius=6)
        canvas.text(90, y, days[row], 19, PENCIL)
        for column, moment in enumerate(moments):
            canvas.text(250 + column * 160, y, clock(moment), 21, INK, face=Face.MONO)
    canvas.line([(170, 104), (170, 628)], LINE, 1.5)
    prompt = (
        f"It is {day}. You must be in {stops[b]} by {clock(limit)}. When does the last train that "
        f"is early enough leave {stops[a]}? Answer with the time as HH:MM."
    )
    facts = {"times": times, "days": days, "limit": limit, "a": a, "b": b, "day": day}
    choices = sorted({clock(moment) for moments in times for moment in moments})
    return Scene(canvas.finished(rng, grain=1, dim=0), prompt, one_of(clock(key), choices), facts)


def clock(minutes: int) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
