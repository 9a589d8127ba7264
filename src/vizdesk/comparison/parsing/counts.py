"""A number of things, as the evals read numbers: digits, words, JSON; ranges are no number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.comparison.parsing import problems
from vizdesk.comparison.parsing.answer_line import LONGEST_READ, AnswerLine, answer_in
from vizdesk.comparison.parsing.corrections import after_correction
from vizdesk.comparison.parsing.drafts import TAKEN_BACK
from vizdesk.comparison.parsing.entries import plain_key
from vizdesk.comparison.parsing.final_answer import final_answer
from vizdesk.comparison.parsing.json_recovery import recovered
from vizdesk.comparison.parsing.labels import mentions
from vizdesk.comparison.parsing.numbers import read_numbers, written
from vizdesk.comparison.parsing.numerals import numerals, typed
from vizdesk.comparison.types import Reading

NO_NUMBER = message("The reply names no number.")
AT_LEAST = message("The reply gives a limit, not an exact number.")
LIMIT = message("The reply gives a limit, not a number.")
OPEN = message("The reply leaves the number open.")
DENIED = message("The reply denies or asks for its number.")
UNCLEAR = message("The reply holds figures that are no plain number.")
TAKEN_BACK_SAID = message("The reply takes back what it said.")
TOO_LONG = message("The reply is too long to be read as a number.")
DOUBTS = {
    "it gives a limit, not a number": LIMIT,
    "it leaves the answer open": OPEN,
    "its number is denied or asked for": DENIED,
    "it holds figures that are no plain number": UNCLEAR,
    "the reply takes back what it said": TAKEN_BACK_SAID,
    "it is too long to be read as an answer": TOO_LONG,
}
COUNT_KEYS = (
    *(
        "count",
        "total",
        "totalcount",
        "counttotal",
        "numberofobjects",
        "number",
        "answer",
        "result",
    ),
    *("finalanswer", "finalcount", "num", "quantity", "amount", "n", "value", "objectcount"),
)
NOT_COUNTS = frozenset(
    {
        *(
            "confidence",
            "score",
            "probability",
            "certainty",
            "conf",
            "id",
            "index",
            "image",
            "page",
        ),
        *("imageid", "time", "year", "width", "height", "version", "seconds", "step"),
    }
)
# Numbers that name something, and times and dates: they count nothing.
NAMES_SOMETHING = re.compile(
    r"\b(?:image|picture|photo(?:graph)?|figure|fig\.|frame|page|slide|panel|scene|bild|foto|step)"
    r"\s+(?:no\.?\s*|nr\.?\s*|#)?\d+\b|\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
    r"|\(?\b\d{1,3}(?:\.\d+)?\s?%\s+(?:sure|certain|confiden\w+|sicher)\b\)?"
    r"|\b(?:confidence|certainty|score)\s*+[:=]?\s*+(?:\d?\.\d+|\d{1,3}\s?%)"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    r"(?<![\w.])(?:[x×]\s?(\d{1,6})|(\d{1,6})\s?[x×])(?![\w.])(?!\s?\d)", re.IGNORECASE
)
HASH = re.compile(r"(?<![\w&])#(?=\d)")
# “one is sitting” speaks of one of those that were counted.
PRONOUN = re.compile(
    r"\bone\b(?=\s+(?:of|is|was|are|has|had|stands?|sits?|lies|looks?|appears?|at|on|in|to|near|with"
    r"|who|which|that|holding|wearing|sitting|standing|walking|lying|behind|under|more)\b|[,.;]?\s*\Z)",
    re.IGNORECASE,
)
PARTS = re.compile(r"\(([^()\n]{3,200})\)")
PAIR = re.compile(
    r"\b(?:a|one) pair\b(?! of (?:glasses|scissors|trousers|pants|jeans|shoes))", re.I
)
# Two pairs of shoes are two or four.
PAIRS = re.compile(r"\w\s+pairs\b", re.IGNORECASE)
AT_LEAST_WORDS = re.compile(
    r"\b(?:at least|minimum(?: of)?|no (?:less|fewer) than)\s+[\w,.-]+|\d\s*\+"
    r"|\b[\w,.-]+ or more\b|\b(?:mindestens|wenigstens|au moins|(?:al|por lo|pelo|ao) menos|almeno"
    r"|minstens|не менее)\s+\w|至少|起码|最少|少なくとも|以上|최소|이상",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"\d\s*(?:-|–|—|~|\bto\b|\bor\b|\bbis\b|\boder\b|\bà\b|\ba\b|\bou\b|\bo\b|至|到|或|、)\s*\d"
    r"|\bbetween\b.*\band\b",
    re.IGNORECASE,
)


# “There are no cars”, “keine Autos”; a word may stand between.
NO_THING = re.compile(
    r"\b(?:no|kein(?:e[nrm]?)?)\s+(?:(?!other|more|less|fewer|one)[^\W\d_]+\s+)?\Z", re.I
)
BEFORE_THING = re.compile(
    r"\s+(?:\(\w+\)\s+)?(?:(?!(?:and|or|of|the|in|on|with|but|per|is|are|to|than)\b)[^\W\d_]+\s+){0,2}"
)
# What another number counts: “2 trees”; “3 blue ones” may be of the things asked for.
OTHER_THINGS = re.compile(
    r"\s+(?:(?!ones\b)[^\W\d_]+\s+)?(?!(?:ones|others|sets|pairs|groups|rows|is|was|has|as)\b)[^\W\d_]{2,}s\b",
    re.IGNORECASE,
)
SUMMED_UP = re.compile(r"[=+\n]|\b(?:total|altogether|in all|sum|overall|so)\b", re.IGNORECASE)
LONGEST_SENTENCE = 400
AS_MANY_MORE = re.compile(r"\b(?:and|plus|und|et|y|sowie|another)\b", re.IGNORECASE)


def read_count(text: str, things: Sequence[str] = ()) -> Reading:
    """The count as `value`, an int; a problem where no number, a range or several are said.

    `things`: the names of what was to be counted; “3 cars and 2 trees” is 3 where cars were asked.
    """
    from_json = _from_json(text)
    if from_json is not None:
        return from_json
    return _of_the_things(text.strip(), things) or _reading(text)


def _of_the_things(text: str, things: Sequence[str]) -> Reading | None:
    """What a sentence that counts several kinds of things says of those asked for."""
    text = _prepared(typed(text))
    if len(text) > LONGEST_SENTENCE or SUMMED_UP.search(text):
        return None
    each = [name[:-1] for name in things if name.endswith("s") and not name.endswith("ss")]
    places = mentions(text, (*things, *each))
    numbers = [numeral for numeral in numerals(text) if numeral.value is not None]
    none = any(NO_THING.search(text[:start]) for start, _, _ in places)
    counting = {
        (numeral.start, numeral.end): end
        for numeral in numbers
        for start, end, _ in places
        if BEFORE_THING.fullmatch(text, numeral.end, start)
    }
    others = [numeral for numeral in numbers if (numeral.start, numeral.end) not in counting]
    if not others or len(counting) + none != 1:
        return None
    elsewhere = all(OTHER_THINGS.match(text, numeral.end) for numeral in others)
    if none:
        largest = max(numeral.value or Fraction(0) for numeral in others)
        if elsewhere or not largest:
            return Reading(value=0)
        return Reading(problems=(_several(("0", written(largest))),))
    ((start, _), end) = next(iter(counting.items()))
    before = max((numeral.end for numeral in others if numeral.end <= start), default=0)
    line = read_numbers(text[before:end])
    return _whole(line.one, ()) if elsewhere and line.one is not None else None


def _said_twice(text: str) -> bool:
    """“3 cars on the left and 3 on the right”: the same number of two things is no answer."""
    text = typed(text[:LONGEST_READ])
    all_numerals = numerals(text)
    for first, second in pairwise(all_numerals):
        between = text[first.end : second.start]
        joined = AS_MANY_MORE.search(between) and not re.search(r"[.!?\n(=:]", between)
        if joined and first.value == second.value and text[second.end :].strip(" .!"):
            return True
    return False


def _several(numbers: Sequence[str]) -> Message:
    return message("The reply names several numbers: {numbers}.", numbers=", ".join(numbers[:6]))


def _reading(text: str) -> Reading:
    """What words say."""
    plain = _prepared(text)
    back = _after_taking_back(plain)
    line = answer_in(final_answer(_without_parts(back or plain)), read_numbers)
    notes = (problems.CORRECTED,) if back else ()
    if len(line.values) > 1 or (line.doubt and not line.one):
        line = _without_pronoun(back or plain, line)
    if not line.values and not line.doubt and PAIR.search(plain):
        return Reading(value=2)
    if PAIRS.search(plain):
        return Reading(problems=(UNCLEAR, *notes))
    if line.doubt:
        return _doubtful(line, plain, notes)
    if not line.values:
        return Reading(problems=(NO_NUMBER, *notes))
    if len(line.values) > 1:
        return Reading(problems=(_several(line.values), *notes))
    if _said_twice(back or plain):
        return Reading(problems=(_several(line.values * 2), *notes))
    return _whole(line.values[0], notes)


def _doubtful(line: AnswerLine, text: str, notes: tuple[Message, ...]) -> Reading:
    limit = DOUBTS["it gives a limit, not a number"]
    reason = DOUBTS.get(line.doubt, UNCLEAR)
    if reason is limit and len(line.values) == 1 and AT_LEAST_WORDS.search(text):
        return _whole(line.values[0], (AT_LEAST, *notes))
    return Reading(problems=(reason, *notes))


def _whole(value: str, notes: tuple[Message, ...]) -> Reading:
    number = Fraction(value)
    if number.denominator != 1 or number < 0:
        return Reading(problems=(message("{word} is no count.", word=value), *notes))
    return Reading(value=int(number), problems=notes)


def _prepared(text: str) -> str:
    """The words without numbers that count nothing."""
    text = NAMES_SOMETHING.sub(" ", text)
    return HASH.sub("", TIMES.sub(lambda match: match.group(1) or match.group(2), text))


def _after_taking_back(text: str) -> str:
    """What a reply says after it corrected itself; empty where it did not, or says no number."""
    last = None
    for last in TAKEN_BACK.finditer(text):  # noqa: B007 - the last one counts
        pass
    if last is None or not read_numbers(text[: last.start()][-2000:]).values:
        return ""
    rest = text[last.end() :].strip(" ,.:;—–-")
    return rest if rest and read_numbers(rest[:2000]).values else ""


def _without_parts(text: str) -> str:
    """“7 birds (3 flying, 4 sitting)” without the parts in brackets, where they add up to it."""
    parts = PARTS.search(text)
    if parts is None or PARTS.search(text, parts.end()):
        return text
    inside = [numeral.value or Fraction(0) for numeral in numerals(parts.group(1))]
    around = text[: parts.start()] + text[parts.end() :]
    outside = read_numbers(around).values if len(text) < 2000 else ()
    adds_up = len(outside) == 1 and sum(inside) == Fraction(outside[0])
    return around if adds_up and len(inside) > 1 else text


def _without_pronoun(text: str, line: AnswerLine) -> AnswerLine:
    if "1" not in line.values or not PRONOUN.search(text) or RANGE.search(text):
        return line
    return answer_in(final_answer(PRONOUN.sub("it", text)), read_numbers)


# --- JSON -----------------------------------------------------------------------------------------


def _from_json(text: str) -> Reading | None:
    """What a JSON object says; None where there is none."""
    recovery = recovered(text)
    blocks, corrected = after_correction(
        recovery.text, recovery.blocks, lambda value: isinstance(value, dict) and bool(value)
    )
    counts: list[Any] = []
    for block in blocks:
        value = block.value
        if isinstance(value, dict) and value:
            counts += list(_counts(value, 0))
        elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
            counts += [
                count for part in value if isinstance(part, dict) for count in _counts(part, 0)
            ]
            counts = counts or [None]
    if not counts:
        return None
    notes = (problems.CORRECTED,) if corrected else ()
    readings = [_of_value(value) for value in counts]
    different = {reading.value for reading in readings}
    if len(different) == 1:
        only = readings[0]
        return Reading(value=only.value, problems=(*only.problems, *notes))
    numbers = [str(reading.value) for reading in readings if reading.value is not None]
    return Reading(problems=(_several(numbers), *notes))


def _counts(entry: Mapping[str, Any], depth: int) -> Iterator[Any]:
    """The values that count: the one under a count's key, else every number."""
    plain = {plain_key(key): value for key, value in entry.items()}
    for key in COUNT_KEYS:
        if key in plain and not isinstance(plain[key], dict | list):
            yield plain[key]
            return
    numbers = [
        value
        for key, value in plain.items()
        if key not in NOT_COUNTS and isinstance(value, int | float) and not isinstance(value, bool)
    ]
    totals = [value for key, value in plain.items() if "total" in key and value in numbers]
    if totals:
        yield totals[0]
    elif numbers:
        yield from numbers
    else:
        for value in plain.values():
            if isinstance(value, dict) and depth < 3:
                yield from _counts(value, depth + 1)


def _of_value(value: Any) -> Reading:  # noqa: ANN401 - any JSON value
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return Reading(problems=(NO_NUMBER,))
    if isinstance(value, str):
        return _reading(value)
    if value != value or abs(value) == float("inf"):
        return Reading(problems=(NO_NUMBER,))
    return _whole(repr(value) if isinstance(value, float) else str(value), ())
