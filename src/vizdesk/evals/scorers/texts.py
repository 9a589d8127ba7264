"""Texts: exact, but for typing, but for a share of wrong characters, or by a pattern."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from fractions import Fraction

from vizdesk.analysis.edit_distance import edit_distance
from vizdesk.common.messages import Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.answer_line import AnswerLine, answer_in, within_reason
from vizdesk.comparison.parsing.dates import read_dates
from vizdesk.comparison.parsing.drafts import without_reasoning
from vizdesk.comparison.parsing.final_answer import FinalAnswer
from vizdesk.comparison.parsing.folded_text import folded
from vizdesk.comparison.parsing.negation import denies
from vizdesk.comparison.parsing.numbers import read_numbers
from vizdesk.comparison.parsing.quantities import QUANTITY, quantity_in, read_quantities
from vizdesk.evals.check_kind import CheckKind, FormOption, Key
from vizdesk.evals.check_values import json_number, json_text, table_number
from vizdesk.evals.checks import CharacterError, Exact, Pattern, Text
from vizdesk.evals.scorers.line_verdict import verdict_of
from vizdesk.evals.verdicts import Verdict, VerdictState

QUOTED = re.compile(r"\"([^\"\n]{1,400})\"|(?<!\w)'([^'\n]{1,400})'(?!\w)|“([^”\n]{1,400})”")
LEAD = re.compile(
    r"\A(?:(?:it|that)'s\b|(?:it|this|that|(?:the|this|that|their|its)\s[\w\s'-]{1,80}?)\s*"
    r"(?:\b(?:is|are|says|reads|shows|spells)\b:?|:)"
    r"|(?:text|sign|label|word|words|inscription|title|caption|name|code|reading|transcription):)\s*",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"\A(?:the|an?)\s+")
NUMBER_WORD = re.compile(r"[A-Za-z]+(?:[ -][A-Za-z]+)*")
LETTER = re.compile(
    r"(?:option |choice )?[(\[]?(?P<letter>[A-Za-z])"
    r"(?:[)\].:]+(?P<rest>\s*\S.*)?|\s[-–—]\s(?P<dash>.+))?",
    re.IGNORECASE,
)
SHOWN = 80
# A pattern is tried on short answers only, so that no pattern takes forever.
LONGEST_MATCHED = 200


def judge_exact(check: Exact, text: str, reply: FinalAnswer) -> Verdict:
    """The verdict on a text, character for character."""
    wanted = check.value.strip()
    strict = without_reasoning(text) == wanted
    return _verdict(strict, strict or _held(wanted, reply, str.strip), reply, check.value)


def judge_text(check: Text, reply: FinalAnswer) -> Verdict:
    """The verdict on a text whose typing does not matter; nothing but spacing is left out.

    A key that is a quantity, a day, a number word or the letter of a choice is also met by another
    way of writing it: 119 mm for “11.9 cm”, 2026-11-21 for “November 21, 2026”, 5 for “five”,
    “(A)” and “A. left” for “A”.
    """
    wanted = _short(check.value)
    strict = wanted in (_short(reply.whole), folded(reply.whole))
    if strict or _held(wanted, reply, _short) or _ends_bare(wanted, reply):
        return _verdict(strict, True, reply, check.value)
    return _by_meaning(check.value, reply) or _verdict(False, False, reply, check.value)


def _ends_bare(wanted: str, reply: FinalAnswer) -> bool:
    """Whether the last line is the answer and nothing else, after reasoning in several lines."""
    if reply.marked or len(reply.lines) < 2 or reply.taken_back:
        return False
    *before, last = reply.lines
    if _short(last) != wanted or denies(last):
        return False
    # “It is not:” over the last line; and a first line that is an answer of its own.
    first_is_short = len(before[0].split()) <= max(3, len(wanted.split()))
    return not (before[-1].endswith(":") and denies(before[-1])) and not (
        first_is_short
        and not before[0].endswith((":", ".", "?", "!"))
        and _short(before[0]) != wanted
    )


def _by_meaning(key: str, reply: FinalAnswer) -> Verdict | None:
    """The verdict where the key can be written in other ways; None for a plain text."""
    for reader, value in _readers(key):
        verdict = verdict_of(
            answer_in(reply, reader),
            within_reason(reader, reply.whole),
            lambda read, value=value: read in value,  # type: ignore[misc]
            f"“{_cut(key)}”",
            message("It is not “{wanted}”.", wanted=_cut(key)),
        )
        read = _cut(reply.whole)
        if verdict.lenient:
            why = message("It says that in other words.")
            return Verdict(verdict.strict, True, read, why, VerdictState.RIGHT)
        if verdict.state is not VerdictState.UNREADABLE:
            return Verdict(False, False, read, verdict.why, verdict.state)
    return None


def _readers(key: str) -> Iterator[tuple[Callable[[str], AnswerLine], tuple[str, ...]]]:
    """How else a key may be read, and the values that are right then."""
    if quantity := quantity_in(key):
        # Without a unit a number leaves it to the question.
        written = QUANTITY.search(key)
        number = None if written is None else read_numbers(written["number"]).one
        alone = [] if number is None else [f" {Fraction(number)}", f" {number}"]
        yield read_quantities, (quantity, *alone)
        return
    day, count = read_dates(key), read_numbers(key)
    if len(key.strip()) == 1 and key.strip().isalpha():
        yield read_letter, (key.strip().upper(),)
    elif day.bare and day.one is not None:
        yield read_dates, (day.one,)
    elif NUMBER_WORD.fullmatch(key.strip()) and count.bare and count.one is not None:
        yield read_numbers, (count.one,)


def read_letter(text: str) -> AnswerLine:
    """The letter of a choice that `text` begins with: “A”, “(A)”, “A. left”, “A) left”."""
    match = LETTER.fullmatch(text.strip())
    if match is None:
        return AnswerLine()
    return AnswerLine((match["letter"].upper(),), not match["rest"])


def judge_characters(check: CharacterError, text: str, reply: FinalAnswer) -> Verdict:
    """The verdict on a long text; https://en.wikipedia.org/wiki/Word_error_rate, of characters.

    Strict keeps case; lenient folds it and takes the reply out of quotes and fences.
    """
    wanted = _spaced(check.value)
    most = int(check.at_most * len(wanted) + 1e-9)
    strict = edit_distance(wanted, _spaced(without_reasoning(text)), most)
    places = [reply.whole, *reply.marked, *(group for group in _quotes(reply.whole) if group)]
    lead = LEAD.match(reply.whole)
    if lead and lead.group().rstrip().endswith(":"):
        places.append(reply.whole[lead.end() :])  # The text in the image reads: …
    key = folded(wanted)
    loose = min(edit_distance(key, folded(place), most) for place in places)
    best = min(strict, loose)
    allowed = f"{check.at_most * 100:g}"
    why = (
        message(
            "{share} % of the characters are wrong; {most} % may be.",
            share=f"{best / len(wanted) * 100:.1f}",
            most=allowed,
        )
        if best <= most
        else message(
            "over {share} of the characters are wrong; {most} % may be.",
            share=f"{check.at_most:.1%}",
            most=allowed,
        )
    )
    state = VerdictState.RIGHT if best <= most else VerdictState.WRONG
    return Verdict(strict <= most, best <= most, _cut(reply.whole), why, state)


def judge_pattern(check: Pattern, reply: FinalAnswer) -> Verdict:
    """The verdict by a regular expression that must match a whole, short answer."""
    pattern = re.compile(check.value, re.IGNORECASE)

    def fits(text: str) -> bool:
        return len(text) <= LONGEST_MATCHED and pattern.fullmatch(text) is not None

    strict = fits(reply.whole) or fits(reply.whole + ".")
    places = reply.marked or _ends(reply)
    lenient = bool(places) and all(fits(place) for place in places) and not reply.taken_back
    if strict or lenient:
        why = message("It matches.") if strict else message("It matches where the reply answers.")
        return Verdict(strict, True, _cut(reply.whole), why, VerdictState.RIGHT)
    long = len(reply.whole) > LONGEST_MATCHED and not reply.marked
    why = message("It is too long to be matched.") if long else message("It does not match.")
    return Verdict(False, False, _cut(reply.whole), why, VerdictState.WRONG)


def _ends(reply: FinalAnswer) -> tuple[str, ...]:
    """The last line, without “It is …” where that is all the reply says and nothing is denied."""
    last = reply.lines[-1:]
    lead = LEAD.match(reply.whole) if len(reply.lines) == 1 else None
    if lead is None or denies(reply.whole):
        return last
    return (reply.whole[lead.end() :],)


def _held(wanted: str, reply: FinalAnswer, form: object) -> bool:
    """Whether the reply's marked answer, its one quotation or the end of its sentence is it."""
    shape = _short if form is _short else str.strip
    if reply.marked:
        return not reply.taken_back and all(shape(part) == wanted for part in reply.marked)
    if shape(reply.whole) == wanted:
        return True
    # “The sign reads:” may stand on a line of its own.
    one_line = len(reply.lines) == 1 or (bool(reply.lines) and reply.lines[0].endswith(":"))
    if not one_line or denies(_unquoted(reply.whole)):
        return False
    quotes = _quotes(reply.whole)
    if quotes:
        return all(shape(quote) == wanted for quote in quotes)
    lead = LEAD.match(reply.whole)
    return lead is not None and shape(reply.whole[lead.end() :]) == wanted


