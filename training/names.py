"""Class names drawn for a question: some that are in the image, some that are nearly right."""

from __future__ import annotations

import random

from training.scene import COLOURS, SHAPES, Scene

STRANGERS = ("cat", "dog", "person", "car", "tree", "text", "star", "house")
"""Names of things that are never there."""
NAMES = tuple(f"{colour} {shape}" for colour in COLOURS for shape in SHAPES)


def some_name(rng: random.Random, scene: Scene, *, present: bool) -> str:
    """Draw a class name; without `present`, often one that is nearly right."""
    chance = rng.random()
    if scene.shapes and chance < (0.9 if present else 0.4):
        thing = rng.choice(scene.shapes)
        if present:
            return thing.label if rng.random() < 0.65 else thing.shape
        if rng.random() < 0.5:
            return f"{thing.colour} {rng.choice(SHAPES)}"
        return f"{rng.choice(list(COLOURS))} {thing.shape}"
    if chance > 0.97:
        return rng.choice(STRANGERS)
    if chance > 0.85 or (present and scene.number is not None):
        return "number"
    return rng.choice(SHAPES) if rng.random() < 0.25 else rng.choice(NAMES)


def some_names(rng: random.Random, scene: Scene) -> tuple[str, ...]:
    """Draw a list of 1-4 different class names, about half of them in the image."""
    wanted = rng.randint(1, 4)
    names = [some_name(rng, scene, present=rng.random() < 0.5) for _ in range(wanted)]
    return tuple(dict.fromkeys(names))
