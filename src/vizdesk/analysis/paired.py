"""Two models on the same prompts: one basis for test, interval and how many prompts it takes.

Test, interval and sample size rest on the same score statistic of the difference of two paired
rates, over the same prompts. Where prompts share an image, its variance is clustered by image in
all three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf, sqrt
from statistics import NormalDist

from vizdesk.analysis.intervals import ClusterSums, crossing, z_of
from vizdesk.common.messages import Message, joined, message

ALPHA, POWER = 0.05, 0.80


@dataclass(frozen=True, slots=True)
class Paired:
    """How two models' verdicts on the same prompts agree.

    `only_first` and `only_second` are the discordant prompts, which only that model passed.
    `images` sums the differences (1, 0 or −1) by image; None where each prompt has its own.
    """

    both: int
    only_first: int
    only_second: int
    neither: int
    images: ClusterSums | None = None

    @property
    def prompts(self) -> int:
        """All prompts both were asked."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def difference(self) -> float:
        """The first's pass rate less the second's, as a share of 1."""
        return (self.only_first - self.only_second) / self.prompts if self.prompts else 0.0

    @property
    def swapped(self) -> Paired:
        """The same with the models in the other order."""
        sums = self.images
        turned = None
        if sums is not None:
            turned = ClusterSums(
                sums.clusters, sums.prompts, -sums.total, sums.squares, sums.yy, -sums.ym, sums.mm
            )
        return Paired(self.both, self.only_second, self.only_first, self.neither, turned)

    def design_effect(self, difference: float) -> float:
        """How much wider than of independent prompts the variance around this difference is."""
        return 1.0 if self.images is None else self.images.design_effect(difference)


def paired(
    first: Sequence[bool], second: Sequence[bool], images: Sequence[str] | None = None
) -> Paired:
    """Count verdicts on the same prompts, in the same order; `images` names each prompt's image.

    Raises ValueError.
    """
    if len(first) != len(second) or (images is not None and len(images) != len(first)):
        raise ValueError(f"{len(first)} and {len(second)} verdicts cannot be paired")
    pairs = list(zip(first, second, strict=True))
    sums = None
    if images is not None:
        differences = (int(right) - int(other) for right, other in pairs)
        sums = ClusterSums.of(zip(images, differences, strict=True))
    return Paired(
        pairs.count((True, True)),
        pairs.count((True, False)),
        pairs.count((False, True)),
        pairs.count((False, False)),
        sums if sums is not None and sums.shared else None,
    )


def mcnemar(table: Paired) -> float:
    """The two-sided p value that both models pass a prompt with the same probability.

    McNemar's score test, (b − c)² ÷ (b + c) as chi squared with one degree of freedom, b and c the
    discordant prompts: Q. McNemar, "Note on the sampling error of the difference between correlated
    proportions or percentages", Psychometrika 12 (1947), 153-157. Without continuity correction, as
    M. W. Fagerland, S. Lydersen, P. Laake, "The McNemar test for binary matched-pairs data",
    BMC Medical Research Methodology 13 (2013), 91, recommend: its interval is `score_interval`,
    while the exact conditional test is too strict and contradicts every interval of 95 %.

    With shared images Obuchowski's test, (Σd)² ÷ Σd² over the images' differences d:
    N. A. Obuchowski, "On the comparison of correlated proportions for clustered data", Statistics
    in Medicine 17 (1998), 1495-1507; it is McNemar's where every image has one prompt.
    """
    if table.only_first == table.only_second:
        return 1.0
    return 2 * NormalDist().cdf(-abs(_score(table, 0.0)))


def _score(table: Paired, difference: float) -> float:
    """Tango's score statistic that the true difference is this one, clustered by image."""
    count, only_first, only_second = table.prompts, table.only_first, table.only_second
    apart = only_first - only_second - count * difference
    # The likeliest share of prompts that only the second passes, given the difference.
    linear = (2 * count - only_first + only_second) * difference - only_first - only_second
    constant = -only_second * difference * (1 - difference)
    root = sqrt(max(0.0, linear * linear - 8 * count * constant))
    share = (root - linear) / (4 * count)
    variance = count * (2 * share + difference * (1 - difference))
    variance *= table.design_effect(difference)
    if variance <= 0.0:
        return 0.0 if abs(apart) < 1e-9 else inf if apart > 0 else -inf
    return apart / sqrt(variance)


