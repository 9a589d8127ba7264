"""Agreement of counts: median, deviation of each, and what the same model drew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class CountAgreement:
    """Each model's number, how far it lies from the median, and its boxes of the same classes.

    `drawn` are None where the model was not asked to detect in this image.
    """

    counts: tuple[int, ...]
    median: float
    drawn: tuple[int | None, ...]

    @property
    def deviations(self) -> tuple[float, ...]:
        """Each number less the median."""
        return tuple(count - self.median for count in self.counts)

    @property
    def at_median(self) -> int:
        """How many models say the median itself."""
        return sum(count == self.median for count in self.counts)

    @property
    def range(self) -> tuple[int, int]:
        """The least and the greatest number."""
        return min(self.counts), max(self.counts)


def agree_on_counts(
    counts: Sequence[int], drawn: Sequence[int | None] | None = None
) -> CountAgreement:
    """Compare numbers, at least one. The median of two middle ones is their mean."""
    boxes = tuple(drawn) if drawn is not None else (None,) * len(counts)
    return CountAgreement(tuple(counts), float(median(counts)), boxes)
