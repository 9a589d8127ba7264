"""How much of a reply's Markdown is rendered: Qt's time for it grows faster than the text."""

from __future__ import annotations

MOST_LINES = 300
MOST_CHARACTERS = 20_000
MOST_CELLS = 1_000
"""Cells of tables, which cost most."""
LONGEST_LINE = 4_000
"""Characters of a line."""


def rendered_part(text: str) -> tuple[str, int]:
    """The beginning of `text` that is rendered, whole lines of it, and how many characters follow.

    A line that is too long is cut; the text is whole under Raw, and in every export.
    """
    kept, at, cells = 0, 0, 0
    for _ in range(MOST_LINES):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - at > LONGEST_LINE or end > MOST_CHARACTERS:
            break
        cells += text.count("|", at, end)
        if cells > MOST_CELLS:
            break
        kept, at = end, end + 1
        if at > len(text):
            break
    kept = kept or _within_a_line(text)
    return text[:kept], len(text) - kept


def _within_a_line(text: str) -> int:
    """How much of a first line that is too long, or has too many cells."""
    line = text[:LONGEST_LINE]
    cells = line.split("|")
    return len("|".join(cells[:MOST_CELLS]))
