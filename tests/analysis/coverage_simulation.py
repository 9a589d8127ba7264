"""How often the intervals hold the truth: simulated runs of two models whose true rates are known.

`python -m tests.analysis.coverage_simulation` prints the table of docs/evals.md (minutes);
`test_interval_coverage.py` runs a short share of it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vizdesk.analysis.intervals import ClusterSums, clustered_wilson
from vizdesk.analysis.paired import mcnemar, paired, score_interval

OUTCOMES = ((True, True), (True, False), (False, True), (False, False))
"""What two models make of a prompt: both right, only the first, only the second, neither."""


@dataclass(frozen=True)
class Layout:
    """How many prompts each image has, and how alike the prompts of an image are (0: not at all).

    `likeness` is the intraclass correlation of the outcomes.
    """

    name: str
    sizes: tuple[int, ...]
    likeness: float = 0.0

    @property
    def prompts(self) -> int:
        return sum(self.sizes)


ALONE = tuple(Layout(f"{count} prompts, an image each", (1,) * count) for count in (24, 67, 200))
SHARED = (
    Layout("24 prompts on 18 images", (2,) * 6 + (1,) * 12, 0.3),
    Layout("24 prompts on 12 images", (2,) * 12, 0.3),
    Layout("60 prompts on 50 images", (2,) * 10 + (1,) * 40, 0.3),
    Layout("67 prompts on 40 images", (3,) * 7 + (2,) * 13 + (1,) * 20, 0.3),
    Layout("200 prompts on 100 images", (2,) * 100, 0.3),
    Layout("200 prompts on 50 images", (4,) * 50, 0.3),
    Layout("200 prompts on 20 images", (10,) * 20, 0.3),
)


def shares_drawn(draw: random.Random, weights: Sequence[float]) -> list[float]:
    """Shares of 1 from a Dirichlet distribution."""
    parts = [draw.gammavariate(max(weight, 1e-6), 1.0) for weight in weights]
    total = sum(parts)
    return [part / total for part in parts]


@dataclass
class Coverage:
    """The share of runs whose intervals held the truth, and how often equal models were parted."""

    rate: float = 0.0
    difference: float = 0.0
    false_alarms: float = 0.0


def simulated(layout: Layout, runs: int, seed: int = 0) -> Coverage:
    """Over runs with true shares drawn anew each time (uniformly over all that are possible)."""
    draw = random.Random(seed)
    found = Coverage()
    for _ in range(runs):
        truth = shares_drawn(draw, (1, 1, 1, 1))
        first, second, images = one_run(draw, layout, truth)
        sums = ClusterSums.of(zip(images, map(int, first), strict=True))
        low, high = clustered_wilson(sums)
        found.rate += low <= truth[0] + truth[1] <= high
        low, high = score_interval(paired(first, second, images))
        found.difference += low <= truth[1] - truth[2] <= high
        # The same with models that are equally good.
        apart = (truth[1] + truth[2]) / 2
        equal = one_run(draw, layout, [truth[0], apart, apart, truth[3]])
        found.false_alarms += mcnemar(paired(*equal)) < 0.05
    return Coverage(found.rate / runs, found.difference / runs, found.false_alarms / runs)


def one_run(
    draw: random.Random, layout: Layout, truth: Sequence[float]
) -> tuple[list[bool], list[bool], list[str]]:
    """Verdicts of both models and the image of each prompt."""
    first, second, images = [], [], []
    for image, outcome in _outcomes(draw, layout, truth):
        first.append(outcome[0])
        second.append(outcome[1])
        images.append(image)
    return first, second, images


def _outcomes(
    draw: random.Random, layout: Layout, truth: Sequence[float]
) -> Iterator[tuple[str, tuple[bool, bool]]]:
    for at, size in enumerate(layout.sizes):
        shares = truth
        if layout.likeness and size > 1:
            weight = (1 - layout.likeness) / layout.likeness
            shares = shares_drawn(draw, [weight * share for share in truth])
        for outcome in draw.choices(OUTCOMES, shares, k=size):
            yield str(at), outcome


def main() -> None:
    """Write the table."""
    write = sys.stdout.write
    write("| layout | rate | difference | equal models told apart |\n")
    write("| --- | ---: | ---: | ---: |\n")
    for layout in (*ALONE, *SHARED):
        found = simulated(layout, 20_000)
        write(
            f"| {layout.name} | {found.rate:.1%} | {found.difference:.1%} | "
            f"{found.false_alarms:.1%} |\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
