"""How facts are written: tokens, dollars, dates, shares, sizes."""

from __future__ import annotations

from datetime import date
from math import floor, log10

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNKNOWN = "—"


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


def dollars(amount: float) -> str:
    """A price for a million tokens: $0.050, $4.50, $30.00."""
    return f"${amount:.3f}" if 0 < amount < 1 else f"${amount:,.2f}"


def dollars_each(amount: float) -> str:
    """What one question costs: $0.011, $0.0001, $0.000025."""
    if 0 < amount < 0.00005:
        digits = 1 - floor(log10(amount))
        return f"${amount:.{digits}f}"
    return f"${amount:.4f}" if amount < 0.001 else f"${amount:.3f}"


def month(iso: str) -> str:
    """A date as a month: Mar 2025."""
    parts = iso.split("-")
    return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) > 1 else iso


def day(iso: str) -> str:
    """A date as it is known: 12 Mar 2025, Mar 2025."""
    parts = iso.split("-")
    return f"{int(parts[2])} {month(iso)}" if len(parts) > 2 else month(iso)


def percent(passed: int, prompts: int, digits: int = 1) -> str:
    """A pass rate: 86.7%, 60%; `digits` after the point, without zeros at the end."""
    rate = f"{100 * passed / prompts:.{digits}f}"
    return (rate.rstrip("0").rstrip(".") if "." in rate else rate) + "%"


def gigabytes(size: int) -> str:
    """A size in bytes: 3.3 GB, 279 MB."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def is_past(iso: str, today: str) -> bool:
    """Whether the day (or the whole month) `iso` names is over on `today`, both ISO dates."""
    if len(iso.split("-")) < 3:
        return iso < today[: len(iso)]
    return date.fromisoformat(iso) <= date.fromisoformat(today)
