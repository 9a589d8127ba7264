"""Whether a place in a sentence is affirmed: denied, bounded and doubted places are not."""

from __future__ import annotations

import re

BOUNDARY = re.compile(
    r"[.!?]+(?=\s|\Z)|[;:\n]|,(?=\s|\Z)|\s[-–—]\s|—|(?<!anything )\bbut\b|\binstead\b(?! of)"
)
DENIAL = re.compile(
    r"\b(?:not|no|never|cannot|without|neither|nor|non|none of|false|wrong|incorrect|untrue"
    r"|unlikely|impossible|opposite of|doubt|unable|rather than|instead of|except|excluding"
    r"|other than|anything but|unlike|hardly|if|whether|unless|unsure|far from|fails?)\b"
    r"|n't\b|n’t\b|≠|!=|¬",
    re.IGNORECASE,
)
DENIED_AFTER = re.compile(
    r"\b(?:not|never|wrong|incorrect|false|untrue|unlikely|impossible)\b|n't\b", re.IGNORECASE
)
HARMLESS = re.compile(r"\b(?:no|without|without a|without any) doubt\b|\bnot only\b", re.IGNORECASE)


def affirmed(text: str, start: int, end: int) -> bool:
    """Whether what stands at `text[start:end]` is neither denied in its clause nor a question."""
    before, after = clause_around(text, start, end)
    if DENIAL.search(HARMLESS.sub("", before)):
        return False
    return not (DENIED_AFTER.search(after) or asked(text, end))


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What the clause says before and after the place."""
    first = 0
    for found in BOUNDARY.finditer(text, 0, start):
        first = found.end()
    last = BOUNDARY.search(text, end)
    return text[first:start], text[end : last.start() if last else len(text)]


def asked(text: str, end: int) -> bool:
    """Whether the sentence that goes on at `end` is a question."""
    stop = re.compile(r"[.!?](?=[\s\"')]|\Z)").search(text, end)
    return stop is not None and stop.group() == "?"


def denies(text: str) -> bool:
    """Whether anything at all is denied in the text."""
    return DENIAL.search(HARMLESS.sub("", text)) is not None
