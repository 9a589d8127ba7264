"""Every interval and test agrees with scipy and statsmodels on 200 random tables."""

from __future__ import annotations

import random
import warnings
from collections.abc import Sequence

import numpy as np
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what these packages say of each other is not ours to mend
    from scipy.stats import binomtest, bootstrap
    from statsmodels.stats.contingency_tables import mcnemar as reference_mcnemar
    from statsmodels.stats.inter_rater import cohens_kappa as reference_kappa
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.proportion import proportion_confint

from vizdesk.analysis.agreement import cohens_kappa
from vizdesk.analysis.intervals import wilson
from vizdesk.analysis.paired import (
    Paired,
    bootstrap_difference,
    holm,
    mcnemar,
    paired,
    prompts_needed,
    sentence,
)

RANDOM = random.Random(67)
TABLES = [
    Paired(*(RANDOM.randrange(0, RANDOM.choice((4, 20, 200))) for _ in range(4)))
    for _ in range(200)
]


@pytest.mark.parametrize("at", range(200))
def test_wilson_is_statsmodels(at: int) -> None:
    draw = random.Random(at)
    prompts = draw.randrange(1, 500)
    passed = draw.choice((0, prompts, draw.randrange(prompts + 1)))
    expected = proportion_confint(passed, prompts, method="wilson")
    assert wilson(passed, prompts) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("prompts", [1, 2, 10, 67, 1_000_000])
def test_wilson_of_none_and_of_all_ends_at_the_end(prompts: int) -> None:
    none, every = wilson(0, prompts), wilson(prompts, prompts)
    assert none[0] == 0.0
    assert every[1] == 1.0
    assert none[1] == pytest.approx(1 - every[0], abs=1e-12)
    assert none == pytest.approx(proportion_confint(0, prompts, method="wilson"), abs=1e-9)


@pytest.mark.parametrize(("passed", "prompts"), [(0, 0), (1, 0), (-1, 5), (6, 5)])
def test_what_is_no_rate_has_no_interval(passed: int, prompts: int) -> None:
    with pytest.raises(ValueError, match="is no rate"):
        wilson(passed, prompts)


@pytest.mark.parametrize("table", TABLES)
def test_mcnemar_is_statsmodels_and_scipys(table: Paired) -> None:
    square = [[table.both, table.only_first], [table.only_second, table.neither]]
    discordant = table.only_first + table.only_second
    if discordant:
        expected = reference_mcnemar(square, exact=True).pvalue
        assert mcnemar(table) == pytest.approx(min(1.0, expected), rel=1e-9, abs=1e-12)
        again = binomtest(table.only_first, discordant).pvalue
        assert mcnemar(table) == pytest.approx(again, rel=1e-6, abs=1e-12)
    else:
        assert mcnemar(table) == 1.0


def test_models_that_never_differ_are_the_same() -> None:
    for table in (Paired(0, 0, 0, 0), Paired(9, 0, 0, 0), Paired(0, 0, 0, 9), Paired(3, 4, 4, 1)):
        assert mcnemar(table) == 1.0
        assert prompts_needed(table) is None


@pytest.mark.parametrize("at", range(200))
def test_kappa_is_statsmodels(at: int) -> None:
    draw = random.Random(at)
    count = draw.randrange(1, 80)
    first = [at % 10 == 0 or draw.random() < 0.5 for _ in range(count)]
    second = [one if draw.random() < 0.7 else draw.random() < 0.3 for one in first]
    square = [[0, 0], [0, 0]]
    for one, two in zip(first, second, strict=True):
        square[one][two] += 1
    kappa = cohens_kappa(first, second)
    if kappa is None:
        assert len({*first, *second}) == 1
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its variance, not asked for, may be 0 / 0
            expected = reference_kappa(square).kappa
        assert kappa == pytest.approx(expected, abs=1e-9)


def test_the_p_value_of_the_published_example() -> None:
    table = Paired(0, 8, 2, 0)
    assert mcnemar(table) == pytest.approx(0.109, abs=5e-4)


def test_mcnemar_of_thousands_of_prompts_is_a_number() -> None:
    assert 0 < mcnemar(Paired(0, 2000, 1900, 0)) < 1
    assert mcnemar(Paired(0, 4000, 0, 0)) < 1e-300


@pytest.mark.parametrize("at", range(200))
def test_holm_is_statsmodels(at: int) -> None:
    draw = random.Random(at)
    p_values = [draw.random() ** draw.choice((1, 4)) for _ in range(draw.randrange(1, 12))]
    expected = multipletests(p_values, method="holm")[1]
    assert holm(p_values) == pytest.approx(tuple(expected), abs=1e-12)


def verdicts(seed: int, prompts: int) -> tuple[list[bool], list[bool]]:
    draw = random.Random(seed)
    first = [draw.random() < 0.75 for _ in range(prompts)]
    return first, [one if draw.random() < 0.7 else draw.random() < 0.5 for one in first]


@pytest.mark.parametrize("seed", range(8))
def test_the_bootstrap_interval_is_scipys(seed: int) -> None:
    first, second = verdicts(seed, 120)
    differences = [int(one) - int(two) for one, two in zip(first, second, strict=True)]

    def mean(values: Sequence[int], axis: int = -1) -> object:
        return sum(values) / len(values) if axis is None else values.mean(axis)  # type: ignore[attr-defined]

    expected = bootstrap(
        (differences,), mean, method="percentile", n_resamples=10_000, rng=seed
    ).confidence_interval
    low, high = bootstrap_difference(first, second)
    assert (low, high) == pytest.approx((expected.low, expected.high), abs=0.017)


