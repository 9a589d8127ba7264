"""How figures are written everywhere: numbers, tokens, money, seconds, bytes, shares, dates.

One format for each quantity, so that the window, the exports, the command line and the reports
show the same figure in the same letters. English, whatever the system's language: figures are
compared across machines, and exports are read elsewhere. An unknown figure (None) is `UNKNOWN`.
"""

from __future__ import annotations

from datetime import date
from math import floor, log10

from vizdesk.common.messages import Message, message, verbatim

MONTHS = (
    message("Jan"),
    message("Feb"),
    message("Mar"),
    message("Apr"),
    message("May"),
    message("Jun"),
    message("Jul"),
    message("Aug"),
    message("Sep"),
    message("Oct"),
    message("Nov"),
    message("Dec"),
)
UNKNOWN = "—"


def number(value: float | None) -> str:
    """A whole number with its thousands apart: 1,234. A mean is rounded to one: 1,235."""
    return UNKNOWN if value is None else f"{value:,.0f}"


def tokens(count: int) -> str:
    """A number of tokens as vendors write it: 128K (of 1,024 where it divides), 1.0M, 294."""
    if count < 1000:
        return str(count)
    if count % 1024 == 0 and count < 1_000_000:
        return f"{count // 1024}K"
    if count >= 999_500:
        million = 1024 * 1024 if count % 1024 == 0 else 1_000_000
        words = f"{count / million:.2f}"
        return f"{words[:-1] if words.endswith('0') else words}M"
    thousands = f"{count / 1000:.1f}"
    return f"{thousands.removesuffix('.0')}K"


def dollars(amount: float | None) -> str:
    """US dollars, be it a price, an estimate or a bill: $30.00, $2.50, $0.050, $0.0123, $0.000025.

    From one dollar on whole cents, below it hundredths of a cent (as price pages write them), and
    where those would show zero, two significant digits: only nothing is written as nothing.
    Below one dollar zeros at the end go, down to three places.
    """
    if amount is None:
        return UNKNOWN
    if amount == 0:
        return "$0.00"
    size, sign = abs(amount), "-" if amount < 0 else ""
    if round(size, 4) >= 1:
        return f"{sign}${size:,.2f}"
    places = 4 if size >= 0.00005 else 1 - floor(log10(size))
    whole, _, fraction = f"{size:.{places}f}".partition(".")
    return f"{sign}${whole}.{fraction[:3]}{fraction[3:].rstrip('0')}"


def seconds(value: float | None) -> str:
    """A measured time in seconds: 0.016 s, 0.42 s, 12.34 s, 75.00 s, 1,250 s.

    To a hundredth; below a tenth of a second to a thousandth, from 100 s on to the second.
    """
    if value is None:
        return UNKNOWN
    places = 3 if round(value, 3) < 0.1 else 2 if round(value, 2) < 100 else 0
    return f"{value:,.{places}f} s"


def duration(value: float) -> str:
    """A time in seconds that nobody needs to the second: 40 s, 3 min, 2 h 10 min; at least 1 s."""
    if round(value) < 60:
        return f"{max(1, round(value))} s"
    minutes = round(value / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


def token_rate(tokens_per_s: float) -> str:
    """Tokens a second: 12.3 tok/s, from 100 on without a fraction: 1,250 tok/s."""
    places = 1 if round(tokens_per_s, 1) < 100 else 0
    return f"{tokens_per_s:,.{places}f} tok/s"


def byte_size(size: float) -> str:
    """Bytes in powers of ten, as file managers say it: 3.3 GB, 279 MB, 12 kB, 340 bytes."""
    if size >= 999.5e6:
        return f"{size / 1e9:,.1f} GB"
    if size >= 999.5e3:
        return f"{size / 1e6:.0f} MB"
    return f"{size / 1e3:.0f} kB" if size >= 999.5 else f"{size:.0f} bytes"


def score(value: float | None) -> str:
    """A model's own confidence, 0..1: 0.87."""
    return UNKNOWN if value is None else f"{value:.2f}"


def percent(passed: int, prompts: int, digits: int = 1) -> str:
    """A pass rate: 86.7%, 60%; `digits` after the point, without zeros at the end."""
    rate = f"{100 * passed / prompts:.{digits}f}"
    return (rate.rstrip("0").rstrip(".") if "." in rate else rate) + "%"


def month(iso: str) -> Message:
    """A date as a month: Mar 2025."""
    parts = iso.split("-")
    if len(parts) < 2:
        return verbatim(iso)
    return message("{month} {year}", month=MONTHS[int(parts[1]) - 1], year=parts[0])


def day(iso: str) -> Message:
    """A date as it is known: 12 Mar 2025, Mar 2025."""
    parts = iso.split("-")
    if len(parts) < 3:
        return month(iso)
    name = MONTHS[int(parts[1]) - 1]
    return message("{day} {month} {year}", day=str(int(parts[2])), month=name, year=parts[0])


def is_past(iso: str, today: str) -> bool:
    """Whether the day (or the whole month) `iso` names is over on `today`, both ISO dates."""
    if len(iso.split("-")) < 3:
        return iso < today[: len(iso)]
    return date.fromisoformat(iso) <= date.fromisoformat(today)
