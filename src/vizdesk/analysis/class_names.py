"""Names of classes as they are compared: case, plural and a person's own synonyms apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vizdesk.common.label_text import normalised_label

IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "knives": "knife",
    "wolves": "wolf",
    "leaves": "leaf",
    "shelves": "shelf",
    "buses": "bus",
    "loaves": "loaf",
    "halves": "half",
    "calves": "calf",
    "oxen": "ox",
    "dice": "die",
}
# Words that end as a plural does and are none, or mean another thing than their singular.
NO_PLURAL = frozenset(
    {
        *("glasses", "sunglasses", "eyeglasses", "scissors", "trousers", "pants", "jeans"),
        *("shorts", "clothes", "headphones", "binoculars", "goggles", "tongs", "pliers"),
        *("species", "series", "news", "gas", "lens", "bus", "plus", "canvas", "atlas", "iris"),
    }
)
ES_AFTER = ("ss", "sh", "ch", "x", "zz")


def singular(word: str) -> str:
    """The singular of an English noun in lower case, by its usual endings; others stay."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in NO_PLURAL or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("es") and word[:-2].endswith(ES_AFTER):
        return word[:-2]
    return word.removesuffix("s")


def class_key(label: str, synonyms: Mapping[str, str] | None = None) -> str:
    """What two labels of the same class have in common.

    Case, spacing, hyphens and the plural of the last word do not matter; `synonyms` maps the key
    of one name to that of another (see `read_synonyms`).
    """
    words = normalised_label(label.replace("_", " ").replace("-", " ")).split()
    if words:
        words[-1] = singular(words[-1])
    key = " ".join(words)
    return (synonyms or {}).get(key, key)


def read_synonyms(lines: Sequence[str]) -> dict[str, str]:
    """What a person means by “truck = lorry = HGV”: every name's key to that of the first.

    A name in two lines joins them.
    """
    groups: list[list[str]] = []
    for line in lines:
        keys = [class_key(name) for name in line.split("=") if name.strip()]
        joined = [group for group in groups if set(group) & set(keys)]
        groups = [group for group in groups if group not in joined]
        groups.append([*(key for group in joined for key in group), *keys])
    return {key: group[0] for group in groups for key in group if key != group[0]}


def usual_spelling(labels: Iterable[str]) -> str:
    """The most frequent of several spellings, then the shortest, then the first in order."""
    counts: dict[str, int] = {}
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
    return min(counts, key=lambda label: (-counts[label], len(label), label))
