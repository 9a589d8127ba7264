"""Replies as a broken or hostile model would write them; the same for the same seed."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

CASES = Path(__file__).resolve().parents[1] / "comparison" / "parsing"
TOKENS = re.compile(r"\w+|\s+|<[^<>]{0,40}>|.", re.DOTALL)
LONGEST = 300_000  # characters of a reply that grew

HOSTILE = (
    *(
        "[",
        "]",
        "{",
        "}",
        "[[",
        "]]",
        ",",
        ":",
        '"',
        "'",
        "\\",
        "\\u",
        "\\ud800",
        "```",
        "```json\n",
    ),
    *("NaN", "-Infinity", "1e400", "-0", "9" * 400, "0x1F", "1_000", "½", "null", "true", "None"),
    *(
        "<think>",
        "</think>",
        "<answer>",
        "</answer>",
        "<|ref|>",
        "<|det|>",
        "<loc1023>",
        "<seg127>",
    ),
    *("<|box_start|>", "<box>", "</box>", "<point x='", "<patch_index_0044>", "<|begin_of_box|>"),
    *("\x00", "\x1b[2J\x1b]0;x\x07", "\u202e", "\u2028", "\ufeff", "\ud83d", "\ue000", "\ufdd0"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</div></body>", "<!--", "-->"),
    *("[a](javascript:alert(1))", "![i](file:///etc/passwd)", "[f](file:///etc/passwd)", "<style>"),
    *("=cmd|' /C calc'!A0", "@SUM(1)", "|" * 200, "|-" * 100, "> " * 200, "- " * 200, "#" * 200),
    *("**" * 300, "`" * 99, "~~~", "  " * 300 + "- x", "a\u0301" * 200, "ﷺ" * 200, "𒐫" * 99),
    *("not ", "none", "wait, ", "actually ", "three", "一百", "مئة", "25%", "(0.9)", "1.", "\n\n"),
    *('{"box_2d": [1, 2, 3, 4], "label": "x"}', '"bbox_2d": [1e9, -1e9, 0, 0]', "[[1,2],[3,4]]"),
)


@cache
def replies() -> tuple[str, ...]:
    """What models wrote, of every task and family."""
    names = ("replies.jsonl", "sibling_replies.jsonl", "forms.jsonl", "objects.jsonl")
    lines = [line for name in names for line in (CASES / name).read_text("utf-8").splitlines()]
    return tuple(json.loads(line)["reply"] for line in lines if '"reply"' in line)


def damaged_reply(draw: random.Random) -> str:
    """A reply with one to eight of its tokens damaged; a part of one in twenty goes on and on."""
    tokens = TOKENS.findall(draw.choice(replies())) or [""]
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(tokens))
        change = draw.randrange(6)
        if change == 0:
            tokens[at] = draw.choice(HOSTILE)
        elif change == 1:
            tokens.insert(at, draw.choice(HOSTILE))
        elif change == 2:
            other = TOKENS.findall(draw.choice(replies())) or [""]
            tokens[at:at] = other[draw.randrange(len(other)) :]
        elif change == 3:
            del tokens[at : at + draw.randint(1, 9)]
            tokens = tokens or [""]
        elif change == 4:
            tokens[at] *= draw.choice((2, 3, 50))
        else:
            del tokens[draw.randrange(len(tokens)) + 1 :]
    text = "".join(tokens)
    if draw.random() < 0.05:
        start = draw.randrange(len(text) + 1)
        piece = text[start : start + draw.randint(1, 60)] or draw.choice(HOSTILE)
        text = text[:start] + piece * (draw.randint(1_000, LONGEST) // len(piece)) + text[start:]
    return text


def pieces(text: str, draw: random.Random) -> list[str]:
    """The text as it grows while a model writes, in at most thirty steps."""
    ends = sorted({draw.randrange(len(text) + 1) for _ in range(30)} | {len(text)})
    return [text[:end] for end in ends]
