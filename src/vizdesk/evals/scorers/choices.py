"""Yes or no, and one of a list: the one word a reply commits itself to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from vizdesk.common.label_text import normalised_label
from vizdesk.common.messages import Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.answer_line import AnswerLine, answer_in, within_reason
from vizdesk.comparison.parsing.final_answer import FinalAnswer
from vizdesk.comparison.parsing.negation import affirmed, left_open
from vizdesk.comparison.parsing.yes_no import OPEN, read_yes_no
from vizdesk.evals.check_kind import CheckKind, FormOption, Key
from vizdesk.evals.check_values import json_text, json_texts, shown, table_list
from vizdesk.evals.checks import OneOf, YesNoCheck
from vizdesk.evals.errors import CheckError
from vizdesk.evals.scorers.line_verdict import verdict_of
from vizdesk.evals.verdicts import Verdict

TOKEN = re.compile(r"[+-]?\d+(?:[.,:/]\d+)*(?:[^\W\d_]\w*)?|\w+(?:[-'’]\w+)*|[^\w\s]")
AROUND = " .!:()[]\"'"
ARTICLE = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
# Where choices are letters: “a gear” names no choice A, “I think” no choice I.
LITTLE_A = re.compile(r"a(?= [^\W\d_])")
# Where it is all that is named, “A pie chart.” names no choice A; “A is right” and “A because” do.
BIG_A = re.compile(
    r"(?:\A|(?<=[.!?:]\s)|(?<=\n))A(?= (?!(?:is|was|as|and|or|because|since|for|in|with|would"
    r"|seems|looks|fits|matches|shows|means|represents|being|describes)\b)[a-z])"
)
PRONOUN_I = re.compile(
    r"I(?=(?:'[a-z]+| (?:also |can |could |would |do |don't |only )?(?:am|believe|can|choose"
    r"|compare|conclude|count|could|do|don't|find|guess|have|identify|looked|look|must|need"
    r"|notice|observe|pick|say|see|select|spot|suppose|think|was|will|would))\b)"
)

# Where choices go both ways, “upper left” is neither left nor up.
DIAGONAL = re.compile(r"\b(?:upper|lower|top|bottom|up|down)[\s-]+(?:left|right)\b", re.IGNORECASE)
SIDEWAYS = frozenset({"left", "right"})
UPRIGHT = frozenset({"up", "down", "top", "bottom", "above", "below", "upper", "lower"})


def judge_yes_no(check: YesNoCheck, reply: FinalAnswer) -> Verdict:
    """The verdict on yes or no; both, neither and “maybe” are not taken."""
    wanted = "yes" if check.value else "no"
    return verdict_of(
        answer_in(reply, read_yes_no),
        within_reason(read_yes_no, reply.whole),
        lambda value: value == wanted,
        wanted,
        message("The reply says neither yes nor no."),
    )


def judge_one_of(check: OneOf, reply: FinalAnswer) -> Verdict:
    """The verdict on a choice; whole words only, so “darkred” and “infrared” are not “red”."""

    def read(text: str) -> AnswerLine:
        return read_choice(text, check.choices)

    wanted = normalised_label(check.value)
    return verdict_of(
        answer_in(reply, read),
        within_reason(read, reply.whole),
        lambda value: normalised_label(value) == wanted,
        f"“{check.value}”",
        message("The reply names none of the choices."),
    )


def read_choice(text: str, choices: tuple[str, ...]) -> AnswerLine:
    """Which of the choices `text` affirms; the longer of two that overlap (“dark red”, “red”)."""
    stripped = text.strip(AROUND)
    for words in (stripped, ARTICLE.sub("", stripped)):
        for choice in choices:
            alike = {
                normalised_label(choice),
                normalised_label(choice).strip(AROUND),
                *map(" ".join, _spellings(choice)),
            }
            if normalised_label(words) in alike:
                return AnswerLine((choice,), True)
    if _between(text, choices):
        return AnswerLine((), False, message("it names a direction between two of the choices"))
    places = list(_places(text, choices))
    if all(BIG_A.match(text, start) for _, start, _ in places):
        places = []
    named = [place for place in places if affirmed(text, place[1], place[2])]
    if places and not named:
        return AnswerLine((), False, message("the choice it names is denied or asked for"))
    if any(left_open(text, start, end) for _, start, end in named):
        return AnswerLine((), False, message("it leaves the answer open"))
    if named and OPEN.search(text) and not any(OPEN.search(choice) for choice in choices):
        return AnswerLine((), False, message("it leaves the answer open"))
    return AnswerLine(tuple(dict.fromkeys(name for name, _, _ in named)), False)


def _between(text: str, choices: tuple[str, ...]) -> bool:
    """Whether `text` names a diagonal where the choices are the directions it lies between."""
    folded = {normalised_label(choice) for choice in choices}
    both = bool(folded & SIDEWAYS and folded & UPRIGHT)
    return both and DIAGONAL.search(text) is not None and not any(map(DIAGONAL.search, choices))


def _places(text: str, choices: tuple[str, ...]) -> Iterator[tuple[str, int, int]]:
    words = [
        (token.group().casefold(), *token.span())
        for token in TOKEN.finditer(text)
        if not _is_little_word(text, token.start(), choices)
    ]
    wanted = sorted(
        ((choice, spelt) for choice in choices for spelt in _spellings(choice)),
        key=lambda one: -len(one[1]),
    )
    at = 0
    while at < len(words):
        for choice, tokens in wanted:
            if [word for word, _, _ in words[at : at + len(tokens)]] == tokens:
                yield choice, words[at][1], words[at + len(tokens) - 1][2]
                at += len(tokens)
                break
        else:
            at += 1


def _is_little_word(text: str, at: int, choices: tuple[str, ...]) -> bool:
    if LITTLE_A.match(text, at):
        return "a" not in choices
    return PRONOUN_I.match(text, at) is not None


def _spellings(choice: str) -> list[list[str]]:
    """The words of a choice as they may be written: north-east, north east, northeast."""
    tokens = [match.group().casefold() for match in TOKEN.finditer(choice)]
    parts = [part for token in tokens for part in token.split("-")]
    if len(parts) < 2 or not all(part.isalpha() for part in parts):
        return [tokens]
    ways = [tokens, parts, ["-".join(parts)], ["".join(parts)]]
    return [way for at, way in enumerate(ways) if way not in ways[:at]]


# Of longer lists of choices the rule tells the number only.
MOST_NAMED = 8


def _read_yes_no(data: Mapping[str, Any]) -> YesNoCheck:
    value = data["value"]
    if isinstance(value, str):
        value = {"yes": True, "no": False}.get(value.strip().casefold(), value)
    if not isinstance(value, bool):
        raise CheckError(
            message("“value” must be true, false, “yes” or “no”, not {value}", value=shown(value))
        )
    return YesNoCheck(value)


def _yes_or_no(text: str) -> bool:
    word = text.strip().casefold()
    if word in ("yes", "true"):
        return True
    if word in ("no", "false"):
        return False
    raise CheckError(message("write yes or no"))


def _choice_rule(check: OneOf) -> Message:
    others = [f"“{choice}”" for choice in check.choices if choice != check.value]
    # The 63 other squares of a board say nothing that “choose e4” does not.
    if len(others) > MOST_NAMED:
        return message(
            "choose “{choice}” and no other of the {n} choices",
            choice=check.value,
            n=len(check.choices),
        )
    return message(
        "choose “{choice}” and none of {others}", choice=check.value, others=", ".join(others)
    )


YES_NO = CheckKind(
    name="yes_no",
    check=YesNoCheck,
    example=YesNoCheck(True),
    meaning="yes or no, not both",
    read=_read_yes_no,
    write=lambda check: {"value": check.value},
    rule=lambda check: (
        message("say yes, and not both") if check.value else message("say no, and not both")
    ),
    judge=lambda check, reply: judge_yes_no(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "yes or no"),
    from_form=_yes_or_no,
)
ONE_OF = CheckKind(
    name="one_of",
    check=OneOf,
    example=OneOf("left", ("left", "right")),
    meaning="names this choice, no other",
    keys=(Key("value"), Key("choices", from_table=table_list)),
    read=lambda data: OneOf(json_text(data["value"]), json_texts(data["choices"], "choices")),
    write=lambda check: {"value": check.value, "choices": list(check.choices)},
    rule=_choice_rule,
    judge=lambda check, reply: judge_one_of(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "one of a list"),
    option=FormOption("choices", QT_TRANSLATE_NOOP("check kinds", "Choices")),
)
