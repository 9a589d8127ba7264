"""The suite "little": 24 prompts the demo models know, so that a run works offline at once."""

from __future__ import annotations

import random

from vizdesk.suite_generator.drawing.little_world import (
    COLOURS,
    SHAPES,
    Thing,
    printed_number,
    shapes,
)
from vizdesk.suite_generator.plan import DrawnCategory, SuitePlan, YesNoAnswer
from vizdesk.suite_generator.scene import Scene, boxes, number, one_of, several, yes_no


def all_things(rng: random.Random) -> Scene:
    """How many things there are."""
    image, things = shapes(rng, rng.randint(1, 4))
    return Scene(image, "How many objects are in this image?", number(len(things)))


def some_things(rng: random.Random) -> Scene:
    """How many things of one shape or one name there are, none included."""
    image, things = shapes(rng, rng.randint(2, 4))
    name = rng.choice([rng.choice(SHAPES), rng.choice(things).shape, rng.choice(things).name])
    count = sum(name in (thing.shape, thing.name) for thing in things)
    facts = {"things": things, "name": name}
    return Scene(image, f"How many {name}s are in this image?", number(count), facts)


def reading(rng: random.Random) -> Scene:
    """A number of three or four digits."""
    image, text = printed_number(rng, rng.choice((3, 4, 4)))
    return Scene(image, "Read the text in this image.", {"kind": "text", "value": text})


def colour(rng: random.Random) -> Scene:
    """The colour of the only thing of its shape."""
    while True:
        image, things = shapes(rng, 3)
        alone = [t for t in things if [other.shape for other in things].count(t.shape) == 1]
        if alone:
            break
    asked = rng.choice(alone)
    return Scene(image, f"What colour is the {asked.shape}?", one_of(asked.colour, COLOURS))


def shape(rng: random.Random) -> Scene:
    """The shape of the only thing of its colour."""
    while True:
        image, things = shapes(rng, 4)
        alone = [t for t in things if [other.colour for other in things].count(t.colour) == 1]
        if alone:
            break
    asked = rng.choice(alone)
    return Scene(image, f"What shape is the {asked.colour} object?", one_of(asked.shape, SHAPES))


def is_there(rng: random.Random, truth: bool) -> Scene:
    """Is there a thing; where there is none, one has its colour and another its shape."""
    while True:
        image, things = shapes(rng, 4)
        names = {thing.name for thing in things}
        mixed = [f"{a.colour} {b.shape}" for a in things for b in things]
        wrong = sorted(set(mixed) - names)
        if truth or wrong:
            break
    asked = rng.choice(sorted(names) if truth else wrong)
    return Scene(image, f"Is there a {asked}?", yes_no(truth), {"names": names, "asked": asked})


def which(rng: random.Random) -> Scene:
    """Which names of a list are in the image."""
    image, things = shapes(rng, 4)
    names = {thing.name for thing in things}
    there = rng.sample(sorted(names), min(len(names), rng.randint(1, 3)))
    others = sorted({f"{c} {s}" for c in COLOURS for s in SHAPES} - names)
    asked = there + rng.sample(others, 4 - len(there))
    rng.shuffle(asked)
    prompt = f"Which of these are in this image: {', '.join(asked)}?"
    return Scene(image, prompt, several(there), {"names": names, "asked": asked})


def detect_all(rng: random.Random) -> Scene:
    """Every thing with its box."""
    image, things = shapes(rng, 4)
    return Scene(image, "Detect all objects.", boxes([(t.name, t.box) for t in things], 0.9))


def detect_some(rng: random.Random) -> Scene:
    """Only the things of two names, beside others of the same colours."""
    image, things = shapes(rng, 4)
    first: Thing = rng.choice(things)
    other = rng.choice([name for name in SHAPES if name != first.shape])
    asked = [first.name, other]
    rng.shuffle(asked)
    detections = [
        (label, thing.box)
        for thing in things
        for label in asked
        if label in (thing.name, thing.shape)
    ]
    return Scene(image, f"Detect: {', '.join(asked)}.", boxes(detections, 0.9), {"asked": asked})


LITTLE = SuitePlan(
    name="little",
    title="Little world",
    version="1",
    description=(
        "24 prompts on coloured shapes and printed numbers, worded as the demo models know them. "
        "It says nothing about other models."
    ),
    categories=(
        DrawnCategory("document understanding", "document", (reading,) * 6),
        DrawnCategory("object counting", "counting", (all_things, all_things, *(some_things,) * 3)),
        DrawnCategory(
            "object understanding",
            "object",
            (
                colour,
                shape,
                YesNoAnswer(is_there),
                YesNoAnswer(is_there),
                YesNoAnswer(is_there),
                YesNoAnswer(is_there),
                which,
                which,
            ),
        ),
        DrawnCategory(
            "spatial understanding", "spatial", (detect_all, detect_all, *(detect_some,) * 3)
        ),
    ),
)
