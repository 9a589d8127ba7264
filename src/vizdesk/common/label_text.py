"""Label text as it is compared."""

from __future__ import annotations


def normalised_label(text: str) -> str:
    """`text` as it is compared where spelling, not typing, counts: case and spacing folded."""
    return " ".join(text.casefold().split())
