"""Which family wrote a reply, where nobody says: by its marks, else by its keys."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vizdesk.common.messages import Message, message

UNKNOWN = "generic"
# The first that is found decides: (pattern, family).
MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<loc\d{4}>"), "paligemma"),
    (re.compile(r"<doctag>"), UNKNOWN),
    (re.compile(r"<loc_\d{1,3}>"), "florence-2"),
    (re.compile(r"<\|LOC_\d"), "paddleocr-vl"),
    (re.compile(r"<patch_index_\d{4}>"), "kosmos-2"),
    (re.compile(r"<\|det\|>|<\|ref\|>"), "deepseek-vl2"),
    (re.compile(r"<\|begin_of_box\|>"), "glm-v"),
    (re.compile(r"<\|(?:box|object_ref)_start\|>|<box>\s*\(\d"), "qwen2-vl"),
    (re.compile(r"<box>\s*<\d"), "locate-anything"),
    (re.compile(r"<(?:box|quad)>\s*\d"), "minicpm-v"),
    (re.compile(r"<box>\s*\[\["), "internvl"),
    (re.compile(r"\[\[\d{3},\d{3},\d{3},\d{3}"), "cogvlm"),
    (re.compile(r"◁think▷"), "kimi-vl"),
    (re.compile(r"[\"'“]bbox_2d[\"'”]"), "qwen3-vl"),
    (re.compile(r"[\"'“]point_2d[\"'”]"), "qwen3-vl"),
    (re.compile(r"[\"'“]box_2d[\"'”]"), "gemini"),
)
LARGE = re.compile(r"bbox_2d[^\]]{0,80}?\b(?:1[1-9]\d\d|[2-9]\d\d\d)\b")


@dataclass(frozen=True, slots=True)
class FamilyGuess:
    """A profile's id, and the guess as a sentence for people."""

    family: str
    said: Message


def guess_family(reply: str) -> FamilyGuess:
    """The family whose marks or keys stand in the reply; `generic` where none do."""
    text = reply[:100_000]
    for pattern, family in MARKS:
        match = pattern.search(text)
        if match is None:
            continue
        if family == "qwen3-vl" and LARGE.search(text):
            family = "qwen2.5-vl"  # writes pixels
        return FamilyGuess(
            family,
            message(
                "Family guessed: {family}, as the reply has “{mark}” in it.",
                family=family,
                mark=match.group().strip("\"'“”"),
            ),
        )
    return FamilyGuess(
        UNKNOWN, message("Family guessed: {family}, as no mark says more.", family=UNKNOWN)
    )
