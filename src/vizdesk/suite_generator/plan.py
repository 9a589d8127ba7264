"""A suite that can be drawn: its categories, its scenes in order, the chance each is drawn by."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vizdesk.suite_generator.scene import Scene

# The version is no part of the chance: a raised one draws anew only the scenes that changed.
FIRST = "1"

OpenScene = Callable[[random.Random], Scene]


@dataclass(frozen=True)
class YesNoAnswer:
    """A scene that is told whether yes or no is to be right."""

    draw: Callable[[random.Random, bool], Scene]


@dataclass(frozen=True)
class DrawnCategory:
    """One category and the scenes its prompts come from."""

    name: str
    prefix: str
    """What the ids of its items begin with."""
    scenes: tuple[OpenScene | YesNoAnswer, ...]


@dataclass(frozen=True)
class SuitePlan:
    """What is drawn, apart from the seed."""

    name: str
    title: str
    version: str
    """Raised whenever the same seed gives other images or keys."""
    description: str
    categories: tuple[DrawnCategory, ...]
    licence: str = "CC0-1.0"

    @property
    def size(self) -> int:
        """How many items there are."""
        return sum(len(category.scenes) for category in self.categories)


@dataclass(frozen=True)
class DrawnItem:
    """One question of a suite."""

    id: str
    category: str
    scene: Scene


def drawn(plan: SuitePlan, seed: int) -> Iterator[DrawnItem]:
    """Draw the items of a plan one after another; the same seed gives the same items.

    Yes and no are dealt in equal numbers (one more yes or no by chance where the number is odd),
    so that neither is worth guessing. Every other chance is an item's own: a change in one scene
    changes no other item.
    """
    truths = _dealt(plan, seed)
    for category in plan.categories:
        for index, scene in enumerate(category.scenes, start=1):
            name = f"{category.prefix}-{index:02d}"
            chance = random.Random(f"{plan.name}/{FIRST}/{seed}/{name}")
            yield DrawnItem(
                name,
                category.name,
                scene.draw(chance, truths.pop())
                if isinstance(scene, YesNoAnswer)
                else scene(chance),
            )


def _dealt(plan: SuitePlan, seed: int) -> list[bool]:
    chance = random.Random(f"{plan.name}/{FIRST}/{seed}/yes or no")
    scenes = [scene for category in plan.categories for scene in category.scenes]
    count = sum(isinstance(scene, YesNoAnswer) for scene in scenes)
    truths = [True, False] * (count // 2) + ([chance.random() < 0.5] if count % 2 else [])
    chance.shuffle(truths)
    return truths
