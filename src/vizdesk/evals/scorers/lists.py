"""Lists: what a reply lists, in any order (set) or in this one (ordered)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from vizdesk.common.messages import message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.parsing.answer_line import LONGEST_READ
from vizdesk.comparison.parsing.final_answer import FinalAnswer, first_sentence
from vizdesk.comparison.parsing.folded_text import folded
from vizdesk.comparison.parsing.json_recovery import parsed
from vizdesk.comparison.parsing.negation import denies
from vizdesk.comparison.parsing.numbers import read_numbers
from vizdesk.evals.check_kind import CheckKind, Key
from vizdesk.evals.check_values import json_texts, table_list
from vizdesk.evals.checks import Ordered, SetOf
from vizdesk.evals.verdicts import Verdict, VerdictState

BULLET = re.compile(r"\A\s*(?:[-*•·–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+", re.IGNORECASE)
ARROW = re.compile(r"\s*(?:→|⇒|->|=>|>)\s*")
AND = re.compile(r"\s+(?:and|&|then)\s+", re.IGNORECASE)
# “The colours are: …”, “From left to right, the fruits are: …”, “The colours are …”.
LEAD = re.compile(
    r"\A(?:[^:;,\n]{0,200}:|[^:;\n]{0,200}\b(?:are|is|were|order|follows|include|includes)\s*:"
    r"|[^:;,\n]{0,200}?\b(?:are|is|include|includes|including|contains?|shows?|reads?"
    r"|has|have|sees?)\b)\s*",
    re.IGNORECASE,
)
# What may stand in a sentence before its first name (“It rains on Tue …”) …
BEFORE_NAMES = re.compile(
    r"\A.*\b(?:on|in|at|by|of|are|is|were|between|from|shows?|joins?|connects?|touch(?:es)?|contains?"
    r"|the|first|pins?|letters?|numbers?|days?|switch(?:es)?|options?|names?|items?|lines?)\s+",
    re.IGNORECASE,
)
# … and behind its last one (“… and Sat are rainy”).
AFTER_NAMES = re.compile(
    r"\s+(?:are|is|were|lies?|shows?|have|has|holds?|contains?)\b.*\Z", re.IGNORECASE
)
# Said of the things that were not asked for.
THE_OTHERS = re.compile(
    r"\b(?:out|outside|off|others?|missing|absent|lacks?|remaining|rest|only if|un\w{4,})\b",
    re.IGNORECASE,
)
MORE_NAMES = re.compile(
    r"[,;:]|\b(?:also|too|plus|another|others?|additional(?:ly)?|as well|except|maybe|perhaps"
    r"|include|includes|and)\b",
    re.IGNORECASE,
)
SEQUENCE = re.compile(r"\A(?:first|next|lastly|finally|then|followed by)\s+", re.IGNORECASE)
ARTICLE = re.compile(r"\A(?:and|then|the|an?)\s+", re.IGNORECASE)
LONGEST_NAME = 4

Names = tuple[str, ...]


def judge_set(check: SetOf, reply: FinalAnswer) -> Verdict:
    """The verdict on a list in any order; something named twice is no set."""
    return _judge(check.value, reply, _same_set)


def judge_ordered(check: Ordered, reply: FinalAnswer) -> Verdict:
    """The verdict on a list in this order."""
    return _judge(check.value, reply, _same_order)


def _same_order(wanted: Names, read: Names) -> bool:
    return len(wanted) == len(read) and all(same(a, b) for a, b in zip(wanted, read, strict=True))


def _same_set(wanted: Names, read: Names) -> bool:
    left = list(read)
    for expected in wanted:
        match = next((other for other in left if same(expected, other)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def same(wanted: str, read: str) -> bool:
    """Whether two names are the same but for case, an article and quotes; or the same number."""
    if _bare(wanted) == _bare(read):
        return True
    numbers = read_numbers(wanted), read_numbers(read)
    return all(number.bare for number in numbers) and numbers[0].one == numbers[1].one is not None


def _bare(text: str) -> str:
    text = text.strip().strip("\"'`*").rstrip(".").strip()
    return folded(ARTICLE.sub("", text))


def _judge(wanted: Names, reply: FinalAnswer, matches: Callable[[Names, Names], bool]) -> Verdict:
    strict = next((split for split in splits(reply.whole) if matches(wanted, split)), None)
    if strict is not None:
        shown = "; ".join(strict)
        return Verdict(True, True, shown, message("It lists exactly these."), VerdictState.RIGHT)
    places = [place for place in _places(reply) if not denies(place)]
    readings = [[*_led_to(place), *_said_in(place)] for place in places]
    agreed = [any(matches(wanted, entry) for entry in group) for group in readings]
    shown = "; ".join(readings[0][0]) if readings and readings[0] else ""
    if agreed and all(agreed) and not reply.taken_back:
        return Verdict(
            False, True, shown, message("It lists these in other words."), VerdictState.RIGHT
        )
    if any(agreed):
        return Verdict(
            False, False, shown, message("It lists different things."), VerdictState.AMBIGUOUS
        )
    if not shown:
        return Verdict(
            False, False, "", message("The reply lists nothing."), VerdictState.UNREADABLE
        )
    names = "; ".join(wanted)
    return Verdict(
        False,
        False,
        shown,
        message("It lists {shown}, not {names}.", shown=shown, names=names),
        VerdictState.WRONG,
    )


def _places(reply: FinalAnswer) -> list[str]:
    """Where the list may stand; all of them must agree."""
    if reply.marked:
        return list(reply.marked)
    if any(_leads_elsewhere(line) for line in reply.lines):
        return []
    paragraphs = [word.strip() for word in re.split(r"\n\s*\n", reply.whole) if word.strip()]
    if len(paragraphs) > 1:
        ends = [paragraph for paragraph in (paragraphs[0], paragraphs[-1]) if _is_a_list(paragraph)]
        if ends:
            return ends
    bullets = [line for line in reply.lines if BULLET.match(line)]
    if bullets:
        return ["\n".join(bullets)]
    sentence = first_sentence(reply.whole)
    rest = reply.whole[len(sentence) :]
    if (
        len(reply.lines) == 1
        and _is_a_list(sentence)
        and not (denies(rest) or MORE_NAMES.search(rest))
    ):
        return [sentence.strip().rstrip(".")]
    return [reply.whole]


def _leads_elsewhere(line: str) -> bool:
    """“The days without rain are:” leads to a list of what was not asked for."""
    return line.endswith(":") and (denies(line) or THE_OTHERS.search(line) is not None)


def _is_a_list(text: str) -> bool:
    """Whether it is one line of several short names and nothing else."""
    if "\n" in text or BULLET.match(text):
        return False
    names = next(splits(text.strip().rstrip(".")), ())
    return len(names) > 1 and all(len(name.split()) <= LONGEST_NAME for name in names)


def _led_to(text: str) -> Iterator[Names]:
    """The lists behind “The colours are”; none behind “The other colours are”."""
    lead = LEAD.match(text)
    if lead is None or not THE_OTHERS.search(lead.group()):
        yield from splits(LEAD.sub("", text))


def _said_in(sentence: str) -> Iterator[Names]:
    """The lists that a sentence may hold, without the words before and behind its names."""
    if "\n" in sentence or THE_OTHERS.search(sentence):
        return
    for names in (*splits(sentence), *splits(LEAD.sub("", sentence))):
        if not names:  # “[]” lists nothing
            continue
        first, last = BEFORE_NAMES.sub("", names[0]), AFTER_NAMES.sub("", names[-1])
        if len(names) == 1:
            yield (AFTER_NAMES.sub("", first),)
            continue
        for begin in (names[0], first):
            for end in (names[-1], last):
                yield (begin, *names[1:-1], end)
        several = all(len(name.split()) > 1 for name in names)
        if several and len({name.split()[0].casefold() for name in names}) == 1:
            yield tuple(name.split(maxsplit=1)[1] for name in names)  # Pin 11, Pin 12
        yield tuple(SEQUENCE.sub("", name) for name in names)
    # “A D G”, “A/D/G”: where every name is one word, spaces and strokes part them as well.
    apart = re.split(r"\s*/\s*|\s+", sentence.rstrip("."))
    if len(apart) > 1 and not MORE_NAMES.search(sentence):
        yield tuple(apart)


def splits(text: str) -> Iterator[Names]:
    """The lists that `text` may be: JSON, lines, or names between ; → , and “and”.

    A name may hold “and” or a comma itself, so there may be several.
    """
    text = text.strip()
    if len(text) > LONGEST_READ:
        return
    value = parsed(text)
    if isinstance(value, list) and all(isinstance(entry, str | int | float) for entry in value):
        yield tuple(str(entry) for entry in value)
        return
    lines = [BULLET.sub("", line).strip().rstrip(",;") for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) > 1:
        yield tuple(lines)
        return
    line = lines[0].rstrip(".") if lines else ""
    if line[:1] + line[-1:] in ("[]", "{}", "()"):
        line = line[1:-1].strip()
    if not line:
        return
    for parts in (line.split(";"), ARROW.split(line), line.split(",")):
        if len(parts) > 1:
            yield from _named(parts)
            return
    yield from _named([line])


def _named(parts: Sequence[str]) -> Iterator[Names]:
    names = [re.sub(r"\A(?:and|then|&)\s+", "", part.strip(), flags=re.I) for part in parts]
    names = [name for name in names if name]
    if not names:
        return
    whole = tuple(names)
    apart = (*names[:-1], *AND.split(names[-1]))
    yield apart
    if apart != whole:
        yield whole


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


SET = CheckKind(
    name="set",
    check=SetOf,
    example=SetOf(("red", "blue")),
    meaning="lists exactly these, in any order",
    keys=(Key("value", from_table=table_list),),
    read=lambda data: SetOf(json_texts(data["value"])),
    write=lambda check: {"value": list(check.value)},
    rule=lambda check: message("list exactly {names}, in any order", names=_names(check.value)),
    judge=lambda check, reply: judge_set(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a list in any order"),
)
ORDERED = CheckKind(
    name="ordered",
    check=Ordered,
    example=Ordered(("red", "blue")),
    meaning="lists exactly these, in this order",
    keys=(Key("value", from_table=table_list),),
    read=lambda data: Ordered(json_texts(data["value"])),
    write=lambda check: {"value": list(check.value)},
    rule=lambda check: message("list exactly {names}, in this order", names=_names(check.value)),
    judge=lambda check, reply: judge_ordered(check, reply.answer),
    title=QT_TRANSLATE_NOOP("check kinds", "a list in this order"),
)
