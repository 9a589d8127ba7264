"""Every quantity is written one way, wherever it is shown."""

from __future__ import annotations

import pytest

from vizdesk.common.formatting import (
    UNKNOWN,
    byte_size,
    day,
    dollars,
    duration,
    is_past,
    month,
    number,
    percent,
    score,
    seconds,
    token_rate,
    tokens,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (999, "999"), (1234, "1,234"), (1234.6, "1,235"), (None, UNKNOWN)],
)
def test_a_number_has_its_thousands_apart(value: float | None, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (294, "294"),
        (1400, "1.4K"),
        (131_072, "128K"),
        (400_000, "400K"),
        (1_000_000, "1.0M"),
        (1_048_576, "1.0M"),
        (1_050_000, "1.05M"),
    ],
)
def test_tokens_are_written_as_vendors_write_them(count: int, words: str) -> None:
    assert tokens(count) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, UNKNOWN),
        (0, "$0.00"),
        (1_234.5, "$1,234.50"),
        (30, "$30.00"),
        (2.5, "$2.50"),
        (1, "$1.00"),
        (0.99996, "$1.00"),
        (0.9999, "$0.9999"),
        (0.5, "$0.500"),
        (0.05, "$0.050"),
        (0.0123, "$0.0123"),
        (0.011, "$0.011"),
        (0.005, "$0.005"),
        (0.0000883, "$0.0001"),
        (0.00005, "$0.0001"),
        (0.0000499, "$0.00005"),
        (0.000025, "$0.000025"),
        (0.0000000123, "$0.000000012"),
        (-2.5, "-$2.50"),
        (-0.0123, "-$0.0123"),
    ],
)
def test_a_sum_of_money_is_written_the_same_as_price_estimate_and_bill(
    amount: float | None, words: str
) -> None:
    assert dollars(amount) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, UNKNOWN),
        (0.0, "0.000 s"),
        (0.0164, "0.016 s"),
        (0.0994, "0.099 s"),
        (0.0999, "0.10 s"),
        (0.42, "0.42 s"),
        (9.996, "10.00 s"),
        (12.34, "12.34 s"),
        (75, "75.00 s"),
        (99.994, "99.99 s"),
        (99.996, "100 s"),
        (1250, "1,250 s"),
    ],
)
def test_a_measured_time_is_written_to_a_hundredth(value: float | None, words: str) -> None:
    assert seconds(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.2, "1 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (3_569, "59 min"),
        (3_571, "1 h 0 min"),
        (7_800, "2 h 10 min"),
    ],
)
def test_a_time_still_to_wait_is_rough(value: float, words: str) -> None:
    assert duration(value) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [(12.34, "12.3 tok/s"), (99.96, "100 tok/s"), (100, "100 tok/s"), (1250.4, "1,250 tok/s")],
)
def test_a_rate_has_a_fraction_below_a_hundred(rate: float, words: str) -> None:
    assert token_rate(rate) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (340, "340 bytes"),
        (999.6, "1 kB"),
        (12_345, "12 kB"),
        (999_499, "999 kB"),
        (999_600, "1 MB"),
        (279_000_000, "279 MB"),
        (999_600_000, "1.0 GB"),
        (3_300_000_000, "3.3 GB"),
        (1_234_500_000_000, "1,234.5 GB"),
    ],
)
def test_bytes_are_powers_of_ten(size: float, words: str) -> None:
    assert byte_size(size) == words


def test_shares_and_scores() -> None:
    assert [percent(52, 60), percent(3, 5), percent(2, 3, 2)] == ["86.7%", "60%", "66.67%"]
    assert [score(0.874), score(1), score(None)] == ["0.87", "1.00", UNKNOWN]


def test_dates_are_written_as_far_as_they_are_known() -> None:
    dates = ("2025-03-12", "2026-04", "2024")
    assert [month(date) for date in dates] == ["Mar 2025", "Apr 2026", "2024"]
    assert [day(date) for date in dates] == ["12 Mar 2025", "Apr 2026", "2024"]


def test_a_month_is_past_when_it_is_over() -> None:
    assert not is_past("2026-11", "2026-11-30")
    assert is_past("2026-11", "2026-12-01")
    assert is_past("2026-11-30", "2026-11-30")
    assert not is_past("2026-12-01", "2026-11-30")
