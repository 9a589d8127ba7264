"""Names in words: which of the classes asked for a text speaks of, and names before a box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

LONGEST_NAME = 200
# Words that are no names of classes by themselves, in a sentence.
FUNCTION_WORDS = frozenset({"yes", "no", "none", "nothing", "other", "not", "a", "i", "on", "off"})
PLACEHOLDERS = frozenset(
    {
        *("name", "label", "object name", "class name", "class_name", "object", "class", "string"),
        *("object_name", "label_name", "your label", "text", "category", "...", "…", "str", "x"),
    }
)


@lru_cache(maxsize=512)
def _mention(name: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in re.split(r"[\s_-]+", name.strip()) if part]
    body = r"[\s_-]+".join(parts) or re.escape(name)
    # Scripts without spaces between words have no word boundaries either.
    spaced = name[:1].isascii() or name[:1].lower() != name[:1].upper()
    if not spaced:
        return re.compile(body, re.IGNORECASE)
    return re.compile(rf"(?<![\w-]){body}(?:e?s|'s|’s)?(?![\w]|-\w)", re.IGNORECASE)


def mentions(text: str, classes: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, class) of every class the text names as whole words, in order.

    “hot dog” does not name a dog where “hot dog” is a class too; plurals and traffic_light for
    “traffic light” count.
    """
    matches = [
        (match.start(), match.end(), name)
        for name in dict.fromkeys(classes)
        if name.strip()
        for match in _mention(name).finditer(text)
    ]
    # Of overlapping mentions the longest counts.
    matches.sort(key=lambda mention: (mention[0], mention[0] - mention[1]))
    kept: list[tuple[int, int, str]] = []
    for start, end, name in matches:
        if kept and start < kept[-1][1]:
            if end - start > kept[-1][1] - kept[-1][0]:
                kept[-1] = (start, end, name)
            continue
        kept.append((start, end, name))
    return kept


def as_asked(label: str, classes: Sequence[str]) -> str:
    """The label in the spelling of the class it names; itself where it names none."""
    if not classes:
        return label
    folded = spelling(label)
    for name in classes:
        if spelling(name) == folded:
            return name
    return label


@lru_cache(maxsize=4096)
def spelling(name: str) -> str:
    """Alike for names that differ in case, spaces, hyphens and underscores."""
    return " ".join(re.split(r"[\s_-]+", name.strip())).casefold()


def cleaned(text: str) -> str:
    """A name without the marks of lists, tables, emphasis and quotes around it."""
    name = re.sub(r"\A[\s>#|*•·–-]*(?:\(?\d{1,3}[.)]\s+)?", "", text)
    name = re.sub(r"[\s|*_`:=,;.–-]+\Z", "", name).strip(" \t*_`\"'“”‘’")
    return name.strip()
