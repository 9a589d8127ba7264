"""What is right to answer about a scene: captions, boxes and places in words."""

from __future__ import annotations

from collections.abc import Sequence

from training.scene import Box, Scene, Thing
from training.vocabulary import CLOSE, FIRST, LABEL, LATER, NEXT, OPEN, STEP

Found = tuple[str, Box]
"""A label and its box."""


def joined(parts: Sequence[str]) -> str:
    """Join as in "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def caption(scene: Scene) -> str:
    """One sentence that names everything from left to right."""
    if scene.number is not None:
        return f"The number {scene.number} on a {scene.background} background."
    things = joined([f"a {thing.label}" for thing in scene.objects])
    return f"A{things[1:]} on a {scene.background} background."


def detailed_caption(scene: Scene) -> str:
    """One longer sentence that also says where everything is."""
    if scene.number is not None:
        thing = scene.objects[0]
        what = f"The number {scene.number} in {thing.colour} at the {place(thing)}"
    else:
        things = ", ".join(f"a {thing.label} at the {place(thing)}" for thing in scene.objects)
        what = f"A{things[1:]}"
    return f"{what}, on a {scene.background} background."


def place(thing: Thing) -> str:
    """Say in which ninth of the image a thing's middle lies: "top left", "centre", ..."""
    x0, y0, x1, y1 = thing.box
    across = ("left", "", "right")[min(2, int((x0 + x1) / 2 * 3))]
    down = ("top", "", "bottom")[min(2, int((y0 + y1) / 2 * 3))]
    return f"{down} {across}".strip() or "centre"


def matches(thing: Thing, name: str) -> bool:
    """Say whether a class name fits: "red circle", "circle", "red" or "number"."""
    if thing.shape == "number":
        return name == "number"
    return name in (thing.label, thing.shape, thing.colour)


def found(scene: Scene, classes: Sequence[str] | None = None) -> list[Found]:
    """List what is to be detected, from left to right, each labelled as it was asked for.

    Args:
        scene: The scene.
        classes: The class names asked for; None asks for everything.
    """
    if classes is None:
        return [(thing.label, thing.box) for thing in scene.objects]
    labels = [next((c for c in classes if matches(t, c)), None) for t in scene.objects]
    pairs = zip(labels, scene.objects, strict=True)
    return [(label, thing.box) for label, thing in pairs if label is not None]


def box_text(things: Sequence[Found]) -> str:
    """Write boxes as the demo models do: JSON, [y0, x0, y1, x1] in 0-1000, steps of 10."""
    if not things:
        return "[]"
    entries = []
    for label, (x0, y0, x1, y1) in things:
        steps = [round(value * 1000 / STEP) for value in (y0, x0, y1, x1)]
        numbers = FIRST[steps[0]] + "".join(LATER[step] for step in steps[1:])
        entries.append(f"{numbers}{LABEL}{label}")
    return OPEN + NEXT.join(entries) + CLOSE
