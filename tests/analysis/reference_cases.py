"""Seeded random cases that are given to vizdesk and to a reference implementation alike."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

CASES = 240

Corners = tuple[float, float, float, float]
Scored = tuple[Corners, float, int]
"""Corners in 0..1, a score, and the number of a class."""


def scored_boxes(seed: int = 1) -> Iterator[list[list[Scored]]]:
    """For each case the boxes of 2 to 4 models around a few places; no two scores are the same."""
    random = Random(seed)
    for _ in range(CASES):
        places = [_box(random) for _ in range(random.randint(1, 3))]
        yield [
            [
                (_moved(random, random.choice(places)), random.random(), random.randint(0, 1))
                for _ in range(random.randint(0, 3))
            ]
            for _ in range(random.randint(2, 4))
        ]


def ratings(seed: int = 2) -> Iterator[list[list[int | None]]]:
    """For each case what 2 to 5 raters gave 2 to 12 things: 0 to 4, or nothing."""
    random = Random(seed)
    for _ in range(CASES):
        raters, units = random.randint(2, 5), random.randint(2, 12)
        yield [
            [None if random.random() < 0.15 else random.randint(0, 4) for _ in range(raters)]
            for _ in range(units)
        ]


def texts(alphabet: str, longest: int, seed: int) -> Iterator[tuple[str, str]]:
    """Pairs of texts; the first is never empty."""
    random = Random(seed)
    for _ in range(CASES):
        first = "".join(random.choices(alphabet, k=random.randint(1, longest)))
        second = list(first)
        for _ in range(random.randint(0, longest // 3)):
            at = random.randint(0, len(second))
            second[at : at + random.randint(0, 2)] = random.choices(
                alphabet, k=random.randint(0, 2)
            )
        yield first, "".join(second)


def boxes_at_places(seed: int, models: int, *, classes: str = "ab") -> Iterator[list[list[Scored]]]:
    """For each case boxes of several models, many of them around the same places."""
    random = Random(seed)
    for _ in range(CASES):
        places = [_box(random) for _ in range(random.randint(1, 5))]
        yield [
            [
                (
                    _moved(random, random.choice(places)),
                    random.random(),
                    random.randrange(len(classes)),
                )
                for _ in range(random.randint(0, 6))
            ]
            for _ in range(models)
        ]


def _box(random: Random) -> Corners:
    width, height = random.uniform(0.1, 0.4), random.uniform(0.1, 0.4)
    left, top = random.uniform(0.05, 0.55), random.uniform(0.05, 0.55)
    return left, top, left + width, top + height


def _moved(random: Random, box: Corners) -> Corners:
    x0, y0, x1, y1 = (corner + random.uniform(-0.04, 0.04) for corner in box)
    return max(0.0, x0), max(0.0, y0), min(1.0, x1), min(1.0, y1)
