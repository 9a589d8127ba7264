"""The questions vizdesk asks the demo models, drawn at random for a scene, with the right answers.

The first wording of each task is vizdesk's own; the others are asked now and then.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from training import truths
from training.names import NAMES, some_name, some_names
from training.scene import COLOURS, SHAPES, Scene, Thing


class Question(NamedTuple):
    """A task, the very words of the prompt, and the right answer."""

    task: str
    prompt: str
    answer: str
    classes: tuple[str, ...] | None = None
    """For detection: the class names asked for."""


CAPTION = ("Describe this image in one sentence.", "Describe this image.", "Write a caption.")
DETAILED = ("Describe this image in detail.", "Describe this image in detail")
READ = ("Read the text in this image.", "Read the text.", "What does the text say?")
DETECT = ("Detect all objects.", "Detect all objects in this image.", "Find every object.")
COUNT = ("How many objects are in this image?", "How many objects are there?", "Count the objects.")
FREE = ("What is in this image? Answer with one label.", "What is in this image?")


def _worded(rng: random.Random, wordings: Sequence[str]) -> str:
    """Take vizdesk's own wording most of the time."""
    return wordings[0] if rng.random() < 0.85 else rng.choice(wordings[1:])


def caption(rng: random.Random, scene: Scene) -> Question:
    """Ask for one sentence."""
    return Question("caption", _worded(rng, CAPTION), truths.caption(scene))


def detailed(rng: random.Random, scene: Scene) -> Question:
    """Ask for a longer sentence with places."""
    return Question("caption, detailed", _worded(rng, DETAILED), truths.detailed_caption(scene))


def read(rng: random.Random, scene: Scene) -> Question:
    """Ask for the printed number."""
    return Question("read", _worded(rng, READ), scene.number or "No text")


def detect(rng: random.Random, scene: Scene) -> Question:
    """Ask for the boxes of everything."""
    return Question("detect", _worded(rng, DETECT), truths.box_text(truths.found(scene)))


def detect_classes(rng: random.Random, scene: Scene) -> Question:
    """Ask for the boxes of some classes."""
    classes = some_names(rng, scene)
    answer = truths.box_text(truths.found(scene, classes))
    return Question("detect classes", f"Detect: {', '.join(classes)}.", answer, classes)


def count(rng: random.Random, scene: Scene) -> Question:
    """Ask how many things there are, or how many of a class."""
    if rng.random() < 0.5:
        return Question("count", _worded(rng, COUNT), str(len(scene.objects)))
    name = some_name(rng, scene, present=rng.random() < 0.65)
    number = sum(truths.matches(thing, name) for thing in scene.objects)
    where = "are in this image" if rng.random() < 0.85 else "are there"
    return Question("count", f"How many {name}s {where}?", str(number))


def classify_one(rng: random.Random, scene: Scene) -> Question:
    """Ask which one of a list is in the image; exactly one of the list is."""
    groups: list[list[str]] = [list(SHAPES), list(COLOURS), [*NAMES, "number"]]
    groups = [[*group, "number"] if rng.random() < 0.3 else group for group in groups]
    if scene.number is not None:
        groups = [[*group, "number"] for group in groups]
    if rng.random() < 0.12:
        names, right = ["shapes", "number"], "number" if scene.number is not None else "shapes"
    else:
        group = list(dict.fromkeys(rng.choice(groups)))
        there = [n for n in group if any(truths.matches(t, n) for t in scene.objects)]
        right = rng.choice(there)
        others = [name for name in group if name not in there]
        names = [right, *rng.sample(others, min(len(others), rng.randint(1, 4)))]
    rng.shuffle(names)
    prompt = f"Which one of these is in this image: {', '.join(names)}?"
    return Question("classify", prompt, right)


def classify_several(rng: random.Random, scene: Scene) -> Question:
    """Ask which of a list are in the image; any number of them may be."""
    names = some_names(rng, scene)
    there = [n for n in names if any(truths.matches(t, n) for t in scene.objects)]
    prompt = f"Which of these are in this image: {', '.join(names)}?"
    return Question("classify, several", prompt, ", ".join(there) or "none")


def classify_freely(rng: random.Random, scene: Scene) -> Question:
    """Ask for one label without a list."""
    label = scene.objects[0].label if len(scene.objects) == 1 else "shapes"
    return Question("classify, free", _worded(rng, FREE), label)


def ask(rng: random.Random, scene: Scene) -> Question:
    """Ask one of the small questions."""
    asker = rng.choice((_is_there, _is_there, _colour_of, _colour_of, _shape_of, _ground, _number))
    prompt, answer = asker(rng, scene) or _is_there(rng, scene)
    return Question("ask", prompt, answer)


def _is_there(rng: random.Random, scene: Scene) -> tuple[str, str]:
    name = some_name(rng, scene, present=rng.random() < 0.46)
    there = any(truths.matches(thing, name) for thing in scene.objects)
    return f"Is there a {name}?", "yes" if there else "no"


def _only(rng: random.Random, scene: Scene, attribute: str) -> Thing | None:
    """Draw a thing that is alone in having its shape or its colour."""
    values = [getattr(thing, attribute) for thing in scene.objects]
    alone = [t for t in scene.objects if values.count(getattr(t, attribute)) == 1]
    return rng.choice(alone) if alone else None


def _colour_of(rng: random.Random, scene: Scene) -> tuple[str, str] | None:
    thing = _only(rng, scene, "shape")
    word = "colour" if rng.random() < 0.8 else "color"
    return thing and (f"What {word} is the {thing.shape}?", thing.colour)


def _shape_of(rng: random.Random, scene: Scene) -> tuple[str, str] | None:
    thing = _only(rng, scene, "colour") if scene.shapes else None
    if thing is None:
        return None
    form = rng.choice(("What shape is {}?", "What shape is the {} object?"))
    return form.format(thing.colour), thing.shape


def _ground(rng: random.Random, scene: Scene) -> tuple[str, str]:
    word = "colour" if rng.random() < 0.8 else "color"
    return f"What is the background {word}?", scene.background


def _number(rng: random.Random, scene: Scene) -> tuple[str, str] | None:
    return scene.number and ("What number is written?", scene.number)


ASKERS: dict[Callable[[random.Random, Scene], Question], float] = {
    caption: 1.0, detailed: 0.6, read: 0.6, detect: 1.0, detect_classes: 3.0, count: 1.2,
    classify_one: 0.8, classify_several: 1.0, classify_freely: 0.3, ask: 1.6,
}  # fmt: skip
"""Every task, with its weight in training."""


def draw_question(rng: random.Random, scene: Scene) -> Question:
    """Draw a question about the scene."""
    digits = 2.5 if scene.number is not None else 1.0  # reading takes the most practice
    weights = [
        weight * digits if asker in (caption, detailed, read) else weight
        for asker, weight in ASKERS.items()
    ]
    return rng.choices(list(ASKERS), weights)[0](rng, scene)
