"""The first lines of a raw reply, for where it stands beside what was read of it."""

from __future__ import annotations

LINES, CHARACTERS = 6, 480


def excerpt(text: str, lines: int = LINES, characters: int = CHARACTERS) -> tuple[str, int]:
    """The beginning of `text`, and how many characters of it are left out after that.

    At most so many lines and characters; where they end, the last word may be cut.
    """
    whole = text.strip()
    head = "\n".join(whole[:characters].split("\n")[:lines]).rstrip()
    return head, len(whole) - len(head)


def excerpt_words(text: str, where: str) -> str:
    """The beginning, and in a line of its own how much more stands in `where`, if any does."""
    head, left_out = excerpt(text)
    if not left_out:
        return head
    return f"{head}\n… {left_out:,} more characters in {where}"
