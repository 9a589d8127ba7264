"""Drafts within an answer: where a reply corrects itself, only what follows counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from vizdesk.comparison.parsing.json_recovery import Block

# What stands between a draft and the answer, …
CORRECTS = re.compile(
    r"\b(?:wait|actually|correct(?:ion|ed|ing)|scratch that|on (?:a )?(?:closer|second|further)"
    r" (?:look|thoughts?|inspection)|look(?:ing)? (?:closer|again|more closely)|let me (?:re"
    r"|correct"
    r"|fix|double|look|adjust|refine|revise|try)|re-?check(?:ing|ed)?|after (?:re|double|check"
    r"|closer|review|careful|verif)|revised?|revision|refined?|updated?|final(?:ly|ised|ized)?"
    r"|i (?:made|missed)|my mistake|sorry|oops|second (?:pass|attempt|try)|more (?:precise"
    r"|accurate)"
    r"|adjust(?:ed|ing|ment)?|improved|not quite|that(?:'s| is| was) (?:not right|wrong)|wrong"
    r"|instead|rather|i mean|the (?:real )?answer)\b"
    r"|\b(?:korrigier|korrektur|moment|genauer|endgültig|richtig ist|nein,|corrig|finalement"
    r"|en fait|correction|más de cerca|corrección|en realidad|correto|corretto|invece)\w*"
    r"|更正|修正|纠正|最终|重新|仔细|訂正|最終",
    re.IGNORECASE,
)
# … or before the draft.
DRAFTS = re.compile(
    r"\b(?:first (?:pass|draft|attempt|guess|try|look|impression)|draft|initial(?:ly)?|preliminary"
    r"|rough(?:ly)?|tentative(?:ly)?|at first|erster (?:entwurf|versuch)|entwurf|brouillon"
    r"|borrador)\b|草稿|初步"
    r"|(?<!the )\b(?:example|beispiel|exemple|ejemplo)(?: (?:output|format|answer))?[\s*:]*"
    r"(?:```\w*\s*)?\Z",
    re.IGNORECASE,
)
# Only the words next to a block can speak of it.
NEAR = 400


def after_correction(
    text: str, blocks: Sequence[Block], counts: Callable[[object], bool] = bool
) -> tuple[Sequence[Block], bool]:
    """The blocks that are the answer, and whether drafts before them were passed over.

    `counts` tells the blocks that can be an answer from footnotes and sizes.
    """
    first = 0
    relevant = [at for at, block in enumerate(blocks) if counts(block.value)]
    for earlier, later in pairwise(relevant):
        between = text[blocks[earlier].end : blocks[later].start][-NEAR:]
        before = text[max(0, blocks[earlier].start - NEAR // 4) : blocks[earlier].start]
        begins = earlier == relevant[0] and DRAFTS.search(before)
        if CORRECTS.search(between) or begins:
            first = later
    return (blocks[first:], True) if first else (blocks, False)
