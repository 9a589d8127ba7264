"""Agreement of replies to a question: short ones in groups, long ones word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vizdesk.analysis.text_agreement import TextAgreement, agree_on_texts
from vizdesk.analysis.text_rules import TextRules
from vizdesk.analysis.typed_values import TypedValue, typed_replies
from vizdesk.comparison.parsing.drafts import without_reasoning
from vizdesk.comparison.parsing.final_answer import final_answer

SHORT = 12
"""Words of an answer that is compared as a value; one longer one makes all of them prose."""
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])|\n+")
CONTENT = re.compile(r"\w*\d\w*|[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class ReplyGroup:
    """Replies that say the same: by their places, with one of them as it is written."""

    written: str
    value: TypedValue
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OnlySentence:
    """A sentence of one reply whose words mostly stand in no other reply."""

    member: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ReplyAgreement:
    """`groups` of short replies, the largest first; for long ones `text` and sentences of one only.

    Long replies have a group each, or one together where they say the same word for word.
    """

    replies: int
    groups: tuple[ReplyGroup, ...]
    text: TextAgreement | None = None
    only: tuple[OnlySentence, ...] = ()


def agree_on_replies(
    replies: Sequence[str], rules: TextRules, reference: int | str | None
) -> ReplyAgreement:
    """Group or align replies; `reference` as for `agree_on_texts`."""
    answers = [without_reasoning(reply).strip() for reply in replies]
    short = all(len(final_answer(reply).whole.split()) <= SHORT for reply in replies)
    values = typed_replies(replies)
    groups: dict[TypedValue, list[int]] = {}
    for at, value in enumerate(values):
        groups.setdefault(value, []).append(at)
    listed = [
        ReplyGroup(min((answers[at] for at in members), key=_brevity), value, tuple(members))
        for value, members in groups.items()
    ]
    listed.sort(key=lambda group: (-len(group.members), group.value.key, group.value.unit))
    if short:
        return ReplyAgreement(len(replies), tuple(listed))
    return ReplyAgreement(
        len(replies),
        tuple(listed),
        agree_on_texts(answers, rules, reference),
        tuple(only_sentences(answers)),
    )


def _brevity(text: str) -> tuple[int, str]:
    return len(text), text


def only_sentences(replies: Sequence[str]) -> list[OnlySentence]:
    """Sentences of which less than half of the content words stand in any one other reply.

    Content words have a figure in them, or four letters and more: a rule of thumb that knows no
    language, and finds what is said in quite other words too.
    """
    words = [set(_content(reply)) for reply in replies]
    listed = []
    for at, reply in enumerate(replies):
        others = [own for other, own in enumerate(words) if other != at]
        # A model that repeats itself says it once.
        for sentence in dict.fromkeys(map(str.strip, SENTENCE_END.split(reply))):
            own = set(_content(sentence))
            if own and others and all(2 * len(own & other) < len(own) for other in others):
                listed.append(OnlySentence(at, sentence))
    return listed


def _content(text: str) -> list[str]:
    return [word.casefold() for word in CONTENT.findall(text)]
