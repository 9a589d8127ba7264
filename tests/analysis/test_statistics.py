"""Every interval and test agrees with scipy and statsmodels on 200 random tables."""

from __future__ import annotations

import random
import warnings
from math import log, sqrt

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what these packages say of each other is not ours to mend
    from scipy.optimize import brentq, minimize_scalar
    from scipy.stats import norm
    from statsmodels.stats.contingency_tables import mcnemar as reference_mcnemar
    from statsmodels.stats.inter_rater import cohens_kappa as reference_kappa
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.proportion import proportion_confint

from vizdesk.analysis.agreement import cohens_kappa
from vizdesk.analysis.intervals import ClusterSums, clustered_wilson, wilson
from vizdesk.analysis.paired import (
    Paired,
    holm,
    mcnemar,
    paired,
    prompts_needed,
    score_interval,
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
def test_mcnemar_is_statsmodels(table: Paired) -> None:
    square = [[table.both, table.only_first], [table.only_second, table.neither]]
    if table.only_first + table.only_second:
        expected = reference_mcnemar(square, exact=False, correction=False).pvalue
        assert mcnemar(table) == pytest.approx(expected, rel=1e-9, abs=1e-12)
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


# Airway hyper-responsiveness before and after stem cell transplantation (Bentur and others), as in
# M. W. Fagerland, S. Lydersen, P. Laake, "Recommended tests and confidence intervals for paired
# binomial proportions", Statistics in Medicine 33 (2014), 2850-2875: p = 0.034, Tango's interval
# -0.517 to -0.026.
AIRWAYS = Paired(1, 1, 7, 12)


def test_test_and_interval_of_the_published_example() -> None:
    assert mcnemar(AIRWAYS) == pytest.approx(0.034, abs=5e-4)
    assert score_interval(AIRWAYS) == pytest.approx((-0.517, -0.026), abs=5e-4)


def test_mcnemar_of_thousands_of_prompts_is_a_number() -> None:
    assert 0 < mcnemar(Paired(0, 2000, 1900, 0)) < 1
    assert mcnemar(Paired(0, 4000, 0, 0)) == 0.0


@pytest.mark.parametrize("at", range(200))
def test_holm_is_statsmodels(at: int) -> None:
    draw = random.Random(at)
    p_values = [draw.random() ** draw.choice((1, 4)) for _ in range(draw.randrange(1, 12))]
    expected = multipletests(p_values, method="holm")[1]
    assert [each.p_value for each in holm(p_values)] == pytest.approx(list(expected), abs=1e-12)


@pytest.mark.parametrize("at", range(200))
def test_the_level_of_holm_says_what_the_corrected_p_value_says(at: int) -> None:
    """At its own level the uncorrected test of each pair decides just as the corrected one."""
    draw = random.Random(at)
    p_values = [draw.random() ** draw.choice((1, 4, 8)) for _ in range(draw.randrange(1, 12))]
    for p_value, adjusted in zip(p_values, holm(p_values), strict=True):
        assert 0.05 / len(p_values) <= adjusted.alpha <= 0.05
        assert (adjusted.p_value < 0.05) == (p_value < adjusted.alpha)


def test_the_levels_of_holm() -> None:
    """The third is held back by the second, which has 0.03 already."""
    levels = [each.alpha for each in holm([0.001, 0.010, 0.012, 0.5])]
    assert levels == pytest.approx([0.05 / 4, 0.05 / 3, 0.05 / 2.5, 0.05])


def verdicts(seed: int, prompts: int) -> tuple[list[bool], list[bool]]:
    draw = random.Random(seed)
    first = [draw.random() < 0.75 for _ in range(prompts)]
    return first, [one if draw.random() < 0.7 else draw.random() < 0.5 for one in first]


def reference_score(table: Paired, difference: float) -> float:
    """Tango's statistic with the likeliest share found by searching the likelihood itself."""
    count, b, c = table.prompts, table.only_first, table.only_second
    same = count - b - c

    def unlikely(share: float) -> float:
        parts = ((c, share), (b, share + difference), (same, 1 - 2 * share - difference))
        return -sum(k * log(max(part, 1e-300)) for k, part in parts if k)

    bounds = (max(0.0, -difference), (1 - difference) / 2)
    share = minimize_scalar(unlikely, bounds=bounds, method="bounded", options={"xatol": 1e-13}).x
    variance = (2 * share + difference - difference**2) * count
    return (b - c - count * difference) / sqrt(variance)


@pytest.mark.parametrize("table", [table for table in TABLES if table.prompts])
def test_the_score_interval_is_where_the_likelihood_puts_it(table: Paired) -> None:
    """Solved by scipy from the maximised likelihood, not from Tango's closed form."""
    low, high = score_interval(table)
    inside = table.difference
    for end, border, z in ((low, -1.0, 1.959964), (high, 1.0, -1.959964)):
        if abs(end - border) < 1e-9:
            continue
        near = border + (1e-9 if border < 0 else -1e-9)
        expected = brentq(lambda d, z=z: reference_score(table, d) - z, near, inside, xtol=1e-12)
        assert end == pytest.approx(expected, abs=2e-5)


@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_the_interval_holds_0_just_when_the_test_does_not_tell_the_models_apart(
    confidence: float,
) -> None:
    for at, table in enumerate(TABLES):
        clustered = clustered_tables(at)
        for each in (table, clustered):
            if each.prompts:
                low, high = score_interval(each, confidence)
                assert (low <= 0.0 <= high) == (mcnemar(each) >= 1 - confidence)


def clustered_tables(seed: int) -> Paired:
    draw = random.Random(seed)
    sizes = [draw.randrange(1, 7) for _ in range(draw.randrange(2, 30))]
    images = [str(at) for at, size in enumerate(sizes) for _ in range(size)]
    first = [draw.random() < 0.8 for _ in images]
    bad = set(draw.sample(range(len(sizes)), draw.randrange(len(sizes))))
    second = [right and int(image) not in bad for right, image in zip(first, images, strict=True)]
    return paired(first, second, images)


def test_without_a_discordant_prompt_the_interval_still_has_a_width() -> None:
    """z² ÷ (n + z²) at both sides: 27 right answers each may still hide 12 points."""
    low, high = score_interval(Paired(27, 0, 0, 0))
    assert (low, high) == pytest.approx((-3.8415 / 30.8415, 3.8415 / 30.8415), abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_the_clustered_test_is_obuchowskis(seed: int) -> None:
    """The squared sum of the images' differences by the sum of their squares.

    Never by less than the discordant prompts, which is McNemar's.
    """
    draw = random.Random(seed)
    first, second = verdicts(seed, 60)
    images = [str(draw.randrange(25)) for _ in first]
    sums: dict[str, int] = {}
    for image, one, two in zip(images, first, second, strict=True):
        sums[image] = sums.get(image, 0) + one - two
    squares = sum(value**2 for value in sums.values())
    discordant = sum(one != two for one, two in zip(first, second, strict=True))
    z = abs(sum(sums.values())) / sqrt(max(squares, discordant))
    assert mcnemar(paired(first, second, images)) == pytest.approx(2 * norm.sf(z), rel=1e-9)


def test_a_model_that_fails_on_one_image_is_not_worse_by_each_of_its_prompts() -> None:
    """Ten images with six prompts; the second fails all of one: one image says nothing."""
    first, second = [True] * 60, [False] * 6 + [True] * 54
    images = [str(at // 6) for at in range(60)]
    alone, together = paired(first, second), paired(first, second, images)
    assert mcnemar(alone) == pytest.approx(0.0143, abs=5e-5)
    assert mcnemar(together) == pytest.approx(0.3173, abs=5e-5)
    assert score_interval(together) == pytest.approx((-0.205, 0.404), abs=1e-3)
    words = sentence("A", "B", together, mcnemar(together))
    assert words == (
        "A and B are not distinguishable on 60 prompts (6 against 0 discordant prompts, clustered "
        "by 10 images); about 460 would be needed."
    )


def test_images_with_one_prompt_each_are_no_clusters() -> None:
    first, second = verdicts(4, 50)
    images = [str(at) for at in range(50)]
    assert paired(first, second, images) == paired(first, second)
    sums = ClusterSums.of(zip(images, map(int, first), strict=True))
    assert clustered_wilson(sums) == wilson(sum(first), 50)


def test_prompts_about_one_image_count_as_one_where_they_say_the_same() -> None:
    """Ten prompts that say the same of each image are worth one, in rate and difference."""
    first, second = verdicts(3, 40)
    many = [right for right in first for _ in range(10)]
    others = [right for right in second for _ in range(10)]
    images = [str(at) for at in range(40) for _ in range(10)]
    assert score_interval(paired(many, others, images)) == pytest.approx(
        score_interval(paired(first, second)), abs=1e-6
    )
    sums = ClusterSums.of(zip(images, map(int, many), strict=True))
    assert clustered_wilson(sums) == pytest.approx(wilson(sum(first), 40), abs=1e-6)
    alone, together = paired(first, second), paired(many, others, images)
    needed, clustered = prompts_needed(alone), prompts_needed(together)
    assert needed is not None
    assert clustered is not None
    assert clustered == pytest.approx(10 * needed, abs=10), "each is rounded up"


def test_prompts_that_balance_within_their_image_make_nothing_surer() -> None:
    """Of each image the first alone passes one of two: no width of 0, but that of 16 prompts."""
    first, second = [True] * 16, [True, False] * 8
    images = [str(at // 2) for at in range(16)]
    assert score_interval(paired(first, second, images)) == score_interval(paired(first, second))


def test_swapping_the_models_turns_everything_round() -> None:
    for at in range(50):
        table = clustered_tables(at)
        low, high = score_interval(table)
        assert score_interval(table.swapped) == pytest.approx((-high, -low), abs=1e-9)
        assert mcnemar(table.swapped) == mcnemar(table)
        assert prompts_needed(table.swapped) == prompts_needed(table)


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