@pytest.mark.parametrize("at", range(200))
def test_the_bootstrap_interval_is_scipys_on_tables_of_all_sizes(at: int) -> None:
    """2,000 resamples each: their ends differ by chance, and by steps of one prompt."""
    count = random.Random(at).randrange(5, 61)
    first, second = verdicts(at, count)
    differences = [int(one) - int(two) for one, two in zip(first, second, strict=True)]
    ours = bootstrap_difference(first, second, resamples=2_000)
    if len(set(differences)) == 1:  # scipy gives no interval where nothing varies
        assert ours == (differences[0], differences[0])
        return
    theirs = bootstrap(
        (differences,), np.mean, method="percentile", n_resamples=2_000, rng=at
    ).confidence_interval
    assert ours == pytest.approx((theirs.low, theirs.high), abs=1.01 / count + 0.02)


def test_prompts_about_one_image_are_drawn_together() -> None:
    """Ten prompts that say the same of each image are worth one, so the interval is wider."""
    first, second = verdicts(3, 40)
    many = [one for one in first for _ in range(10)]
    others = [one for one in second for _ in range(10)]
    images = [str(at) for at in range(40) for _ in range(10)]
    low, high = bootstrap_difference(many, others, images)
    loose_low, loose_high = bootstrap_difference(many, others)
    assert high - low > 2 * (loose_high - loose_low)
    alone_low, alone_high = bootstrap_difference(first, second)
    assert (low, high) == pytest.approx((alone_low, alone_high), abs=0.03)


def test_images_of_equally_many_prompts_need_no_draws() -> None:
    """Two images, one won: of four draws one wins both, two win one, one wins none."""
    assert bootstrap_difference([True, False], [False, False]) == (0.0, 1.0)
    first, second = verdicts(2, 67)
    exact = bootstrap_difference(first, second)
    assert bootstrap_difference(first, second, seed=1, resamples=10) == exact
    assert bootstrap_difference(second, first) == pytest.approx((-exact[1], -exact[0]), abs=0.016)


@pytest.mark.parametrize(("resamples", "low_at", "high_at"), [(2, 0, 1), (10, 0, 9), (100, 2, 97)])
def test_an_interval_of_draws_is_cut_at_their_outer_quantiles(
    resamples: int, low_at: int, high_at: int
) -> None:
    """Images of unequally many prompts are drawn: the draws, sorted, counted by hand."""
    images = ["a"] * 3 + ["b"] * 2 + ["c"]
    first, second = [True] * 3 + [False] * 3, [False] * 5 + [True]
    clusters = [(3, 3), (0, 2), (-1, 1)]
    draw, differences = random.Random(7), []
    for _ in range(resamples):
        drawn = draw.choices(clusters, k=3)
        differences.append(sum(won for won, _ in drawn) / sum(count for _, count in drawn))
    differences.sort()
    assert bootstrap_difference(first, second, images, resamples=resamples, seed=7) == (
        differences[low_at],
        differences[high_at],
    )


def test_the_same_seed_gives_the_same_interval() -> None:
    first, second = verdicts(1, 67)
    assert bootstrap_difference(first, second) == bootstrap_difference(first, second)


def test_verdicts_are_counted_in_pairs() -> None:
    first = [True, True, False, False, True]
    second = [True, False, True, False, False]
    table = paired(first, second)
    assert table == Paired(1, 2, 1, 1)
    assert table.difference == pytest.approx(0.2)
    with pytest.raises(ValueError, match="cannot be paired"):
        paired([True], [])


def test_the_plain_sentence_says_how_many_prompts_it_would_take() -> None:
    """GPT-5.5 and Gemma 4 of the source pages: 52 and 46 of 67."""
    table = Paired(40, 12, 6, 9)
    needed = prompts_needed(table)
    assert needed is not None
    assert needed > 67
    said = sentence("GPT-5.5", "Gemma 4", table, mcnemar(table))
    assert said.startswith(
        "GPT-5.5 and Gemma 4 are not distinguishable on 67 prompts (12 against 6"
    )
    assert "would be needed" in said
    clear = Paired(20, 30, 2, 15)
    assert sentence("A", "B", clear, mcnemar(clear)).startswith("A is better than B")
    swapped = Paired(20, 2, 30, 15)
    assert sentence("A", "B", swapped, mcnemar(swapped)).startswith("B is better than A")
    same = Paired(30, 5, 5, 27)
    assert sentence("A", "B", same, 1.0).endswith("(5 against 5 discordant prompts).")


@pytest.mark.parametrize(
    ("table", "needed"),
    [
        (Paired(50, 20, 10, 20), 234),
        (Paired(60, 10, 5, 25), 469),
        (Paired(0, 100, 0, 0), 100),
        (Paired(50, 10, 10, 30), None),
    ],
)
def test_the_number_of_prompts_is_connors(table: Paired, needed: int | None) -> None:
    """((1.95996 √ψ + 0.84162 √(ψ - δ²)) / δ)², ψ the discordant share, δ the difference.

    For 20 against 10 of 100: ψ = 0.3, δ = 0.1, so (1.07352 + 0.45323)² / 0.01 = 233.1.
    """
    assert prompts_needed(table) == needed


def test_the_number_of_prompts_has_the_power_it_promises() -> None:
    """By simulation: with so many prompts about four of five studies tell the models apart."""
    table = Paired(40, 14, 4, 9)
    needed = prompts_needed(table)
    assert needed is not None
    draw = random.Random(5)
    kinds = [(True, True)] * 40 + [(True, False)] * 14 + [(False, True)] * 4 + [(False, False)] * 9
    told = 0
    for _ in range(400):
        pairs = draw.choices(kinds, k=needed)
        told += mcnemar(paired([a for a, _ in pairs], [b for _, b in pairs])) < 0.05
    assert 0.70 < told / 400 < 0.90