def _quotes(text: str) -> list[str]:
    return [next(group for group in match.groups() if group) for match in QUOTED.finditer(text)]


def _unquoted(text: str) -> str:
    lead = LEAD.match(text)
    return QUOTED.sub("", text) if _quotes(text) or not lead else text[: lead.end()]


def _verdict(strict: bool, lenient: bool, reply: FinalAnswer, wanted: str) -> Verdict:
    read = _cut(reply.whole)
    if strict:
        return Verdict(True, True, read, message("It says just that."), VerdictState.RIGHT)
    if lenient:
        return Verdict(
            False, True, read, message("It says that in other words."), VerdictState.RIGHT
        )
    return Verdict(
        False,
        False,
        read,
        message("It is not “{wanted}”.", wanted=_cut(wanted)),
        VerdictState.WRONG,
    )


def _short(text: str) -> str:
    """Folded, without an article, the quotes around it and the full stop behind it."""
    text = folded(text).strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1].strip()
    text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    return ARTICLE.sub("", text).strip()


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def _character_error_rule(check: CharacterError) -> Message:
    return message(
        "be “{text}” with at most {most} % of its characters wrong (CER)",
        text=check.value,
        most=f"{check.at_most * 100:g}",
    )


EXACT = CheckKind(
    name="exact",
    check=Exact,
    example=Exact("AB-12"),
    meaning="character for character",
    read=lambda data: Exact(json_text(data["value"])),
    write=lambda check: {"value": check.value},
    rule=lambda check: message("be “{text}”, character for character", text=check.value),
    judge=lambda check, reply: judge_exact(check, reply.text, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a text, character for character"),
)
TEXT = CheckKind(
    name="text",
    check=Text,
    example=Text("Main Street"),
    meaning=(
        "the same text; case, spacing, kinds of quotes and dashes and a leading article "
        "do not matter, all other punctuation does"
    ),
    read=lambda data: Text(json_text(data["value"])),
    write=lambda check: {"value": check.value},
    rule=lambda check: message(
        "be “{text}”; case, spacing and kinds of quotes do not matter", text=check.value
    ),
    judge=lambda check, reply: judge_text(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a text, spelling counts"),
)
CHARACTER_ERROR = CheckKind(
    name="cer",
    check=CharacterError,
    example=CharacterError("a longer line", 0.05),
    meaning=("at most this share of wrong characters (Levenshtein distance ÷ length of the key)"),
    keys=(Key("value"), Key("at_most", from_table=table_number)),
    read=lambda data: CharacterError(
        json_text(data["value"]), float(json_number(data["at_most"], "at_most"))
    ),
    write=lambda check: {"value": check.value, "at_most": check.at_most},
    rule=_character_error_rule,
    judge=lambda check, reply: judge_characters(check, reply.text, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a text with few wrong characters"),
    option=FormOption(
        "at_most", QT_TRANSLATE_NOOP("check kinds", "Wrong characters at most"), "0.05"
    ),
)
PATTERN = CheckKind(
    name="regex",
    check=Pattern,
    example=Pattern(r"[A-Z]{2}-\d+"),
    meaning="matches as a whole, whatever its case; answers up to 200 characters",
    read=lambda data: Pattern(json_text(data["value"])),
    write=lambda check: {"value": check.value},
    rule=lambda check: message(
        "match the regular expression “{text}” as a whole", text=check.value
    ),
    judge=lambda check, reply: judge_pattern(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a regular expression"),
)