def score_interval(table: Paired, confidence: float = 1 - ALPHA) -> tuple[float, float]:
    """The score interval of the difference in pass rates, shares of 1; holds 0 iff p ≥ 1 − it.

    All differences that the score test does not reject. T. Tango, "Equivalence test and confidence
    interval for the difference in proportions for the paired-sample design", Statistics in Medicine
    17 (1998), 891-908. With shared images the variance is multiplied by its design effect at each
    difference (see `ClusterSums.design_effect`), so that the test at 0 is Obuchowski's. Raises
    ValueError without prompts.
    """
    if not table.prompts:
        raise ValueError("verdicts on the same prompts are needed, at least on one")
    z, difference = z_of(confidence), table.difference

    def kept(guess: float) -> bool:
        return abs(_score(table, guess)) <= z

    return crossing(kept, difference, -1.0), crossing(kept, difference, 1.0)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A p value corrected by Holm, and the level its own test was held to.

    `alpha` is the level at which the uncorrected test says just what the corrected p value says at
    5 %; 1 − `alpha` is the confidence of the interval that agrees with it.
    """

    p_value: float
    alpha: float


def holm(p_values: Sequence[float], alpha: float = ALPHA) -> tuple[Adjusted, ...]:
    """P values corrected for their number, in their own order; each at most 1.

    S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
    Statistics 6 (1979), 65-70. The kth smallest of m is multiplied by m − k + 1, or by what makes
    it as large as the one before it; `Adjusted.alpha` is 5 % divided by that factor.
    """
    count = len(p_values)
    order = sorted(range(count), key=lambda at: p_values[at])
    corrected = [Adjusted(1.0, alpha)] * count
    highest = 0.0
    for rank, at in enumerate(order):
        p_value, factor = p_values[at], float(count - rank)
        if highest > factor * p_value and p_value > 0:
            factor = highest / p_value
        highest = max(highest, factor * p_value)
        corrected[at] = Adjusted(min(1.0, highest), alpha / factor)
    return tuple(corrected)


def prompts_needed(table: Paired, alpha: float = ALPHA, power: float = POWER) -> int | None:
    """How many prompts would tell two such models apart; None when they do not differ at all.

    At a power of 80 % and the level `alpha`, which for several pairs is the corrected one, from
    the observed shares of discordant prompts. R. Connor, "Sample size for testing differences in
    proportions for the paired-sample design", Biometrics 43 (1987), 207-211; both variances times
    their design effect where prompts share images, so that it counts prompts on as many images as
    these have.
    """
    if table.only_first == table.only_second or not table.prompts:
        return None
    apart = (table.only_first + table.only_second) / table.prompts
    difference = abs(table.difference)
    normal = NormalDist()
    z_alpha, z_power = normal.inv_cdf(1 - alpha / 2), normal.inv_cdf(power)
    same = apart * table.design_effect(0.0)
    other = max(0.0, apart - difference**2) * table.design_effect(table.difference)
    root = z_alpha * sqrt(same) + z_power * sqrt(other)
    return max(table.prompts, ceil((root / difference) ** 2))


def sentence(
    first: str, second: str, table: Paired, p_value: float, alpha: float = ALPHA
) -> Message:
    """What two models' verdicts allow to say; `p_value` after correction, `alpha` its level."""
    if p_value < ALPHA:
        ahead = table.difference >= 0
        # The counts stand in the order of the names.
        shown = table if ahead else table.swapped
        return message(
            "{better} is better than {worse} on these prompts (p {p}, {counts}).",
            better=first if ahead else second,
            worse=second if ahead else first,
            p="< 0.001" if p_value < 0.001 else f"= {p_value:.3f}",
            counts=_discordant(shown),
        )
    needed = prompts_needed(table, alpha)
    if needed is None or needed <= table.prompts:
        return message(
            "{first} and {second} are not distinguishable on {n} prompts ({counts}).",
            first=first,
            second=second,
            n=table.prompts,
            counts=_discordant(table),
        )
    return message(
        "{first} and {second} are not distinguishable on {n} prompts ({counts}); about {needed} "
        "would be needed.",
        first=first,
        second=second,
        n=table.prompts,
        counts=_discordant(table),
        needed=f"{_round(needed):,}",
    )


def _discordant(table: Paired) -> Message:
    counts = message(
        "{one} against {other} discordant prompts", one=table.only_first, other=table.only_second
    )
    if table.images is None:
        return counts
    images = message("clustered by {n} images", n=table.images.clusters)
    return joined((counts, images), ", ")


def _round(count: int) -> int:
    """To two figures: more would pretend to a precision that is not there."""
    step = int("1" + "0" * max(0, len(str(count)) - 2))
    return ceil(count / step) * step
