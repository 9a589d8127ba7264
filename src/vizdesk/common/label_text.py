"""Label text as it is compared, and as much of it as is shown in one line."""

from __future__ import annotations

LONGEST_SHOWN = 200
"""Characters of a label on the screen; whole in Raw and in exports."""


def normalised_label(text: str) -> str:
    """`text` as it is compared where spelling, not typing, counts: case and spacing folded."""
    return " ".join(text.casefold().split())


def shown_label(text: str) -> str:
    """`text` in one line, with … where more follows: Qt measures all it is given, to elide it."""
    if len(text) <= LONGEST_SHOWN and "\n" not in text:
        return text
    line = " ".join(text[: LONGEST_SHOWN + 1].split())
    return line if len(text) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
