"""How sure a pass rate is: Wilson's score interval, and the same where prompts share an image."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

Z_95 = 1.959963984540054
"""The standard normal quantile of 97.5 %."""
_HALVINGS = 60


def z_of(confidence: float) -> float:
    """The standard normal quantile of a two-sided interval at this confidence (0.95: 1.96)."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(passed: int, prompts: int, z: float = Z_95) -> tuple[float, float]:
    """The interval (low, high), shares of 1, that holds the true rate 95 % of the time.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22 (1927), 209-212. Raises ValueError without prompts.
    """
    if prompts < 1 or not 0 <= passed <= prompts:
        raise ValueError(f"{passed} of {prompts} is no rate")
    rate, part = passed / prompts, z * z / prompts
    middle = (rate + part / 2) / (1 + part)
    half = z * sqrt(rate * (1 - rate) / prompts + part / (4 * prompts)) / (1 + part)
    # The ends of “none” and “all” are exact; rounding would leave them a hair beside.
    low = max(0.0, middle - half) if passed else 0.0
    return low, min(1.0, middle + half) if passed < prompts else 1.0


@dataclass(frozen=True, slots=True)
class ClusterSums:
    """Sums over clusters (images) of a value of each prompt: 0 or 1, or a difference −1, 0, 1.

    `clusters` images have `prompts` prompts; `total` sums the values, `squares` their squares. Of
    the sums y of each cluster with m prompts: `yy` = Σy², `ym` = Σy·m, `mm` = Σm².
    """

    clusters: int
    prompts: int
    total: int
    squares: int
    yy: int
    ym: int
    mm: int

    @classmethod
    def of(cls, values: Iterable[tuple[str, int]]) -> ClusterSums:
        """From each prompt's cluster and value."""
        sums: dict[str, tuple[int, int]] = {}
        squares = 0
        for cluster, value in values:
            total, size = sums.get(cluster, (0, 0))
            sums[cluster] = total + value, size + 1
            squares += value * value
        return cls(
            clusters=len(sums),
            prompts=sum(size for _, size in sums.values()),
            total=sum(total for total, _ in sums.values()),
            squares=squares,
            yy=sum(total * total for total, _ in sums.values()),
            ym=sum(total * size for total, size in sums.values()),
            mm=sum(size * size for _, size in sums.values()),
        )

    @classmethod
    def of_places(cls, clusters: Sequence[int], values: Sequence[int], size: int) -> ClusterSums:
        """The same of very many: `clusters` are numbers below `size`, one for each value."""
        totals, sizes = array("q", bytes(8 * size)), array("q", bytes(8 * size))
        squares = 0
        for cluster, value in zip(clusters, values, strict=True):
            totals[cluster] += value
            sizes[cluster] += 1
            squares += value * value
        return cls(
            clusters=size - sizes.count(0),
            prompts=len(values),
            total=sum(totals),
            squares=squares,
            yy=sum(total * total for total in totals),
            ym=sum(total * count for total, count in zip(totals, sizes, strict=True)),
            mm=sum(count * count for count in sizes),
        )

    @property
    def shared(self) -> bool:
        """Whether some cluster has more than one prompt."""
        return self.clusters < self.prompts

    def design_effect(self, mean: float) -> float:
        """How much wider than of independent prompts the variance around `mean` is: 1 for those.

        Σ(y − m·mean)² over clusters ÷ Σ(value − mean)² over prompts, at least 1: that the prompts
        of an image differ more than those of two is chance, or makes no figure surer here. J. N. K.
        Rao, A. J. Scott, "A simple method for the analysis of clustered binary data", Biometrics
        48 (1992), 577-585.
        """
        if not self.shared:
            return 1.0
        around = self.squares - 2 * mean * self.total + self.prompts * mean * mean
        between = self.yy - 2 * mean * self.ym + mean * mean * self.mm
        return max(1.0, between / around) if around > 0 else 1.0


def clustered_wilson(sums: ClusterSums, z: float = Z_95) -> tuple[float, float]:
    """Wilson's interval with prompts clustered by image; without shared images it is Wilson's.

    The rates that the score test with a cluster-robust variance does not reject: the binomial
    variance at each rate times the design effect there. Raises ValueError without prompts.
    """
    if not sums.shared:
        return wilson(sums.total, sums.prompts, z)
    count, rate = sums.prompts, sums.total / sums.prompts

    def kept(guess: float) -> bool:
        variance = guess * (1 - guess) / count * sums.design_effect(guess)
        return (rate - guess) ** 2 <= z * z * variance

    low = 0.0 if not sums.total else crossing(kept, rate, 0.0)
    high = 1.0 if sums.total == count else crossing(kept, rate, 1.0)
    return low, high


def crossing(kept: Callable[[float], bool], inside: float, end: float, steps: int = 64) -> float:
    """Between `inside` and `end`, where what is kept ends: the first such place, `end` if none.

    In `steps` equal steps, then by halving.
    """
    before = inside
    for step in range(1, steps + 1):
        after = inside + (end - inside) * step / steps
        if not kept(after):
            break
        before = after
    else:
        return end
    for _ in range(_HALVINGS):
        middle = (before + after) / 2
        if kept(middle):
            before = middle
        else:
            after = middle
    return before
