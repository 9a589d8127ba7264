"""What a model costs in a month, and when a machine of one's own has paid for itself."""

from __future__ import annotations

import pytest

from vizdesk.catalog.cards.card import ListPrice
from vizdesk.catalog.insights.running_costs import (
    DAYS_PER_MONTH,
    DailyUsage,
    Machine,
    dollars_per_image,
    dollars_per_month,
    electricity_per_month,
    months_to_break_even,
    most_images_per_day,
)
from vizdesk.comparison.models import PriceTier

PRICE = ListPrice(2.0, 10.0)
USAGE = DailyUsage(images_per_day=1000, input_tokens=1000, output_tokens=100)
MACHINE = Machine(dollars=2000, watts=360, dollars_per_kwh=0.25, seconds=10)


def test_an_image_costs_its_tokens() -> None:
    """1,000 tokens in at $2 a million, 100 out at $10 a million."""
    assert dollars_per_image(PRICE, USAGE) == pytest.approx(0.003)
    assert dollars_per_month(PRICE, USAGE) == pytest.approx(3.0 * DAYS_PER_MONTH)


def test_a_tier_begins_above_its_number_of_tokens() -> None:
    tiered = ListPrice(2.0, 10.0, (PriceTier(1000, 4.0, 20.0), PriceTier(2000, 8.0, 40.0)))
    figures = {
        tokens: dollars_per_image(tiered, DailyUsage(1, tokens, 0)) for tokens in (1000, 1001, 2001)
    }
    assert figures[1000] == pytest.approx(0.002)
    assert figures[1001] == pytest.approx(0.004004)
    assert figures[2001] == pytest.approx(0.016008)


def test_electricity_is_watts_for_the_seconds_of_each_image() -> None:
    """360 W for 10 s are a thousandth of a kWh; a thousand a day are $0.25."""
    assert electricity_per_month(MACHINE, USAGE) == pytest.approx(0.25 * DAYS_PER_MONTH)
    assert most_images_per_day(MACHINE) == 8640
    assert most_images_per_day(Machine(1, 1, 1, 0)) == float("inf")


def test_break_even_is_the_price_over_what_is_saved() -> None:
    saved_a_day = 3.0 - 0.25
    months = months_to_break_even(PRICE, MACHINE, USAGE)
    assert months == pytest.approx(2000 / (saved_a_day * DAYS_PER_MONTH))


def test_there_is_none_where_nothing_is_saved() -> None:
    free = ListPrice(0.0, 0.0)
    idle = Machine(dollars=2000, watts=0, dollars_per_kwh=0.25, seconds=10)
    assert months_to_break_even(free, idle, USAGE) is None
    assert months_to_break_even(free, MACHINE, USAGE) is None


def test_there_is_none_where_the_machine_cannot_keep_up() -> None:
    busy = DailyUsage(8640, 1000, 100)
    assert months_to_break_even(PRICE, MACHINE, busy) is not None
    assert months_to_break_even(PRICE, MACHINE, DailyUsage(8641, 1000, 100)) is None
