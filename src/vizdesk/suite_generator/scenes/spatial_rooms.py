"""Things in a room: where they are to each other, what stands on which shelf, and their boxes."""

from __future__ import annotations

import random
from collections.abc import Callable

from vizdesk.suite_generator.drawing.backgrounds import ground, wood
from vizdesk.suite_generator.drawing.canvas import Canvas
from vizdesk.suite_generator.drawing.colors import Hue, Paint, darker, lighter
from vizdesk.suite_generator.drawing.fruit import FRUIT
from vizdesk.suite_generator.drawing.hand_tools import GRIPS, TOOLS
from vizdesk.suite_generator.scene import Scene, boxes, one_of, yes_no
from vizdesk.suite_generator.scenes.counting_small import scattered

KINDS = ("ball", "cube", "cone")


def solid(kind: str, paint: Paint) -> Canvas:
    """A ball, cube or cone on 130 × 130 px."""
    part = Canvas(130, 130)
    if kind == "ball":
        part.ball(65, 68, 52, paint)
    elif kind == "cube":
        part.polygon(
            [(22, 44), (84, 44), (84, 112), (22, 112)], lighter(paint, 0.1), to=darker(paint, 0.1)
        )
        part.polygon([(22, 44), (46, 20), (108, 20), (84, 44)], lighter(paint, 0.45))
        part.polygon([(84, 44), (108, 20), (108, 88), (84, 112)], darker(paint, 0.3))
    else:
        part.oval(65, 104, 46, 15, darker(paint, 0.2))
        part.polygon(
            [(65, 12), (111, 104), (19, 104)],
            lighter(paint, 0.4),
            to=darker(paint, 0.4),
            across=True,
        )
        half = [(19 + 92 * i / 20, 104 + 15 * (1 - ((i - 10) / 10) ** 2) ** 0.5) for i in range(21)]
        part.polygon(half, lighter(paint, 0.3), to=darker(paint, 0.4), across=True)
    return part


def relation(rng: random.Random, truth: bool) -> Scene:
    """Are two relations between three things both true; where not, only one of them fails."""
    crew = rng.sample([(kind, hue) for kind in KINDS for hue in list(Hue)[:5]], 8)
    names = [f"{hue.word} {kind}" for kind, hue in crew]
    while True:
        spots = scattered(rng, 8, 980, 700, 150, 95)
        a, b, c = rng.sample(range(8), 3)
        side, level = rng.choice(("left of", "right of")), rng.choice(("above", "below"))
        beside = clearly(spots[a][0], spots[b][0], side == "left of")
        higher = clearly(spots[a][1], spots[c][1], level == "above")
        if beside is None or higher is None:
            continue
        if (beside and higher) if truth else beside != higher:
            break
    scene = Canvas(980, 700, ground(rng, 980, 700))
    for (kind, hue), (x, y) in zip(crew, spots, strict=True):
        scene.place(solid(kind, hue.value), x, y, shadow=0.5, reach=8)
    prompt = (
        f"Is the {names[a]} {side} the {names[b]} and also {level} the {names[c]} in this "
        "picture? Answer with yes or no."
    )
    facts = {"spots": spots, "a": a, "b": b, "c": c, "side": side, "level": level}
    return Scene(scene.finished(rng), prompt, yes_no(truth), facts)


def clearly(first: float, second: float, smaller: bool) -> bool | None:
    """Whether first < second (or >), None when they are too near for anyone to say."""
    if abs(first - second) < 70:
        return None
    return (first < second) is smaller


def fruit_position(rng: random.Random) -> Scene:
    """Which fruit stands at a place counted from one side of a shelf."""
    names = [rng.choice(list(FRUIT)) for _ in range(15)]
    scene = Canvas(980, 760, wood(rng, 980, 760, (206, 172, 130)))
    for row in range(3):
        base = 236 + row * 238
        scene.rect(30, base - 196, 950, base, (246, 240, 228), to=(222, 212, 194))
        scene.rect(18, base, 962, base + 20, (182, 138, 98), to=(132, 94, 62))
        for column in range(5):
            x = 122 + column * 184 + rng.uniform(-14, 14)
            scene.place(FRUIT[names[row * 5 + column]](), x, base - 70, shadow=0.4, reach=6)
    row, column = rng.randrange(3), rng.randrange(5)
    from_right = rng.random() < 0.5
    count = ("first", "second", "third", "fourth", "fifth")[4 - column if from_right else column]
    side = "right" if from_right else "left"
    user_models = ("top", "middle", "bottom")[row]
    prompt = (
        f"Which fruit is the {count} from the {side} on the {user_models} shelf? "
        f"Choose from: {', '.join(sorted(FRUIT))}. Answer with its name."
    )
    key = names[row * 5 + column]
    return Scene(scene.finished(rng), prompt, one_of(key, sorted(FRUIT)), {"names": names})


def _found(
    canvas: Canvas, part: Canvas, x: float, y: float, angle: float
) -> tuple[float, float, float, float]:
    """Place it, and the box of what is drawn, 0..1 of the canvas."""
    canvas.place(part, x, y, angle=angle, shadow=0.5, reach=6)
    left, top, right, bottom = part.extent(angle)
    return (
        (x + left) / canvas.width, (y + top) / canvas.height,
        (x + right) / canvas.width, (y + bottom) / canvas.height,
    )  # fmt: skip


def _detection(
    rng: random.Random,
    makers: dict[str, Callable[[], Canvas]],
    label: str,
    count: int,
    others: int,
    apart: float,
) -> Scene:
    scene = Canvas(1040, 760, ground(rng, 1040, 760))
    plan = [label] * count + [
        rng.choice([name for name in makers if name != label]) for _ in range(others)
    ]
    rng.shuffle(plan)
    labelled = []
    for name, (x, y) in zip(plan, scattered(rng, len(plan), 1040, 760, apart, 135), strict=True):
        box = _found(scene, makers[name](), x, y, rng.uniform(-180, 180))
        if name == label:
            labelled.append((label, box))
    prompt = (
        f'Detect every {label} in this picture. Give one bounding box for each, labelled "{label}".'
    )
    return Scene(scene.finished(rng), prompt, boxes(labelled, 0.8), {"plan": plan})


def detect_fruit(rng: random.Random) -> Scene:
    """The boxes of one kind of fruit among others."""
    label = rng.choice([name for name in FRUIT if name not in ("cherry", "grapes")])
    return _detection(rng, FRUIT, label, rng.randint(2, 5), rng.randint(6, 9), 165)


def detect_tool(rng: random.Random) -> Scene:
    """The boxes of one kind of tool, turned in every direction."""
    makers = {name: _painted(tool, rng.choice(GRIPS)) for name, tool in TOOLS.items()}
    return _detection(
        rng, makers, rng.choice(list(TOOLS)), rng.randint(2, 3), rng.randint(4, 5), 215
    )


def _painted(tool: Callable[[Paint], Canvas], grip: Paint) -> Callable[[], Canvas]:
    return lambda: tool(grip)
