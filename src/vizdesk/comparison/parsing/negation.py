"""Whether a place in a sentence is affirmed: denied, bounded and doubted places are not."""

from __future__ import annotations

import re

BOUNDARY = re.compile(
    r"[.!?]+(?=\s|\Z)|[;:\n]|,(?=\s|\Z)|\s[-–—]\s|—|[。，；：！？]"
    r"|\((?=not \d)|(?<!thing )(?<!all )(?<!one )\bbut\b|\binstead\b(?! of)"
    r"|\b(?:sondern|mais|sino|pero|bensì)\b"
)
# Models answer in the language of an image too; what is denied there is denied.
DENIAL_ELSEWHERE = (
    r"\b(?:nicht|kein(?:e[nmrs]?)?|niemals|weder|ohne|außer|pas|aucune?|jamais|sans|sauf"
    r"|nunca|ning[uú]n[oa]?s?|excepto|não|nenhuma?|sem|nessun[oa]?|senza|tranne|niet|geen"
    r"|zonder|behalve)\b|[不没沒無无非]|ない|ません|않|아니|없"
)
DENIAL = re.compile(
    r"\b(?:not|no|never|cannot|without|neither|nor|non|none of|false|wrong|incorrect|untrue"
    r"|unlikely|impossible|opposite of|doubt|unable|rather than|instead of|except|excluding"
    r"|other than|(?:anything|everything|all|every ?one|any ?one) but"
    r"|unlike|hardly|if|whether|unless|unsure|far from|fails?)\b"
    rf"|n't\b|n’t\b|≠|!=|¬|{DENIAL_ELSEWHERE}",
    re.IGNORECASE,
)
DENIED_AFTER = re.compile(
    r"\b(?:not|never|wrong|incorrect|false|untrue|unlikely|impossible)\b|n't\b"
    rf"|{DENIAL_ELSEWHERE}",
    re.IGNORECASE,
)
LEFT_OPEN = re.compile(
    r"\b(?:maybe|perhaps|possibly|(?:could|might|may)(?: well)? be|not sure|unsure)\b",
    re.IGNORECASE,
)
OPEN_BEHIND = re.compile(r"\s*+,?\s*+(?:maybe|perhaps|possibly)\s*+(?:[.!]|\Z)", re.IGNORECASE)
HARMLESS = re.compile(r"\b(?:no|without|without a|without any) doubt\b|\bnot only\b", re.IGNORECASE)


def affirmed(text: str, start: int, end: int) -> bool:
    """Whether what stands at `text[start:end]` is neither denied in its clause nor a question."""
    before, after = clause_around(text, start, end)
    if DENIAL.search(HARMLESS.sub("", before)):
        return False
    return not (DENIED_AFTER.search(after) or asked(text, end))


def left_open(text: str, start: int, end: int) -> bool:
    """Whether its clause only says that it may be so: “it could be 4”, “4, perhaps”."""
    before, after = clause_around(text, start, end)
    behind = OPEN_BEHIND.match(text, end)
    return bool(LEFT_OPEN.search(before) or LEFT_OPEN.search(after) or behind)


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What the clause says before and after the place."""
    first = 0
    for boundary in BOUNDARY.finditer(text, 0, start):
        first = boundary.end()
    last = BOUNDARY.search(text, end)
    return text[first:start], text[end : last.start() if last else len(text)]


def asked(text: str, end: int) -> bool:
    """Whether the sentence that goes on at `end` is a question."""
    stop = re.compile(r"[.!?](?=[\s\"')]|\Z)|[。！？]").search(text, end)
    return stop is not None and stop.group() in "?？"


def denies(text: str) -> bool:
    """Whether anything at all is denied in the text."""
    return DENIAL.search(HARMLESS.sub("", text)) is not None
