"""Yes or no: what a reply commits itself to."""

from __future__ import annotations

import re

from vizdesk.common.messages import EMPTY, message
from vizdesk.comparison.parsing.answer_line import AnswerLine
from vizdesk.comparison.parsing.negation import affirmed

# Also “Correct, it is open.”, where the reply begins with it.
YES = re.compile(
    r"\b(?:yes|yeah|yep|yup)\b|\A\s*(?:correct|affirmative|true)\b(?=\s*[.,;:!–—])",
    re.IGNORECASE,
)
# “no” as an answer, not the one of “no screws”.
NO = re.compile(
    r"(?:\A\s*|(?<=[.!?;:\n,(\[\"'])[ ]*|(?<=\bis )|(?<=\bsay )|(?<=\bsays )|(?<=\band )"
    r"|(?<=\bor )|(?<=\bbut )|(?<=/))(?:no|nope|nah)\b(?!\.\s*\d)"
    r"(?=\s*(?:[.,;:!?)\]\"'/\n—–]|-\s|\Z|and\b|or\b))"
    r"|\bno(?=[.!]?\s*\Z)"
    r"|\A\s*(?:incorrect|negative|false)\b(?=\s*[.,;:!–—])",
    re.IGNORECASE,
)
WHOLE_WORD = re.compile(r"(true|correct|right|affirmative)|(false|incorrect|negative)", re.I)
OPEN = re.compile(
    r"\b(?:it depends|depends on|yes and no|yes or no|yes/no|unclear|unsure|not sure|not certain"
    r"|uncertain|unknown|partially|partly|sort of|kind of|cannot (?:tell|say|determine|be sure)"
    r"|can't (?:tell|say|determine|be sure)|hard to (?:tell|say)|impossible to (?:tell|say)"
    r"|in some (?:ways|cases)|to some extent|both yes|neither yes|n/?a"
    r"|(?:cannot|can't|can not|do not|don't) see (?:the |any |an |your )?(?:image|picture|photo)"
    r"|no (?:image|picture|photo))\b",
    re.IGNORECASE,
)
PERHAPS = re.compile(
    r"\b(?:if|maybe|perhaps|possibly|might|may|could|can) ?(?:be)?\b", re.IGNORECASE
)
BARE = re.compile(r"[\s.!]*(?:yes|no)[\s.!]*", re.IGNORECASE)


def read_yes_no(text: str) -> AnswerLine:
    """“yes” or “no” as `text` answers; a sentence without these words answers neither."""
    whole = WHOLE_WORD.fullmatch(text.strip(" .!"))
    if whole:
        return AnswerLine(("yes" if whole.group(1) else "no",), False)
    if OPEN.search(text):
        return AnswerLine((), False, message("it leaves the answer open"))
    places = [*YES.finditer(text), *NO.finditer(text)]
    if not places:
        return AnswerLine(
            (), False, message("it leaves the answer open") if _perhaps(text, 0) else EMPTY
        )
    if any(_denied(text, place) for place in places):
        return AnswerLine((), False, message("its yes or no is denied or asked for"))
    if any(_perhaps(text, place.end(), place.start()) for place in places):
        return AnswerLine((), False, message("it leaves the answer open"))
    first = {"yes": YES, "no": NO}
    values = tuple(value for value, words in first.items() if words.search(text))
    return AnswerLine(values, BARE.fullmatch(text) is not None)


def _denied(text: str, place: re.Match[str]) -> bool:
    """“Yes, it is not broken” says yes: only what stands before it, or a question, denies."""
    # What follows is about the thing asked for, so it is left out.
    following = text[place.end() :].lstrip()[:1]
    end = "?" if following == "?" else ""
    return not affirmed(text[: place.end()] + end, place.start(), place.end())


def _perhaps(text: str, end: int, start: int = 0) -> bool:
    before = re.split(r"[.!?;]", text[:start])[-1]
    return bool(
        PERHAPS.search(before)
        or re.match(r"[\s,]*(?:maybe|perhaps|possibly|if|unless)\b", text[end:], re.I)
    )
