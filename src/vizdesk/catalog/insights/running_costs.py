"""What a model costs in a month: through an API by tokens, here by electricity, and break-even."""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.catalog.cards.card import ListPrice

DAYS_PER_MONTH = 365.25 / 12
HOURS_PER_DAY = 24.0
JOULES_PER_KWH = 3_600_000.0


@dataclass(frozen=True, slots=True)
class DailyUsage:
    """How much is asked: images a day, and tokens for each of them."""

    images_per_day: float
    input_tokens: float
    output_tokens: float


@dataclass(frozen=True, slots=True)
class Machine:
    """A computer of one's own: what it cost, what it draws at work, what electricity costs.

    `seconds` is the time one image takes; nothing is counted while it idles.
    """

    dollars: float
    watts: float
    dollars_per_kwh: float
    seconds: float


def dollars_per_image(price: ListPrice, usage: DailyUsage) -> float:
    """What one question costs; the tier its input tokens fall into counts for the whole of it."""
    per_input, per_output = price.input, price.output
    for tier in sorted(price.tiers, key=lambda one: one.above_input_tokens):
        if usage.input_tokens > tier.above_input_tokens:
            per_input, per_output = tier.input_per_million, tier.output_per_million
    return (usage.input_tokens * per_input + usage.output_tokens * per_output) / 1e6


def dollars_per_month(price: ListPrice, usage: DailyUsage) -> float:
    """What the API bills in an average month (30.44 days)."""
    return dollars_per_image(price, usage) * usage.images_per_day * DAYS_PER_MONTH


def electricity_per_month(machine: Machine, usage: DailyUsage) -> float:
    """Dollars of electricity in an average month for the same images here."""
    joules = machine.watts * machine.seconds * usage.images_per_day * DAYS_PER_MONTH
    return joules / JOULES_PER_KWH * machine.dollars_per_kwh


def most_images_per_day(machine: Machine) -> float:
    """How many images the machine answers when it works all day."""
    return HOURS_PER_DAY * 3600 / machine.seconds if machine.seconds > 0 else float("inf")


def months_to_break_even(price: ListPrice, machine: Machine, usage: DailyUsage) -> float | None:
    """Months until the machine has saved what it cost; None when it never does.

    It never does when electricity alone costs as much as the API, or when it cannot keep up.
    """
    saved = dollars_per_month(price, usage) - electricity_per_month(machine, usage)
    if saved <= 0 or usage.images_per_day > most_images_per_day(machine):
        return None
    return machine.dollars / saved
